<?php
/**
 * Yoast SEO.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data\Seo;

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
}
