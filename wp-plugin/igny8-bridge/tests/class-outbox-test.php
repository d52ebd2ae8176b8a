<?php
/**
 * Telling the platform.
 *
 * @package Igny8\Bridge
 */

use Igny8\Bridge\Sync\Outbox;
use Igny8\Bridge\Sync\Sender;

/**
 * What is queued, and what becomes of it.
 */
final class Outbox_Test extends Bridge_Test_Case {

	public function test_saving_queues_and_does_not_send(): void {
		$id = wp_insert_post( array( 'post_title' => 'A', 'post_status' => 'publish' ) );
		$this->assertSame( array(), $this->requests );
		$this->assertSame( array( 'waiting' => 1 ), Outbox::counts() );
		Sender::run();
		$this->assertCount( 1, $this->requests );
		$this->assertSame( 0, $this->requests[0]['redirection'] );
		$body = json_decode( $this->requests[0]['body'], true );
		$this->assertSame( $id, $body['data']['post_id'] );
		$this->assertSame( array( 'sent' => 1 ), Outbox::counts() );
	}

	public function test_an_unreachable_platform_stops_the_run_and_keeps_everything(): void {
		$this->network = new WP_Error( 'http_request_failed', 'cURL error 28: Operation timed out' );
		foreach ( range( 1, 5 ) as $n ) {
			wp_insert_post( array( 'post_title' => "A$n", 'post_status' => 'publish' ) );
		}
		Sender::run();
		$this->assertCount( 1, $this->requests );
		$this->assertSame( array( 'waiting' => 5 ), Outbox::counts() );
		$this->assertStringContainsString( 'did not answer in time', Outbox::newest( 5 )[4]->answer );
	}

	public function test_a_message_about_a_post_that_went_meanwhile_is_dropped(): void {
		$id = wp_insert_post( array( 'post_title' => 'A', 'post_status' => 'publish' ) );
		wp_delete_post( $id, true );
		Sender::run();
		$this->assertSame( array( 'post.deleted' ), array_map( static fn( $r ) => json_decode( $r['body'] )->type, $this->requests ) );
	}

	public function test_without_a_connection_nothing_is_queued(): void {
		Igny8\Bridge\Connection::forget();
		wp_insert_post( array( 'post_title' => 'A', 'post_status' => 'publish' ) );
		$this->assertSame( array(), Outbox::counts() );
	}

	public function test_a_missing_table_disturbs_no_save(): void {
		global $wpdb;
		$hide = static fn( $sql ) => str_replace( $wpdb->prefix . 'igny8_outbox', $wpdb->prefix . 'igny8_nowhere', $sql );
		add_filter( 'query', $hide );
		$id = wp_insert_post( array( 'post_title' => 'A', 'post_status' => 'publish' ) );
		remove_filter( 'query', $hide );
		$this->assertGreaterThan( 0, $id );
		$this->assertSame( 'A', get_post( $id )->post_title );
	}
}
