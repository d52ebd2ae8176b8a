<?php
/**
 * Puts the parts of the plugin on WordPress's hooks.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge;

defined( 'ABSPATH' ) || exit;

/**
 * The one place that says what runs when.
 */
final class Plugin {

	/**
	 * Registers every hook. Nothing here costs a query.
	 */
	public static function boot(): void {
		add_action( 'init', array( Lifecycle::class, 'prepare' ), 5 );
		add_filter( 'wpmu_drop_tables', array( Lifecycle::class, 'tables_of_a_deleted_site' ), 10, 2 );
		add_action( 'rest_api_init', array( Rest\Routes::class, 'register' ) );
		add_filter( 'rest_post_dispatch', array( Rest\Routes::class, 'forbid_caching' ), 10, 3 );
		add_filter( 'cron_schedules', array( Sync\Sender::class, 'add_interval' ) );
		add_action( Sync\Sender::HOOK, array( Sync\Sender::class, 'run' ) );
		add_action( 'parse_request', array( Indexnow::class, 'serve' ), 1 );
		add_filter( 'pre_term_term_id', array( Data\Term_Text::class, 'keep' ) );
		Sync\Hooks::register();
		if ( is_admin() ) {
			Admin\Screens::register();
		}
	}
}
