<?php
/**
 * What a SEO plugin has to be told.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data\Seo;

defined( 'ABSPATH' ) || exit;

/**
 * Writes and reads the fields of one SEO plugin. A field that is not given stays as it is.
 */
interface Seo_Writer {

	/**
	 * The plugin's name in the contract.
	 */
	public function name(): string;

	/**
	 * Meta that has to be there before WordPress's save hooks run.
	 *
	 * @param array<string,mixed> $fields title, description, focus_keyword, canonical, noindex, og_title, og_description, og_image_attachment_id.
	 * @return array<string,mixed>
	 */
	public function meta( array $fields ): array;

	/**
	 * What has to be written once the post has an id.
	 *
	 * @param int                 $post_id The post.
	 * @param array<string,mixed> $fields  As above.
	 */
	public function after( int $post_id, array $fields ): void;

	/**
	 * The fields as they are.
	 *
	 * @param int $post_id The post.
	 * @return array{title:string,description:string,focus_keyword:string}
	 */
	public function read( int $post_id ): array;

	/**
	 * Writes the fields of a term: before WordPress's hooks for a term that is there, so that a SEO plugin's index sees them.
	 *
	 * @param int                 $term_id  The term.
	 * @param string              $taxonomy Its taxonomy.
	 * @param array<string,mixed> $fields   title, description, focus_keyword, noindex.
	 * @return bool Whether this plugin has such fields for terms.
	 */
	public function write_term( int $term_id, string $taxonomy, array $fields ): bool;

	/**
	 * The fields of a term as they are.
	 *
	 * @param int    $term_id  The term.
	 * @param string $taxonomy Its taxonomy.
	 * @return array{title:string,description:string,focus_keyword:string}
	 */
	public function read_term( int $term_id, string $taxonomy ): array;
}
