"""A shop that misbehaves: one content is one product, whatever is lost, taken or copied on the way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from igny8.integration.platforms.woocommerce.products import product_hash
from igny8.publishing.base import ActionRequired, Permanent, Remote, Retry, Target, UnknownOutcome
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


def test_a_slug_of_somebody_elses_product(shop: Shop, target: Target) -> None:
    theirs = shop.product("Not ours", slug="kettle-stand", description="<p>Theirs.</p>")
    result = ADAPTER.publish(plain(), target)
    assert shop.products[int(result.external_id)]["slug"] == "kettle-stand-0000abcd"
    found = ADAPTER.look_up(plain(), target)
    assert found is not None
    assert found.external_id == result.external_id
    ADAPTER.publish(plain(), target)
    assert (len(shop.products), shop.products[theirs]["description"]) == (2, "<p>Theirs.</p>")


def test_found_under_whatever_slug_among_many(shop: Shop, target: Target) -> None:
    for n in range(130):
        shop.product(f"Cup {n}")
    shop.behaviours.extend(["slug_race"])
    result = ADAPTER.publish(plain(), target)
    assert shop.products[int(result.external_id)]["slug"] == "kettle-stand-2", "somebody took the slug in between"
    for n in range(130):
        shop.product(f"Pot {n}")
    found = ADAPTER.look_up(plain(), target)
    assert found is not None
    assert (found.external_id, found.payload_hash) == (result.external_id, plain().hash)


def test_a_copy_of_our_product_is_not_ours(shop: Shop, target: Target) -> None:
    first = plain()
    result = ADAPTER.publish(first, target)
    ADAPTER.publish(agreed(result, first), target)
    original = shop.products[int(result.external_id)]
    copy = shop.product("Kettle (copy)", slug="kettle-copy", meta_data=original["meta_data"], status="draft")
    del shop.products[int(result.external_id)]
    assert ADAPTER.look_up(first, target) is None
    assert ADAPTER.publish(first, target).external_id != str(copy)


def test_look_up_reads_to_the_end_and_only_what_is_young_enough(shop: Shop, target: Target) -> None:
    old = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    for n in range(150):
        shop.product(f"Old {n}", created=old)
    assert ADAPTER.look_up(plain(), target) is None
    assert shop.asked["GET /wc/v3/products"] == 2, "by slug, and the younger ones"
    for n in range(150):
        shop.product(f"New {n}")
    shop.look_ups.extend(["ok", "ok", "500"])
    with pytest.raises(Retry):
        ADAPTER.look_up(plain(), target)


@pytest.mark.parametrize(
    ("how", "error", "made"),
    [
        ("drop_after", UnknownOutcome, 1),
        ("drop_before", UnknownOutcome, 0),
        ("truncated", UnknownOutcome, 1),
        ("half", UnknownOutcome, 1),
        ("html", UnknownOutcome, 1),
        ("wrong_types", UnknownOutcome, 1),
        ("500", UnknownOutcome, 0),
        ("429", Retry, 0),
        ("503", Retry, 0),
        ("redirect", ActionRequired, 0),
        ("401", ActionRequired, 0),
        ("422", Permanent, 0),
    ],
)
def test_what_an_answer_to_the_create_means(shop: Shop, target: Target, how: str, error: Any, made: int) -> None:
    shop.behaviours.append(how)
    with pytest.raises(error) as caught:
        ADAPTER.publish(plain(), target)
    assert type(caught.value) is error
    assert len(shop.products) == made
    found = ADAPTER.look_up(plain(), target)
    assert (found is not None) == bool(made)
    ADAPTER.publish(replace(plain(), external_id=found.external_id if found else ""), target)
    assert shop.keys == {CONTENT: 1}


@pytest.mark.parametrize("how", ["drop_after", "drop_before", "500"])
def test_the_first_update_of_a_product_from_the_shop_is_lost(shop: Shop, target: Target, how: str) -> None:
    number = shop.product("Old kettle", slug="old", description="<p>Old.</p>")
    row = shop.shown(shop.products[number])
    there = Remote(external_id=str(number), agreed_hash=product_hash(row), raw="<p>Old.</p>", html="<p>Old.</p>")
    changed = plain(html="<p>New.</p>", remote=there)
    shop.behaviours.append(how)
    with pytest.raises(UnknownOutcome):
        ADAPTER.publish(changed, target)
    found = ADAPTER.look_up(changed, target)
    assert found is not None
    ADAPTER.publish(replace(changed, external_id=found.external_id), target)
    assert (len(shop.products), shop.products[number]["description"]) == (1, "<p>New.</p>")
