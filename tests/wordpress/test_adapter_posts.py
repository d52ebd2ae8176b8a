"""One content is one post, through the plugin and without it: publish, update, schedule, take down, publish again."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from igny8.core.tenancy import tenant
from igny8.publishing.models import PublicationSnapshot, PublishingRecord
from igny8.publishing.services.publications import content_unschedule
from tests.factories.publishing import publish
from tests.wordpress.publisher import Publisher

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy]
BOTH = pytest.mark.parametrize("way", ["by_bridge", "by_password"])
TEXT = "<p>Warm the cup before you pour, and the crema stays.</p><h2>Milk</h2><p>Steam it to sixty degrees.</p>"


@BOTH
def test_publish_again_update_and_another_slug(publisher: Publisher) -> None:
    content_id = publisher.make(title="Cups & Crema", html=TEXT)
    record = publisher.publish(content_id)
    post = publisher.post()
    assert (record.status, record.external_id, record.external_url) == ("live", str(post["id"]), post["url"])
    assert (post["title"], post["status"], post["slug"]) == ("Cups & Crema", "publish", "cups-crema")
    assert post["content"].count("<!-- wp:") == 3
    assert "Steam it to sixty degrees." in post["content"]
    assert publisher.content(content_id).url == post["url"]
    publisher.publish(content_id)
    assert publisher.post() == post, "the same again writes nothing"
    publisher.edit(content_id, html=TEXT.replace("sixty", "sixty-five"), slug="crema")
    record = publisher.publish(content_id)
    changed = publisher.post()
    assert "sixty-five" in changed["content"]
    assert (record.live_version, changed["slug"], changed["date_gmt"]) == (2, "crema", post["date_gmt"])
    assert record.external_url == changed["url"]
    assert publisher.item(content_id).state == "in_sync"


@BOTH
def test_a_schedule_is_kept_by_wordpress_itself(publisher: Publisher) -> None:
    content_id, moment = publisher.make(html=TEXT), timezone.now() + timedelta(hours=2)
    record = publisher.publish(content_id, at=moment)
    post = publisher.post()
    assert (record.status, post["status"]) == ("scheduled", "future")
    assert post["date_gmt"] == moment.strftime("%Y-%m-%d %H:%M:%S")
    assert publisher.content(content_id).status == "scheduled"
    _pass_time(publisher, hours=3)
    publisher.site.cron()
    assert publisher.post()["status"] == "publish"
    publisher.work()
    assert publisher.record(content_id).status == "live"
    assert publisher.content(content_id).status == "published"
    assert len(publisher.posts()) == 1


@BOTH
def test_a_schedule_that_wordpress_missed_is_made_up_for(publisher: Publisher) -> None:
    content_id = publisher.make(html=TEXT)
    publisher.publish(content_id, at=timezone.now() + timedelta(hours=2))
    _pass_time(publisher, hours=3)
    publisher.work()
    post = publisher.post()
    assert (post["status"], publisher.record(content_id).status) == ("publish", "live")


@BOTH
def test_a_schedule_is_moved_and_called_off(publisher: Publisher) -> None:
    content_id, moment = publisher.make(html=TEXT), timezone.now() + timedelta(days=2)
    publisher.publish(content_id, at=timezone.now() + timedelta(days=1))
    publisher.publish(content_id, at=moment)
    post = publisher.post()
    assert (post["status"], post["date_gmt"]) == ("future", moment.strftime("%Y-%m-%d %H:%M:%S"))
    with tenant(publisher.world.account_id):
        content_unschedule(content_ids=[content_id])
    publisher.work()
    assert (publisher.post()["status"], publisher.record(content_id).status) == ("draft", "unpublished")
    publisher.publish(content_id)
    post = publisher.post()
    assert (post["status"], publisher.record(content_id).status) == ("publish", "live")
    assert post["date_gmt"] <= timezone.now().strftime("%Y-%m-%d %H:%M:%S"), "at once, not at the moment called off"


@BOTH
@pytest.mark.parametrize("to", ["draft", "trash"])
def test_taken_down_and_published_again_is_the_same_post(publisher: Publisher, to: str) -> None:
    publisher.setting(on_unpublish=to)
    content_id = publisher.make(html=TEXT)
    first = publisher.publish(content_id).external_id
    record = publisher.unpublish(content_id)
    assert (record.status, publisher.post()["status"]) == ("unpublished", to)
    assert publisher.content(content_id).published_version is None
    run = publisher.sync("full")
    assert run.tombstones == 0, "nobody is asked about what we took down ourselves"
    record = publisher.publish(content_id)
    post = publisher.post()
    assert (record.status, record.external_id, post["status"]) == ("live", first, "publish")
    assert not post["slug"].endswith("__trashed")


@BOTH
def test_what_somebody_changed_there_is_not_overwritten(publisher: Publisher) -> None:
    content_id = publisher.make(html=TEXT)
    record = publisher.publish(content_id)
    publisher.change(record.external_id, post_content="<!-- wp:paragraph --><p>Theirs.</p><!-- /wp:paragraph -->")
    publisher.edit(content_id, html="<p>Ours is longer, and says something else about the cup.</p>")
    record = publisher.publish(content_id)
    assert (record.status, record.error_kind, record.error_code) == ("failed", "action_required", "CHANGED_THERE")
    assert "Theirs." in publisher.post()["content"]
    publisher.settle()
    assert publisher.item(content_id).state == "conflict", "a synchronisation was asked for and found it"
    record = publisher.publish(content_id)
    assert record.error_code == "CHANGED_THERE", "it stays so until somebody has chosen"
    _resolve(publisher, "keep_ours")
    publisher.settle()
    assert "Ours is longer" in publisher.post()["content"]
    assert (publisher.record(content_id).status, publisher.item(content_id).state) == ("live", "in_sync")


@BOTH
def test_what_was_trashed_there_is_asked_about_and_published_again(publisher: Publisher) -> None:
    from igny8.integration.services.deletions import deletion_decide

    content_id = publisher.make(html=TEXT)
    record = publisher.publish(content_id)
    publisher.site.php(f"wp_trash_post( {record.external_id} ); return 1;")
    publisher.edit(content_id, html="<p>A newer text about the very same cup, and the milk in it.</p>")
    assert publisher.publish(content_id).error_code == "CHANGED_THERE"
    publisher.settle()
    assert publisher.item(content_id).state == "remote_deleted"
    with tenant(publisher.world.account_id):
        content = publisher.content(content_id)
        if content.status not in {"approved", "published"}:
            from igny8.content.services.approval import content_approve

            content_approve(content_id=content_id)
        deletion_decide(item_id=publisher.item(content_id).id, choice="republish")
    publisher.settle()
    post = publisher.post()
    assert (publisher.record(content_id).status, post["status"]) == ("live", "publish")
    assert "newer text" in post["content"]


@BOTH
def test_what_we_publish_does_not_come_back(publisher: Publisher) -> None:
    content_id = publisher.make(html=TEXT, meta_title="Cups", meta_description="Warm them.")
    publisher.publish(content_id)
    publisher.edit(content_id, html=TEXT.replace("sixty", "seventy"))
    publisher.publish(content_id)
    for kind in ("incremental", "full"):
        run = publisher.sync(kind)
        assert (run.updated, run.conflicts, run.tombstones) == (0, 0, 0)
    assert publisher.versions(content_id) == 2
    assert publisher.item(content_id).state == "in_sync"
    publisher.site.php(f"return wp_set_post_terms( {publisher.post()['id']}, array( 'cups' ) );")
    publisher.change(publisher.post()["id"], post_excerpt="Shorter.")
    publisher.sync()
    assert publisher.versions(content_id) == 2, "a tag there is no other text"


def _resolve(publisher: Publisher, resolution: str, **options: Any) -> None:
    from igny8.integration.models import SyncConflict
    from igny8.integration.services.conflicts import conflict_resolve

    with tenant(publisher.world.account_id):
        conflict = SyncConflict.objects.get(status="open")
        conflict_resolve(conflict_id=conflict.id, resolution=resolution, **options)


def _pass_time(publisher: Publisher, *, hours: int) -> None:
    """The moment comes: every date of a waiting post and of its record moves into the past."""
    moment = timezone.now() - timedelta(hours=hours - 2)
    gmt = moment.strftime("%Y-%m-%d %H:%M:%S")
    publisher.site.php(
        f"""global $wpdb; $wpdb->query( "UPDATE $wpdb->posts SET post_date_gmt = '{gmt}', post_date = '{gmt}'
        WHERE post_status = 'future'" ); $cron = _get_cron_array(); foreach ( $cron as $at => $jobs ) {{
        if ( isset( $jobs['publish_future_post'] ) ) {{ unset( $cron[ $at ]['publish_future_post'] );
        $cron[ {int(timezone.now().timestamp()) - 60} ]['publish_future_post'] = $jobs['publish_future_post']; }} }}
        ksort( $cron ); _set_cron_array( $cron ); return 1;"""
    )
    with tenant(publisher.world.account_id):
        for record in PublishingRecord.objects.filter(status="scheduled"):
            record.not_before, record.scheduled_for = timezone.now() - timedelta(seconds=1), moment
            record.save()
        for snapshot in PublicationSnapshot.objects.all():
            snapshot.payload["scheduled_for"] = moment.isoformat()
            snapshot.save()


def test_publish_to_all_destinations_at_once(by_bridge: Publisher) -> None:
    ids = [by_bridge.make(html=TEXT) for _ in range(3)]
    publish(by_bridge.world, *ids, destinations=[by_bridge.destination])
    assert by_bridge.work() == 3
    assert len(by_bridge.posts()) == 3
