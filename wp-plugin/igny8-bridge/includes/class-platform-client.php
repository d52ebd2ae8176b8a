<?php
/**
 * Speaks to the platform with the API key.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Connect, status and disconnect; each gives the answer's data or a named fault.
 */
final class Platform_Client {

	private const FOLDER  = '/api/v1/integration/bridge/';
	private const TIMEOUT = 15;

	/**
	 * The platform's address without a slash at its end.
	 *
	 * @var string
	 */
	private $platform;

	/**
	 * The API key.
	 *
	 * @var string
	 */
	private $api_key;

	/**
	 * The platform's clock minus ours in seconds, of the last answer.
	 *
	 * @var int|null
	 */
	private $clock_difference;

	/**
	 * For one platform and one key.
	 *
	 * @param string $platform The address, with or without a slash at its end.
	 * @param string $api_key  The key.
	 */
	public function __construct( string $platform, string $api_key ) {
		$this->platform = untrailingslashit( $platform );
		$this->api_key  = $api_key;
	}

	/**
	 * Introduces this site.
	 *
	 * @return array<string,mixed>|Fault
	 */
	public function connect() {
		$answer = $this->ask( 'POST', 'connect/', Data\Site_Facts::introduction() );
		if ( $answer instanceof Fault ) {
			return $answer;
		}
		foreach ( array( 'secret', 'webhook_url' ) as $needed ) {
			if ( empty( $answer[ $needed ] ) || ! is_string( $answer[ $needed ] ) ) {
				return $this->not_igny8();
			}
		}
		$is_safe = 'https' === wp_parse_url( $answer['webhook_url'], PHP_URL_SCHEME ) || 'http' === wp_parse_url( $this->platform, PHP_URL_SCHEME );
		return $is_safe ? $answer : new Fault( 'webhook_url', __( 'The platform asks for messages without encryption although it has a secure address.', 'igny8-bridge' ), __( 'Correct the public address in the settings of the platform.', 'igny8-bridge' ) );
	}

	/**
	 * Asks how the connection is seen from the other side.
	 *
	 * @return array<string,mixed>|Fault
	 */
	public function status() {
		return $this->ask( 'GET', 'status/', null );
	}

	/**
	 * Says good-bye.
	 *
	 * @return array<string,mixed>|Fault
	 */
	public function disconnect() {
		return $this->ask( 'POST', 'disconnect/', array( 'site_url' => site_url() ) );
	}

	/**
	 * The platform's clock minus ours in seconds; null when no answer said it.
	 */
	public function clock_difference(): ?int {
		return $this->clock_difference;
	}

	/**
	 * One request.
	 *
	 * @param string                   $method GET or POST.
	 * @param string                   $path   Below the bridge's folder.
	 * @param array<string,mixed>|null $body   What to send.
	 * @return array<string,mixed>|Fault
	 */
	private function ask( string $method, string $path, ?array $body ) {
		$arguments = array(
			'method'      => $method,
			'timeout'     => self::TIMEOUT,
			'redirection' => 0,
			'headers'     => array(
				'X-IGNY8-API-Key' => $this->api_key,
				'Accept'          => 'application/json',
				'Content-Type'    => 'application/json',
			),
		);
		if ( null !== $body ) {
			$arguments['body'] = wp_json_encode( $body );
		}
		$answer = wp_remote_request( $this->platform . self::FOLDER . $path, $arguments );
		if ( $answer instanceof WP_Error ) {
			return Transport_Fault::name( $answer, $this->host() );
		}
		$date                   = wp_remote_retrieve_header( $answer, 'date' );
		$seconds                = is_string( $date ) && '' !== $date ? strtotime( $date ) : false;
		$this->clock_difference = false === $seconds ? null : $seconds - time();
		return $this->read( $answer );
	}

	/**
	 * Reads an answer.
	 *
	 * @param array<string,mixed> $answer As WordPress gives it.
	 * @return array<string,mixed>|Fault
	 */
	private function read( array $answer ) {
		$code = (int) wp_remote_retrieve_response_code( $answer );
		$json = json_decode( wp_remote_retrieve_body( $answer ), true );
		$said = is_array( $json ) && is_string( $json['message'] ?? null ) ? $json['message'] : ( is_array( $json ) && is_string( $json['error'] ?? null ) ? $json['error'] : '' );
		if ( $code >= 300 && $code < 400 ) {
			/* translators: %s: address */
			return new Fault( 'redirect', sprintf( __( 'The platform\'s address leads on to %s.', 'igny8-bridge' ), (string) wp_remote_retrieve_header( $answer, 'location' ) ), __( 'Enter the address it leads to.', 'igny8-bridge' ) );
		}
		if ( 401 === $code || 403 === $code ) {
			return new Fault( 'key', __( 'The API key is wrong, was revoked, or may not do this.', 'igny8-bridge' ), __( 'Make a new key for this site in IGNY8 (Settings, API keys) with reading and writing of content, and connect again.', 'igny8-bridge' ) );
		}
		if ( 409 === $code ) {
			return new Fault( 'another_wordpress', '' !== $said ? $said : __( 'The site of this key is connected to another WordPress.', 'igny8-bridge' ), __( 'Disconnect the other WordPress first, or use the key of another site.', 'igny8-bridge' ) );
		}
		if ( $code >= 500 ) {
			/* translators: %d: HTTP status code */
			return new Fault( 'platform_error', sprintf( __( 'The platform answered with error %d.', 'igny8-bridge' ), $code ), __( 'Try again in a minute.', 'igny8-bridge' ) );
		}
		if ( $code >= 400 && is_array( $json ) && 404 !== $code ) {
			/* translators: %s: the platform's own words */
			return new Fault( 'refused_by_platform', sprintf( __( 'The platform refused: %s', 'igny8-bridge' ), '' !== $said ? $said : (string) $code ), __( 'Update the plugin, then connect again.', 'igny8-bridge' ) );
		}
		if ( $code >= 400 || ! is_array( $json ) ) {
			return $this->not_igny8();
		}
		return isset( $json['data'] ) && is_array( $json['data'] ) ? $json['data'] : $json;
	}

	/**
	 * Something else lives at that address.
	 */
	private function not_igny8(): Fault {
		/* translators: %s: host name */
		return new Fault( 'not_igny8', sprintf( __( 'At %s something answers that is not IGNY8.', 'igny8-bridge' ), $this->host() ), __( 'Enter the address at which you open IGNY8 in the browser, without anything behind the host name.', 'igny8-bridge' ) );
	}

	/**
	 * The host, for sentences.
	 */
	private function host(): string {
		return (string) wp_parse_url( $this->platform, PHP_URL_HOST );
	}
}
