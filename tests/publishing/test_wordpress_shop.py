"""A WordPress with WooCommerce: products and their categories go to the shop, with a password and with a consumer key."""

from collections.abc import Iterator
from typing import Any

import pytest

from igny8.core.tenancy import tenant
from igny8.integration.models import SiteIntegration, SyncedItem
from igny8.integration.services.connection import connection_read, structure_ask, structure_keep
from igny8.integration.services.integrations import integration_create
from igny8.publishing.services.destinations import destinations_of
from tests.factories.publishing import make_article, publish, record_of, work
from tests.support.woocommerce import APP_PASSWORD, KEY, SECRET, USER, Shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(settings: Any) -> Iterator[Shop]:
    settings.PROVIDER_HOSTS = ["127.0.0.1"]
    with Shop() as running:
        yield running


def connect(account: Any, shop: Shop, username: str, password: str) -> SiteIntegration:
    with tenant(account.account_id):
        row = integration_create(
            site_id=account.site_id, platform="wordpress", base_url=shop.url, username=username, app_password=password
        )
        connection = connection_read(row.id)
    found = structure_ask(connection)
    with tenant(account.account_id):
        return structure_keep(integration_id=row.id, structure=found)


@pytest.mark.parametrize(("user", "password"), [(USER, APP_PASSWORD), (KEY, SECRET)], ids=["password", "key"])
def test_products_and_their_categories(account: Any, shop: Shop, user: str, password: str) -> None:
    row = connect(account, shop, user, password)
    product = make_article(account, title="Kettle", content_type="product")
    category = make_article(account, title="Kettles", content_type="category")
    publish(account, product, category, destinations=[row.destination])
    work(account, row.destination)
    records = [record_of(account, pk, row.destination) for pk in (product, category)]
    assert [record.status for record in records] == ["live", "live"], [record.error for record in records]
    made = shop.products[int(records[0].external_id)]
    assert (made["name"], made["status"]) == ("Kettle", "publish")
    assert "Grind the beans" in made["description"]
    with tenant(account.account_id):
        item = SyncedItem.objects.get(content_id=product)
        assert (item.state, item.kind, item.external_id) == ("in_sync", "product", records[0].external_id)
    publish(account, product, destinations=[row.destination])
    assert work(account, row.destination) == 0


def test_a_consumer_key_opens_the_shop_and_nothing_else(account: Any, shop: Shop) -> None:
    row = connect(account, shop, KEY, SECRET)
    with tenant(account.account_id):
        found = {d.target.key: d.capabilities.content_types for d in destinations_of(site_id=account.site_id)}
    assert found[row.destination] == {"product", "category"}
