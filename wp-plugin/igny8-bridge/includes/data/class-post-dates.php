<?php
/**
 * Turns the wanted date into WordPress's fields.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

defined( 'ABSPATH' ) || exit;

/**
 * WordPress decides between "publish" and "future" by the date; this makes both agree with what was asked for.
 */
final class Post_Dates {

	/**
	 * The date fields for wp_insert_post() and wp_update_post().
	 *
	 * @param Post_Payload        $payload What was sent.
	 * @param array<string,mixed> $fields  What is written so far: `post_status`, and `ID` of an existing post.
	 * @return array<string,mixed>
	 */
	public static function fields( Post_Payload $payload, array $fields ): array {
		$date = $payload->date_gmt();
		if ( null === $date && 'publish' === $fields['post_status'] && isset( $fields['ID'] ) ) {
			$post = get_post( $fields['ID'] );
			// A scheduled post that shall be public at once would else stay scheduled.
			if ( $post && strtotime( $post->post_date_gmt . ' UTC' ) > time() ) {
				$date = gmdate( 'Y-m-d H:i:s' );
			}
		}
		if ( null === $date ) {
			return array();
		}
		return array(
			'post_date_gmt' => $date,
			'post_date'     => get_date_from_gmt( $date ),
			'edit_date'     => true,
		);
	}
}
