"""The client of ``wc/v3``, its signatures, and what the doctor says of a shop. No database."""

from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from igny8.integration.base import ActionRequired, Retry
from igny8.integration.platforms.woocommerce.client import WooClient
from igny8.integration.platforms.woocommerce.keys import oauth, sign_in
from igny8.integration.platforms.woocommerce.products import content_id_of, product_of
from igny8.integration.platforms.wordpress.bridge_source import _post as bridge_post
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.core_rest import basic
from igny8.integration.platforms.wordpress.doctor import examine
from igny8.integration.platforms.wordpress.wire import Wire
from tests.support.woocommerce import APP_PASSWORD, KEY, SECRET, USER, Shop


@pytest.fixture
def shop() -> Iterator[Shop]:
    with Shop() as running:
        yield running


def connection(shop: Shop, username: str = KEY, password: str = SECRET, **fields: Any) -> Connection:
    return Connection(base_url=shop.url, username=username, app_password=password, allow_private=True, **fields)


@pytest.fixture
def client(shop: Shop) -> Iterator[WooClient]:
    with Wire(allow_private=True) as wire:
        yield WooClient(connection(shop), wire)


def test_a_known_signature() -> None:
    """Computed by hand from RFC 5849 with OpenSSL."""
    header = oauth(
        "GET",
        "http://shop.test/wp-json/wc/v3/products?search=a%20b%26c&page=2",
        key="ck_key",
        secret="cs_secret",
        timestamp=1_700_000_000,
        nonce="n0nce",
    )
    assert 'oauth_consumer_key="ck_key"' in header
    assert 'oauth_signature="EEgxNvv4ytzLTJ1CqKnbK10OZvSrGtJDRQ500xyVNuY%3D"' in header


def test_keys_are_signed_over_http_and_basic_over_https(shop: Shop) -> None:
    keys = connection(shop)
    assert (keys.has_keys, keys.has_password) == (True, False)
    over_http = sign_in(keys, "GET", "http://shop.test/wp-json/wc/v3/products")["Authorization"]
    assert over_http.startswith("OAuth ")
    assert SECRET not in over_http
    assert sign_in(keys, "GET", "https://shop.test/")["Authorization"] == basic(KEY, SECRET)
    user = connection(shop, USER, APP_PASSWORD)
    assert sign_in(user, "GET", "http://shop.test/")["Authorization"] == basic(USER, APP_PASSWORD)
    assert sign_in(Connection(base_url="http://shop.test"), "GET", "http://shop.test/") == {}


@pytest.mark.parametrize("root", ["{}/wp-json/", "{}/?rest_route=/", "{}/index.php?rest_route=/&lang=de"])
def test_a_signature_holds_for_every_kind_of_address(shop: Shop, root: str) -> None:
    shop.product("Kettle", slug="kettle-grün & more")
    with Wire(allow_private=True) as wire:
        client = WooClient(connection(shop, rest_url=root.format(shop.url)), wire)
        assert client.products({"search": "ü & ~/ +", "status": "any"}).headers["x-wp-total"] == "1"
        assert client.product_create({"name": "Pot"})["name"] == "Pot"
    assert set(shop.door.ways) == {"oauth"}


def test_the_stand_in_refuses_what_woocommerce_refuses(shop: Shop) -> None:
    url = f"{shop.url}/wp-json/wc/v3/products"
    for where, header in (
        (url, basic(KEY, SECRET)),
        (f"{url}?consumer_key={KEY}&consumer_secret={SECRET}", ""),
        (url, oauth("GET", "http://other.test/wp-json/wc/v3/products", key=KEY, secret=SECRET)),
        (url, oauth("POST", url, key=KEY, secret=SECRET)),
        (url, oauth("GET", url, key=KEY, secret="cs_wrong")),
        (url, oauth("GET", url, key=KEY, secret=SECRET, timestamp=1_700_000_000)),
    ):
        with pytest.raises(HTTPError, match="401"):
            urlopen(Request(where, headers={"Authorization": header} if header else {}))
    assert shop.door.ways == []
    shop.door.is_ssl = True
    assert urlopen(Request(url, headers={"Authorization": basic(KEY, SECRET)})).status == 200
    assert shop.door.ways == ["basic"]


def test_a_signature_is_good_once(shop: Shop) -> None:
    url = f"{shop.url}/wp-json/wc/v3/products"
    signed = {"Authorization": oauth("GET", url, key=KEY, secret=SECRET)}
    assert urlopen(Request(url, headers=signed)).status == 200
    with pytest.raises(HTTPError, match="401"):
        urlopen(Request(url, headers=signed))


def test_terms_that_exist_meanwhile_are_found(shop: Shop, client: WooClient) -> None:
    number = shop.term("product_tag", "Tea & Co", "tea-co")
    assert client.term_create("product_tag", {"name": "Tea & Co"})["id"] == number
    found = client.term_of_name("product_tag", "tea & co")
    assert found is not None
    assert (found["id"], client.term("product_tag", "999999")) == (number, None)


