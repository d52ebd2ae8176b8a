<?php
/**
 * Finds or makes the terms of a post.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

use WP_Term;

defined( 'ABSPATH' ) || exit;

/**
 * By the platform's id first, then by slug, then by name; what is not there is made once.
 */
final class Term_Writer {

	public const EXTERNAL_ID = '_igny8_external_id';

	/**
	 * The ids of the wanted terms.
	 *
	 * @param array<string,array<int,array<string,string>>> $wanted    Terms by taxonomy.
	 * @param string                                        $post_type The post's type.
	 * @param string[]                                      $warnings  Gets a sentence for what could not be done.
	 * @return array<string,int[]>
	 */
	public function resolve( array $wanted, string $post_type, array &$warnings ): array {
		$found = array();
		foreach ( $wanted as $taxonomy => $terms ) {
			if ( ! is_object_in_taxonomy( $post_type, $taxonomy ) ) {
				/* translators: 1: taxonomy, 2: post type */
				$warnings[] = sprintf( __( 'There is no taxonomy %1$s for %2$s here; its terms were left out.', 'igny8-bridge' ), $taxonomy, $post_type );
				continue;
			}
			$found[ $taxonomy ] = array();
			foreach ( $terms as $term ) {
				$id = $this->find( $taxonomy, $term ) ?: $this->make( $taxonomy, $term );
				if ( $id ) {
					$found[ $taxonomy ][] = $id;
				} else {
					/* translators: 1: term, 2: taxonomy */
					$warnings[] = sprintf( __( 'The term %1$s of %2$s could not be made.', 'igny8-bridge' ), $term['name'] ?? '', $taxonomy );
				}
			}
		}
		return $found;
	}

	/**
	 * A term that is there, 0 when it is not.
	 *
	 * @param string               $taxonomy The taxonomy.
	 * @param array<string,string> $term     What was sent.
	 */
	private function find( string $taxonomy, array $term ): int {
		if ( '' !== ( $term['external_id'] ?? '' ) ) {
			$ids = get_terms( array( 'taxonomy' => $taxonomy, 'hide_empty' => false, 'fields' => 'ids', 'number' => 1, 'meta_key' => self::EXTERNAL_ID, 'meta_value' => $term['external_id'] ) );
			if ( is_array( $ids ) && $ids ) {
				return (int) $ids[0];
			}
		}
		if ( '' !== ( $term['slug'] ?? '' ) ) {
			$by_slug = get_term_by( 'slug', $term['slug'], $taxonomy );
			if ( $by_slug instanceof WP_Term ) {
				return $this->adopt( $by_slug->term_id, $term );
			}
		}
		$arguments = array( 'taxonomy' => $taxonomy, 'hide_empty' => false, 'fields' => 'ids', 'number' => 1, 'name' => $term['name'] ?? '' );
		$parent    = $this->parent( $taxonomy, $term );
		if ( $parent ) {
			$arguments['parent'] = $parent;
		}
		$ids = '' === $arguments['name'] ? array() : get_terms( $arguments );
		return is_array( $ids ) && $ids ? $this->adopt( (int) $ids[0], $term ) : 0;
	}

	/**
	 * Makes a term; two requests at once make one.
	 *
	 * @param string               $taxonomy The taxonomy.
	 * @param array<string,string> $term     What was sent.
	 */
	private function make( string $taxonomy, array $term ): int {
		if ( '' === ( $term['name'] ?? '' ) ) {
			return 0;
		}
		$made = Lock::during(
			'term:' . $taxonomy,
			function () use ( $taxonomy, $term ) {
				wp_cache_set_terms_last_changed();
				$id = $this->find( $taxonomy, $term );
				if ( $id ) {
					return $id;
				}
				$made = wp_insert_term( wp_slash( $term['name'] ), $taxonomy, array( 'slug' => $term['slug'] ?? '', 'parent' => $this->parent( $taxonomy, $term ) ) );
				if ( is_wp_error( $made ) ) {
					return (int) $made->get_error_data( 'term_exists' );
				}
				return $this->adopt( (int) $made['term_id'], $term );
			}
		);
		return is_wp_error( $made ) ? 0 : (int) $made;
	}

	/**
	 * The id of the wanted parent, 0 for none.
	 *
	 * @param string               $taxonomy The taxonomy.
	 * @param array<string,string> $term     What was sent.
	 */
	private function parent( string $taxonomy, array $term ): int {
		if ( '' === ( $term['parent_slug'] ?? '' ) || ! is_taxonomy_hierarchical( $taxonomy ) ) {
			return 0;
		}
		$parent = get_term_by( 'slug', $term['parent_slug'], $taxonomy );
		return $parent instanceof WP_Term ? $parent->term_id : 0;
	}

	/**
	 * Notes the platform's id at a term, so that renaming it on either side makes no second one.
	 *
	 * @param int                  $id   The term.
	 * @param array<string,string> $term What was sent.
	 */
	private function adopt( int $id, array $term ): int {
		$external = $term['external_id'] ?? '';
		if ( '' !== $external && '' === (string) get_term_meta( $id, self::EXTERNAL_ID, true ) ) {
			update_term_meta( $id, self::EXTERNAL_ID, $external );
		}
		return $id;
	}
}
