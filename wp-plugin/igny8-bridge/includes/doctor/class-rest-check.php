<?php
/**
 * Calls the site's own REST API.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Doctor;

use Igny8\Bridge\Connection;
use Igny8\Bridge\Fault;
use Igny8\Bridge\Rest\Signature;
use Igny8\Bridge\Transport_Fault;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * A request from this WordPress to itself, signed as the platform would sign it.
 */
final class Rest_Check {

	/**
	 * Asks and names what is wrong.
	 *
	 * @param Connection $connection The connection.
	 * @return Finding[]
	 */
	public static function run( Connection $connection ): array {
		$title   = __( 'REST API', 'igny8-bridge' );
		$address = rest_url( 'igny8/v1/status' );
		$answer  = wp_remote_get(
			$address,
			array(
				'timeout'     => 10,
				'redirection' => 0,
				'sslverify'   => (bool) apply_filters( 'https_local_ssl_verify', false ),
				'headers'     => self::headers( $connection ),
			)
		);
		if ( $answer instanceof WP_Error ) {
			$fault = Transport_Fault::name( $answer, (string) wp_parse_url( $address, PHP_URL_HOST ) );
			/* translators: %s: what went wrong, a sentence */
			return array( Finding::warning( $title, new Fault( 'loopback', sprintf( __( 'This WordPress cannot call itself: %s', 'igny8-bridge' ), $fault->sentence ), __( 'Ask your host to allow loopback requests. Publishing works without, WP-Cron may not.', 'igny8-bridge' ) ) ) );
		}
		$fault = self::name( $answer, $address );
		if ( $fault ) {
			return array( Finding::bad( $title, $fault ) );
		}
		$findings = array( Finding::good( $title, __( 'The REST API answers.', 'igny8-bridge' ) ) );
		if ( $connection->is_connected() ) {
			$findings[] = self::signature( $answer );
		}
		return $findings;
	}

	/**
	 * The headers of a signed request.
	 *
	 * @param Connection $connection The connection.
	 * @return array<string,string>
	 */
	private static function headers( Connection $connection ): array {
		if ( ! $connection->is_connected() ) {
			return array();
		}
		$id   = 'doctor-' . wp_generate_password( 20, false );
		$time = (string) time();
		return array(
			'X-IGNY8-Id'        => $id,
			'X-IGNY8-Timestamp' => $time,
			'X-IGNY8-Signature' => Signature::make( $connection->secret(), Signature::text( $id, $time, 'GET', '/igny8/v1/status', array(), '' ) ),
		);
	}

	/**
	 * Names what keeps the REST API from answering as it should, null when nothing does.
	 *
	 * @param array<string,mixed> $answer  As WordPress gives it.
	 * @param string              $address What was asked.
	 */
	private static function name( array $answer, string $address ): ?Fault {
		$code = (int) wp_remote_retrieve_response_code( $answer );
		$body = (string) wp_remote_retrieve_body( $answer );
		$json = json_decode( $body, true );
		$said = is_array( $json ) ? (string) ( $json['code'] ?? '' ) : '';
		if ( $code >= 300 && $code < 400 ) {
			/* translators: %s: address */
			return new Fault( 'rest_redirect', sprintf( __( 'The REST API leads on to %s.', 'igny8-bridge' ), (string) wp_remote_retrieve_header( $answer, 'location' ) ), __( 'Set the addresses in Settings, General to where the site really is.', 'igny8-bridge' ) );
		}
		if ( is_array( $json ) && ( 'igny8-bridge' === ( $json['plugin'] ?? '' ) || 0 === strpos( $said, 'igny8_' ) ) ) {
			return null;
		}
		if ( null === $json && false !== strpos( $body, '"plugin":"igny8-bridge"' ) ) {
			return new Fault( 'noise_before_json', __( 'Something prints text before the answers of the REST API.', 'igny8-bridge' ), __( 'Switch WP_DEBUG_DISPLAY off; if it stays, a plugin or the theme prints it.', 'igny8-bridge' ) );
		}
		if ( 401 === $code || 403 === $code ) {
			return new Fault( 'rest_disabled', __( 'A plugin or firewall closes the REST API to visitors who are not logged in.', 'igny8-bridge' ), __( 'Allow the addresses below /wp-json/igny8/ in your security plugin.', 'igny8-bridge' ) );
		}
		if ( 404 === $code && 'rest_no_route' !== $said ) {
			/* translators: %s: address */
			return new Fault( 'rest_not_found', sprintf( __( 'At %s there is no REST API.', 'igny8-bridge' ), $address ), __( 'Save Settings, Permalinks once; on nginx, send unknown addresses to index.php.', 'igny8-bridge' ) );
		}
		/* translators: %d: HTTP status code */
		return new Fault( 'rest_disabled', sprintf( __( 'The REST API does not answer as WordPress does (%d).', 'igny8-bridge' ), $code ), __( 'A plugin that disables the REST API has to leave the addresses below igny8/v1 open.', 'igny8-bridge' ) );
	}

	/**
	 * Whether our headers arrived.
	 *
	 * @param array<string,mixed> $answer As WordPress gives it.
	 */
	private static function signature( array $answer ): Finding {
		$title = __( 'Signed requests', 'igny8-bridge' );
		$json  = (array) json_decode( (string) wp_remote_retrieve_body( $answer ), true );
		if ( ! empty( $json['signed'] ) ) {
			return Finding::good( $title, __( 'Signatures arrive and are right.', 'igny8-bridge' ) );
		}
		if ( 'igny8-bridge' === ( $json['plugin'] ?? '' ) || 'igny8_signature_missing' === ( $json['code'] ?? '' ) ) {
			return Finding::bad( $title, new Fault( 'header_stripped', __( 'The X-IGNY8 headers do not reach WordPress: a proxy, firewall or security plugin removes them.', 'igny8-bridge' ), __( 'Let the headers X-IGNY8-Id, X-IGNY8-Timestamp and X-IGNY8-Signature pass.', 'igny8-bridge' ) ) );
		}
		return Finding::bad( $title, new Fault( 'signature', (string) ( $json['message'] ?? __( 'The signature was refused.', 'igny8-bridge' ) ), __( 'Connect again.', 'igny8-bridge' ) ) );
	}
}
