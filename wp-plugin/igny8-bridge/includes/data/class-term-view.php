<?php
/**
 * How a term looks to the platform.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

defined( 'ABSPATH' ) || exit;

/**
 * The item of exports and lookups, and the fingerprint of what a person can change at a term.
 */
final class Term_View {

	/**
	 * One term.
	 *
	 * @param object $term A WP_Term, or a row with its fields.
	 * @return array<string,mixed>
	 */
	public static function item( $term ): array {
		$id       = (int) $term->term_id;
		$external = (string) get_term_meta( $id, Term_Writer::EXTERNAL_ID, true );
		return array(
			'id'          => $id,
			'taxonomy'    => $term->taxonomy,
			'name'        => self::name( $term ),
			'slug'        => $term->slug,
			'description' => $term->description,
			'parent'      => (int) $term->parent,
			'count'       => (int) $term->count,
			'url'         => self::url( $id, $term->taxonomy ),
			'external_id' => '' === $external ? null : $external,
			'content_id'  => Term_Marks::content_id( $id ),
			'hash'        => self::hash( $term ),
		);
	}

	/**
	 * The hash of name, slug, description, parent and taxonomy, as they stand in the item.
	 *
	 * @param object $term As above.
	 */
	public static function hash( $term ): string {
		return Post_Hash::of_values(
			array(
				'description' => (string) $term->description,
				'name'        => self::name( $term ),
				'parent'      => (int) $term->parent,
				'slug'        => (string) $term->slug,
				'taxonomy'    => (string) $term->taxonomy,
			)
		);
	}

	/**
	 * The address of the term's page, empty when it has none.
	 *
	 * @param int    $id       The term.
	 * @param string $taxonomy Its taxonomy.
	 */
	public static function url( int $id, string $taxonomy ): string {
		$url = get_term_link( $id, $taxonomy );
		return is_string( $url ) ? $url : '';
	}

	/**
	 * The name as people read it; WordPress stores "&amp;" for "&".
	 *
	 * @param object $term As above.
	 */
	private static function name( $term ): string {
		return wp_specialchars_decode( (string) $term->name, ENT_QUOTES );
	}
}
