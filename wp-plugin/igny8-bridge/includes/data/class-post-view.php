<?php
/**
 * How a post looks to the platform.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * The item of exports and lookups.
 */
final class Post_View {

	/**
	 * One post.
	 *
	 * @param WP_Post $post The post.
	 * @return array<string,mixed>
	 */
	public static function item( WP_Post $post ): array {
		$author = get_userdata( (int) $post->post_author );
		return array(
			'id'           => $post->ID,
			'type'         => $post->post_type,
			'status'       => $post->post_status,
			'slug'         => $post->post_name,
			'url'          => (string) get_permalink( $post ),
			'title'        => $post->post_title,
			'content'      => $post->post_content,
			'excerpt'      => $post->post_excerpt,
			'author'       => $author ? array( 'id' => $author->ID, 'name' => $author->display_name ) : null,
			'terms'        => (object) self::terms( $post ),
			'featured'     => self::featured( $post ),
			'seo'          => Seo\Seo::read( $post->ID ),
			'modified_gmt' => self::time( $post->post_modified_gmt ),
			'date_gmt'     => self::time( $post->post_date_gmt ),
			'content_id'   => Post_Marks::content_id( $post->ID ),
			'hash'         => Post_Hash::of( $post ),
			'is_trashed'   => 'trash' === $post->post_status,
		);
	}

	/**
	 * A time of the database in ISO 8601, null for WordPress's zeros.
	 *
	 * @param string $gmt As it is stored.
	 */
	public static function time( string $gmt ): ?string {
		return '' === $gmt || 0 === strpos( $gmt, '0000' ) ? null : str_replace( ' ', 'T', $gmt ) . 'Z';
	}

	/**
	 * The post's terms by taxonomy.
	 *
	 * @param WP_Post $post The post.
	 * @return array<string,array<int,array<string,mixed>>>
	 */
	private static function terms( WP_Post $post ): array {
		$found = array();
		foreach ( Scope::taxonomies( $post->post_type ) as $taxonomy ) {
			$terms = get_the_terms( $post, $taxonomy );
			foreach ( is_array( $terms ) ? $terms : array() as $term ) {
				$found[ $taxonomy ][] = array( 'id' => $term->term_id, 'name' => wp_specialchars_decode( $term->name, ENT_QUOTES ), 'slug' => $term->slug, 'parent' => $term->parent );
			}
		}
		return $found;
	}

	/**
	 * The featured image.
	 *
	 * @param WP_Post $post The post.
	 * @return array<string,mixed>|null
	 */
	private static function featured( WP_Post $post ): ?array {
		$id  = (int) get_post_thumbnail_id( $post );
		$url = $id ? wp_get_attachment_url( $id ) : false;
		return $url ? array( 'id' => $id, 'url' => $url, 'alt' => (string) get_post_meta( $id, '_wp_attachment_image_alt', true ) ) : null;
	}
}
