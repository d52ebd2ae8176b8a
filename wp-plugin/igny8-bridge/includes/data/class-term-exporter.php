<?php
/**
 * Hands out terms.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

defined( 'ABSPATH' ) || exit;

/**
 * Terms of all taxonomies that take part, in the order of their numbers: they have no time of change.
 */
final class Term_Exporter {

	/**
	 * One page.
	 *
	 * @param Cursor $cursor   Where to continue.
	 * @param int    $per_page How many at most.
	 * @return array<string,mixed>
	 */
	public static function page( Cursor $cursor, int $per_page ): array {
		global $wpdb;
		$taxonomies = Scope::taxonomies();
		$places     = implode( ', ', array_fill( 0, max( 1, count( $taxonomies ) ), '%s' ) );
		$values     = $taxonomies ? $taxonomies : array( '' );
		$total      = $cursor->total >= 0 ? $cursor->total : (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->term_taxonomy} WHERE taxonomy IN ({$places})", $values ) );
		array_push( $values, $cursor->id, $per_page + 1 );
		$sql  = "SELECT tt.term_taxonomy_id AS number, tt.term_id, tt.taxonomy, tt.description, tt.parent, tt.count, t.name, t.slug
			FROM {$wpdb->term_taxonomy} tt JOIN {$wpdb->terms} t ON t.term_id = tt.term_id
			WHERE tt.taxonomy IN ({$places}) AND tt.term_taxonomy_id > %d ORDER BY tt.term_taxonomy_id LIMIT %d";
		$rows = $wpdb->get_results( $wpdb->prepare( $sql, $values ) );
		$next = null;
		if ( count( $rows ) > $per_page ) {
			$rows = array_slice( $rows, 0, $per_page );
			$next = Cursor::after( '', (int) end( $rows )->number, $total );
		}
		update_termmeta_cache( array_map( 'intval', wp_list_pluck( $rows, 'term_id' ) ) );
		return array( 'items' => array_map( array( Term_View::class, 'item' ), $rows ), 'next' => $next, 'total' => $total, 'now_gmt' => gmdate( 'Y-m-d\TH:i:s\Z' ) );
	}
}
