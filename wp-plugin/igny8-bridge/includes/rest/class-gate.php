<?php
/**
 * Lets signed requests in, and nobody else.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Rest;

use Igny8\Bridge\Connection;
use Igny8\Bridge\Data\Once;
use WP_Error;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * The permission callback of every route.
 */
final class Gate {

	/**
	 * Whether the platform sent this request, just now, for the first time.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return true|WP_Error
	 */
	public static function check( WP_REST_Request $request ) {
		$connection = Connection::load();
		if ( ! $connection->is_connected() ) {
			return self::no( 'igny8_not_connected', __( 'This WordPress is not connected: enter the API key in Settings, IGNY8.', 'igny8-bridge' ), 403 );
		}
		$id        = (string) $request->get_header( 'x_igny8_id' );
		$time      = (string) $request->get_header( 'x_igny8_timestamp' );
		$signature = (string) $request->get_header( 'x_igny8_signature' );
		if ( '' === $id || '' === $time || '' === $signature ) {
			return self::no( 'igny8_signature_missing', __( 'The request carries no signature: a proxy or firewall before this WordPress removes the X-IGNY8 headers; let it pass them on.', 'igny8-bridge' ), 401 );
		}
		$text = Signature::text( $id, $time, $request->get_method(), $request->get_route(), $request->get_query_params(), (string) $request->get_body() );
		if ( ! Signature::is_right( $connection->secret(), $text, $signature ) ) {
			return self::no( 'igny8_signature_wrong', __( 'The signature does not fit the key of this WordPress: connect again in Settings, IGNY8.', 'igny8-bridge' ), 401 );
		}
		if ( ! ctype_digit( $time ) || abs( time() - (int) $time ) > Signature::TOLERANCE ) {
			$error = self::no( 'igny8_clock', __( 'The clocks of the two servers are more than five minutes apart: set both by a time server.', 'igny8-bridge' ), 401 );
			$error->add_data( array( 'status' => 401, 'time' => time() ) );
			return $error;
		}
		if ( 'GET' !== $request->get_method() && ! Once::first_time( $id, 2 * Signature::TOLERANCE ) ) {
			return self::no( 'igny8_replayed', __( 'A request with this id was here already: send it again under a new id.', 'igny8-bridge' ), 401 );
		}
		return true;
	}

	/**
	 * The names of our headers that arrived.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return string[]
	 */
	public static function headers_seen( WP_REST_Request $request ): array {
		$seen = array();
		foreach ( array( 'X-IGNY8-Id', 'X-IGNY8-Timestamp', 'X-IGNY8-Signature' ) as $name ) {
			if ( null !== $request->get_header( $name ) ) {
				$seen[] = $name;
			}
		}
		return $seen;
	}

	/**
	 * A refusal.
	 *
	 * @param string $code     For programs.
	 * @param string $sentence For people.
	 * @param int    $status   The HTTP status.
	 */
	private static function no( string $code, string $sentence, int $status ): WP_Error {
		return new WP_Error( $code, $sentence, array( 'status' => $status ) );
	}
}
