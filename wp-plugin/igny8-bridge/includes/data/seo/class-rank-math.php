<?php
/**
 * Rank Math.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data\Seo;

defined( 'ABSPATH' ) || exit;

/**
 * Rank Math keeps its fields in plain meta; robots is a list.
 */
final class Rank_Math implements Seo_Writer {

	private const NAMES = array(
		'title'          => 'rank_math_title',
		'description'    => 'rank_math_description',
		'focus_keyword'  => 'rank_math_focus_keyword',
		'canonical'      => 'rank_math_canonical_url',
		'og_title'       => 'rank_math_facebook_title',
		'og_description' => 'rank_math_facebook_description',
	);

	/**
	 * The plugin's name in the contract.
	 */
	public function name(): string {
		return 'rank_math';
	}

	/**
	 * The fields as Rank Math's meta.
	 *
	 * @param array<string,mixed> $fields What was sent.
	 * @return array<string,mixed>
	 */
	public function meta( array $fields ): array {
		$meta = Seo::rename( $fields, self::NAMES ) + Seo::image( $fields, 'rank_math_facebook_image_id', 'rank_math_facebook_image' );
		if ( isset( $fields['noindex'] ) ) {
			$meta['rank_math_robots'] = array( $fields['noindex'] ? 'noindex' : 'index' );
		}
		return $meta;
	}

	/**
	 * Nothing is left to do.
	 *
	 * @param int                 $post_id The post.
	 * @param array<string,mixed> $fields  What was sent.
	 */
	public function after( int $post_id, array $fields ): void {}

	/**
	 * The fields as they are.
	 *
	 * @param int $post_id The post.
	 * @return array{title:string,description:string,focus_keyword:string}
	 */
	public function read( int $post_id ): array {
		return array(
			'title'         => (string) get_post_meta( $post_id, self::NAMES['title'], true ),
			'description'   => (string) get_post_meta( $post_id, self::NAMES['description'], true ),
			'focus_keyword' => (string) get_post_meta( $post_id, self::NAMES['focus_keyword'], true ),
		);
	}

	/**
	 * Rank Math keeps the fields of terms under the same names.
	 *
	 * @param int                 $term_id  The term.
	 * @param string              $taxonomy Its taxonomy.
	 * @param array<string,mixed> $fields   What was sent.
	 */
	public function write_term( int $term_id, string $taxonomy, array $fields ): bool {
		foreach ( Seo::rename( $fields, array_intersect_key( self::NAMES, array( 'title' => 1, 'description' => 1, 'focus_keyword' => 1 ) ) ) as $name => $value ) {
			update_term_meta( $term_id, $name, wp_slash( $value ) );
		}
		if ( isset( $fields['noindex'] ) ) {
			update_term_meta( $term_id, 'rank_math_robots', array( $fields['noindex'] ? 'noindex' : 'index' ) );
		}
		return true;
	}

	/**
	 * The fields of a term as they are.
	 *
	 * @param int    $term_id  The term.
	 * @param string $taxonomy Its taxonomy.
	 * @return array{title:string,description:string,focus_keyword:string}
	 */
	public function read_term( int $term_id, string $taxonomy ): array {
		return array(
			'title'         => (string) get_term_meta( $term_id, self::NAMES['title'], true ),
			'description'   => (string) get_term_meta( $term_id, self::NAMES['description'], true ),
			'focus_keyword' => (string) get_term_meta( $term_id, self::NAMES['focus_keyword'], true ),
		);
	}
}
