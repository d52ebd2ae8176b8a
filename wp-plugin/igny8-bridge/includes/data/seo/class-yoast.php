<?php
/**
 * Yoast SEO.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data\Seo;

use Igny8\Bridge\Data\Lock;

defined( 'ABSPATH' ) || exit;

/**
 * Yoast reads its meta when a post is saved, and builds its own index from it.
 */
final class Yoast implements Seo_Writer {

	private const NAMES = array(
		'title'          => '_yoast_wpseo_title',
		'description'    => '_yoast_wpseo_metadesc',
		'focus_keyword'  => '_yoast_wpseo_focuskw',
		'canonical'      => '_yoast_wpseo_canonical',
		'og_title'       => '_yoast_wpseo_opengraph-title',
		'og_description' => '_yoast_wpseo_opengraph-description',
	);

	private const TERM_OPTION = 'wpseo_taxonomy_meta';
	private const TERM_NAMES  = array(
		'title'         => 'wpseo_title',
		'description'   => 'wpseo_desc',
		'focus_keyword' => 'wpseo_focuskw',
	);

	/**
	 * The plugin's name in the contract.
	 */
	public function name(): string {
		return 'yoast';
	}

	/**
	 * The fields as Yoast's meta.
	 *
	 * @param array<string,mixed> $fields What was sent.
	 * @return array<string,mixed>
	 */
	public function meta( array $fields ): array {
		$meta = Seo::rename( $fields, self::NAMES ) + Seo::image( $fields, '_yoast_wpseo_opengraph-image-id', '_yoast_wpseo_opengraph-image' );
		if ( isset( $fields['noindex'] ) ) {
			$meta['_yoast_wpseo_meta-robots-noindex'] = $fields['noindex'] ? '1' : '0';
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
	 * Yoast keeps the fields of all terms in one option; its own class checks them and tells its index where it is loaded.
	 *
	 * @param int                 $term_id  The term.
	 * @param string              $taxonomy Its taxonomy.
	 * @param array<string,mixed> $fields   What was sent.
	 */
	public function write_term( int $term_id, string $taxonomy, array $fields ): bool {
		$values = Seo::rename( $fields, self::TERM_NAMES );
		if ( isset( $fields['noindex'] ) ) {
			$values['wpseo_noindex'] = $fields['noindex'] ? 'noindex' : 'default';
		}
		if ( $values && is_callable( array( '\WPSEO_Taxonomy_Meta', 'set_values' ) ) ) {
			call_user_func( array( '\WPSEO_Taxonomy_Meta', 'set_values' ), $term_id, $taxonomy, $values );
		} elseif ( $values ) {
			Lock::during(
				'option:' . self::TERM_OPTION,
				static function () use ( $term_id, $taxonomy, $values ) {
					// Another request may have written another term a moment ago.
					wp_cache_delete( self::TERM_OPTION, 'options' );
					wp_cache_delete( 'alloptions', 'options' );
					$all                          = get_option( self::TERM_OPTION );
					$all                          = is_array( $all ) ? $all : array();
					$all[ $taxonomy ][ $term_id ] = $values + (array) ( $all[ $taxonomy ][ $term_id ] ?? array() );
					update_option( self::TERM_OPTION, $all );
				}
			);
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
		$all    = get_option( self::TERM_OPTION );
		$fields = is_array( $all ) ? (array) ( $all[ $taxonomy ][ $term_id ] ?? array() ) : array();
		$found  = array();
		foreach ( self::TERM_NAMES as $ours => $theirs ) {
			$found[ $ours ] = (string) ( $fields[ $theirs ] ?? '' );
		}
		return $found;
	}
}
