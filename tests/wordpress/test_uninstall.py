"""Deleting the plugin leaves the posts and nothing else."""

from tests.support.bridge import Bridge
from tests.wordpress.browser import Person
from tests.wordpress.harness.site import WordPress
from tests.wordpress.samples import payload, picture
from tests.wordpress.test_indexnow import KEY
from tests.wordpress.test_indexnow import put as put_key
from tests.wordpress.test_terms import put as put_term

LEFT = """global $wpdb; $found = array();
$columns = array_fill_keys( array( 'postmeta', 'termmeta', 'usermeta' ), 'meta_key' );
foreach ( $columns + array( 'options' => 'option_name' ) as $t => $c ) {
    $found = array_merge( $found, $wpdb->get_col( "SELECT $c FROM {$wpdb->$t} WHERE $c LIKE '%igny8%'" ) ); }
$cron = array_filter( (array) _get_cron_array(), fn( $hooks ) => isset( $hooks['igny8_send'] ) );
return array( $found, $wpdb->get_col( "SHOW TABLES LIKE '%igny8%'" ), $cron, (int) wp_count_posts()->publish );"""

UNINSTALL = """wp_clear_scheduled_hook( 'igny8_send' ); define( 'WP_UNINSTALL_PLUGIN', 'igny8-bridge/igny8-bridge.php' );
remove_all_actions( 'init' ); require WP_PLUGIN_DIR . '/igny8-bridge/uninstall.php'; """


def test_nothing_is_left(bridge: Bridge, wordpress: WordPress) -> None:
    terms = {"category": [{"name": "A", "external_id": "k"}]}
    meta = {"score": 5, "links": [], "dashboard_url": "https://igny8.example/"}
    assert bridge.upsert(payload(terms=terms, meta=meta)).status_code == 201
    assert bridge.upload(picture()).status_code == 201
    assert put_term(bridge).status_code == 201
    assert put_key(bridge, KEY)[0] == 200
    wordpress.php("wp_insert_post( array( 'post_title' => 'x' ) ); do_action( 'igny8_send' ); return true;")
    Person(wordpress).examine()
    before = wordpress.php(LEFT)
    assert {"_igny8_text", "igny8_indexnow"} <= set(before[0])
    assert len(before[0]) > 20
    assert before[1] == ["wp_igny8_outbox"]
    assert wordpress.php(UNINSTALL + LEFT) == [[], [], [], before[3]]


def test_switching_off_and_on_keeps_the_connection(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.cli("plugin", "deactivate", "igny8-bridge")
    assert bridge.upsert(payload()).status_code == 404
    wordpress.cli("plugin", "activate", "igny8-bridge")
    assert bridge.upsert(payload()).status_code == 201
    assert wordpress.php("return (bool) wp_next_scheduled( 'igny8_send' );")


IN_NETWORK = """global $wpdb; $left = array( $wpdb->get_col( "SHOW TABLES LIKE '%igny8%'" ) );
foreach ( array( 'wp_options', 'wp_2_options' ) as $table ) {
    $left[] = count( $wpdb->get_col( "SELECT option_name FROM $table WHERE option_name LIKE '%igny8%'" ) ); }
return $left;"""


def test_a_network_is_cleaned_in_all_its_sites() -> None:
    with WordPress(workers=2) as site:
        site.make_network()
        site.php(
            """switch_to_blog( 2 ); Igny8\\Bridge\\Lifecycle::prepare(); update_option( 'igny8_connection', array( 1 ) );
            set_transient( 'igny8_report_1', 1, 60 ); restore_current_blog(); return 1;"""
        )
        tables, first, second = site.php(IN_NETWORK)
        assert sorted(tables) == ["wp_2_igny8_outbox", "wp_igny8_outbox"]
        assert first >= 1
        assert second >= 4
        assert site.php(UNINSTALL + IN_NETWORK) == [[], 0, 0]
        assert site.faults() == []
