<?php
/**
 * Does something once, however many ask for it at the same time.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

defined( 'ABSPATH' ) || exit;

/**
 * A mark in the options table that only one request can set. Transients would be two queries with a gap between them.
 */
final class Once {

	private const PREFIX = 'igny8_seen_';

	/**
	 * Whether nobody asked for this before.
	 *
	 * @param string $what    What is done once.
	 * @param int    $seconds How long that is remembered, in seconds.
	 */
	public static function first_time( string $what, int $seconds ): bool {
		global $wpdb;
		return 1 === $wpdb->query(
			$wpdb->prepare(
				"INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) VALUES (%s, %s, 'no')",
				self::PREFIX . md5( $what ),
				(string) ( time() + $seconds )
			)
		);
	}

	/**
	 * Forgets marks whose time is over.
	 */
	public static function forget_old(): void {
		global $wpdb;
		$wpdb->query(
			$wpdb->prepare(
				"DELETE FROM {$wpdb->options} WHERE option_name LIKE %s AND option_value < %s",
				$wpdb->esc_like( self::PREFIX ) . '%',
				(string) time()
			)
		);
	}
}
