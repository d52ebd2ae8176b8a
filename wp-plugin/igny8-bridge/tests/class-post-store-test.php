<?php
/**
 * Writing posts.
 *
 * @package Igny8\Bridge
 */

use Igny8\Bridge\Data\Lock;
use Igny8\Bridge\Data\Once;
use Igny8\Bridge\Data\Post_Hash;
use Igny8\Bridge\Data\Post_Lookup;
use Igny8\Bridge\Data\Post_Marks;
use Igny8\Bridge\Data\Post_Store;

/**
 * What one request does, on whatever database this is.
 */
final class Post_Store_Test extends Bridge_Test_Case {

	public function test_sending_twice_makes_one_post(): void {
		$store  = new Post_Store();
		$first  = $store->upsert( $this->payload() );
		$second = $store->upsert( $this->payload( array( 'payload_hash' => '2', 'title' => 'C' ) ) );
		$this->assertNotWPError( $first );
		$this->assertTrue( $first['created'] );
		$this->assertFalse( $second['created'] );
		$this->assertSame( $first['post_id'], $second['post_id'] );
		$this->assertSame( 'C', get_post( $first['post_id'] )->post_title );
	}

	public function test_every_mark_is_noted_once(): void {
		$answer = ( new Post_Store() )->upsert( $this->payload( array( 'task_id' => 't-1', 'meta' => array( 'score' => 140, 'links' => array( array( 'url' => 'javascript:x', 'anchor' => 'A' ) ) ) ) ) );
		( new Post_Store() )->upsert( $this->payload( array( 'payload_hash' => '2', 'task_id' => 't-1' ) ) );
		$marks = array_filter( get_post_meta( $answer['post_id'] ), static fn( $name ) => 0 === strpos( $name, '_igny8_' ), ARRAY_FILTER_USE_KEY );
		foreach ( $marks as $name => $values ) {
			$this->assertCount( 1, $values, $name );
		}
		$this->assertSame( '100', Post_Marks::read( $answer['post_id'], Post_Marks::SCORE ) );
		$this->assertSame( '[]', Post_Marks::read( $answer['post_id'], Post_Marks::LINKS ) );
		$this->assertSame( (string) $answer['post_id'], Post_Marks::read( $answer['post_id'], Post_Marks::MANAGED ) );
		$this->assertSame( $answer['post_id'], Post_Lookup::by_task_id( 't-1' )->ID );
	}

	public function test_backslashes_and_quotes_survive(): void {
		$html   = '<p>C:\\new "x" \'y\' \\\\server</p>';
		$answer = ( new Post_Store() )->upsert( $this->payload( array( 'html' => $html, 'title' => 'A\\B "C" \'D\'' ) ) );
		$this->assertSame( $html, get_post( $answer['post_id'] )->post_content );
		$this->assertSame( 'A\\B "C" \'D\'', get_post( $answer['post_id'] )->post_title );
	}

	public function test_the_hash_changes_with_what_a_person_can_change(): void {
		$id     = ( new Post_Store() )->upsert( $this->payload() )['post_id'];
		$hashes = array( Post_Hash::of( get_post( $id ) ) );
		foreach ( array( 'post_title' => 'X', 'post_content' => 'Y', 'post_excerpt' => 'Z', 'post_name' => 'w', 'post_status' => 'draft' ) as $field => $value ) {
			wp_update_post( array( 'ID' => $id, $field => $value ) );
			$hashes[] = Post_Hash::of( get_post( $id ) );
		}
		wp_set_object_terms( $id, array( 'new' ), 'post_tag' );
		$hashes[] = Post_Hash::of( get_post( $id ) );
		$this->assertCount( 7, array_unique( $hashes ) );
		update_post_meta( $id, 'something', 'else' );
		$this->assertSame( end( $hashes ), Post_Hash::of( get_post( $id ) ) );
	}

	public function test_the_canonical_form_is_fixed(): void {
		$text = "{\"content\":\"é/\u{2028}\",\"featured\":null,\"terms\":[1,2]}";
		$this->assertSame( hash( 'sha256', $text ), Post_Hash::of_values( array( 'content' => "é/\u{2028}", 'featured' => null, 'terms' => array( 1, 2 ) ) ) );
	}

	public function test_a_lock_is_given_back_also_after_an_exception(): void {
		foreach ( array( true, false ) as $has_locks ) {
			$choose = static fn( $real ) => $real && $has_locks;
			add_filter( 'igny8_database_has_locks', $choose );
			try {
				Lock::during( 'x', static function () { throw new RuntimeException( 'no' ); } );
				$this->fail( 'The exception was swallowed.' );
			} catch ( RuntimeException $e ) {
				$this->assertSame( 'no', $e->getMessage() );
			}
			$this->assertSame( 7, Lock::during( 'x', static fn() => 7 ) );
			remove_filter( 'igny8_database_has_locks', $choose );
		}
	}

	public function test_once_is_once_until_it_is_forgotten(): void {
		global $wpdb;
		$this->assertTrue( Once::first_time( 'a', 60 ) );
		$this->assertFalse( Once::first_time( 'a', 60 ) );
		Once::forget_old();
		$this->assertFalse( Once::first_time( 'a', 60 ) );
		$wpdb->query( "UPDATE {$wpdb->options} SET option_value = '1000000000' WHERE option_name LIKE 'igny8\\_seen\\_%'" );
		Once::forget_old();
		$this->assertTrue( Once::first_time( 'a', 60 ) );
	}
}
