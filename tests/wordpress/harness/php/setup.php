<?php
/**
 * Installs WordPress with users and the plugin: php setup.php WWW ; prints JSON.
 */

define( 'WP_INSTALLING', true );
$_SERVER += array( 'HTTP_HOST' => 'localhost', 'REQUEST_URI' => '/', 'REQUEST_METHOD' => 'GET', 'SERVER_PROTOCOL' => 'HTTP/1.1' );
// No "your new site" mail.
function wp_new_blog_notification() {} // phpcs:ignore
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
$password = bin2hex( random_bytes( 8 ) );
wp_install( 'Test site', 'admin', 'admin@example.org', true, '', $password, '' );
wp_installing( false );
global $wp_rewrite;
$wp_rewrite->init();
$wp_rewrite->set_permalink_structure( '/%postname%/' );
$wp_rewrite->flush_rules( true );
update_option( 'timezone_string', 'Europe/Berlin' );
update_option( 'show_avatars', 0 );
wp_set_current_user( 1 );
$tokens = array();
foreach ( array( 'admin' => 'administrator', 'editor' => 'editor', 'author' => 'author', 'subscriber' => 'subscriber' ) as $name => $role ) {
	$id = 'admin' === $name ? 1 : wp_insert_user( array( 'user_login' => $name, 'user_pass' => $password, 'user_email' => "$name@example.org", 'role' => $role ) );
	$tokens[ $name ] = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'tests' ) )[0];
}
$failed = activate_plugin( 'igny8-bridge/igny8-bridge.php' );
if ( is_wp_error( $failed ) ) {
	fwrite( STDERR, $failed->get_error_message() );
	exit( 1 );
}
echo "\n" . json_encode( array( 'password' => $password, 'tokens' => $tokens, 'version' => get_bloginfo( 'version' ) ) );
