<?php
/**
 * Which post types and taxonomies take part.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

defined( 'ABSPATH' ) || exit;

/**
 * What a visitor can see takes part; what plugins keep for themselves does not.
 */
final class Scope {

	public const STATUSES = array( 'publish', 'future', 'draft', 'pending', 'private' );

	/**
	 * The names of the post types.
	 *
	 * @return string[]
	 */
	public static function post_types(): array {
		$types = array_diff( get_post_types( array( 'public' => true ) ), array( 'attachment' ) );
		return array_values( (array) apply_filters( 'igny8_post_types', array_values( $types ) ) );
	}

	/**
	 * Whether a post type takes part.
	 *
	 * @param string $type Its name.
	 */
	public static function has_type( string $type ): bool {
		return in_array( $type, self::post_types(), true );
	}

	/**
	 * The names of the taxonomies, of all or of one post type.
	 *
	 * @param string $post_type A post type, or empty for all that take part.
	 * @return string[]
	 */
	public static function taxonomies( string $post_type = '' ): array {
		$names = '' === $post_type ? get_taxonomies() : get_object_taxonomies( $post_type );
		$kept  = array();
		foreach ( $names as $name ) {
			$taxonomy = get_taxonomy( $name );
			$is_ours  = $taxonomy && $taxonomy->public && $taxonomy->show_ui && 'post_format' !== $name;
			if ( $is_ours && ( '' !== $post_type || array_intersect( $taxonomy->object_type, self::post_types() ) ) ) {
				$kept[] = $name;
			}
		}
		return array_values( (array) apply_filters( 'igny8_taxonomies', $kept, $post_type ) );
	}
}
