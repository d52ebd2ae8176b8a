<?php
/**
 * Takes images, and says which are here.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Rest;

use Igny8\Bridge\Data\Media_Store;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/**
 * `POST media`: the bytes of one image; the same bytes are stored once. `GET media` tells before, so that they need not be sent.
 */
final class Media_Route {

	private const MOST = 100;

	/**
	 * What comes in the query. Cleaned where it is stored: the signature is over what was sent.
	 *
	 * @return array<string,array<string,mixed>>
	 */
	public static function arguments(): array {
		$text = array(
			'type'    => 'string',
			'default' => '',
		);
		return array_fill_keys( array( 'sha256', 'alt', 'title', 'content_id', 'caption' ), $text );
	}

	/**
	 * Which images of a list of SHA-256 sums are in the media library: those that are not are left out.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return array<string,object>|WP_Error
	 */
	public static function read( WP_REST_Request $request ) {
		$sums = array_values( array_unique( array_filter( explode( ',', strtolower( is_string( $request['sha256'] ) ? $request['sha256'] : '' ) ) ) ) );
		if ( count( $sums ) > self::MOST || preg_grep( '/^[0-9a-f]{64}$/D', $sums, PREG_GREP_INVERT ) ) {
			/* translators: %d: a number */
			return new WP_Error( 'igny8_invalid', sprintf( __( 'sha256 holds something else than up to %d SHA-256 sums with commas between.', 'igny8-bridge' ), self::MOST ), array( 'status' => 400 ) );
		}
		return array( 'items' => (object) ( new Media_Store() )->held( $sums ) );
	}

	/**
	 * Stores the image, or finds it.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error
	 */
	public static function write( WP_REST_Request $request ) {
		$stored = ( new Media_Store() )->store(
			(string) $request->get_body(),
			array(
				'declared_size' => (int) $request->get_header( 'content_length' ),
				'name'          => rawurldecode( (string) $request->get_header( 'x_igny8_filename' ) ),
				'sha256'        => strtolower( (string) $request['sha256'] ),
				'alt'           => sanitize_text_field( (string) $request['alt'] ),
				'caption'       => wp_kses_post( (string) $request['caption'] ),
				'title'         => sanitize_text_field( (string) $request['title'] ),
				'content_id'    => sanitize_text_field( (string) $request['content_id'] ),
			)
		);
		return is_wp_error( $stored ) ? $stored : new WP_REST_Response( $stored, $stored['created'] ? 201 : 200 );
	}
}
