<?php
/**
 * What every test of the plugin has.
 *
 * @package Igny8\Bridge
 */

use Igny8\Bridge\Connection;
use PHPUnit\Framework\TestCase;

/**
 * A connected WordPress in a transaction that is rolled back; no request leaves it.
 */
abstract class Bridge_Test_Case extends TestCase {

	/**
	 * Requests that would have gone out, each with its address and arguments.
	 *
	 * @var array<int,array<string,mixed>>
	 */
	protected $requests = array();

	/**
	 * What the network answers: a status, or an error.
	 *
	 * @var int|WP_Error
	 */
	protected $network = 202;

	protected function setUp(): void {
		global $wpdb;
		wp_cache_flush();
		$wpdb->query( 'START TRANSACTION' );
		wp_set_current_user( 1 );
		Connection::store(
			'https://igny8.example',
			'ig8_0123456789',
			array( 'secret' => 'whsec_' . base64_encode( str_repeat( 's', 32 ) ), 'webhook_url' => 'https://igny8.example/hook', 'site' => array( 'id' => '3', 'name' => 'Site' ) )
		);
		wp_set_current_user( 0 );
		add_filter( 'pre_http_request', array( $this, 'answer' ), 10, 3 );
	}

	protected function tearDown(): void {
		global $wpdb;
		remove_filter( 'pre_http_request', array( $this, 'answer' ) );
		$wpdb->query( 'ROLLBACK' );
		wp_cache_flush();
	}

	/**
	 * The network.
	 *
	 * @param mixed                $nothing   False.
	 * @param array<string,mixed>  $arguments The request.
	 * @param string               $url       Its address.
	 */
	public function answer( $nothing, $arguments, $url ) {
		$this->requests[] = array( 'url' => $url ) + $arguments;
		return $this->network instanceof WP_Error ? $this->network : array( 'response' => array( 'code' => $this->network, 'message' => '' ), 'headers' => array(), 'body' => '', 'cookies' => array() );
	}

	/**
	 * A payload as the platform sends it.
	 *
	 * @param array<string,mixed> $changes What is different.
	 */
	protected function payload( array $changes = array() ): Igny8\Bridge\Data\Post_Payload {
		$payload = Igny8\Bridge\Data\Post_Payload::read( $changes + array( 'content_id' => 'c-1', 'title' => 'A', 'html' => '<p>B</p>', 'status' => 'publish', 'payload_hash' => '1' ) );
		$this->assertNotWPError( $payload );
		return $payload;
	}

	/**
	 * Fails with the error's words.
	 *
	 * @param mixed $value Anything.
	 */
	protected function assertNotWPError( $value ): void {
		$this->assertFalse( is_wp_error( $value ), is_wp_error( $value ) ? $value->get_error_message() : '' );
	}

	/**
	 * Dispatches a signed request through WordPress's REST server.
	 *
	 * @param string               $method The method.
	 * @param string               $route  The route.
	 * @param string               $body   The body.
	 * @param array<string,string> $query  The query.
	 */
	protected function dispatch( string $method, string $route, string $body = '', array $query = array() ): WP_REST_Response {
		$request = new WP_REST_Request( $method, $route );
		$request->set_query_params( $query );
		$request->set_body( $body );
		$id   = wp_generate_uuid4();
		$time = (string) time();
		$text = Igny8\Bridge\Rest\Signature::text( $id, $time, $method, $route, $query, $body );
		$request->set_headers( array( 'content-type' => 'application/json', 'x-igny8-id' => $id, 'x-igny8-timestamp' => $time, 'x-igny8-signature' => Igny8\Bridge\Rest\Signature::make( str_repeat( 's', 32 ), $text ) ) );
		return rest_get_server()->dispatch( $request );
	}
}
