"""Texts of product categories: descriptions of ours, never over one of the shop's."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from igny8.publishing.base import ActionRequired, PublishPayload, Remote, Target, UnknownOutcome
from tests.publishing.woo import CONTENT, ShopAdapter, agreed, plain, target_of
from tests.support.woocommerce import Shop

ADAPTER = ShopAdapter()


@pytest.fixture
def shop() -> Iterator[Shop]:
    with Shop() as running:
        yield running


@pytest.fixture
def target(shop: Shop) -> Target:
    return target_of(shop, seo_plugin="yoast")


def category(**fields: Any) -> PublishPayload:
    values: dict[str, Any] = {"title": "Kettles", "slug": "kettles", "html": "<h2>All</h2>\n<p>Kettles.</p>"}
    return plain(content_type="category", **{**values, **fields})


def test_a_category_gets_its_text_and_is_never_made_twice(shop: Shop, target: Target) -> None:
    shop.behaviours.append("drop_after")
    with pytest.raises(UnknownOutcome):
        ADAPTER.publish(category(), target)
    found = ADAPTER.look_up(category(), target)
    assert found is not None
    result = ADAPTER.publish(replace(category(), external_id=found.external_id), target)
    rows = [t for t in shop.terms["product_cat"].values() if t["slug"] == "kettles"]
    assert [row["description"] for row in rows] == [f"{category().html}\n<!-- igny8:{CONTENT} -->"]
    assert (result.type, result.external_id, result.warnings) == ("product_cat", str(rows[0]["id"]), ())
    ADAPTER.unpublish(agreed(result, category()), target)
    assert (rows[0]["description"], rows[0]["name"]) == ("", "Kettles"), "the category stays, its text goes"


def test_a_text_of_the_shop_is_not_written_over(shop: Shop, target: Target) -> None:
    number = shop.term("product_cat", "Kettles", "kettles", description="Theirs.")
    for known in ("", str(number)):
        with pytest.raises(ActionRequired) as caught:
            ADAPTER.publish(category(external_id=known), target)
        assert caught.value.code == "TERM_HAS_TEXT"
    ADAPTER.unpublish(category(external_id=str(number)), target)
    assert shop.terms["product_cat"][number]["description"] == "Theirs."
    there = Remote(external_id=str(number), type="product_cat", agreed_hash="x", raw="Theirs.", html="<p>Theirs.</p>")
    ADAPTER.publish(category(remote=there), target)
    assert "All" in shop.terms["product_cat"][number]["description"]
    with pytest.raises(ActionRequired) as caught:
        ADAPTER.publish(category(html="<p>Newer.</p>", remote=there), target)
    assert caught.value.code == "CHANGED_THERE"


def test_formatting_the_shop_removes_is_told(shop: Shop, target: Target) -> None:
    shop.kept = {"strong"}
    result = ADAPTER.publish(category(), target)
    assert "formatting" in result.warnings[0]
    again = ADAPTER.publish(category(external_id=result.external_id, html="<h2>Some</h2><p>Kettles.</p>"), target)
    row = shop.terms["product_cat"][int(again.external_id)]
    assert (again.external_id, "Some" in row["description"]) == (result.external_id, True), (
        "the mark says that it is ours"
    )
