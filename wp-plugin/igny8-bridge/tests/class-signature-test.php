<?php
/**
 * The signature's canonical form.
 *
 * @package Igny8\Bridge
 */

use Igny8\Bridge\Rest\Signature;

/**
 * The other side computes the same text; these are the cases in which languages differ.
 */
final class Signature_Test extends Bridge_Test_Case {

	public function test_queries_are_sorted_by_bytes_and_encoded_by_the_rfc(): void {
		$this->assertSame( '?B=~&a=%20%2B%26&%C3%A4=1', Signature::query( array( 'a' => ' +&', 'ä' => '1', 'B' => '~', 'rest_route' => '/x' ) ) );
		$this->assertSame( '', Signature::query( array( 'rest_route' => '/igny8/v1/status' ) ) );
	}

	public function test_a_fixed_example_keeps_its_signature(): void {
		$text = Signature::text( 'id-1', '1700000000', 'post', '/igny8/v1/posts', array( 'page' => '1' ), '{}' );
		$this->assertSame( 'id-1.1700000000.POST./igny8/v1/posts?page=1.44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', $text );
		$this->assertSame( 'v1,' . base64_encode( hash_hmac( 'sha256', $text, 'k', true ) ), Signature::make( 'k', $text ) );
	}

	public function test_an_empty_secret_opens_nothing(): void {
		$this->assertFalse( Signature::is_right( '', 'x', Signature::make( '', 'x' ) ) );
	}

	public function test_signed_requests_reach_their_route(): void {
		$this->assertSame( 200, $this->dispatch( 'GET', '/igny8/v1/export', '', array( 'per_page' => '2' ) )->get_status() );
		$request = new WP_REST_Request( 'GET', '/igny8/v1/export' );
		$this->assertSame( 401, rest_get_server()->dispatch( $request )->get_status() );
	}
}
