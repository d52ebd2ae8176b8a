<?php
/**
 * Lets one request at a time work on one thing.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * A lock by name: MySQL's own where there is one, which ends with its connection, else a row that can be inherited when its
 * owner died.
 */
final class Lock {

	private const WAIT_SECONDS = 20;
	private const ROW_SECONDS  = 60;
	private const ROW_PREFIX   = 'igny8_lock_';

	/**
	 * Runs something while no other request runs anything under the same name.
	 *
	 * @param string   $name What is locked.
	 * @param callable $work What to do meanwhile.
	 * @return mixed What $work gives, or a WP_Error when the wait was too long.
	 */
	public static function during( string $name, callable $work ) {
		$key  = md5( $name );
		$mark = self::is_mysql() ? self::take_session_lock( $key ) : self::take_row( $key );
		if ( '' === $mark ) {
			return new WP_Error( 'igny8_busy', __( 'Another request works on the same thing: try again in a moment.', 'igny8-bridge' ), array( 'status' => 423 ) );
		}
		try {
			return $work();
		} finally {
			self::is_mysql() ? self::leave_session_lock( $key ) : self::leave_row( $key, $mark );
		}
	}

	/**
	 * Whether the database has locks of its own. The SQLite drop-in answers GET_LOCK without locking.
	 */
	private static function is_mysql(): bool {
		global $wpdb;
		$is_mysql = ! empty( $wpdb->is_mysql ) && ! ( defined( 'DB_ENGINE' ) && 'sqlite' === DB_ENGINE ) && ! class_exists( 'WP_SQLite_DB', false );
		return (bool) apply_filters( 'igny8_database_has_locks', $is_mysql );
	}

	/**
	 * MySQL's lock; its name holds for the whole server, so the database's name is part of it.
	 *
	 * @param string $key The lock.
	 */
	private static function take_session_lock( string $key ): string {
		global $wpdb;
		$taken = $wpdb->get_var( $wpdb->prepare( 'SELECT GET_LOCK(%s, %d)', self::session_name( $key ), self::WAIT_SECONDS ) );
		return '1' === (string) $taken ? $key : '';
	}

	/**
	 * Gives MySQL's lock back.
	 *
	 * @param string $key The lock.
	 */
	private static function leave_session_lock( string $key ): void {
		global $wpdb;
		$wpdb->get_var( $wpdb->prepare( 'SELECT RELEASE_LOCK(%s)', self::session_name( $key ) ) );
	}

	/**
	 * The lock's name on the server, at most 64 characters.
	 *
	 * @param string $key The lock.
	 */
	private static function session_name( string $key ): string {
		global $wpdb;
		return 'igny8_' . md5( DB_NAME . '.' . $wpdb->prefix . $key );
	}

	/**
	 * Waits for a row of our own.
	 *
	 * @param string $key The lock.
	 * @return string What stands in the row, empty when the wait was too long.
	 */
	private static function take_row( string $key ): string {
		global $wpdb;
		$until = microtime( true ) + self::WAIT_SECONDS;
		$pause = 5000;
		do {
			$mark = ( time() + self::ROW_SECONDS ) . ':' . wp_generate_password( 12, false );
			$sql  = "INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) VALUES (%s, %s, 'no')";
			if ( 1 === $wpdb->query( $wpdb->prepare( $sql, self::ROW_PREFIX . $key, $mark ) ) ) {
				return $mark;
			}
			$sql  = "UPDATE {$wpdb->options} SET option_value = %s WHERE option_name = %s AND option_value < %s";
			if ( 1 === $wpdb->query( $wpdb->prepare( $sql, $mark, self::ROW_PREFIX . $key, (string) time() ) ) ) {
				return $mark;
			}
			usleep( $pause );
			$pause = min( 100000, $pause * 2 );
		} while ( microtime( true ) < $until );
		return '';
	}

	/**
	 * Gives the row back, when it is still ours.
	 *
	 * @param string $key  The lock.
	 * @param string $mark What stands in the row.
	 */
	private static function leave_row( string $key, string $mark ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name = %s AND option_value = %s", self::ROW_PREFIX . $key, $mark ) );
	}
}
