"""What a deployment is made of: the site's facts and the snapshots of everything that should be live."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID

from django.conf import settings

from igny8.accounts.selectors import site_facts
from igny8.publishing import constants as c
from igny8.publishing.adapters.site_definition import SiteFacts, page_problem, site_definition
from igny8.publishing.base import ActionRequired, PublishError, PublishPayload
from igny8.publishing.models import PublicationSnapshot, PublishingRecord


@dataclass(frozen=True, slots=True)
class Entry:
    """A content of the new version. ``is_new``: this deployment brings it, or another version of it."""

    record_id: UUID
    hash: str
    payload: PublishPayload
    past_slugs: tuple[str, ...]
    is_new: bool


@dataclass(slots=True)
class Plan:
    """What a deployment will do to each record: bring it (``entries``), take it down, or refuse it."""

    site: SiteFacts
    domain: str
    entries: list[Entry] = field(default_factory=list)
    down: list[UUID] = field(default_factory=list)
    refused: dict[UUID, PublishError] = field(default_factory=dict)
    fallbacks: dict[UUID, Entry] = field(default_factory=dict)  # what is live of a record that brings a new version

    @property
    def has_changes(self) -> bool:
        return bool(self.down) or any(entry.is_new for entry in self.entries)

    def url_of(self, slug: str) -> str:
        return f"{self.site.base_url}/{quote(slug)}/"

    def definition(self, *, updated_at: datetime) -> dict[str, Any]:
        """The definition for the renderer; old addresses redirect to the present one."""
        return site_definition(
            self.site,
            [entry.payload for entry in self.entries],
            redirects=[(f"/{old}/", f"/{e.payload.slug}/") for e in self.entries for old in e.past_slugs],
            assets_root=Path(settings.STORAGE_ROOT),
            updated_at=updated_at.isoformat(),
        )

    def refuse(self, slug: str, error: PublishError) -> bool:
        """Leave the new content at this address out; what was live of it before stays. :returns: whether there is one."""
        entry = next((e for e in self.entries if e.payload.slug == slug and e.is_new), None)
        if entry is None:
            return False
        self.entries.remove(entry)
        self.refused[entry.record_id] = error
        if entry.record_id in self.fallbacks:
            self.entries.append(self.fallbacks[entry.record_id])
        return True


def own_domain(facts: dict[str, Any]) -> str:
    """The domain the site is served on, empty for ``/s/{slug}/``.

    A domain counts only where we host the site, and only when our sites server has a public address: on a laptop nobody
    could open it.
    """
    host = urlsplit(settings.SITES_URL).hostname or ""
    try:
        is_local = not ip_address(host).is_global
    except ValueError:
        is_local = host == "localhost" or host.endswith(".localhost")
    return "" if is_local or facts["hosting_type"] != c.IGNY8_SITES else str(facts["domain"]).lower()


def facts_of(site_id: UUID) -> tuple[SiteFacts, str]:
    """The site's facts and its own domain. :raises ActionRequired: there is no such site."""
    facts = site_facts(site_id)
    if facts is None:
        raise ActionRequired("SITE_GONE", "The site does not exist any more.")
    domain, seo = own_domain(facts), facts["seo"] if isinstance(facts["seo"], dict) else {}
    path = "" if domain else f"/s/{facts['slug']}"
    return (
        SiteFacts(
            id=str(facts["id"]),
            name=" ".join(str(facts["name"]).split()) or facts["slug"],
            slug=facts["slug"],
            locale=facts["locale"],
            timezone=facts["timezone"],
            base_url=f"https://{domain}" if domain else settings.SITES_URL + path,
            base_path=path,
            description=str(seo.get("description") or "")[:2000],
            accent=str(seo.get("accent") or ""),
            is_indexed=seo.get("index") is not False,
        ),
        domain,
    )


def deployment_plan(*, site_id: UUID, due: Iterable[PublishingRecord]) -> Plan:
    """Everything that is live at the site now, changed by what is due."""
    site, domain = facts_of(site_id)
    plan = Plan(site=site, domain=domain)
    coming = {record.id: record for record in due}
    live = PublishingRecord.objects.filter(site_id=site_id, destination=c.IGNY8_SITES).exclude(live_hash="")
    records = {record.id: record for record in live.order_by("published_at", "id")} | coming
    snapshots = _snapshots(records.values())
    taken: dict[str, str] = {}
    for record in records.values():
        if record.live_hash:
            entry = _entry(record, snapshots[record.id, record.live_hash], record.live_hash, is_new=False)
            if record.id not in coming:
                plan.entries.append(entry)
                taken[entry.payload.slug] = entry.payload.content_id
            else:
                plan.fallbacks[record.id] = entry
    root = Path(settings.STORAGE_ROOT)
    for record in coming.values():
        if record.wanted == c.Wanted.UNPUBLISH:
            plan.down.append(record.id)
            continue
        entry = _entry(record, snapshots[record.id, record.payload_hash], record.payload_hash, is_new=True)
        problem = page_problem(entry.payload, taken=taken, assets_root=root)
        if problem is not None:
            plan.refused[record.id] = problem
            if record.id not in plan.fallbacks:
                continue
            entry = plan.fallbacks[record.id]
        plan.entries.append(entry)
        taken[entry.payload.slug] = entry.payload.content_id
    return plan


def _snapshots(records: Iterable[PublishingRecord]) -> dict[tuple[UUID, str], PublishPayload]:
    wanted = {(r.id, h) for r in records for h in (r.live_hash, r.payload_hash) if h}
    rows = PublicationSnapshot.objects.filter(record_id__in={pk for pk, _ in wanted}, hash__in={h for _, h in wanted})
    return {(row.record_id, row.hash): PublishPayload.from_json(row.payload) for row in rows.iterator(chunk_size=500)}


def _entry(record: PublishingRecord, payload: PublishPayload, digest: str, *, is_new: bool) -> Entry:
    past = [slug for slug in record.past_slugs if slug != payload.slug]
    if record.live_slug and record.live_slug != payload.slug:
        past.append(record.live_slug)
    return Entry(record.id, digest, payload, tuple(dict.fromkeys(past)), is_new)