def test_a_page_of_wrong_things_is_no_list(shop: Shop, client: WooClient) -> None:
    shop.look_ups.append("wrong_types")
    with pytest.raises(Retry):
        client.products_of_slug("x")


def test_a_list_that_loses_products_while_it_is_read_is_not_taken_for_complete(shop: Shop, client: WooClient) -> None:
    numbers = [shop.product(f"Cup {n}") for n in range(150)]
    pages = client.newest_products()
    next(pages)
    del shop.products[numbers[140]]
    with pytest.raises(Retry) as caught:
        list(pages)
    assert caught.value.code == "SHOP_MOVED"


def test_a_wordpress_without_a_shop(shop: Shop, client: WooClient) -> None:
    shop.has_woocommerce = False
    with pytest.raises(ActionRequired) as caught:
        client.products_of_slug("x")
    assert caught.value.code == "NO_WOOCOMMERCE"
    found = examine(connection(shop))
    assert "NO_WOOCOMMERCE" in {check.code for check in found.checks if not check.ok}


def test_the_doctor_takes_a_key_for_what_it_is(shop: Shop) -> None:
    found = examine(connection(shop))
    assert found.ok, found.checks
    [key] = [check for check in found.checks if check.code == "CREDENTIALS"]
    assert "shop only" in key.sentence
    wrong = examine(connection(shop, KEY, "cs_" + "9" * 40))
    assert {check.code for check in wrong.checks if not check.ok} == {"CONSUMER_KEY_REFUSED"}
    assert shop.asked["POST /xmlrpc.php"] == 0, "a key is tried at no other door"


def test_the_doctor_of_a_user_looks_at_the_shop_too(shop: Shop) -> None:
    found = examine(connection(shop, USER, APP_PASSWORD))
    assert found.ok, found.checks
    assert "SHOP" in {check.code for check in found.checks}
    wrong = examine(connection(shop, USER, "wrong"))
    assert {check.code for check in wrong.checks if not check.ok} == {"WRONG_APPLICATION_PASSWORD"}


def test_a_product_is_the_same_through_the_api_and_through_the_plugin(shop: Shop) -> None:
    category = shop.term("product_cat", "Kettles")
    shop.images |= {901: "https://shop.test/front.jpg", 902: "https://shop.test/side.jpg"}
    number = shop.product(
        "Kettle &amp; stand", description="<p>Heats.</p>", short_description="Short.", sku="K-1", price="9.00",
        regular_price="9.00", categories=[category], images=[901, 902],
        attributes=[{"id": 0, "name": "Size", "slug": "Size", "options": ["S", "M"]}],
        meta_data=[{"key": "_igny8_content_id", "value": "abc"}, {"key": "rank_math_title", "value": "Title"}],
    )  # fmt: skip
    row = shop.shown(shop.products[number])
    ours = product_of(row, currency="EUR")
    exported = {
        "id": number, "type": "product", "status": "publish", "slug": row["slug"], "url": row["permalink"],
        "title": "Kettle &amp; stand", "content": "<p>Heats.</p>", "excerpt": "Short.", "content_id": "abc",
        "terms": {"product_cat": [{"id": category, "name": "Kettles", "slug": "kettles", "parent": 0}]},
        "featured": {"id": 901, "url": "https://shop.test/front.jpg"}, "seo": {"title": "Title"},
        "modified_gmt": row["date_modified_gmt"], "date_gmt": row["date_created_gmt"], "hash": ours.hash,
        "sku": "K-1", "price": "9.00", "regular_price": "9.00", "sale_price": "", "currency": "EUR",
        "stock_status": "instock", "gallery": [{"id": 902, "url": "https://shop.test/side.jpg"}],
        "attributes": [{"name": "Size", "label": "Size", "values": ["S", "M"]}],
    }  # fmt: skip
    theirs = bridge_post(exported, "products")
    assert {k: v for k, v in ours.product.items() if k not in {"type", "variations"}} == theirs.product
    for name in ("id", "type", "status", "slug", "url", "title", "raw", "html", "excerpt", "terms", "featured_url", "is_product",
                 "meta_title", "content_id", "modified_at", "published_at", "is_trashed"):  # fmt: skip
        assert getattr(ours, name) == getattr(theirs, name), name


def test_rows_that_make_no_sense_are_read_as_far_as_they_do() -> None:
    row = {
        "id": 5,
        "name": None,
        "images": "no",
        "categories": [None, {"id": "x"}],
        "attributes": {"a": 1},
        "meta_data": [1],
    }
    post = product_of(row)
    assert (post.id, post.title, post.product["attributes"], content_id_of(row)) == ("5", "", [], "")
