"""What the product around the WordPress adapter knows: connections as destinations, what a content is there already, and
what an attempt left there. All in the tenant's scope."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import F

from igny8.content.selectors import content_get
from igny8.integration.base import PlatformError
from igny8.integration.engine.reach import connection_of
from igny8.integration.platforms.woocommerce.products import SEO_META
from igny8.integration.platforms.wordpress.places import Place, places_of
from igny8.integration.selectors import integrations_active, remote_facts, term_named
from igny8.integration.services.published import Landed, item_published, item_taken_down
from igny8.publishing.adapters.wordpress_there import There
from igny8.publishing.base import PublishPayload, PublishResult, Remote, Target
from igny8.publishing.models import PublicationSnapshot


def wordpress_targets(site_id: UUID) -> Iterable[Target]:
    """The site's active connections to a WordPress that can be signed in to."""
    found = []
    for row in integrations_active(site_id):
        try:
            connection = connection_of(row)
        except PlatformError:
            continue
        if not (connection.secret or connection.has_password or connection.has_keys):
            continue
        places = places_of(row.structure, row.config.get("destinations") or {})
        if connection.has_keys and not connection.secret:  # they open the shop only
            places = {name: place for name, place in places.items() if place.name in {"product", "product_cat"}}
        config = {
            "connection": connection,
            "places": places,
            "rest_bases": _bases(row.structure, "post_types"),
            "taxonomy_bases": _bases(row.structure, "taxonomies"),
            "authors": tuple(row.structure.get("authors") or ()),
            "author_id": str(row.config.get("author_id") or ""),
            "on_unpublish": str(row.config.get("on_unpublish") or "draft"),
            "has_woocommerce": bool(row.structure.get("woocommerce")),
            "seo_plugin": str(row.structure.get("seo_plugin") or ""),
        }
        target = Target(
            key=row.destination,
            platform=row.platform,
            name=row.name,
            site_id=str(site_id),
            config=config,
            content_types=frozenset(places),
        )
        found.append(target)
    return found


def _bases(structure: dict[str, Any], name: str) -> dict[str, str]:
    return {row["name"]: row["rest_base"] for row in structure.get(name) or () if row.get("rest_base")}


def wordpress_prepare(payload: PublishPayload, target: Target) -> PublishPayload:
    """Complete a payload: what it is there already and what both sides agreed on; the term it is about."""
    integration_id, place = _integration(target), target.config["places"].get(payload.content_type)
    if place is not None and place.is_term:
        facts = term_named(integration_id=integration_id, taxonomy=place.name, name=payload.title)
    else:
        facts = remote_facts(integration_id=integration_id, content_id=UUID(payload.content_id))
    if facts is None:
        return payload
    there = Remote(
        external_id=facts.external_id,
        type=facts.remote_type,
        agreed_hash=facts.agreed_hash,
        raw=facts.raw,
        html=facts.html,
        slug=facts.slug,
        author=_author_there(payload, target),
    )
    return replace(payload, remote=there, external_id=payload.external_id or facts.external_id)


def _author_there(payload: PublishPayload, target: Target) -> str:
    """Whom WordPress was told as the author of the version visitors read; the plugin remembers that by itself."""
    if target.config["connection"].secret:
        return ""
    live = PublicationSnapshot.objects.filter(
        record__content_id=payload.content_id, record__destination=target.key, hash=F("record__live_hash")
    )
    told = [PublishPayload.from_json(row).author for row in live.values_list("payload", flat=True)[:1]]
    return str(There.of(target).author_of(told[0])) if told else ""


def wordpress_landed(payload: PublishPayload, target: Target, result: PublishResult | None, *, is_down: bool) -> None:
    """Note what is there now, so that neither the next pull nor the plugin's webhook counts it as a change.

    :raises NotFound: the connection or the version was removed meanwhile.
    """
    place = target.config["places"].get(payload.content_type)
    if place is not None and place.is_term:
        return
    integration_id, content_id = _integration(target), UUID(payload.content_id)
    landed = _landed(result, target, place) if result is not None else None
    if is_down:
        if content_get(content_id) is not None:
            item_taken_down(integration_id=integration_id, content_id=content_id, landed=landed)
    elif landed is not None and landed.state_hash:
        item_published(integration_id=integration_id, content_id=content_id, version=payload.version, landed=landed)


def _landed(result: PublishResult, target: Target, place: Place | None) -> Landed:
    return Landed(
        external_id=result.external_id,
        url=result.url,
        type=result.type,
        status=result.status,
        state_hash=result.state_hash,
        raw=result.raw,
        modified_at=result.modified_at,
        has_seo=_has_seo(target, place),
    )


def _has_seo(target: Target, place: Place | None) -> bool:
    """Whether the way that was taken stores titles and descriptions for search engines."""
    seo_plugin = target.config["seo_plugin"]
    if place is not None and There.of(target).is_shop(place):
        return seo_plugin in SEO_META
    return bool(target.config["connection"].secret and seo_plugin)


def _integration(target: Target) -> UUID:
    return UUID(target.key.partition(":")[2])
