"""A site of ours that publishes to a real WordPress, through the real engine."""

import base64
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from igny8.content.models import Content, ContentVersion
from igny8.content.services.approval import content_approve
from igny8.content.services.contents import content_update
from igny8.core.events import relay
from igny8.core.tenancy import tenant
from igny8.integration.engine.run import drive
from igny8.integration.models import SiteIntegration, SyncedItem, SyncRun
from igny8.integration.services.bridge import bridge_connect
from igny8.integration.services.connection import connection_read, structure_ask, structure_keep
from igny8.integration.services.integrations import integration_create
from igny8.integration.services.sync_runs import sync_start
from igny8.publishing.models import PublishingRecord
from igny8.publishing.services.publications import content_unpublish
from tests.factories.accounts import World
from tests.factories.publishing import make_article, publish, record_of, work
from tests.wordpress.harness.site import WordPress

STORE = """wp_set_current_user( 1 ); Igny8\\Bridge\\Connection::store( '%s', 'ig8_test', array( 'secret' => '%s',
    'integration_id' => '%s', 'site' => array( 'id' => '%s', 'name' => 'Kitchen' ), 'webhook_url' => '%s',
    'dashboard_url' => '%s' ) ); return 1;"""
POSTS = """$all = array( 'publish', 'future', 'draft', 'pending', 'private', 'trash' );
    $asked = array( 'post_type' => '%s', 'numberposts' => -1, 'orderby' => 'ID', 'order' => 'ASC', 'post_status' => $all );
    $names = fn( $id, $taxonomy ) => wp_get_post_terms( $id, $taxonomy, array( 'fields' => 'names' ) );
    $rows  = array();
    foreach ( get_posts( $asked ) as $p ) {
        if ( $p->ID > 3 ) {
            $rows[] = array( 'id' => $p->ID, 'title' => $p->post_title, 'content' => $p->post_content, 'slug' => $p->post_name,
                'excerpt' => $p->post_excerpt, 'status' => $p->post_status, 'date_gmt' => $p->post_date_gmt,
                'modified_gmt' => $p->post_modified_gmt, 'author' => (int) $p->post_author, 'url' => get_permalink( $p ),
                'thumbnail' => (int) get_post_thumbnail_id( $p ), 'categories' => $names( $p->ID, 'category' ),
                'tags' => $names( $p->ID, 'post_tag' ) );
        }
    }
    return $rows;"""


@dataclass(slots=True)
class Publisher:
    """``row`` is the connection; everything opens the tenant's scope by itself."""

    world: World
    site: WordPress
    row: SiteIntegration

    @property
    def destination(self) -> str:
        return self.row.destination

    def make(self, **fields: Any) -> UUID:
        return make_article(self.world, **fields)

    def edit(self, content_id: UUID, **changes: Any) -> None:
        with tenant(self.world.account_id):
            content_update(content_id=content_id, changes=changes)
            content_approve(content_id=content_id)

    def publish(self, *content_ids: UUID, **options: Any) -> PublishingRecord:
        """Ask, and work until nothing is due. :returns: the record of the first."""
        publish(self.world, *content_ids, destinations=[self.destination], **options)
        work(self.world, self.destination)
        return self.record(content_ids[0])

    def unpublish(self, content_id: UUID) -> PublishingRecord:
        with tenant(self.world.account_id):
            content_unpublish(content_ids=[content_id])
        work(self.world, self.destination)
        return self.record(content_id)

    def work(self) -> int:
        return work(self.world, self.destination)

    def record(self, content_id: UUID) -> PublishingRecord:
        return record_of(self.world, content_id, self.destination)

    def sync(self, kind: str = "incremental") -> SyncRun:
        with tenant(self.world.account_id):
            run_id = sync_start(integration_id=self.row.id, kind=kind).id
        drive(account_id=self.world.account_id, run_id=run_id)
        with tenant(self.world.account_id):
            run: SyncRun = SyncRun.objects.get(pk=run_id)
            assert (run.status, run.failed) == ("succeeded", 0), run.error
            return run

    def settle(self) -> None:
        """Deliver events, pull what was asked for, publish what came of it."""
        relay()
        with tenant(self.world.account_id):
            ids = list(SyncRun.objects.filter(status="pending").values_list("id", flat=True))
        for run_id in ids:
            drive(account_id=self.world.account_id, run_id=run_id)
        relay()
        self.work()
        relay()

    def item(self, content_id: UUID) -> SyncedItem:
        with tenant(self.world.account_id):
            return SyncedItem.objects.get(content_id=content_id, space="posts")

    def content(self, content_id: UUID) -> Content:
        with tenant(self.world.account_id):
            return Content.objects.get(pk=content_id)

    def versions(self, content_id: UUID) -> int:
        with tenant(self.world.account_id):
            return ContentVersion.objects.filter(content_id=content_id).count()

    def setting(self, **config: Any) -> None:
        with tenant(self.world.account_id):
            SiteIntegration.objects.filter(pk=self.row.id).update(config=config)

    def structure(self) -> None:
        """Pull it, as a person does under Settings."""
        with tenant(self.world.account_id):
            connection = connection_read(self.row.id)
        found = structure_ask(connection)
        with tenant(self.world.account_id):
            structure_keep(integration_id=self.row.id, structure=found)

    def posts(self, post_type: str = "post") -> list[dict[str, Any]]:
        """Every post but WordPress's own first ones, whatever its state."""
        rows: list[dict[str, Any]] = self.site.php(POSTS % post_type)
        return rows

    def post(self) -> dict[str, Any]:
        """The only post there is."""
        [post] = self.posts()
        return post

    def change(self, number: Any, **fields: Any) -> None:
        """What a person does in WordPress's editor, a second after whatever was before."""
        packed = base64.b64encode(json.dumps({"ID": int(number), **fields}).encode()).decode()
        self.site.php(
            f"""wp_set_current_user( 1 ); wp_update_post( wp_slash( json_decode( base64_decode( '{packed}' ), true ) ) );
            return 1;"""
        )


def publisher_with_bridge(world: World, site: WordPress, *, platform_url: str = "http://127.0.0.1:9") -> Publisher:
    """Both sides know the secret, as after a person's click on Connect."""
    facts = {"site_url": site.url, "rest_url": site.rest, "plugin_version": "1.0.0", "wordpress_version": site.version,
             "php_version": "8.2", "site_name": "Kitchen", "locale": "en_US", "timezone": "UTC"}  # fmt: skip
    with tenant(world.account_id):
        done = bridge_connect(site_id=world.site_id, facts=facts)
    site.php(STORE % (platform_url, done.secret, done.integration_id, world.site_id, done.webhook_url, platform_url))
    with tenant(world.account_id):
        return Publisher(world, site, SiteIntegration.objects.get(pk=done.integration_id))


def publisher_with_password(world: World, site: WordPress, *, url: str = "", user: str = "editor") -> Publisher:
    """An application password only."""
    with tenant(world.account_id):
        row = integration_create(
            site_id=world.site_id,
            platform="wordpress",
            base_url=url or site.url,
            username=user,
            app_password=site.tokens[user],
        )
    return Publisher(world, site, row)
