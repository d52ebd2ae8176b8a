<?php
/**
 * For every test: mail into a file, no checks for updates, and pieces of PHP that a test lets run in here.
 */

add_action(
	'init',
	static function () {
		foreach ( array( 'wp_version_check', 'wp_update_plugins', 'wp_update_themes' ) as $hook ) {
			remove_all_actions( $hook );
		}
	}
);
add_filter( 'pre_wp_mail', '__return_true' );

add_action(
	'wp_loaded',
	static function () {
		$name = $_SERVER['HTTP_X_TEST_CASE'] ?? '';
		if ( 1 === preg_match( '/^case-[0-9a-f]{8}$/D', $name ) ) {
			set_time_limit( 0 );
			$file = dirname( ABSPATH ) . "/$name.php";
			header( 'Content-Type: application/json' );
			echo "\n" . json_encode( ( static fn() => require $file )() );
			exit;
		}
	},
	PHP_INT_MAX
);
