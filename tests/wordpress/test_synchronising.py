"""The platform against a real WordPress: connect, doctor, pull, webhooks, faults."""

import time
from typing import Any

import pytest

from igny8.accounts.services.api_keys import api_key_create
from igny8.content.models import Content, ContentTaxonomy, ContentVersion
from igny8.content.services.contents import content_update
from igny8.core.tenancy import tenant
from igny8.integration.base import Check
from igny8.integration.engine.run import drive
from igny8.integration.models import SiteIntegration, SyncConflict, SyncedItem, SyncRun, WebhookReceipt
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.doctor import examine
from igny8.integration.services import work
from igny8.integration.services.connection import connection_examine, connection_read
from igny8.integration.services.integrations import integration_create
from igny8.integration.services.sync_runs import sync_start
from tests.factories.accounts import World
from tests.wordpress.harness.site import WordPress

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy]
MANY = """for ( $i = 1; $i <= %d; $i++ ) { $last = wp_insert_post( array( 'post_title' => "Recipe $i", 'post_status' => 'publish',
    'post_content' => "<!-- wp:paragraph --><p>Stir $i times.</p><!-- /wp:paragraph -->" ) ); } return $last;"""
CONNECT = """wp_set_current_user( 1 ); $client = new Igny8\\Bridge\\Platform_Client( '{url}', '{key}' );
    $answer = $client->connect(); if ( ! is_array( $answer ) ) {{ return (array) $answer; }}
    Igny8\\Bridge\\Connection::store( '{url}', '{key}', $answer ); return $answer['checks'];"""


@pytest.fixture(autouse=True)
def _loopback(settings: Any, live_server: Any, tmp_path: Any) -> None:
    settings.PROVIDER_HOSTS = ["127.0.0.1"]
    settings.PUBLIC_URL = live_server.url.replace("localhost", "127.0.0.1")
    settings.RUN_BACKOFF_SCALE = 0.0
    settings.STORAGE_ROOT = tmp_path


@pytest.fixture
def bridged(account: World, wordpress: WordPress, settings: Any) -> SiteIntegration:
    """The plugin connected itself, as a person's click on Connect makes it do."""
    with tenant(account.account_id):
        _, key = api_key_create(site_id=account.site_id, name="Plugin")
    checks = wordpress.php(CONNECT.format(url=settings.PUBLIC_URL, key=key))
    assert [check["code"] for check in checks] == ["API_KEY", "PLUGIN", "INSECURE_HTTP"], checks
    with tenant(account.account_id):
        return SiteIntegration.objects.get()


@pytest.fixture
def by_password(account: World, wordpress: WordPress) -> SiteIntegration:
    """A connection with an application password only."""
    with tenant(account.account_id):
        return integration_create(
            site_id=account.site_id,
            platform="wordpress",
            base_url=wordpress.url,
            username="editor",
            app_password=wordpress.tokens["editor"],
        )


def sync(world: World, row: Any, kind: str = "incremental") -> SyncRun:
    with tenant(world.account_id):
        run_id = sync_start(integration_id=row.id, kind=kind).id
    drive(account_id=world.account_id, run_id=run_id)
    with tenant(world.account_id):
        run: SyncRun = SyncRun.objects.get(pk=run_id)
        return run


def settle(world: World) -> None:
    """What beat and the workers do about webhooks."""
    work.sweep()
    with tenant(world.account_id):
        ids = list(SyncRun.objects.filter(status="pending").values_list("id", flat=True))
    for run_id in ids:
        drive(account_id=world.account_id, run_id=run_id)


def doctor(world: World, row: Any) -> list[Check]:
    with tenant(world.account_id):
        connection = connection_read(row.id)
    return connection_examine(connection).checks


def faults(checks: list[Check]) -> list[str]:
    return [check.code for check in checks if not check.ok]


