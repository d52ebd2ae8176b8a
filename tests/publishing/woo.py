"""A destination that is nothing but a shop: the functions for products and categories, and what is sent to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

from igny8.core.http import Timeouts
from igny8.integration.platforms.woocommerce.client import WooClient
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.wire import Wire
from igny8.publishing.adapters import woo_category as category
from igny8.publishing.adapters import woo_product as product
from igny8.publishing.base import (
    Capabilities,
    Check,
    Picture,
    PublishPayload,
    PublishResult,
    Remote,
    Target,
    Term,
)
from tests.support.woocommerce import APP_PASSWORD, USER, Shop

SHOP = "shop:1"
CONTENT = "01990000-0000-7000-8000-00000000abcd"


@contextmanager
def client_of(target: Target) -> Iterator[WooClient]:
    """An open client of a shop."""
    timeouts = Timeouts(connect_s=2.0, read_s=5.0, write_s=5.0, total_s=10.0)
    with Wire(allow_private=True, timeouts=timeouts) as wire:
        yield WooClient(target.config["connection"], wire)


class ShopAdapter:
    """Products as products, categories as product categories."""

    platform = "shop"
    capabilities = Capabilities(content_types=frozenset({"product", "category"}), has_schedule=True)

    def publish(self, payload: PublishPayload, target: Target) -> PublishResult:
        save = category.category_publish if payload.content_type == "category" else product.product_publish
        with client_of(target) as client:
            return save(payload, target, client, target.config["media"])

    def unpublish(self, payload: PublishPayload, target: Target) -> PublishResult | None:
        remove = category.category_unpublish if payload.content_type == "category" else product.product_unpublish
        with client_of(target) as client:
            return remove(payload, target, client)

    def look_up(self, payload: PublishPayload, target: Target) -> PublishResult | None:
        find = category.category_look_up if payload.content_type == "category" else product.product_look_up
        with client_of(target) as client:
            return find(payload, target, client)

    def check(self, target: Target) -> Check:
        return Check(ok=True)


def media_of(shop: Shop) -> Callable[[Picture], int | None]:
    """A media library that keeps each image once."""

    def media(picture: Picture) -> int | None:
        known = {url: number for number, url in shop.images.items()}
        number = known.get(picture.file, 900 + len(shop.images))
        shop.images[number] = picture.file
        return number

    return media


def target_of(
    shop: Shop, *, site_id: str = "1", username: str = USER, password: str = APP_PASSWORD, **config: Any
) -> Target:
    """The shop as a destination."""
    connection = Connection(base_url=shop.url, username=username, app_password=password, allow_private=True)
    return Target(
        key=SHOP,
        platform="shop",
        name="Shop",
        site_id=site_id,
        config={"connection": connection, "media": media_of(shop), **config},
    )


def targets_at(shop: Shop) -> Any:
    """Every site has the shop as its destination."""

    def targets(site_id: UUID) -> list[Target]:
        return [target_of(shop, site_id=str(site_id))]

    return targets


def payload_of(**fields: Any) -> PublishPayload:
    """A product with everything."""
    values: dict[str, Any] = {
        "key": CONTENT, "content_id": CONTENT, "version": 1, "title": "Kettle & stand", "slug": "kettle-stand",
        "html": "<p>Heats water.</p>", "published_at": "2026-03-01T12:00:00+00:00", "content_type": "product",
        "details": {"short_description": "A kettle for < 1 l.", "highlights": ["Fast"],
                    "attributes": [{"name": "Voltage", "options": ["230 V"]}]},
        "terms": (Term(slug="kettles", name="Kettles", kind="product_category"),
                  Term(slug="red", name="Red", kind="attribute", taxonomy="pa_colour")),
        "tags": ("Gooseneck & co",), "image": Picture(file="a.jpg"),
        "images": (Picture(file="side.jpg"), Picture(file="in-text.jpg")),
        "meta_title": "Kettles", "meta_description": "All of them.", "focus_keyword": "kettle",
    }  # fmt: skip
    return PublishPayload(**{**values, **fields})


def plain(**fields: Any) -> PublishPayload:
    """A product with a text only."""
    bare: dict[str, Any] = {"details": {}, "terms": (), "tags": (), "image": None, "images": ()}
    return payload_of(**{**bare, "meta_title": "", "meta_description": "", "focus_keyword": "", **fields})


def agreed(result: PublishResult, payload: PublishPayload, **fields: Any) -> PublishPayload:
    """What the platform sends the next time: the same object, as both sides agreed on it."""
    there = Remote(
        external_id=result.external_id,
        type=result.type,
        agreed_hash=result.state_hash,
        raw=result.raw,
        html=payload.html,
    )
    return replace(payload, external_id=result.external_id, remote=there, version=payload.version + 1, **fields)
