"""What people do in WordPress reaches the platform, and never keeps them waiting."""

import time
from typing import Any

from tests.support.bridge import Bridge
from tests.wordpress.harness.site import WordPress
from tests.wordpress.platform import Platform
from tests.wordpress.samples import payload

NEW = "return wp_insert_post( array( 'post_title' => 'Von Hand', 'post_status' => 'publish' ) );"
ROWS = "return $GLOBALS['wpdb']->get_results( 'SELECT * FROM wp_igny8_outbox ORDER BY id' );"
DUE = "return $GLOBALS['wpdb']->query( \"UPDATE wp_igny8_outbox SET due_at = 0 WHERE state = 'waiting'\" );"


def rows(site: WordPress) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.php(ROWS)
    return found


def send(site: WordPress) -> None:
    """Run what WP-Cron runs every minute."""
    site.php("do_action( 'igny8_send' ); return true;")


def test_a_save_is_not_delayed_by_a_platform_that_hangs(
    bridge: Bridge, wordpress: WordPress, platform: Platform
) -> None:
    platform.hang = 30.0
    measured = wordpress.php(
        """$save = function () { $t = hrtime( true ); wp_insert_post( array( 'post_title' => 'A', 'post_content' => 'B',
            'post_status' => 'publish' ) ); return ( hrtime( true ) - $t ) / 1e6; };
        $save(); $with = array(); $without = array();
        for ( $i = 0; $i < 20; $i++ ) { $with[] = $save();
            Igny8\\Bridge\\Sync\\Hooks::quietly( function () use ( &$without, $save ) { $without[] = $save(); } ); }
        sort( $with ); sort( $without ); return array( $with[10], $without[10], end( $with ) );"""
    )
    median, bare, _ = measured
    assert median - bare < 50, measured
    assert len([row for row in rows(wordpress) if row["state"] == "waiting"]) == 21
    assert platform.received == []


def test_the_hook_costs_one_statement(bridge: Bridge, wordpress: WordPress) -> None:
    count = wordpress.php(
        """$post = get_post( wp_insert_post( array( 'post_title' => 'A', 'post_status' => 'publish' ) ) );
        $before = $GLOBALS['wpdb']->num_queries; Igny8\\Bridge\\Sync\\Hooks::post_saved( $post->ID, $post );
        return $GLOBALS['wpdb']->num_queries - $before;"""
    )
    assert count == 1


def test_a_save_by_a_person_is_told_signed_and_in_order(
    bridge: Bridge, wordpress: WordPress, platform: Platform
) -> None:
    post_id = wordpress.php(NEW)
    wordpress.cron()
    (message,) = platform.received
    assert message.is_signed()
    assert abs(int(message.headers["webhook-timestamp"]) - time.time()) < 10
    said = message.json
    assert said["type"] == "post.saved"
    state = next(item for item in bridge.get("export", types="post")["items"] if item["id"] == post_id)
    assert said["data"]["hash"] == state["hash"]
    assert said["data"]["post_id"] == post_id
    assert (said["data"]["status"], said["data"]["content_id"]) == ("publish", None)
    wordpress.php(f"wp_trash_post( {post_id} ); return true;")
    send(wordpress)
    wordpress.php(f"wp_delete_post( {post_id}, true ); wp_insert_term( 'Neu', 'post_tag' ); return true;")
    send(wordpress)
    assert [m["type"] for m in platform.messages()] == ["post.saved", "post.trashed", "post.deleted", "term.saved"]
    sequence = [m["sequence"] for m in platform.messages()]
    assert sequence == sorted(set(sequence))
    assert platform.messages()[2]["data"]["post_type"] == "post"


def test_ten_saves_are_one_message_with_the_last_state(
    bridge: Bridge, wordpress: WordPress, platform: Platform
) -> None:
    post_id = wordpress.php(NEW)
    wordpress.php(
        f"""foreach ( range( 1, 10 ) as $i ) {{ wp_update_post( array( 'ID' => {post_id}, 'post_title' => "T$i" ) ); }}
        return true;"""
    )
    send(wordpress)
    assert len(platform.received) == 1
    assert {row["state"] for row in rows(wordpress)} == {"replaced", "sent"}


def test_what_the_platform_wrote_is_not_told_back(bridge: Bridge, wordpress: WordPress, platform: Platform) -> None:
    image = bridge.upsert(payload(terms={"category": [{"name": "Neu"}]})).json()
    bridge.upsert(payload(payload_hash="2", title="Anders"))
    bridge.request("DELETE", "posts/c-1", query={"to": "trash"})
    send(wordpress)
    assert platform.received == []
    bridge.upsert(payload(payload_hash="3"))
    wordpress.php(f"return wp_update_post( array( 'ID' => {image['post_id']}, 'post_title' => 'Von Hand' ) );")
    send(wordpress)
    assert [m["data"]["content_id"] for m in platform.messages()] == ["c-1"]


