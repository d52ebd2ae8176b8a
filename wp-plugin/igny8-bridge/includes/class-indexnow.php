<?php
/**
 * Shows search engines that IGNY8 may announce pages of this site.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge;

defined( 'ABSPATH' ) || exit;

/**
 * IndexNow asks for a key at an address of the site: `/{key}.txt`, or `/?igny8_indexnow={key}` with plain permalinks.
 */
final class Indexnow {

	public const OPTION = 'igny8_indexnow';
	public const QUERY  = 'igny8_indexnow';
	private const FORM  = '[A-Za-z0-9-]{8,128}';

	/**
	 * The stored key, empty when there is none.
	 */
	public static function key(): string {
		$key = get_option( self::OPTION, '' );
		return is_string( $key ) && self::is_key( $key ) ? $key : '';
	}

	/**
	 * Stores a key.
	 *
	 * @param string $key The key.
	 */
	public static function store( string $key ): void {
		update_option( self::OPTION, $key, false );
	}

	/**
	 * Whether this can be a key.
	 *
	 * @param string $text Anything.
	 */
	public static function is_key( string $text ): bool {
		return 1 === preg_match( '/^' . self::FORM . '$/D', $text );
	}

	/**
	 * Where the key is shown.
	 *
	 * @param string $key The key.
	 */
	public static function address( string $key ): string {
		return '' === (string) get_option( 'permalink_structure' ) ? home_url( '/?' . self::QUERY . '=' . $key ) : home_url( '/' . $key . '.txt' );
	}

	/**
	 * Answers when somebody asks for the key. Every other request costs a look at its address.
	 */
	public static function serve(): void {
		$asked = self::asked();
		if ( '' === $asked || self::key() !== $asked ) {
			return;
		}
		status_header( 200 );
		nocache_headers();
		header( 'Content-Type: text/plain; charset=utf-8' );
		header( 'X-Robots-Tag: noindex' );
		echo esc_html( $asked );
		exit;
	}

	/**
	 * The key in the request's address, empty when there is none.
	 */
	private static function asked(): string {
		if ( isset( $_GET[ self::QUERY ] ) && is_string( $_GET[ self::QUERY ] ) ) { // phpcs:ignore WordPress.Security.NonceVerification.Recommended
			$key = sanitize_text_field( wp_unslash( $_GET[ self::QUERY ] ) ); // phpcs:ignore WordPress.Security.NonceVerification.Recommended
			return self::is_key( $key ) ? $key : '';
		}
		$path = isset( $_SERVER['REQUEST_URI'] ) ? (string) strtok( (string) wp_unslash( $_SERVER['REQUEST_URI'] ), '?' ) : ''; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- Only compared.
		if ( '.txt' !== substr( $path, -4 ) ) {
			return '';
		}
		$home = untrailingslashit( (string) wp_parse_url( home_url(), PHP_URL_PATH ) );
		return preg_match( '#^' . preg_quote( $home, '#' ) . '/(' . self::FORM . ')\.txt$#D', $path, $found ) ? $found[1] : '';
	}
}
