<?php
/**
 * Takes the key for IndexNow.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Rest;

use Igny8\Bridge\Indexnow;
use WP_Error;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * `indexnow`.
 */
final class Indexnow_Route {

	/**
	 * `GET indexnow`.
	 *
	 * @return array<string,string|null>
	 */
	public static function read(): array {
		$key = Indexnow::key();
		return array( 'key' => '' === $key ? null : $key, 'key_url' => '' === $key ? null : Indexnow::address( $key ) );
	}

	/**
	 * `PUT indexnow`.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return array<string,string|null>|WP_Error
	 */
	public static function write( WP_REST_Request $request ) {
		$json = (array) $request->get_json_params();
		$key  = is_string( $json['key'] ?? null ) ? $json['key'] : '';
		if ( ! Indexnow::is_key( $key ) ) {
			return new WP_Error( 'igny8_invalid', __( 'key is not 8 to 128 letters, digits and hyphens.', 'igny8-bridge' ), array( 'status' => 400 ) );
		}
		Indexnow::store( $key );
		return self::read();
	}
}
