<?php
/**
 * Finds the posts that the platform manages.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * By the platform's ids; always from the database, since another request may have written a moment ago.
 */
final class Post_Lookup {

	/**
	 * The post of a content.
	 *
	 * @param string $content_id The platform's id.
	 */
	public static function by_content_id( string $content_id ): ?WP_Post {
		return self::find( Post_Marks::CONTENT_ID, $content_id );
	}

	/**
	 * The post of a task.
	 *
	 * @param string $task_id The platform's id.
	 */
	public static function by_task_id( string $task_id ): ?WP_Post {
		return self::find( Post_Marks::TASK_ID, $task_id );
	}

	/**
	 * The first post with this mark that is no copy.
	 *
	 * @param string $name  The mark.
	 * @param string $value Its value.
	 */
	private static function find( string $name, string $value ): ?WP_Post {
		global $wpdb;
		if ( '' === $value ) {
			return null;
		}
		$ids = $wpdb->get_col( $wpdb->prepare( "SELECT post_id FROM {$wpdb->postmeta} WHERE meta_key = %s AND meta_value = %s ORDER BY post_id LIMIT 10", $name, $value ) );
		foreach ( $ids as $id ) {
			$post = get_post( (int) $id );
			if ( $post instanceof WP_Post && 'revision' !== $post->post_type && Post_Marks::is_managed( $post->ID ) ) {
				return $post;
			}
		}
		return null;
	}
}
