"""Publishing to our own sites, rendered for real."""

from pathlib import Path
from typing import Any

import pytest

from igny8.content.models import Content
from igny8.core.models import OutboxEvent
from igny8.core.tenancy import tenant
from tests.factories.publishing import deployments, make_article, publish, record_of, work

pytestmark = pytest.mark.django_db


def page(data: Path, world: Any, slug: str) -> Path:
    return data / "clients" / str(world.site_id) / "current" / slug / "index.html"


def test_many_publishes_are_one_deployment(account: Any, sites_data: Path) -> None:
    ids = [make_article(account, title=f"Brewing coffee {n}") for n in range(12)]
    for content_id in ids:
        publish(account, content_id)
    assert work(account) == 1
    assert deployments(account) == [(1, "live")]
    for n, content_id in enumerate(ids):
        record = record_of(account, content_id)
        assert (record.status, record.live_version, record.error) == ("live", 1, "")
        assert record.external_url.endswith(f"/brewing-coffee-{n}/")
        assert f"Brewing coffee {n}" in page(sites_data, account, f"brewing-coffee-{n}").read_text()
    with tenant(account.account_id):
        assert set(Content.objects.values_list("status", flat=True)) == {"published"}
        assert OutboxEvent.objects.filter(name="publishing.ContentPublished").count() == 12
        assert OutboxEvent.objects.filter(name="publishing.SiteDeployed").count() == 1
