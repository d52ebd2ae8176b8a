<?php
/**
 * All in One SEO.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data\Seo;

defined( 'ABSPATH' ) || exit;

/**
 * AIOSEO keeps its fields in a table of its own: through its model when it is loaded, else by the table.
 */
final class Aioseo implements Seo_Writer {

	private const MODEL = '\AIOSEO\Plugin\Common\Models\Post';
	private const NAMES = array(
		'title'          => 'title',
		'description'    => 'description',
		'canonical'      => 'canonical_url',
		'og_title'       => 'og_title',
		'og_description' => 'og_description',
	);

	/**
	 * The plugin's name in the contract.
	 */
	public function name(): string {
		return 'aioseo';
	}

	/**
	 * The copies in meta that AIOSEO keeps for translation plugins.
	 *
	 * @param array<string,mixed> $fields What was sent.
	 * @return array<string,mixed>
	 */
	public function meta( array $fields ): array {
		return Seo::rename(
			$fields,
			array(
				'title'          => '_aioseo_title',
				'description'    => '_aioseo_description',
				'og_title'       => '_aioseo_og_title',
				'og_description' => '_aioseo_og_description',
			)
		);
	}

	/**
	 * Writes AIOSEO's own row.
	 *
	 * @param int                 $post_id The post.
	 * @param array<string,mixed> $fields  What was sent.
	 */
	public function after( int $post_id, array $fields ): void {
		$row = Seo::rename( $fields, self::NAMES );
		if ( isset( $fields['focus_keyword'] ) ) {
			$row['keyphrases'] = (string) wp_json_encode( array( 'focus' => array( 'keyphrase' => sanitize_text_field( (string) $fields['focus_keyword'] ), 'score' => 0, 'analysis' => new \stdClass() ), 'additional' => array() ) );
		}
		if ( isset( $fields['noindex'] ) ) {
			$row['robots_default'] = $fields['noindex'] ? 0 : 1;
			$row['robots_noindex'] = $fields['noindex'] ? 1 : 0;
		}
		$image = Seo::image( $fields, 'id', 'og_image_custom_url' );
		if ( $image ) {
			$row += array( 'og_image_type' => 'custom_image', 'og_image_custom_url' => $image['og_image_custom_url'] );
		}
		if ( $row && is_callable( array( self::MODEL, 'getPost' ) ) ) {
			$model = call_user_func( array( self::MODEL, 'getPost' ), $post_id );
			$model->set( $row + array( 'post_id' => $post_id ) );
			$model->save();
		} elseif ( $row && $this->has_table() ) {
			$this->write_row( $post_id, $row );
		}
	}

	/**
	 * The fields as they are.
	 *
	 * @param int $post_id The post.
	 * @return array{title:string,description:string,focus_keyword:string}
	 */
	public function read( int $post_id ): array {
		global $wpdb;
		$row = $this->has_table() ? $wpdb->get_row( $wpdb->prepare( "SELECT title, description, keyphrases FROM {$wpdb->prefix}aioseo_posts WHERE post_id = %d", $post_id ) ) : null;
		$key = $row ? json_decode( (string) $row->keyphrases, true ) : null;
		return array(
			'title'         => $row ? (string) $row->title : (string) get_post_meta( $post_id, '_aioseo_title', true ),
			'description'   => $row ? (string) $row->description : (string) get_post_meta( $post_id, '_aioseo_description', true ),
			'focus_keyword' => is_array( $key ) && is_string( $key['focus']['keyphrase'] ?? null ) ? $key['focus']['keyphrase'] : '',
		);
	}

	/**
	 * Inserts or updates the row.
	 *
	 * @param int                 $post_id The post.
	 * @param array<string,mixed> $row     Its columns.
	 */
	private function write_row( int $post_id, array $row ): void {
		global $wpdb;
		$table = $wpdb->prefix . 'aioseo_posts';
		$now   = gmdate( 'Y-m-d H:i:s' );
		if ( $wpdb->get_var( $wpdb->prepare( "SELECT id FROM {$table} WHERE post_id = %d", $post_id ) ) ) {
			$wpdb->update( $table, $row + array( 'updated' => $now ), array( 'post_id' => $post_id ) );
		} else {
			$wpdb->insert( $table, $row + array( 'post_id' => $post_id, 'created' => $now, 'updated' => $now ) );
		}
	}

	/**
	 * Whether AIOSEO made its table; asked once a request.
	 */
	private function has_table(): bool {
		global $wpdb;
		static $has = array();
		$table = $wpdb->prefix . 'aioseo_posts';
		if ( ! isset( $has[ $table ] ) ) {
			$has[ $table ] = $table === $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $table ) ) );
		}
		return $has[ $table ];
	}

	/**
	 * Without its paid edition AIOSEO has no fields for terms.
	 *
	 * @param int                 $term_id  The term.
	 * @param string              $taxonomy Its taxonomy.
	 * @param array<string,mixed> $fields   What was sent.
	 */
	public function write_term( int $term_id, string $taxonomy, array $fields ): bool {
		return false;
	}

	/**
	 * None, for that reason.
	 *
	 * @param int    $term_id  The term.
	 * @param string $taxonomy Its taxonomy.
	 * @return array{title:string,description:string,focus_keyword:string}
	 */
	public function read_term( int $term_id, string $taxonomy ): array {
		return array( 'title' => '', 'description' => '', 'focus_keyword' => '' );
	}
}
