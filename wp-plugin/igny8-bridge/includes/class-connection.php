<?php
/**
 * What this site knows about its counterpart.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge;

defined( 'ABSPATH' ) || exit;

/**
 * The connection with one site of one IGNY8, in one option that is not loaded with every page.
 */
final class Connection {

	public const OPTION = 'igny8_connection';

	/**
	 * The stored values.
	 *
	 * @var array<string,mixed>
	 */
	private $values;

	/**
	 * Wraps values; use load().
	 *
	 * @param array<string,mixed> $values The stored values.
	 */
	private function __construct( array $values ) {
		$this->values = $values;
	}

	/**
	 * The connection as it is stored; unconnected when there is none.
	 */
	public static function load(): self {
		$values = get_option( self::OPTION, array() );
		return new self( is_array( $values ) ? $values : array() );
	}

	/**
	 * Stores a fresh connection.
	 *
	 * @param string              $platform The address of the platform, without a slash at its end.
	 * @param string              $api_key  The key that was pasted.
	 * @param array<string,mixed> $answer   The platform's answer to "connect".
	 */
	public static function store( string $platform, string $api_key, array $answer ): void {
		$site = is_array( $answer['site'] ?? null ) ? $answer['site'] : array();
		update_option(
			self::OPTION,
			array(
				'platform'       => $platform,
				'api_key'        => $api_key,
				'integration_id' => sanitize_text_field( (string) ( $answer['integration_id'] ?? '' ) ),
				'site_id'        => sanitize_text_field( (string) ( $site['id'] ?? '' ) ),
				'site_name'      => sanitize_text_field( (string) ( $site['name'] ?? '' ) ),
				'secret'         => (string) $answer['secret'],
				'webhook_url'    => esc_url_raw( (string) $answer['webhook_url'], array( 'http', 'https' ) ),
				'dashboard_url'  => esc_url_raw( (string) ( $answer['dashboard_url'] ?? $platform ), array( 'http', 'https' ) ),
				'home_url'       => home_url(),
				'user_id'        => get_current_user_id(),
				'connected_at'   => time(),
				'is_stopped'     => false,
			),
			false
		);
	}

	/**
	 * Forgets the counterpart and its secrets.
	 */
	public static function forget(): void {
		delete_option( self::OPTION );
	}

	/**
	 * Remembers that the platform wants no more messages (410) until somebody connects again.
	 */
	public static function stop_sending(): void {
		$values = self::load()->values;
		if ( $values ) {
			update_option( self::OPTION, array( 'is_stopped' => true ) + $values, false );
		}
	}

	/**
	 * Whether a secret is stored.
	 */
	public function is_connected(): bool {
		return '' !== $this->text( 'secret' );
	}

	/**
	 * Whether this is a copy of the site that was connected: a staging copy must not speak for the original.
	 */
	public function is_of_another_address(): bool {
		return $this->is_connected() && untrailingslashit( $this->text( 'home_url' ) ) !== untrailingslashit( home_url() );
	}

	/**
	 * Whether messages may be queued and sent.
	 */
	public function is_usable(): bool {
		return $this->is_connected() && ! $this->is_stopped() && ! $this->is_of_another_address();
	}

	/**
	 * Whether the platform answered 410.
	 */
	public function is_stopped(): bool {
		return ! empty( $this->values['is_stopped'] );
	}

	/**
	 * A stored value as text, empty when it is not there.
	 *
	 * @param string $name The name of the value.
	 */
	public function text( string $name ): string {
		return isset( $this->values[ $name ] ) && is_scalar( $this->values[ $name ] ) ? (string) $this->values[ $name ] : '';
	}

	/**
	 * The bytes of the shared secret.
	 */
	public function secret(): string {
		$secret = $this->text( 'secret' );
		$bytes  = base64_decode( 0 === strpos( $secret, 'whsec_' ) ? substr( $secret, 6 ) : $secret, true );
		return false === $bytes ? '' : $bytes;
	}
}
