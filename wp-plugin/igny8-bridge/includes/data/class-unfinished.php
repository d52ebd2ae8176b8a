<?php
/**
 * Remembers that a post is being made.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * A process can die between a post's row and the mark that says whose it is. A note made before, with the highest id of that
 * moment, lets the next request find such a post by its GUID without searching the whole table.
 */
final class Unfinished {

	public const TERM    = 'term:';
	private const PREFIX = 'igny8_making_';

	/**
	 * The GUID of a content's post: WordPress writes it with the row itself.
	 *
	 * @param string $content_id The platform's id.
	 */
	public static function guid( string $content_id ): string {
		return home_url( '/?igny8_content=' . rawurlencode( $content_id ) );
	}

	/**
	 * Notes the beginning.
	 *
	 * @param string $content_id The platform's id.
	 */
	public static function begin( string $content_id ): void {
		global $wpdb;
		$sql = "INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) SELECT %s, COALESCE(MAX(ID), 0), 'no' FROM {$wpdb->posts}";
		$wpdb->query( $wpdb->prepare( $sql, self::PREFIX . md5( $content_id ) ) );
	}

	/**
	 * Notes the beginning of a term; end it with the same name in front of the id.
	 *
	 * @param string $content_id The platform's id.
	 */
	public static function begin_term( string $content_id ): void {
		global $wpdb;
		$sql = "INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) SELECT %s, COALESCE(MAX(term_id), 0), 'no' FROM {$wpdb->terms}";
		$wpdb->query( $wpdb->prepare( $sql, self::PREFIX . md5( self::TERM . $content_id ) ) );
	}

	/**
	 * The term that somebody began and did not finish, 0 when there is none: terms have no GUID, their slug serves.
	 *
	 * @param string $content_id The platform's id.
	 * @param string $taxonomy   Its taxonomy.
	 * @param string $slug       Its slug.
	 */
	public static function find_term( string $content_id, string $taxonomy, string $slug ): int {
		global $wpdb;
		$since = $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM {$wpdb->options} WHERE option_name = %s", self::PREFIX . md5( self::TERM . $content_id ) ) );
		if ( null === $since ) {
			return 0;
		}
		$sql = "SELECT t.term_id FROM {$wpdb->terms} t JOIN {$wpdb->term_taxonomy} tt ON tt.term_id = t.term_id WHERE t.term_id > %d AND tt.taxonomy = %s AND t.slug = %s ORDER BY t.term_id LIMIT 1";
		return (int) $wpdb->get_var( $wpdb->prepare( $sql, (int) $since, $taxonomy, $slug ) );
	}

	/**
	 * Removes the note.
	 *
	 * @param string $content_id The platform's id.
	 */
	public static function end( string $content_id ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name = %s", self::PREFIX . md5( $content_id ) ) );
	}

	/**
	 * The post that somebody began and did not finish; it gets its mark now.
	 *
	 * @param string $content_id The platform's id.
	 */
	public static function find( string $content_id ): ?WP_Post {
		global $wpdb;
		$since = $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM {$wpdb->options} WHERE option_name = %s", self::PREFIX . md5( $content_id ) ) );
		if ( null === $since ) {
			return null;
		}
		$sql  = "SELECT ID FROM {$wpdb->posts} WHERE ID > %d AND guid = %s ORDER BY ID LIMIT 1";
		$id   = (int) $wpdb->get_var( $wpdb->prepare( $sql, (int) $since, self::guid( $content_id ) ) );
		$post = $id ? get_post( $id ) : null;
		if ( $post ) {
			Post_Marks::write( $post->ID, array( Post_Marks::CONTENT_ID => $content_id, Post_Marks::MANAGED => (string) $post->ID ) );
			self::end( $content_id );
		}
		return $post;
	}
}
