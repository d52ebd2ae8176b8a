<?php
/**
 * What the settings page's buttons do.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Admin;

use Igny8\Bridge\Connection;
use Igny8\Bridge\Doctor\Doctor;
use Igny8\Bridge\Fault;
use Igny8\Bridge\Platform_Client;
use Igny8\Bridge\Sync\Sender;

defined( 'ABSPATH' ) || exit;

/**
 * Each checks who asks and that the form is ours, does one thing, and goes back to the page.
 */
final class Actions {

	public const REPORT = 'igny8_report_';

	/**
	 * Connects, or connects again.
	 */
	public static function connect(): void {
		self::check( 'connect' );
		// The nonce was looked at above.
		$platform = isset( $_POST['platform'] ) ? untrailingslashit( esc_url_raw( trim( sanitize_text_field( wp_unslash( $_POST['platform'] ) ) ), array( 'http', 'https' ) ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Missing
		$key      = isset( $_POST['api_key'] ) ? trim( sanitize_text_field( wp_unslash( $_POST['api_key'] ) ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Missing
		$stored   = Connection::load();
		if ( '' === $key && $stored->text( 'platform' ) === $platform ) {
			$key = $stored->text( 'api_key' );
		}
		$fault = self::complain( $platform, $key );
		if ( ! $fault ) {
			$answer = ( new Platform_Client( $platform, $key ) )->connect();
			$fault  = $answer instanceof Fault ? $answer : null;
		}
		if ( $fault ) {
			Notice::error( $fault, array( 'platform' => $platform ) );
			self::back( 'connection' );
		}
		Connection::store( $platform, $key, $answer );
		Notice::success( __( 'Connected. The doctor looks at the whole way in both directions.', 'igny8-bridge' ) );
		self::back( 'connection' );
	}

	/**
	 * Disconnects: tells the platform, and forgets it also when that does not succeed.
	 */
	public static function disconnect(): void {
		self::check( 'disconnect' );
		$connection = Connection::load();
		$answer     = ( new Platform_Client( $connection->text( 'platform' ), $connection->text( 'api_key' ) ) )->disconnect();
		Connection::forget();
		if ( $answer instanceof Fault ) {
			/* translators: %s: what went wrong, a sentence */
			Notice::success( sprintf( __( 'Disconnected here. IGNY8 could not be told: %s', 'igny8-bridge' ), $answer->sentence ) );
		} else {
			Notice::success( __( 'Disconnected. Your posts stay as they are.', 'igny8-bridge' ) );
		}
		self::back( 'connection' );
	}

	/**
	 * Lets the doctor examine everything.
	 */
	public static function doctor(): void {
		self::check( 'doctor' );
		set_transient( self::REPORT . get_current_user_id(), array_map( 'get_object_vars', Doctor::examine() ), 10 * MINUTE_IN_SECONDS );
		self::back( 'doctor' );
	}

	/**
	 * Sends what is due now.
	 */
	public static function send(): void {
		self::check( 'send' );
		Sender::run();
		self::back( 'log' );
	}

	/**
	 * What is wrong with the form, null when nothing is.
	 *
	 * @param string $platform The address.
	 * @param string $key      The key.
	 */
	private static function complain( string $platform, string $key ): ?Fault {
		if ( '' === $platform || ! wp_parse_url( $platform, PHP_URL_HOST ) ) {
			return new Fault( 'address', __( 'The address is missing or no address.', 'igny8-bridge' ), __( 'It looks like https://app.example.com.', 'igny8-bridge' ) );
		}
		if ( ! preg_match( '/^ig8_[\x21-\x7e]{8,200}$/', $key ) ) {
			return new Fault( 'key_form', __( 'That is no API key of IGNY8.', 'igny8-bridge' ), __( 'A key begins with ig8_; copy it whole, it is shown once.', 'igny8-bridge' ) );
		}
		return null;
	}

	/**
	 * Stops whoever may not do this.
	 *
	 * @param string $action The action.
	 */
	private static function check( string $action ): void {
		if ( ! current_user_can( Settings_Page::CAPABILITY ) ) {
			wp_die( esc_html__( 'You may not change these settings.', 'igny8-bridge' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( 'igny8_' . $action );
	}

	/**
	 * Goes back to the page.
	 *
	 * @param string $tab Which part of it.
	 */
	private static function back( string $tab ): void {
		wp_safe_redirect( Settings_Page::address( $tab ) );
		exit;
	}
}
