"""Products, their terms and their facts come in through WooCommerce's API, where there is no plugin."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from igny8.content.models import Content, ContentVersion
from igny8.core.tenancy import tenant
from igny8.integration.models import SiteIntegration, SyncedItem
from igny8.integration.services.integrations import integration_create
from tests.support.woocommerce import APP_PASSWORD, KEY, SECRET, USER, Shop

pytestmark = pytest.mark.django_db(transaction=True)
WAYS = {"application password": (USER, APP_PASSWORD), "consumer key": (KEY, SECRET)}
BOTH = pytest.mark.parametrize("way", WAYS)


@pytest.fixture
def shop() -> Iterator[Shop]:
    with Shop() as running:
        yield running


@pytest.fixture
def way() -> str:
    return "application password"


@pytest.fixture
def row(account: Any, shop: Shop, way: str) -> SiteIntegration:
    username, password = WAYS[way]
    with tenant(account.account_id):
        return integration_create(
            site_id=account.site_id, platform="wordpress", base_url=shop.url, username=username, app_password=password
        )


def figures(run: Any) -> dict[str, int]:
    names = ("created", "updated", "unchanged", "conflicts", "tombstones", "failed")
    return {n: getattr(run, n) for n in names if getattr(run, n)}


def kettle(shop: Shop) -> int:
    """A variable product with everything a product can have."""
    colour = shop.attribute("Colour", options=("Red", "Black"))
    category, tag = shop.term("product_cat", "Kettles"), shop.term("product_tag", "Gooseneck")
    shop.images |= {901: "https://shop.test/front.jpg", 902: "https://shop.test/side.jpg"}
    number = shop.product(
        "Kettle &amp; stand", description="Heats water.\n\nSlowly.", short_description="A kettle.", sku="K-1",
        price="49.00", regular_price="59.00", sale_price="49.00", categories=[category], tags=[tag], type="variable",
        images=[901, 902], variations=[7001, 7002, 7003], attributes=[
            {"id": colour, "name": "Colour", "slug": "pa_colour", "position": 0, "visible": True, "variation": True,
             "options": ["Red", "Black"]},
            {"id": 0, "name": "Voltage", "slug": "Voltage", "position": 1, "visible": True, "variation": False,
             "options": ["230 V"]},
        ], meta_data=[{"key": "_yoast_wpseo_title", "value": "Kettles that pour"}],
    )  # fmt: skip
    shop.variations[number] = [{"id": n, "sku": f"K-1-{n}"} for n in (7001, 7002, 7003)]
    return number


@BOTH
def test_a_product_becomes_a_content_with_its_facts(row: Any, account: Any, shop: Shop, sync: Any, way: str) -> None:
    number = kettle(shop)
    run = sync(row)
    assert (run.status, run.error) == ("succeeded", "")
    with tenant(account.account_id):
        content, item = Content.objects.get(), SyncedItem.objects.get(space="posts")
        assert (content.content_type, content.title, content.slug) == ("product", "Kettle & stand", "kettle-stand")
        assert (content.html, content.status) == ("<p>Heats water.</p>\n<p>Slowly.</p>", "published")
        assert (content.meta_title, content.url) == ("Kettles that pour", f"{shop.url}/product/kettle-stand/")
        assert (item.kind, item.remote_type, item.external_id) == ("product", "product", str(number))
        assert item.base["product"] == {
            "sku": "K-1", "price": "49.00", "regular_price": "59.00", "sale_price": "49.00", "currency": "EUR",
            "stock_status": "instock", "gallery": [{"id": 902, "url": "https://shop.test/side.jpg"}], "type": "variable",
            "variations": 3, "attributes": [
                {"name": "pa_colour", "label": "Colour", "values": ["Red", "Black"]},
                {"name": "Voltage", "label": "Voltage", "values": ["230 V"]},
            ],
        }  # fmt: skip
        terms = {t.name: (t.type, t.external_taxonomy) for t in content.taxonomy_terms.all()}
        assert terms == {
            "Kettles": ("product_category", "product_cat"),
            "Gooseneck": ("tag", "product_tag"),
            "Red": ("attribute", "pa_colour"),
            "Black": ("attribute", "pa_colour"),
        }
        row.refresh_from_db()
        assert (row.platform_type, row.structure["woocommerce"]) == ("woocommerce", "9.9.1")
    assert set(shop.door.ways) == {"oauth" if way == "consumer key" else "password"}
    assert not shop.sent, "a synchronisation changes nothing in the shop"


@BOTH
def test_pages_then_only_what_changed(row: Any, account: Any, shop: Shop, sync: Any, way: str) -> None:
    shop.offset = timedelta(hours=5)  # the shop's clock; what is asked for is asked for in UTC
    early = [shop.product(f"Cup {n}", description=f"<p>Cup {n}.</p>") for n in range(230)]
    for number in early:
        shop.products[number]["modified"] -= timedelta(days=2)
    assert figures(sync(row))["created"] == 230 + 1, "and the term every shop has"
    shop.edit(early[3], description="<p>Now with a handle.</p>")
    shop.product("Saucer", description="<p>Goes below.</p>")
    shop.asked.clear()
    run = sync(row)
    assert (run.kind, figures(run)["created"], figures(run)["updated"]) == ("incremental", 1, 1)
    assert shop.asked["GET /wc/v3/products"] == 2, "what is live, and what is in the bin"
    assert figures(sync(row, "full")) == {"unchanged": 232}
    with tenant(account.account_id):
        assert (Content.objects.count(), ContentVersion.objects.count()) == (231, 232)


def test_a_price_is_taken_over_without_a_version(row: Any, account: Any, shop: Shop, sync: Any) -> None:
    number = kettle(shop)
    sync(row)
    shop.edit(number, price="39.00", sale_price="39.00")
    assert "updated" not in figures(sync(row))
    with tenant(account.account_id):
        assert SyncedItem.objects.get(space="posts").base["product"]["price"] == "39.00"
        assert ContentVersion.objects.count() == 1


@BOTH
def test_bin_deletion_and_return(row: Any, account: Any, shop: Shop, sync: Any, way: str) -> None:
    binned, gone = shop.product("Binned", description="<p>1</p>"), shop.product("Gone", description="<p>2</p>")
    sync(row)
    shop.edit(binned, status="trash")
    del shop.products[gone]
    assert figures(sync(row))["tombstones"] == 1, "what is in the bin is seen at once"
    assert figures(sync(row, "full"))["tombstones"] == 1, "what was deleted for good by a full look"
    with tenant(account.account_id):
        assert set(SyncedItem.objects.filter(space="posts").values_list("state", flat=True)) == {"remote_deleted"}
        assert Content.objects.count() == 2
    shop.edit(binned, status="publish")
    sync(row)
    with tenant(account.account_id):
        assert SyncedItem.objects.get(external_id=str(binned)).state == "in_sync"


def test_a_list_that_shifts_between_pages_hides_nothing(row: Any, account: Any, shop: Shop, sync: Any) -> None:
    numbers = [shop.product(f"Cup {n}", description=f"<p>Cup {n}.</p>") for n in range(250)]
    doomed = iter([numbers[5], numbers[120]])

    def shift() -> None:  # once they were counted and the first page is read
        if shop.asked["GET /wc/v3/products"] > 2 and (number := next(doomed, None)):
            del shop.products[number]

    shop.routes.after_list = shift
    assert sync(row).status == "succeeded"
    with tenant(account.account_id):
        known = set(SyncedItem.objects.filter(space="posts").values_list("external_id", flat=True))
        assert {str(n) for n in shop.products} <= known
    assert figures(sync(row, "full"))["tombstones"] == 2
    with tenant(account.account_id):
        assert SyncedItem.objects.filter(space="posts", state="in_sync").count() == len(shop.products)


@pytest.mark.parametrize("fault", ["drop_before", "500", "429", "half", "html"])
def test_it_goes_on_where_it_was_interrupted(row: Any, account: Any, shop: Shop, sync: Any, fault: str) -> None:
    for n in range(250):
        shop.product(f"Cup {n}", description=f"<p>Cup {n}.</p>")
    asked = []

    def before(method: str, route: str) -> None:
        asked.append(route)
        if asked.count("/wc/v3/products") == 2 and route == "/wc/v3/products":
            shop.look_ups.append(fault)

    shop.before = before
    run = sync(row, attempts=3)
    assert (run.status, run.created) == ("succeeded", 251)
    assert asked.count("/wc/v3/products") <= 5, "no page that came in is asked for again"


def test_a_key_that_is_refused_says_so(account: Any, shop: Shop, sync: Any) -> None:
    with tenant(account.account_id):
        row = integration_create(
            site_id=account.site_id,
            platform="wordpress",
            base_url=shop.url,
            username=KEY,
            app_password="cs_" + "9" * 40,
        )
    run = sync(row)
    assert (run.status, run.error_kind, run.error_code) == ("failed", "action_required", "CONSUMER_KEY_REFUSED")
    assert "9999" not in run.error


def test_who_may_not_read_the_shop_still_gets_the_posts(row: Any, shop: Shop, sync: Any, monkeypatch: Any) -> None:
    from tests.support.woocommerce.refusals import Refused

    def refuse(*_: Any) -> Any:
        raise Refused(403, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.")

    monkeypatch.setattr(shop.routes, "answer", refuse)
    shop.before = lambda method, route: None
    run = sync(row)
    assert run.status == "succeeded"
    assert shop.asked["GET /wp/v2/product"] > 0
