<?php
/**
 * The fingerprint of a post.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * Both sides compute the same hash over what a person can change: when it differs, somebody changed the post here.
 */
final class Post_Hash {

	/**
	 * The hash of a post as it is stored now.
	 *
	 * @param WP_Post $post The post.
	 */
	public static function of( WP_Post $post ): string {
		$thumbnail = (int) get_post_meta( $post->ID, '_thumbnail_id', true );
		return self::of_values(
			array(
				'content'  => $post->post_content,
				'excerpt'  => $post->post_excerpt,
				'featured' => $thumbnail > 0 ? $thumbnail : null,
				'slug'     => $post->post_name,
				'status'   => $post->post_status,
				'terms'    => self::term_ids( $post ),
				'title'    => $post->post_title,
			)
		);
	}

	/**
	 * The hash of the values: canonical JSON, names sorted, no spaces, nothing escaped that need not be.
	 *
	 * @param array<string,mixed> $values Names in alphabetical order.
	 */
	public static function of_values( array $values ): string {
		$flags = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_LINE_TERMINATORS | JSON_INVALID_UTF8_SUBSTITUTE;
		return hash( 'sha256', (string) json_encode( $values, $flags ) );
	}

	/**
	 * The ids of a post's terms, sorted.
	 *
	 * @param WP_Post $post The post.
	 * @return int[]
	 */
	private static function term_ids( WP_Post $post ): array {
		$ids = array();
		foreach ( Scope::taxonomies( $post->post_type ) as $taxonomy ) {
			$terms = get_the_terms( $post, $taxonomy );
			if ( is_array( $terms ) ) {
				$ids = array_merge( $ids, wp_list_pluck( $terms, 'term_id' ) );
			}
		}
		$ids = array_values( array_unique( array_map( 'intval', $ids ) ) );
		sort( $ids );
		return $ids;
	}
}
