<?php
/**
 * What the plugin shows in the administration.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Admin;

use Igny8\Bridge\Data\Scope;

defined( 'ABSPATH' ) || exit;

/**
 * Hooks of the settings page, the lists and the editors.
 */
final class Screens {

	/**
	 * Registers them.
	 */
	public static function register(): void {
		add_action( 'admin_menu', array( Settings_Page::class, 'add' ) );
		add_action( 'admin_enqueue_scripts', array( self::class, 'styles' ) );
		add_action( 'add_meta_boxes', array( Meta_Box::class, 'add' ), 10, 2 );
		add_action( 'admin_init', array( self::class, 'columns' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( IGNY8_BRIDGE_FILE ), array( self::class, 'link' ) );
		foreach ( array( 'connect', 'disconnect', 'doctor', 'send' ) as $action ) {
			add_action( 'admin_post_igny8_' . $action, array( Actions::class, $action ) );
		}
	}

	/**
	 * The column in the list of each post type that takes part.
	 */
	public static function columns(): void {
		foreach ( Scope::post_types() as $type ) {
			add_filter( "manage_{$type}_posts_columns", array( Column::class, 'add' ) );
			add_action( "manage_{$type}_posts_custom_column", array( Column::class, 'show' ), 10, 2 );
		}
	}

	/**
	 * One small style sheet, only where it is needed.
	 *
	 * @param string $screen The page.
	 */
	public static function styles( $screen ): void {
		if ( in_array( $screen, array( 'settings_page_' . Settings_Page::SLUG, 'edit.php', 'post.php', 'post-new.php' ), true ) ) {
			wp_enqueue_style( 'igny8-bridge', plugins_url( 'assets/admin.css', IGNY8_BRIDGE_FILE ), array(), IGNY8_BRIDGE_VERSION );
		}
	}

	/**
	 * A way to the settings in the list of plugins.
	 *
	 * @param string[] $links The links so far.
	 * @return string[]
	 */
	public static function link( $links ): array {
		array_unshift( $links, '<a href="' . esc_url( Settings_Page::address() ) . '">' . esc_html__( 'Settings', 'igny8-bridge' ) . '</a>' );
		return $links;
	}
}
