"""Shops behind the real engine: answers that are lost leave no double and lose nothing."""

from collections.abc import Iterator
from typing import Any

import pytest

from igny8.core.tenancy import tenant
from igny8.publishing import registry
from igny8.publishing.models import PublishingRecord
from igny8.publishing.services.publications import content_unpublish
from tests.factories.publishing import make_article, publish, record_of, work
from tests.publishing.test_site import edit
from tests.publishing.woo import SHOP, ShopAdapter, targets_at
from tests.support.woocommerce import Shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Iterator[Shop]:
    with Shop() as running:
        registry.register(ShopAdapter(), targets=targets_at(running))
        yield running
        registry.remove("shop")


def test_two_hundred_lost_answers_no_double_and_none_lost(account: Any, shop: Shop) -> None:
    shop.product("Kettle 3", slug="kettle-3")
    ids = [make_article(account, title=f"Kettle {n}", content_type="product") for n in range(200)]
    shop.behaviours.extend(["drop_after"] * 200)
    publish(account, *ids, destinations=[SHOP])
    work(account, SHOP)
    assert set(shop.keys) == {str(pk) for pk in ids}
    assert set(shop.keys.values()) == {1}
    with tenant(account.account_id):
        rows = list(PublishingRecord.objects.all())
    assert {row.status for row in rows} == {"live"}
    assert {int(row.external_id) for row in rows} == {n for n in shop.products if shop.meta(n, "_igny8_content_id")}
    assert shop.asked["POST /wc/v3/products"] == 200


@pytest.mark.parametrize(
    ("behaviours", "look_ups"),
    [
        (["drop_before", "drop_after"], []),
        (["500", "429", "drop_before", "half"], []),
        (["html", "ok"], ["ok", "500", "drop_before", "half", "429"]),
        (["wrong_types"], ["ok", "wrong_types"]),
        (["slug_race"], []),
    ],
    ids=str,
)
def test_whatever_was_lost_there_is_one_product(
    account: Any, shop: Shop, behaviours: list[str], look_ups: list[str]
) -> None:
    content_id = make_article(account, content_type="product")
    shop.behaviours.extend(behaviours)
    shop.look_ups.extend(look_ups)
    publish(account, content_id, destinations=[SHOP])
    work(account, SHOP)
    record = record_of(account, content_id, SHOP)
    assert (record.status, shop.keys) == ("live", {str(content_id): 1})
    assert shop.products[int(record.external_id)]["status"] == "publish"


def test_updated_taken_down_and_back_it_is_the_same_product(account: Any, shop: Shop) -> None:
    content_id = make_article(account, content_type="product")
    publish(account, content_id, destinations=[SHOP])
    work(account, SHOP)
    edit(account, content_id, html="<p>The second text says more about water, heat and patience.</p>")
    shop.behaviours.append("drop_after")
    publish(account, content_id, destinations=[SHOP])
    work(account, SHOP)
    [product] = shop.products.values()
    assert "second text" in product["description"]
    with tenant(account.account_id):
        content_unpublish(content_ids=[content_id], destinations=[SHOP])
    shop.behaviours.append("drop_after")
    work(account, SHOP)
    assert (record_of(account, content_id, SHOP).status, product["status"]) == ("unpublished", "draft")
    publish(account, content_id, destinations=[SHOP])
    work(account, SHOP)
    assert (record_of(account, content_id, SHOP).status, product["status"], len(shop.products)) == (
        "live",
        "publish",
        1,
    )


def test_a_category_whose_answer_was_lost(account: Any, shop: Shop) -> None:
    content_id = make_article(account, title="Grinders", content_type="category")
    shop.behaviours.extend(["drop_after", "drop_before"])
    publish(account, content_id, destinations=[SHOP])
    work(account, SHOP)
    rows = [row for row in shop.terms["product_cat"].values() if row["name"] == "Grinders"]
    assert (record_of(account, content_id, SHOP).status, len(rows)) == ("live", 1)
    assert "Grind the beans" in rows[0]["description"]