def look(site: WordPress, **options: str) -> list[str]:
    """What the doctor finds wrong with an application password."""
    values = {"username": "editor", "app_password": site.tokens["editor"], **options}
    return faults(examine(Connection(base_url=site.url, allow_private=True, **values)).checks)  # type: ignore[arg-type]


def test_connected_through_the_plugin_everything_comes_in_and_goes_on(
    bridged: Any, account: World, wordpress: WordPress
) -> None:
    assert faults(doctor(account, bridged)) == []
    wordpress.php(
        """$cat = wp_insert_term( 'Soups', 'category' )['term_id']; $child = wp_insert_term( 'Cold', 'category',
        array( 'parent' => $cat ) )['term_id']; $post = wp_insert_post( array( 'post_title' => 'Gazpacho', 'post_status' =>
        'publish', 'post_content' => "First.\\n\\nSecond.", 'post_category' => array( $child ), 'tags_input' => 'summer' ) );
        update_post_meta( $post, '_yoast_wpseo_title', 'x' ); return $post;"""
    )
    run = sync(account, bridged)
    assert (run.status, run.kind, run.failed, run.error) == ("succeeded", "full", 0, "")
    assert run.total == run.created + run.unchanged, "what was counted before is what came"
    with tenant(account.account_id):
        content = Content.objects.get(title="Gazpacho")
        assert (content.html, content.status) == ("<p>First.</p>\n<p>Second.</p>", "published")
        assert sorted(content.taxonomy_terms.values_list("name", "type")) == [("Cold", "category"), ("summer", "tag")]
        assert {"Hello world!", "Sample Page"} <= set(Content.objects.values_list("title", flat=True))
        assert ContentTaxonomy.objects.filter(name="Soups").exists()
        bridged.refresh_from_db()
        assert {row["name"] for row in bridged.structure["post_types"]} >= {"post", "page"}
    again = sync(account, bridged, "full")
    assert (again.created, again.updated, again.tombstones) == (0, 0, 0)


def test_webhooks_bring_edits_deletions_and_conflicts(bridged: Any, account: World, wordpress: WordPress) -> None:
    ids = [wordpress.php(f"return wp_insert_post( array( 'post_title' => 'T{n}', 'post_status' => 'publish', "
                         f"'post_content' => '<p>Base.</p>' ) );") for n in range(3)]  # fmt: skip
    sync(account, bridged)
    edited, fought, deleted = ids
    with tenant(account.account_id):
        ours = Content.objects.get(title="T1")
        content_update(content_id=ours.id, changes={"html": "<p>Ours.</p>"})
    for number in (edited, fought):
        wordpress.php(f"return wp_update_post( array( 'ID' => {number}, 'post_content' => '<p>Theirs.</p>' ) );")
    wordpress.php(f"wp_delete_post( {deleted}, true ); return true;")
    wordpress.cron()
    with tenant(account.account_id):
        assert WebhookReceipt.objects.filter(processed_at=None).count() >= 3
    settle(account)
    with tenant(account.account_id):
        assert WebhookReceipt.objects.filter(processed_at=None).count() == 0
        first = Content.objects.get(title="T0")
        assert (first.html, first.current_version, first.published_version) == ("<p>Theirs.</p>", 2, 2)
        conflict = SyncConflict.objects.get()
        sides = (conflict.base["html"], conflict.ours["html"], conflict.theirs["html"])
        assert sides == ("<p>Base.</p>", "<p>Ours.</p>", "<p>Theirs.</p>")
        assert SyncedItem.objects.get(external_id=str(deleted), space="posts").state == "remote_deleted"


