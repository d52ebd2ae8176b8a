<?php
/**
 * Writes, withdraws and finds the terms whose descriptions IGNY8 manages.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Rest;

use Igny8\Bridge\Data\Seo\Seo;
use Igny8\Bridge\Data\Term_Marks;
use Igny8\Bridge\Data\Term_Payload;
use Igny8\Bridge\Data\Term_Store;
use Igny8\Bridge\Data\Term_View;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/**
 * `terms` and the lookup.
 */
final class Terms_Route {

	/**
	 * `PUT terms/{content_id}`.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|\WP_Error
	 */
	public static function write( WP_REST_Request $request ) {
		$payload = Term_Payload::read( (string) $request->get_url_params()['id'], (array) $request->get_json_params() );
		if ( is_wp_error( $payload ) ) {
			return $payload;
		}
		$answer = ( new Term_Store() )->upsert( $payload );
		return is_wp_error( $answer ) ? $answer : new WP_REST_Response( $answer, $answer['created'] ? 201 : 200 );
	}

	/**
	 * `DELETE terms/{content_id}`.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return array<string,mixed>|\WP_Error
	 */
	public static function withdraw( WP_REST_Request $request ) {
		return ( new Term_Store() )->withdraw( (string) $request->get_url_params()['id'] );
	}

	/**
	 * `GET term-by-content-id/{id}`; not to be there is an answer, not an error.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return array<string,mixed>
	 */
	public static function by_content_id( WP_REST_Request $request ): array {
		$term = Term_Marks::term_of( (string) $request->get_url_params()['id'] );
		return $term ? array(
			'found' => true,
			'term'  => Term_View::item( $term ) + array( 'seo' => Seo::read_term( $term->term_id, $term->taxonomy ) ),
		) : array( 'found' => false );
	}
}
