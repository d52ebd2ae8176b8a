"""Products in a shop over real HTTP: what is ours is written, and the shop's own work stays untouched."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from igny8.integration.platforms.woocommerce.products import product_hash
from igny8.publishing.adapters.woo_product import short_description
from igny8.publishing.base import ActionRequired, Permanent, Remote, Target, Term
from tests.publishing.woo import CONTENT, ShopAdapter, agreed, payload_of, plain, target_of
from tests.support.woocommerce import KEY, SECRET, Shop

ADAPTER = ShopAdapter()


@pytest.fixture
def shop() -> Iterator[Shop]:
    with Shop() as running:
        yield running


@pytest.fixture
def target(shop: Shop) -> Target:
    return target_of(shop, seo_plugin="yoast")


@pytest.mark.parametrize("way", ["password", "keys"])
def test_a_new_product_with_everything(shop: Shop, way: str) -> None:
    colour = shop.attribute("Colour", options=("Black",))
    signed = {"username": KEY, "password": SECRET} if way == "keys" else {}
    result = ADAPTER.publish(
        payload_of(html='<p>Heats.</p><img src="in-text.jpg">'), target_of(shop, seo_plugin="yoast", **signed)
    )
    row = shop.products[int(result.external_id)]
    assert (row["name"], row["slug"], row["type"], row["status"]) == (
        "Kettle & stand",
        "kettle-stand",
        "simple",
        "publish",
    )
    assert row["short_description"] == "<p>A kettle for &lt; 1 l.</p>\n<ul><li>Fast</li></ul>"
    assert [shop.images[n] for n in row["images"]] == ["a.jpg", "side.jpg"], "what the text shows is not shown twice"
    assert [shop.terms["product_cat"][n]["name"] for n in row["categories"]] == ["Kettles"]
    assert [shop.terms["product_tag"][n]["name"] for n in row["tags"]] == ["Gooseneck & co"]
    assert [(a["id"], a["name"], a["options"]) for a in row["attributes"]] == [
        (0, "Voltage", ["230 V"]),
        (colour, "Colour", ["Red"]),
    ]
    assert {t["name"] for t in shop.terms["pa_colour"].values()} == {"Black", "Red"}
    number = int(result.external_id)
    assert shop.meta(number, "_yoast_wpseo_title") == "Kettles"
    assert shop.meta(number, "_yoast_wpseo_focuskw") == "kettle"
    assert (result.state, result.status, result.type, result.warnings) == ("live", "publish", "product", ())
    assert result.url == f"{shop.url}/product/kettle-stand/"
    assert set(shop.door.ways) == {"oauth" if way == "keys" else "password"}


def test_price_stock_and_sku_are_the_shops(shop: Shop, target: Target) -> None:
    first = payload_of()
    result = ADAPTER.publish(first, target)
    number = int(result.external_id)
    shop.edit(number, sku="K-1", regular_price="59.00", price="59.00", stock_quantity=7, featured=True, type="external")
    ADAPTER.publish(agreed(result, first, html="<p>Heats water fast.</p>", title="Kettle"), target)
    row = shop.products[number]
    assert (row["sku"], row["price"], row["stock_quantity"], row["type"]) == ("K-1", "59.00", 7, "external")
    assert (row["name"], row["description"]) == ("Kettle", "<p>Heats water fast.</p>")
    for body in [*shop.writes("POST"), *shop.writes("PUT")]:
        assert not set(body) & {"sku", "price", "regular_price", "sale_price", "stock_quantity", "stock_status"}
    [body] = shop.writes("PUT")
    assert set(body) == {"name", "description", "meta_data"}, "only what changed"


def test_what_the_shop_changed_survives_our_update(shop: Shop, target: Target) -> None:
    first = payload_of()
    result = ADAPTER.publish(first, target)
    number = int(result.external_id)
    row, own = shop.products[number], shop.term("product_cat", "On sale")
    shop.images[990] = "theirs.jpg"
    shop.edit(
        number,
        name="Kettle, now cheaper",
        short_description="<p>Theirs.</p>",
        categories=[*row["categories"], own],
        images=[990, *row["images"]],
        attributes=[
            *row["attributes"],
            {"id": 0, "name": "Size", "options": ["1 l"], "variation": True},
            {"id": 0, "name": "Material", "options": ["Steel"]},
        ],
    )
    terms = (Term(slug="pots", name="Pots", kind="product_category"),)
    changed = agreed(result, first, html="<p>Heats more water.</p>", terms=terms)
    ADAPTER.publish(changed, target)
    assert (row["name"], row["short_description"]) == ("Kettle, now cheaper", "<p>Theirs.</p>")
    assert row["description"] == "<p>Heats more water.</p>"
    assert [shop.terms["product_cat"][n]["name"] for n in row["categories"]] == ["Pots", "On sale"]
    assert [shop.images[n] for n in row["images"]] == ["theirs.jpg", "a.jpg", "side.jpg", "in-text.jpg"]
    assert [a["name"] for a in row["attributes"]] == ["Voltage", "Size", "Material"], "the colour was ours and is gone"


def test_the_same_text_changed_on_both_sides_is_not_sent(shop: Shop, target: Target) -> None:
    first = plain()
    result = ADAPTER.publish(first, target)
    shop.edit(int(result.external_id), description="<p>Theirs.</p>")
    with pytest.raises(ActionRequired) as caught:
        ADAPTER.publish(agreed(result, first, html="<p>Ours.</p>"), target)
    assert caught.value.code == "CHANGED_THERE"
    assert (shop.products[int(result.external_id)]["description"], shop.writes("PUT")) == ("<p>Theirs.</p>", [])


def test_ours_wins_once_a_person_has_chosen_it(shop: Shop, target: Target) -> None:
    first = plain()
    result = ADAPTER.publish(first, target)
    number = int(result.external_id)
    shop.edit(number, description="<p>Theirs.</p>", name="Theirs")
    row = shop.shown(shop.products[number])
    chosen = replace(
        agreed(result, first),
        remote=Remote(
            external_id=str(number), agreed_hash=product_hash(row), raw="<p>Theirs.</p>", html="<p>Theirs.</p>"
        ),
    )
    ADAPTER.publish(chosen, target)
    assert (shop.products[number]["description"], shop.products[number]["name"]) == (first.html, "Kettle & stand")


def test_what_both_sides_agreed_on_through_the_plugin(shop: Shop, target: Target) -> None:
    """The plugin names states otherwise: there the agreed text tells, and no update is refused for ever."""
    connection = replace(target.config["connection"], secret="whsec_c2VjcmV0")
    target = replace(target, config={**target.config, "connection": connection})
    first = plain()
    result = ADAPTER.publish(first, target)
    number = int(result.external_id)
    shop.edit(number, name="Theirs", description="<p>Theirs.</p>", status="draft")
    unseen = Remote(external_id=str(number), agreed_hash="of the plugin", raw=first.html, html=first.html)
    with pytest.raises(ActionRequired):
        ADAPTER.publish(plain(title="Ours", html="<p>Ours.</p>", remote=unseen), target)
    assert shop.products[number]["description"] == "<p>Theirs.</p>"
    seen = replace(unseen, raw="<p>Theirs.</p>", html="<p>Theirs.</p>")
    ADAPTER.publish(replace(first, remote=seen), target)
    assert (shop.products[number]["description"], shop.products[number]["status"]) == (first.html, "publish")
    shop.edit(number, name="Theirs again")
    agreed_again = replace(unseen, raw=first.html)
    ADAPTER.publish(plain(title="Ours", html="<p>More.</p>", remote=agreed_again), target)
    assert (shop.products[number]["name"], shop.products[number]["description"]) == ("Ours", "<p>More.</p>")


def test_a_product_that_came_from_the_shop_is_adopted(shop: Shop, target: Target) -> None:
    shop.attribute("Colour", options=("Red", "Black"))
    colour = next(iter(shop.attributes))
    variants = [{"id": colour, "name": "Colour", "slug": "pa_colour", "variation": True, "visible": True, "position": 0,
                 "options": ["Black"]}]  # fmt: skip
    number = shop.product(
        "Old kettle", slug="old", description="Classic.\n\nText.", type="variable", attributes=variants
    )
    row = shop.shown(shop.products[number])
    there = Remote(
        external_id=str(number), agreed_hash=product_hash(row), raw="Classic.\n\nText.", html="<p>Classic.</p>"
    )
    result = ADAPTER.publish(payload_of(html="<p>Classic.</p>", title="Old kettle", slug="old-2", remote=there), target)
    row = shop.products[number]
    assert (result.external_id, len(shop.products)) == (str(number), 1)
    assert (row["slug"], row["description"], row["type"]) == ("old", "Classic.\n\nText.", "variable")
    [voltage, kept] = sorted(row["attributes"], key=lambda a: str(a["name"]), reverse=True)
    assert (kept["options"], kept["variation"], voltage["options"]) == (["Black", "Red"], True, ["230 V"])
    assert shop.meta(number, "_igny8_content_id") == CONTENT


def test_nothing_changed_nothing_sent(shop: Shop, target: Target) -> None:
    first = payload_of()
    result = ADAPTER.publish(first, target)
    once_more = agreed(ADAPTER.publish(agreed(result, first), target), first)
    shop.sent.clear()
    again = ADAPTER.publish(once_more, target)
    assert (again.external_id, shop.sent, again.payload_hash) == (result.external_id, [], first.hash)


def test_scheduled_then_shown_even_when_the_shops_clock_never_ran(shop: Shop, target: Target) -> None:
    moment = datetime.now(UTC) + timedelta(hours=2)
    ahead = plain(scheduled_for=moment.isoformat())
    result = ADAPTER.publish(ahead, target)
    row = shop.products[int(result.external_id)]
    assert (result.state, row["status"]) == ("scheduled", "future")
    assert row["created"] == moment.replace(microsecond=0, tzinfo=None)
    result = ADAPTER.publish(agreed(result, ahead, scheduled_for=""), target)
    assert (result.state, row["status"], len(shop.products)) == ("live", "publish", 1)


def test_taken_down_and_published_again(shop: Shop, target: Target) -> None:
    first = plain()
    result = ADAPTER.publish(first, target)
    left = ADAPTER.unpublish(agreed(result, first), target)
    assert left is not None
    assert (left.status, left.payload_hash, shop.products[int(left.external_id)]["status"]) == ("draft", "", "draft")
    assert ADAPTER.unpublish(agreed(left, first), target) == left
    assert ADAPTER.publish(agreed(left, first), target).status == "publish"
    to_bin = target_of(shop, on_unpublish="trash")
    assert ADAPTER.unpublish(first, to_bin) is None
    assert ADAPTER.unpublish(first, to_bin) is None, "twice is once"
    assert [p["status"] for p in shop.products.values()] == ["trash"]


def test_what_the_shop_took_off_the_shelf_is_not_put_back_unasked(shop: Shop, target: Target) -> None:
    first = plain()
    result = ADAPTER.publish(first, target)
    shop.edit(int(result.external_id), status="draft")
    with pytest.raises(ActionRequired) as caught:
        ADAPTER.publish(agreed(result, first, html="<p>More.</p>"), target)
    assert (caught.value.code, shop.products[int(result.external_id)]["status"]) == ("CHANGED_THERE", "draft")


def test_an_image_the_shop_does_not_know_is_a_sentence(shop: Shop) -> None:
    with pytest.raises(Permanent) as caught:
        ADAPTER.publish(payload_of(), target_of(shop, media=lambda picture: 4711))
    assert "4711" in caught.value.sentence


def test_a_read_only_key_is_named(shop: Shop) -> None:
    shop.door.permissions = "read"
    with pytest.raises(ActionRequired) as caught:
        ADAPTER.publish(plain(), target_of(shop, username=KEY, password=SECRET))
    assert caught.value.code == "CONSUMER_KEY_REFUSED"
    assert SECRET not in caught.value.sentence


def test_terms_made_meanwhile_are_taken(shop: Shop, target: Target, monkeypatch: Any) -> None:
    def made_meanwhile(method: str, route: str) -> None:
        if method == "POST" and route == "/wc/v3/products/categories":
            shop.term("product_cat", "Kettles", "kettles")

    shop.before = made_meanwhile
    result = ADAPTER.publish(payload_of(), target)
    assert [t["name"] for t in shop.terms["product_cat"].values()].count("Kettles") == 1
    assert len(shop.products[int(result.external_id)]["categories"]) == 1


def test_highlights_are_text_not_markup() -> None:
    assert short_description({"highlights": ["5 < 6 & more"]}) == "<ul><li>5 &lt; 6 &amp; more</li></ul>"
    assert short_description({}) == ""


def test_seo_without_a_plugin_that_takes_it_is_a_warning(shop: Shop) -> None:
    result = ADAPTER.publish(payload_of(), target_of(shop))
    assert len(result.warnings) == 1
    assert not any("yoast" in key["key"] for key in shop.products[int(result.external_id)]["meta_data"])


def test_what_is_noted_in_the_shop_holds_no_text(shop: Shop, target: Target) -> None:
    result = ADAPTER.publish(payload_of(), target)
    note = json.loads(shop.meta(int(result.external_id), "_igny8_sent"))
    assert "Heats" not in json.dumps(note)
    assert len(json.dumps(note)) < 700
