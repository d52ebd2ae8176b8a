<?php
/**
 * Removes what the plugin made.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge;

defined( 'ABSPATH' ) || exit;

/**
 * A clean end: options, transients, meta, table and cron event. Posts and images stay, they belong to the site.
 */
final class Cleanup {

	/**
	 * Cleans this site, or every site of a network.
	 */
	public static function everywhere(): void {
		if ( ! is_multisite() ) {
			self::this_site();
			return;
		}
		foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $site_id ) {
			switch_to_blog( (int) $site_id );
			self::this_site();
			restore_current_blog();
		}
	}

	/**
	 * Cleans the current site.
	 */
	private static function this_site(): void {
		global $wpdb;
		wp_clear_scheduled_hook( Sync\Sender::HOOK );
		Sync\Outbox::drop_table();
		foreach ( array( 'igny8_', '_transient_igny8_', '_transient_timeout_igny8_' ) as $prefix ) {
			$names = $wpdb->get_col( $wpdb->prepare( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s", $wpdb->esc_like( $prefix ) . '%' ) );
			array_map( 'delete_option', $names );
		}
		foreach ( array( 'post', 'term', 'user' ) as $kind ) {
			$table = 'user' === $kind ? $wpdb->usermeta : $wpdb->{$kind . 'meta'};
			$keys  = $wpdb->get_col( $wpdb->prepare( "SELECT DISTINCT meta_key FROM {$table} WHERE meta_key LIKE %s", $wpdb->esc_like( '_igny8_' ) . '%' ) );
			foreach ( $keys as $key ) {
				delete_metadata( $kind, 0, $key, '', true );
			}
		}
	}
}
