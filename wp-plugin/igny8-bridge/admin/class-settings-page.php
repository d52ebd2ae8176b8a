<?php
/**
 * The settings page.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Admin;

use Igny8\Bridge\Connection;

defined( 'ABSPATH' ) || exit;

/**
 * Settings, IGNY8: connection, doctor, what is synced, log.
 */
final class Settings_Page {

	public const SLUG       = 'igny8-bridge';
	public const CAPABILITY = 'manage_options';

	/**
	 * Adds the page.
	 */
	public static function add(): void {
		add_options_page( __( 'IGNY8 Bridge', 'igny8-bridge' ), __( 'IGNY8', 'igny8-bridge' ), self::CAPABILITY, self::SLUG, array( self::class, 'show' ) );
	}

	/**
	 * The page's address.
	 *
	 * @param string $tab One of its tabs.
	 */
	public static function address( string $tab = 'connection' ): string {
		return add_query_arg( array( 'page' => self::SLUG, 'tab' => $tab ), admin_url( 'options-general.php' ) );
	}

	/**
	 * Shows the page.
	 */
	public static function show(): void {
		if ( ! current_user_can( self::CAPABILITY ) ) {
			wp_die( esc_html__( 'You may not change these settings.', 'igny8-bridge' ), '', array( 'response' => 403 ) );
		}
		$tabs = array(
			'connection' => __( 'Connection', 'igny8-bridge' ),
			'doctor'     => __( 'Doctor', 'igny8-bridge' ),
			'content'    => __( 'What is synced', 'igny8-bridge' ),
			'log'        => __( 'Log', 'igny8-bridge' ),
		);
		// Only chooses what is shown.
		$tab        = isset( $_GET['tab'] ) ? sanitize_key( wp_unslash( $_GET['tab'] ) ) : 'connection'; // phpcs:ignore WordPress.Security.NonceVerification.Recommended
		$tab        = isset( $tabs[ $tab ] ) ? $tab : 'connection';
		$connection = Connection::load();
		echo '<div class="wrap igny8"><h1>' . esc_html__( 'IGNY8', 'igny8-bridge' ) . '</h1>';
		Notice::show();
		echo '<nav class="nav-tab-wrapper" aria-label="' . esc_attr__( 'Sections', 'igny8-bridge' ) . '">';
		foreach ( $tabs as $name => $label ) {
			printf(
				'<a href="%s" class="nav-tab%s"%s>%s</a>',
				esc_url( self::address( $name ) ),
				$name === $tab ? ' nav-tab-active' : '',
				$name === $tab ? ' aria-current="page"' : '',
				esc_html( $label )
			);
		}
		echo '</nav><div class="igny8-tab">';
		require __DIR__ . '/views/' . $tab . '.php';
		echo '</div></div>';
	}

	/**
	 * A form with one button.
	 *
	 * @param string $action   Which of our actions.
	 * @param string $label    What stands on the button.
	 * @param string $style    WordPress's class for the button.
	 */
	public static function button( string $action, string $label, string $style = 'button' ): void {
		echo '<form method="post" class="igny8-inline" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '">';
		echo '<input type="hidden" name="action" value="' . esc_attr( 'igny8_' . $action ) . '">';
		wp_nonce_field( 'igny8_' . $action );
		echo '<button type="submit" class="' . esc_attr( $style ) . '">' . esc_html( $label ) . '</button></form>';
	}
}
