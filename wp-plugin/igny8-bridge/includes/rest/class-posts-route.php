<?php
/**
 * Writes, withdraws and finds the posts that IGNY8 manages.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Rest;

use Igny8\Bridge\Data\Post_Lookup;
use Igny8\Bridge\Data\Post_Marks;
use Igny8\Bridge\Data\Post_Payload;
use Igny8\Bridge\Data\Post_Store;
use Igny8\Bridge\Data\Post_View;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/**
 * `posts` and the two lookups.
 */
final class Posts_Route {

	/**
	 * `POST posts`, `PUT posts/{content_id}`.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|\WP_Error
	 */
	public static function write( WP_REST_Request $request ) {
		$json = (array) $request->get_json_params();
		if ( null !== $request['id'] && 'PUT' === $request->get_method() ) {
			$json['content_id'] = (string) $request->get_url_params()['id'];
		}
		$payload = Post_Payload::read( $json );
		if ( is_wp_error( $payload ) ) {
			return $payload;
		}
		$answer = ( new Post_Store() )->upsert( $payload );
		return is_wp_error( $answer ) ? $answer : new WP_REST_Response( $answer, $answer['created'] ? 201 : 200 );
	}

	/**
	 * What `DELETE` takes.
	 *
	 * @return array<string,array<string,mixed>>
	 */
	public static function withdraw_arguments(): array {
		return array(
			'to' => array(
				'type'    => 'string',
				'enum'    => array( 'draft', 'trash' ),
				'default' => 'draft',
			),
		);
	}

	/**
	 * `DELETE posts/{content_id}`.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return array<string,mixed>|\WP_Error
	 */
	public static function withdraw( WP_REST_Request $request ) {
		return ( new Post_Store() )->withdraw( (string) $request['id'], (string) $request['to'] );
	}

	/**
	 * `GET post-by-content-id/{id}`.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return array<string,mixed>
	 */
	public static function by_content_id( WP_REST_Request $request ): array {
		return self::found( Post_Lookup::by_content_id( (string) $request['id'] ) );
	}

	/**
	 * `GET post-by-task-id/{id}`.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return array<string,mixed>
	 */
	public static function by_task_id( WP_REST_Request $request ): array {
		return self::found( Post_Lookup::by_task_id( (string) $request['id'] ) );
	}

	/**
	 * The answer of a lookup; not to be there is an answer, not an error. What was sent last is named while it is still as it
	 * was written.
	 *
	 * @param \WP_Post|null $post The post.
	 * @return array<string,mixed>
	 */
	private static function found( $post ): array {
		if ( ! $post ) {
			return array( 'found' => false );
		}
		$is_kept = ! Post_Marks::is_changed_here( $post );
		return array(
			'found' => true,
			'post'  => Post_View::item( $post ) + array(
				'payload_hash' => $is_kept ? Post_Marks::read( $post->ID, Post_Marks::PAYLOAD_HASH ) : '',
				'version'      => $is_kept ? Post_Marks::read( $post->ID, Post_Marks::VERSION ) : '',
			),
		);
	}
}