def test_wordpress_dies_in_the_middle_and_nothing_comes_twice(
    bridged: Any, account: World, wordpress: WordPress
) -> None:
    wordpress.php(MANY % 250)
    with tenant(account.account_id):
        run_id = sync_start(integration_id=bridged.id, kind="full").id
    from igny8.integration.engine import run as engine

    pulled = engine._pull
    calls = 0

    def breaking(*args: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 3:
            wordpress.halt()
        return pulled(*args)

    engine._pull = breaking
    try:
        drive(account_id=account.account_id, run_id=run_id)
    finally:
        engine._pull = pulled
        wordpress.serve()
    with tenant(account.account_id):
        half = SyncRun.objects.get(pk=run_id)
        assert (half.status, half.error_kind) == ("pending", "retry")
        assert 0 < Content.objects.count() < 250
    drive(account_id=account.account_id, run_id=run_id)
    with tenant(account.account_id):
        done = SyncRun.objects.get(pk=run_id)
        assert (done.status, done.failed) == ("succeeded", 0)
        titles = list(Content.objects.filter(title__startswith="Recipe").values_list("title", flat=True))
        assert len(titles) == len(set(titles)) == 250
        assert ContentVersion.objects.count() == Content.objects.count()


def test_without_the_plugin_an_application_password_does(
    by_password: Any, account: World, wordpress: WordPress
) -> None:
    number = wordpress.php(MANY % 130)
    draft = wordpress.php("return wp_insert_post( array( 'post_title' => 'Draft', 'post_content' => 'x' ) );")
    run = sync(account, by_password)
    assert (run.status, run.failed, run.error) == ("succeeded", 0, "")
    with tenant(account.account_id):
        assert Content.objects.filter(title__startswith="Recipe").count() == 130
        assert Content.objects.get(title="Draft").status == "draft"
    wordpress.php(
        f"wp_update_post( array( 'ID' => {number}, 'post_content' => '<p>New.</p>' ) ); wp_trash_post( {draft} );"
        "$GLOBALS['wpdb']->query( \"UPDATE {$GLOBALS['wpdb']->posts} SET post_modified = post_modified\" ); return true;"
    )
    run = sync(account, by_password)
    assert (run.kind, run.updated, run.tombstones, run.created) == ("incremental", 1, 1, 0)
    assert (sync(account, by_password, "full").tombstones, run.conflicts) == (0, 0)


def test_plain_permalinks_are_no_obstacle(bridged: Any, account: World, wordpress: WordPress) -> None:
    wordpress.php("update_option( 'permalink_structure', '' ); flush_rewrite_rules(); return true;")
    with tenant(account.account_id):
        SiteIntegration.objects.update(rest_url=f"{wordpress.url}/index.php?rest_route=/")
    checks = doctor(account, bridged)
    assert faults(checks) == []
    assert "PLAIN_PERMALINKS" in [check.code for check in checks if check.cure]
    assert sync(account, bridged).status == "succeeded"


def test_credentials_that_are_wrong(wordpress: WordPress) -> None:
    """WordPress by itself says the same 401 to all of them; a plugin that asks early who is there makes it say more."""
    assert look(wordpress) == []
    assert look(wordpress, app_password="abcd efgh ijkl mnop qrst uvwx") == ["WRONG_APPLICATION_PASSWORD"]
    assert look(wordpress, username="nobody") == ["WRONG_USER"]
    assert look(wordpress, app_password=wordpress.password) == ["WRONG_APPLICATION_PASSWORD"], "the one to sign in with"
    wordpress.add_mu_plugin("early", "add_action( 'rest_api_init', 'wp_get_current_user' );")
    assert look(wordpress, app_password="abcd efgh ijkl mnop qrst uvwx") == ["WRONG_APPLICATION_PASSWORD"]
    assert look(wordpress, username="nobody") == ["WRONG_USER"]
    found = look(wordpress, username="subscriber", app_password=wordpress.tokens["subscriber"])
    assert found == ["MISSING_CAPABILITY"]


@pytest.mark.parametrize(
    ("code", "php"),
    [
        ("REST_DISABLED", "add_filter( 'rest_authentication_errors', fn() => new WP_Error( 'rest_login_required', 'No.', "
         "array( 'status' => 401 ) ) );"),
        ("REST_DISABLED", "add_action( 'parse_request', function () { "
         "if ( false !== strpos( $_SERVER['REQUEST_URI'], 'wp-json' ) || isset( $_GET['rest_route'] ) ) "
         "{ status_header( 404 ); die( '<html>no</html>' ); } }, 1 );"),
        ("AUTHORIZATION_STRIPPED", "unset( $_SERVER['PHP_AUTH_USER'], "
         "$_SERVER['PHP_AUTH_PW'], $_SERVER['HTTP_AUTHORIZATION'] );"),
        ("APPLICATION_PASSWORDS_INSECURE", "add_filter( 'wp_is_application_passwords_available', '__return_false' );"),
        ("HTML_BEFORE_JSON", "add_action( 'rest_api_init', function () { echo '<br /><b>Notice</b>: x<br />'; } );"),
        ("REDIRECT_TO_ANOTHER_HOST", "if ( 'cli' !== PHP_SAPI ) { header( 'Location: https://other.example.com' . "
         "$_SERVER['REQUEST_URI'], true, 301 ); exit; }"),
    ],
)  # fmt: skip
def test_a_fault_is_named(code: str, php: str, wordpress: WordPress) -> None:
    wordpress.add_mu_plugin("fault", php)
    assert look(wordpress) == [code]


def test_faults_of_the_plugin_are_named(bridged: Any, account: World, wordpress: WordPress) -> None:
    wordpress.php("$c = get_option( 'igny8_connection' ); $c['secret'] = 'whsec_' . base64_encode( str_repeat( 'x', 32 ) );"
                  "update_option( 'igny8_connection', $c ); return true;")  # fmt: skip
    assert faults(doctor(account, bridged)) == ["KEY_MISMATCH"]
    wordpress.php("Igny8\\Bridge\\Connection::forget(); return true;")
    assert faults(doctor(account, bridged)) == ["BRIDGE_NOT_CONNECTED"]
    wordpress.add_mu_plugin("strip", "foreach ( array_keys( $_SERVER ) as $k ) { if ( 0 === strpos( $k, 'HTTP_X_IGNY8' ) ) "
                                     "{ unset( $_SERVER[ $k ] ); } }")  # fmt: skip
    wordpress.php("update_option( 'igny8_connection', array( 'secret' => 'whsec_' . base64_encode( str_repeat( 'y', 32 ) ), "
                  "'platform' => 'x', 'home_url' => home_url() ) ); return true;")  # fmt: skip
    assert faults(doctor(account, bridged)) == ["SIGNATURE_STRIPPED"]
    wordpress.php("require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins( 'igny8-bridge/igny8-bridge.php', "
                  "true ); return true;")  # fmt: skip
    assert faults(doctor(account, bridged)) == ["PLUGIN_ABSENT"]
    run = sync(account, bridged)
    assert (run.status, run.error_kind, run.error_code) == ("failed", "action_required", "PLUGIN_ABSENT")
    with tenant(account.account_id):
        bridged.refresh_from_db()
    assert (bridged.sync_status, bridged.sync_error) == ("broken", run.error)
    values = {"username": "admin", "app_password": wordpress.tokens["admin"], "secret": "whsec_" + "A" * 44}
    found = examine(Connection(base_url=wordpress.url, allow_private=True, **values))  # type: ignore[arg-type]
    assert faults(found.checks) == ["PLUGIN_INACTIVE"]


def test_a_thousand_posts_take_less_than_a_minute(bridged: Any, account: World, wordpress: WordPress) -> None:
    wordpress.php(MANY % 1000)
    begun = time.monotonic()
    run = sync(account, bridged)
    seconds = time.monotonic() - begun
    assert (run.status, run.failed) == ("succeeded", 0)
    assert run.created >= 1000
    assert seconds < 60, "with WordPress's own time"
    begun = time.monotonic()
    assert sync(account, bridged, "full").unchanged >= 1000
    assert time.monotonic() - begun < seconds / 2, "what has not changed is recognised by its hash"
