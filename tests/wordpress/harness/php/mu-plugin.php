<?php
/**
 * For every test: mail into a file, no checks for updates.
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
