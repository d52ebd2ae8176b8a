"""What people decide about conflicts, deletions and connections reaches the publications."""

from typing import Any

import pytest

from igny8.accounts.services.sites import site_update
from igny8.core.events import emit, relay
from igny8.core.tenancy import tenant
from igny8.integration.events import DeletionDecided
from igny8.integration.models import SyncRun
from igny8.integration.services.integrations import integration_create, integration_delete
from igny8.publishing.events import PublicationFailed
from igny8.publishing.models import PublishingRecord
from igny8.publishing.services.again import note_other_text
from igny8.system.models import Notification
from tests.factories.publishing import make_article, publish, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(account: Any) -> Any:
    """A connection that is never called here."""
    with tenant(account.account_id):
        return integration_create(
            site_id=account.site_id,
            platform="wordpress",
            base_url="https://blog.example.com",
            username="ed",
            app_password="x",
        )


def decide(account: Any, row: Any, content_id: Any) -> None:
    with tenant(account.account_id):
        ids = {"item_id": content_id, "integration_id": row.id, "site_id": account.site_id, "content_id": content_id}
        emit(DeletionDecided(choice="republish", **ids))
    relay()


def live(account: Any, content_id: Any, destination: str) -> None:
    with tenant(account.account_id):
        record = PublishingRecord.objects.get(content_id=content_id, destination=destination)
        record.status, record.live_hash, record.live_version = "live", record.payload_hash, 1
        record.external_id = "7"
        record.save()


def test_what_is_wanted_back_goes_there_again_although_it_is_the_same(account: Any, row: Any) -> None:
    content_id = make_article(account)
    publish(account, content_id, destinations=[row.destination])
    live(account, content_id, row.destination)
    decide(account, row, content_id)
    record = record_of(account, content_id, row.destination)
    assert (record.status, record.live_hash) == ("planned", "")


def test_a_refusal_is_told_and_nothing_breaks(account: Any, row: Any) -> None:
    content_id = make_article(account, title="Cups", is_approved=False)
    with tenant(account.account_id):
        site_update(site_id=account.site_id, changes={"publish_policy": "review"})
    decide(account, row, content_id)
    decide(account, row, content_id)
    with tenant(account.account_id):
        [told] = Notification.objects.filter(kind="publishing.failed")
        assert (told.title, bool(told.body)) == ("Not published again: Cups", True)
        assert not PublishingRecord.objects.exists()


def test_a_connection_that_is_removed_fails_what_waits_and_keeps_what_is_live(account: Any, row: Any) -> None:
    waiting, there = make_article(account), make_article(account)
    publish(account, waiting, there, destinations=[row.destination])
    live(account, there, row.destination)
    with tenant(account.account_id):
        integration_delete(integration_id=row.id)
    relay()
    record = record_of(account, waiting, row.destination)
    assert (record.status, record.error_kind, record.error_code) == ("failed", "action_required", "DESTINATION_GONE")
    assert "removed" in record.error
    assert record_of(account, there, row.destination).status == "live"


def test_after_a_change_there_our_last_text_may_be_sent_again(account: Any, row: Any) -> None:
    content_id = make_article(account)
    publish(account, content_id, destinations=[row.destination])
    live(account, content_id, row.destination)
    with tenant(account.account_id):
        assert note_other_text(content_id=content_id, version=2, platform="wordpress") == 1
        assert note_other_text(content_id=content_id, version=2, platform="wordpress") == 0
    publish(account, content_id, destinations=[row.destination])
    assert record_of(account, content_id, row.destination).status == "planned"


@pytest.mark.parametrize(("code", "runs"), [("CHANGED_THERE", 1), ("TERM_EXISTS", 1), ("NOT_ALLOWED_THERE", 0)])
def test_what_changed_there_is_fetched(account: Any, row: Any, code: str, runs: int) -> None:
    content_id = make_article(account)
    with tenant(account.account_id):
        ids = {"content_id": content_id, "site_id": account.site_id, "record_id": content_id}
        emit(PublicationFailed(destination=row.destination, kind="action_required", code=code, **ids))
    relay()
    with tenant(account.account_id):
        assert SyncRun.objects.filter(integration_id=row.id, kind="incremental").count() == runs
