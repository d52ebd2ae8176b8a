"""Both directions at once: what we send is no news when it comes back, what people do there is."""

from typing import Any

import pytest

from igny8.core.tenancy import tenant
from igny8.integration.models import SiteIntegration, WebhookReceipt
from igny8.integration.services import work as integration_work
from tests.factories.accounts import World
from tests.wordpress.harness.site import WordPress
from tests.wordpress.publisher import Publisher, publisher_with_bridge

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy]
TEXT = "<p>Warm the cup before you pour.</p><p>Then drink it slowly.</p>"


@pytest.fixture
def publisher(account: World, wordpress: WordPress, reachable: None, live_server: Any, settings: Any) -> Publisher:
    """Connected, and WordPress reaches us, too."""
    settings.PUBLIC_URL = live_server.url.replace("localhost", "127.0.0.1")
    return publisher_with_bridge(account, wordpress, platform_url=settings.PUBLIC_URL)


def heard(publisher: Publisher) -> int:
    """Let WordPress send what it has to say, and take it in. :returns: how many messages came."""
    publisher.site.php("do_action( 'igny8_send' ); return 1;")
    with tenant(publisher.world.account_id):
        count = WebhookReceipt.objects.filter(processed_at=None).count()
    integration_work.sweep()
    publisher.settle()
    return count


def test_our_own_writes_are_no_news_and_theirs_are(publisher: Publisher) -> None:
    content_id = publisher.make(html=TEXT)
    publisher.publish(content_id)
    publisher.edit(content_id, html=TEXT.replace("slowly", "very slowly"))
    record = publisher.publish(content_id)
    assert heard(publisher) == 0
    assert (publisher.versions(content_id), publisher.item(content_id).state) == (2, "in_sync")
    first = publisher.post()["content"]
    publisher.change(record.external_id, post_content=first.replace("very slowly", "at once"))
    assert heard(publisher) == 1
    content = publisher.content(content_id)
    assert (publisher.versions(content_id), content.published_version) == (3, 3)
    assert "at once" in content.html
    assert (publisher.record(content_id).live_hash, publisher.record(content_id).live_version) == ("other", 3)
    publisher.edit(content_id, html=TEXT.replace("slowly", "very slowly"))
    record = publisher.publish(content_id)
    assert (record.status, record.live_version) == ("live", 4), (
        "the text of version 2, which we sent before, goes again"
    )
    assert "very slowly" in publisher.post()["content"]
    assert heard(publisher) == 0
    assert (publisher.versions(content_id), publisher.item(content_id).state) == (4, "in_sync")


def test_what_was_taken_down_there_can_be_published_again(publisher: Publisher) -> None:
    content_id = publisher.make(html=TEXT)
    record = publisher.publish(content_id)
    publisher.change(record.external_id, post_status="draft")
    assert heard(publisher) == 1
    assert publisher.content(content_id).published_version is None
    record = publisher.publish(content_id)
    assert (record.status, publisher.post()["status"]) == ("live", "publish")


def test_a_connection_without_its_secret_says_what_to_do(publisher: Publisher) -> None:
    publisher.site.php("Igny8\\Bridge\\Connection::forget(); return 1;")
    record = publisher.publish(publisher.make(html=TEXT))
    assert (record.status, record.error_kind, record.error_code) == (
        "failed",
        "action_required",
        "BRIDGE_NOT_CONNECTED",
    )
    assert "Connect" in record.error
    with tenant(publisher.world.account_id):
        SiteIntegration.objects.update(is_active=False)
    assert publisher.posts() == []
