<?php
/**
 * Checks signatures.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Rest;

defined( 'ABSPATH' ) || exit;

/**
 * Standard Webhooks style: an HMAC over id, time, method, route and body, so that nothing of a request can be swapped.
 */
final class Signature {

	public const TOLERANCE = 300;

	/**
	 * The text that is signed.
	 *
	 * @param string                $id     The request's own id.
	 * @param string                $time   Seconds since 1970.
	 * @param string                $method The HTTP method.
	 * @param string                $route  The REST route, `/igny8/v1/posts`.
	 * @param array<string,mixed>   $query  The query without `rest_route`.
	 * @param string                $body   The raw body.
	 */
	public static function text( string $id, string $time, string $method, string $route, array $query, string $body ): string {
		return implode( '.', array( $id, $time, strtoupper( $method ), $route . self::query( $query ), hash( 'sha256', $body ) ) );
	}

	/**
	 * The query in the one form both sides sign: names sorted by bytes, RFC 3986 encoding.
	 *
	 * @param array<string,mixed> $query The parameters.
	 */
	public static function query( array $query ): string {
		unset( $query['rest_route'] );
		ksort( $query, SORT_STRING );
		$pairs = array();
		foreach ( $query as $name => $value ) {
			$pairs[] = rawurlencode( (string) $name ) . '=' . rawurlencode( is_scalar( $value ) ? (string) $value : (string) wp_json_encode( $value ) );
		}
		return $pairs ? '?' . implode( '&', $pairs ) : '';
	}

	/**
	 * A signature as it stands in a header.
	 *
	 * @param string $secret The bytes of the secret.
	 * @param string $text   What is signed.
	 */
	public static function make( string $secret, string $text ): string {
		return 'v1,' . base64_encode( hash_hmac( 'sha256', $text, $secret, true ) );
	}

	/**
	 * Whether one of the header's signatures is right. Takes as long for a wrong one as for a right one.
	 *
	 * @param string $secret The bytes of the secret.
	 * @param string $text   What is signed.
	 * @param string $header One or several signatures, separated by spaces.
	 */
	public static function is_right( string $secret, string $text, string $header ): bool {
		if ( '' === $secret ) {
			return false;
		}
		$expected = self::make( $secret, $text );
		$found    = false;
		foreach ( array_slice( explode( ' ', trim( $header ) ), 0, 5 ) as $given ) {
			$found = hash_equals( $expected, $given ) || $found;
		}
		return $found;
	}
}
