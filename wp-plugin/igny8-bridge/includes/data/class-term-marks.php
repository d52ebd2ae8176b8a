<?php
/**
 * What the plugin notes at a term.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

use WP_Term;

defined( 'ABSPATH' ) || exit;

/**
 * The `_igny8_*` meta of a term whose description is a content of the platform; with the term's own id, as at posts.
 */
final class Term_Marks {

	public const CONTENT_ID   = '_igny8_content_id';
	public const MANAGED      = '_igny8_managed';
	public const PAYLOAD_HASH = '_igny8_payload_hash';
	public const HASH         = '_igny8_hash';
	public const TEXT         = '_igny8_text';
	public const SYNCED       = '_igny8_last_synced';

	/**
	 * A mark as text, empty when it is not there.
	 *
	 * @param int    $term_id The term.
	 * @param string $name    One of the constants.
	 */
	public static function read( int $term_id, string $name ): string {
		$value = get_term_meta( $term_id, $name, true );
		return is_scalar( $value ) ? (string) $value : '';
	}

	/**
	 * The platform's id of this term's content, null when it is not managed.
	 *
	 * @param int $term_id The term.
	 */
	public static function content_id( int $term_id ): ?string {
		$content_id = self::read( $term_id, self::CONTENT_ID );
		return '' !== $content_id && (int) self::read( $term_id, self::MANAGED ) === $term_id ? $content_id : null;
	}

	/**
	 * The term of a content; from the database, since another request may have written a moment ago.
	 *
	 * @param string $content_id The platform's id.
	 */
	public static function term_of( string $content_id ): ?WP_Term {
		global $wpdb;
		$ids = $wpdb->get_col( $wpdb->prepare( "SELECT term_id FROM {$wpdb->termmeta} WHERE meta_key = %s AND meta_value = %s ORDER BY term_id LIMIT 10", self::CONTENT_ID, $content_id ) );
		foreach ( array_map( 'intval', $ids ) as $id ) {
			$term = get_term( $id );
			if ( $term instanceof WP_Term && self::content_id( $id ) === $content_id ) {
				return $term;
			}
		}
		return null;
	}

	/**
	 * Notes several marks.
	 *
	 * @param int                  $term_id The term.
	 * @param array<string,string> $marks   Names and values.
	 */
	public static function write( int $term_id, array $marks ): void {
		foreach ( $marks as $name => $value ) {
			update_term_meta( $term_id, $name, wp_slash( $value ) );
		}
	}

	/**
	 * Forgets all of them.
	 *
	 * @param int $term_id The term.
	 */
	public static function forget( int $term_id ): void {
		foreach ( array( self::CONTENT_ID, self::MANAGED, self::PAYLOAD_HASH, self::HASH, self::TEXT, self::SYNCED ) as $name ) {
			delete_term_meta( $term_id, $name );
		}
	}
}
