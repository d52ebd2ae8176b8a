<?php
/**
 * Writing terms.
 *
 * @package Igny8\Bridge
 */

use Igny8\Bridge\Data\Term_Marks;
use Igny8\Bridge\Data\Term_Payload;
use Igny8\Bridge\Data\Term_Store;
use Igny8\Bridge\Data\Term_View;
use Igny8\Bridge\Indexnow;
use Igny8\Bridge\Sync\Outbox;

/**
 * What one request does, on whatever database this is.
 */
final class Term_Store_Test extends Bridge_Test_Case {

	private const HTML = '<h2>A \\ "b"</h2><p>c &amp; d</p>';

	/**
	 * Writes a term.
	 *
	 * @param array<string,mixed> $changes What is different.
	 * @return array<string,mixed>|WP_Error
	 */
	private function write( array $changes = array() ) {
		$payload = Term_Payload::read( 't-1', $changes + array( 'taxonomy' => 'category', 'name' => 'Soups & "more"', 'slug' => 'soups', 'html' => self::HTML, 'payload_hash' => '1' ) );
		$this->assertNotWPError( $payload );
		return ( new Term_Store() )->upsert( $payload );
	}

	public function test_sending_twice_makes_one_term_and_no_message(): void {
		$first  = $this->write();
		$second = $this->write( array( 'payload_hash' => '2', 'name' => 'Broths' ) );
		$this->assertNotWPError( $first );
		$this->assertSame( array( true, false ), array( $first['created'], $second['created'] ) );
		$this->assertSame( $first['term_id'], $second['term_id'] );
		$term = get_term( $first['term_id'] );
		$this->assertSame( array( 'Broths', self::HTML ), array( $term->name, $term->description ) );
		$this->assertSame( Term_View::hash( $term ), $second['hash'] );
		$this->assertSame( array( 'received' => 2 ), Outbox::counts() );
	}

	public function test_filters_of_descriptions_are_as_before_afterwards(): void {
		global $wp_filter;
		$before = array_map( 'array_keys', $wp_filter['pre_term_description']->callbacks );
		$id     = $this->write()['term_id'];
		wp_update_term( $id, 'category', array( 'name' => 'Else' ) );
		$this->assertSame( self::HTML, get_term( $id )->description );
		$stop = static function () { throw new RuntimeException( 'no' ); };
		add_action( 'edited_term', $stop );
		try {
			$this->write( array( 'payload_hash' => '3' ) );
			$this->fail( 'The exception was swallowed.' );
		} catch ( RuntimeException $e ) {
			$this->assertSame( 'no', $e->getMessage() );
		}
		remove_action( 'edited_term', $stop );
		$this->assertSame( $before, array_map( 'array_keys', array_filter( $wp_filter['pre_term_description']->callbacks ) ) );
		$other = wp_insert_term( 'Other', 'category', array( 'description' => '<h2>x</h2>' ) );
		$this->assertSame( 'x', get_term( $other['term_id'] )->description );
	}

	public function test_what_is_not_sent_stays(): void {
		$id = $this->write( array( 'parent_id' => 1 ) )['term_id'];
		$this->write( array( 'payload_hash' => '2', 'name' => null, 'slug' => null, 'html' => null, 'parent_id' => null ) );
		$term = get_term( $id );
		$this->assertSame( array( 'soups', self::HTML, 1 ), array( $term->slug, $term->description, $term->parent ) );
	}

	public function test_a_copy_of_a_term_is_not_taken_for_the_original(): void {
		$id   = $this->write()['term_id'];
		$copy = wp_insert_term( 'Copy', 'category' )['term_id'];
		foreach ( get_term_meta( $id ) as $name => $values ) {
			add_term_meta( $copy, $name, $values[0] );
		}
		$this->assertSame( $id, Term_Marks::term_of( 't-1' )->term_id );
		$this->assertNull( Term_Marks::content_id( $copy ) );
		wp_delete_term( $id, 'category' );
		$this->assertNull( Term_Marks::term_of( 't-1' ) );
	}

	public function test_routes_answer_behind_the_gate(): void {
		$body   = (string) wp_json_encode( array( 'taxonomy' => 'post_tag', 'name' => 'Warm', 'html' => '<p>x</p>' ) );
		$answer = $this->dispatch( 'PUT', '/igny8/v1/terms/t-9', $body );
		$this->assertSame( 201, $answer->get_status() );
		$this->assertTrue( $this->dispatch( 'GET', '/igny8/v1/term-by-content-id/t-9' )->get_data()['found'] );
		$this->assertFalse( $this->dispatch( 'DELETE', '/igny8/v1/terms/t-9' )->get_data()['gone'] );
		$this->assertSame( 401, rest_get_server()->dispatch( new WP_REST_Request( 'PUT', '/igny8/v1/terms/t-9' ) )->get_status() );
		$this->assertSame( 401, rest_get_server()->dispatch( new WP_REST_Request( 'PUT', '/igny8/v1/indexnow' ) )->get_status() );
	}

	public function test_keys_for_indexnow(): void {
		foreach ( array( 'abcdefgh', '0-A', '', "abcdefgh\n", str_repeat( 'x', 128 ), str_repeat( 'x', 129 ) ) as $n => $key ) {
			$this->assertSame( in_array( $n, array( 0, 4 ), true ), Indexnow::is_key( $key ), $key );
		}
		update_option( Indexnow::OPTION, array( 'not' => 'ours' ) );
		$this->assertSame( '', Indexnow::key() );
	}
}