def test_revisions_autosaves_and_private_types_are_nobodys_business(
    bridge: Bridge, wordpress: WordPress, platform: Platform
) -> None:
    wordpress.php(
        """wp_set_current_user( 1 ); require_once ABSPATH . 'wp-admin/includes/post.php';
        $id = get_default_post_to_edit( 'post', true )->ID;
        register_post_type( 'secret', array( 'public' => false ) );
        wp_insert_post( array( 'post_type' => 'secret', 'post_title' => 'S' ) );
        $auto = array( 'post_ID' => 1, 'post_title' => 'Auto', 'post_content' => 'x', 'post_type' => 'post' );
        wp_create_post_autosave( $auto ); return $id;"""
    )
    assert rows(wordpress) == []


def test_a_failure_is_tried_again_under_the_same_id(bridge: Bridge, wordpress: WordPress, platform: Platform) -> None:
    wordpress.php(NEW)
    platform.webhook_codes = [500, 429]
    for attempt in (1, 2):
        send(wordpress)
        (row,) = rows(wordpress)
        assert (row["state"], int(row["attempts"])) == ("waiting", attempt)
        assert 40 < int(row["due_at"]) - time.time() <= 60 * attempt
        send(wordpress)
        assert len(platform.received) == attempt  # not before its time
        wordpress.php(DUE)
    send(wordpress)
    assert [row["state"] for row in rows(wordpress)] == ["sent"]
    assert len({message.headers["webhook-id"] for message in platform.received}) == 1
    assert len(platform.received) == 3


def test_the_pauses_grow_to_twelve_hours_and_end_after_three_days(
    bridge: Bridge, wordpress: WordPress, platform: Platform
) -> None:
    pauses = wordpress.php("return array_map( array( 'Igny8\\Bridge\\Sync\\Sender', 'pause' ), range( 0, 20 ) );")
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (60, 12 * 3600)
    wordpress.php(NEW)
    wordpress.php("return $GLOBALS['wpdb']->query( 'UPDATE wp_igny8_outbox SET created_at = created_at - 260000' );")
    platform.webhook_codes = [503]
    send(wordpress)
    (row,) = rows(wordpress)
    assert row["state"] == "failed"
    assert "503" in row["answer"]


def test_gone_ends_it_until_somebody_connects_again(bridge: Bridge, wordpress: WordPress, platform: Platform) -> None:
    wordpress.php(NEW)
    platform.webhook_codes = [410]
    send(wordpress)
    wordpress.php(NEW)
    send(wordpress)
    assert len(platform.received) == 1
    assert [row["state"] for row in rows(wordpress)] == ["failed"]
    assert bridge.upsert(payload()).status_code == 201


def test_a_copy_of_the_site_does_not_speak_for_the_original(
    bridge: Bridge, wordpress: WordPress, platform: Platform
) -> None:
    wordpress.php(NEW)
    wordpress.add_mu_plugin(
        "moved", "add_filter( 'home_url', fn( $u ) => str_replace( '127.0.0.1', 'localhost', $u ) );"
    )
    wordpress.php(NEW)
    send(wordpress)
    assert platform.received == []
    assert len(rows(wordpress)) == 1


def test_switching_off_is_told_and_the_event_is_gone(bridge: Bridge, wordpress: WordPress, platform: Platform) -> None:
    wordpress.cli("plugin", "deactivate", "igny8-bridge")
    assert [message["type"] for message in platform.messages()] == ["plugin.deactivated"]
    assert wordpress.php("return wp_next_scheduled( 'igny8_send' );") is False


def test_the_log_is_kept_short_and_numbers_never_begin_again(bridge: Bridge, wordpress: WordPress) -> None:
    counts = wordpress.php(
        """global $wpdb; $old = time() - 20 * DAY_IN_SECONDS;
        $add = function ( $type, $time ) use ( $wpdb ) { $wpdb->insert( 'wp_igny8_outbox', array( 'type' => $type,
            'object' => 'post:9', 'object_id' => 9, 'data' => '[]', 'state' => 'sent', 'created_at' => $time ) ); };
        foreach ( range( 1, 1200 ) as $i ) { $add( 'post.saved', time() ); }
        $add( 'post.deleted', $old ); $add( 'post.saved', $old );
        $count = fn( $what ) => (int) $wpdb->get_var( "SELECT $what FROM wp_igny8_outbox" );
        Igny8\\Bridge\\Sync\\Outbox::forget_old(); $short = $count( 'COUNT(*)' );
        $wpdb->query( 'UPDATE wp_igny8_outbox SET created_at = 5' ); Igny8\\Bridge\\Sync\\Outbox::forget_old();
        return array( $short, $count( 'COUNT(*)' ), $count( 'MAX(id)' ) );"""
    )
    assert counts == [1000, 1, 1202]
