<?php
/**
 * Names what went wrong below HTTP.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * WordPress hands on what cURL or PHP's streams said; this finds out what that means.
 */
final class Transport_Fault {

	/**
	 * What a failed request means.
	 *
	 * @param WP_Error $error The error of wp_remote_request().
	 * @param string   $host  The host that was asked.
	 */
	public static function name( WP_Error $error, string $host ): Fault {
		$said = $error->get_error_message();
		if ( 'http_request_not_executed' === $error->get_error_code() ) {
			/* translators: %s: host name */
			return new Fault( 'blocked', sprintf( __( 'This WordPress is not allowed to reach %s.', 'igny8-bridge' ), $host ), __( 'wp-config.php sets WP_HTTP_BLOCK_EXTERNAL: add the host to WP_ACCESSIBLE_HOSTS.', 'igny8-bridge' ) );
		}
		if ( self::has( $said, array( 'Could not resolve', 'cURL error 6:', 'getaddrinfo', 'Name or service not known' ) ) ) {
			/* translators: %s: host name */
			return new Fault( 'dns', sprintf( __( 'The name %s is not known.', 'igny8-bridge' ), $host ), __( 'Check the address for typing errors, and whether this server can look up names.', 'igny8-bridge' ) );
		}
		if ( self::has( $said, array( 'cURL error 35:', 'cURL error 51:', 'cURL error 58:', 'cURL error 60:', 'cURL error 77:', 'SSL', 'certificate' ) ) ) {
			/* translators: %s: host name */
			return new Fault( 'tls', sprintf( __( 'No secure connection with %s could be made.', 'igny8-bridge' ), $host ), __( 'The certificate of the platform has to be valid for that name, and the root certificates of this server up to date.', 'igny8-bridge' ) );
		}
		if ( self::has( $said, array( 'cURL error 28:', 'timed out', 'timeout' ) ) ) {
			/* translators: %s: host name */
			return new Fault( 'timeout', sprintf( __( '%s did not answer in time.', 'igny8-bridge' ), $host ), __( 'Try again in a minute. If it stays, a firewall between the two is dropping the requests.', 'igny8-bridge' ) );
		}
		if ( self::has( $said, array( 'cURL error 7:', 'refused', 'Failed to connect', 'unreachable' ) ) ) {
			/* translators: %s: host name */
			return new Fault( 'refused', sprintf( __( 'Nothing answers at %s.', 'igny8-bridge' ), $host ), __( 'Check the address and its port, and that the platform runs.', 'igny8-bridge' ) );
		}
		/* translators: 1: host name, 2: error text */
		return new Fault( 'unreachable', sprintf( __( '%1$s could not be reached: %2$s', 'igny8-bridge' ), $host, $said ), __( 'Ask your host whether outgoing requests are blocked.', 'igny8-bridge' ) );
	}

	/**
	 * Whether one of the marks is in the text.
	 *
	 * @param string   $text  Where to look.
	 * @param string[] $marks What to look for.
	 */
	private static function has( string $text, array $marks ): bool {
		foreach ( $marks as $mark ) {
			if ( false !== stripos( $text, $mark ) ) {
				return true;
			}
		}
		return false;
	}
}
