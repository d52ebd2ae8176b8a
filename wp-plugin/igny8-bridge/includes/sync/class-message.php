<?php
/**
 * What a message says.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Sync;

use Igny8\Bridge\Data\Post_Hash;
use Igny8\Bridge\Data\Post_Marks;
use Igny8\Bridge\Data\Post_View;

defined( 'ABSPATH' ) || exit;

/**
 * Body and headers of a message, Standard Webhooks.
 */
final class Message {

	/**
	 * The body, from the state at the moment of sending; null when there is nothing to say any more.
	 *
	 * @param object $row Of the outbox.
	 */
	public static function of( $row ): ?string {
		$data = (array) json_decode( (string) $row->data, true );
		if ( in_array( $row->type, array( 'post.saved', 'post.trashed' ), true ) ) {
			$post = get_post( (int) $row->object_id );
			if ( ! $post ) {
				return null;
			}
			$data = array(
				'post_type'    => $post->post_type,
				'status'       => $post->post_status,
				'modified_gmt' => Post_View::time( $post->post_modified_gmt ),
				'hash'         => Post_Hash::of( $post ),
				'content_id'   => Post_Marks::content_id( $post->ID ),
				'url'          => (string) get_permalink( $post ),
			);
		}
		$id = array( 0 === strpos( $row->object, 'term:' ) ? 'term_id' : 'post_id' => (int) $row->object_id );
		return (string) wp_json_encode( array( 'type' => $row->type, 'sequence' => (int) $row->id, 'data' => 'plugin.deactivated' === $row->type ? (object) array() : $id + $data ) );
	}

	/**
	 * The headers. The id stays the same over all attempts.
	 *
	 * @param object $row    Of the outbox.
	 * @param string $body   The body.
	 * @param string $secret The bytes of the secret.
	 * @return array<string,string>
	 */
	public static function headers( $row, string $body, string $secret ): array {
		$id   = 'msg_' . substr( hash( 'sha256', home_url() . $row->created_at ), 0, 16 ) . '_' . $row->id;
		$time = (string) time();
		return array(
			'Content-Type'      => 'application/json; charset=utf-8',
			'User-Agent'        => 'igny8-bridge/' . IGNY8_BRIDGE_VERSION,
			'webhook-id'        => $id,
			'webhook-timestamp' => $time,
			'webhook-signature' => 'v1,' . base64_encode( hash_hmac( 'sha256', $id . '.' . $time . '.' . $body, $secret, true ) ),
		);
	}
}
