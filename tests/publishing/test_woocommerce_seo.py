"""Titles and descriptions for search engines in a shop: sent, agreed on, and no change of the shop's when they come back."""

from collections.abc import Iterator
from typing import Any

import pytest

from igny8.content.services.contents import content_update
from igny8.core.tenancy import tenant
from igny8.integration.engine.run import drive
from igny8.integration.models import SiteIntegration, SyncConflict, SyncedItem
from igny8.integration.services.connection import connection_read, structure_ask, structure_keep
from igny8.integration.services.integrations import integration_create
from igny8.integration.services.sync_runs import sync_start
from tests.factories.publishing import make_article, publish, record_of, work
from tests.support.woocommerce import APP_PASSWORD, USER, Shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(settings: Any) -> Iterator[Shop]:
    settings.PROVIDER_HOSTS = ["127.0.0.1"]
    with Shop() as running:
        yield running


def connect(account: Any, shop: Shop, seo_plugin: str) -> SiteIntegration:
    """A shop with an SEO plugin, by an application password."""
    with tenant(account.account_id):
        row = integration_create(
            site_id=account.site_id, platform="wordpress", base_url=shop.url, username=USER, app_password=APP_PASSWORD
        )
        connection = connection_read(row.id)
    found = structure_ask(connection) | {"seo_plugin": seo_plugin}
    with tenant(account.account_id):
        return structure_keep(integration_id=row.id, structure=found)


def pull(account: Any, row: SiteIntegration) -> None:
    with tenant(account.account_id):
        run = sync_start(integration_id=row.id, kind="full")
    drive(account_id=account.account_id, run_id=run.id)


@pytest.mark.parametrize(
    ("seo_plugin", "key", "agreed"),
    [("yoast", "_yoast_wpseo_title", "Kettles that pour"), ("rank_math", "rank_math_title", "Kettles that pour"),
     ("aioseo", "_aioseo_title", "")],
)  # fmt: skip
def test_they_are_agreed_on_where_the_shop_takes_them(
    account: Any, shop: Shop, seo_plugin: str, key: str, agreed: str
) -> None:
    row = connect(account, shop, seo_plugin)
    product = make_article(account, title="Kettle", content_type="product", meta_title="Kettles that pour")
    publish(account, product, destinations=[row.destination])
    work(account, row.destination)
    number = int(record_of(account, product, row.destination).external_id)
    assert (shop.meta(number, key) or "") == agreed
    with tenant(account.account_id):
        assert SyncedItem.objects.get(content_id=product).base["meta_title"] == agreed
        content_update(content_id=product, changes={"meta_title": "Kettles that pour slowly"})
    shop.edit(number, categories=[shop.term("product_cat", "Kettles")])
    pull(account, row)
    with tenant(account.account_id):
        assert SyncedItem.objects.get(content_id=product).state == "local_changed", "the shop changed no text"
        assert SyncConflict.objects.count() == 0
