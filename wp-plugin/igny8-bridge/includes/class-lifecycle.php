<?php
/**
 * What happens when the plugin is switched on and off.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge;

defined( 'ABSPATH' ) || exit;

/**
 * Activation, deactivation and the table of each site.
 */
final class Lifecycle {

	public const SCHEMA        = '1';
	public const SCHEMA_OPTION = 'igny8_schema';

	/**
	 * Makes the table and the cron event of this site; further sites of a network follow when they are visited.
	 */
	public static function activate(): void {
		self::prepare();
	}

	/**
	 * Makes the table when it is not there in its newest form, and the cron event when it is lost.
	 */
	public static function prepare(): void {
		if ( self::SCHEMA !== get_option( self::SCHEMA_OPTION ) ) {
			Sync\Outbox::create_table();
			update_option( self::SCHEMA_OPTION, self::SCHEMA, true );
		}
		if ( ! wp_next_scheduled( Sync\Sender::HOOK ) && ! wp_installing() ) {
			wp_schedule_event( time(), Sync\Sender::INTERVAL, Sync\Sender::HOOK );
		}
	}

	/**
	 * Tells the platform in one short attempt and removes the cron event. Nothing is forgotten: switching on again
	 * continues where it stopped.
	 */
	public static function deactivate(): void {
		if ( Connection::load()->is_usable() ) {
			Sync\Outbox::add( 'plugin.deactivated', 'plugin', 0, array() );
			Sync\Sender::send_last_words();
		}
		wp_clear_scheduled_hook( Sync\Sender::HOOK );
	}

	/**
	 * A site that is deleted from a network takes its table with it.
	 *
	 * @param string[] $tables  The tables WordPress drops.
	 * @param int      $site_id The site that goes.
	 * @return string[] The same with ours.
	 */
	public static function tables_of_a_deleted_site( $tables, $site_id ): array {
		global $wpdb;
		$tables[] = $wpdb->get_blog_prefix( (int) $site_id ) . Sync\Outbox::TABLE;
		return $tables;
	}
}
