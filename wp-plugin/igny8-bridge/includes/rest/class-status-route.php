<?php
/**
 * Says that the plugin is there.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Rest;

use Igny8\Bridge\Connection;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * `GET status`: the doctor's first question, answered also without a signature, then with less.
 */
final class Status_Route {

	/**
	 * Answers.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return array<string,mixed>|\WP_Error
	 */
	public static function read( WP_REST_Request $request ) {
		$seen   = Gate::headers_seen( $request );
		$answer = array(
			'plugin'       => 'igny8-bridge',
			'version'      => IGNY8_BRIDGE_VERSION,
			'connected'    => Connection::load()->is_connected(),
			'signed'       => false,
			'headers_seen' => $seen,
		);
		if ( ! in_array( 'X-IGNY8-Signature', $seen, true ) ) {
			return $answer;
		}
		$checked = Gate::check( $request );
		if ( true !== $checked ) {
			return $checked;
		}
		return array(
			'signed'    => true,
			'time'      => time(),
			'wordpress' => get_bloginfo( 'version' ),
			'php'       => PHP_VERSION,
		) + $answer;
	}
}
