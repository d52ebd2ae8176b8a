<?php
/**
 * Asks the platform.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Doctor;

use Igny8\Bridge\Connection;
use Igny8\Bridge\Fault;
use Igny8\Bridge\Platform_Client;
use Igny8\Bridge\Rest\Signature;

defined( 'ABSPATH' ) || exit;

/**
 * Whether the platform can be reached, knows this WordPress, and has the same time.
 */
final class Platform_Check {

	/**
	 * Asks and names what is wrong.
	 *
	 * @param Connection $connection The connection.
	 * @return Finding[]
	 */
	public static function run( Connection $connection ): array {
		$title = __( 'IGNY8', 'igny8-bridge' );
		if ( ! $connection->is_connected() ) {
			return array( Finding::warning( $title, new Fault( 'not_connected', __( 'This WordPress is not connected.', 'igny8-bridge' ), __( 'Enter address and API key on the tab "Connection".', 'igny8-bridge' ) ) ) );
		}
		if ( $connection->is_of_another_address() ) {
			/* translators: %s: address */
			return array( Finding::bad( $title, new Fault( 'copied_site', sprintf( __( 'This is a copy: the connection belongs to %s.', 'igny8-bridge' ), $connection->text( 'home_url' ) ), __( 'If the site has moved, connect again. On a test copy, disconnect; nothing is sent meanwhile.', 'igny8-bridge' ) ) ) );
		}
		$client = new Platform_Client( $connection->text( 'platform' ), $connection->text( 'api_key' ) );
		$status = $client->status();
		if ( $status instanceof Fault ) {
			return array_merge( array( Finding::bad( $title, $status ) ), self::clock( $client ) );
		}
		$found = array( self::judge( $status, $connection ) );
		if ( 'http' === wp_parse_url( $connection->text( 'platform' ), PHP_URL_SCHEME ) ) {
			$found[] = Finding::warning( __( 'Encryption', 'igny8-bridge' ), new Fault( 'not_encrypted', __( 'The platform is reached without encryption.', 'igny8-bridge' ), __( 'That is right only on your own network; elsewhere use an address with https.', 'igny8-bridge' ) ) );
		}
		return array_merge( $found, self::clock( $client ) );
	}

	/**
	 * Reads what the platform says about the connection.
	 *
	 * @param array<string,mixed> $status     The answer.
	 * @param Connection          $connection The connection.
	 */
	private static function judge( array $status, Connection $connection ): Finding {
		$title = __( 'IGNY8', 'igny8-bridge' );
		$known = is_string( $status['site_url'] ?? null ) ? untrailingslashit( $status['site_url'] ) : '';
		if ( empty( $status['connected'] ) ) {
			return Finding::bad( $title, new Fault( 'ended_there', __( 'IGNY8 answers, but does not know this connection any more.', 'igny8-bridge' ), __( 'Connect again.', 'igny8-bridge' ) ) );
		}
		if ( '' !== $known && untrailingslashit( site_url() ) !== $known ) {
			/* translators: %s: address */
			return Finding::bad( $title, new Fault( 'another_wordpress', sprintf( __( 'IGNY8 is connected to another WordPress: %s.', 'igny8-bridge' ), $known ), __( 'Disconnect the other WordPress first, then connect again here.', 'igny8-bridge' ) ) );
		}
		$needed = is_string( $status['minimum_plugin_version'] ?? null ) ? $status['minimum_plugin_version'] : '0';
		if ( version_compare( IGNY8_BRIDGE_VERSION, $needed, '<' ) ) {
			/* translators: %s: version number */
			return Finding::bad( $title, new Fault( 'old_plugin', sprintf( __( 'IGNY8 needs version %s of this plugin.', 'igny8-bridge' ), $needed ), __( 'Install the newer version over this one; the connection stays.', 'igny8-bridge' ) ) );
		}
		$site = is_array( $status['site'] ?? null ) && is_string( $status['site']['name'] ?? null ) ? $status['site']['name'] : $connection->text( 'site_name' );
		/* translators: %s: name of a site */
		return Finding::good( $title, sprintf( __( 'Connected with the site %s.', 'igny8-bridge' ), $site ) );
	}

	/**
	 * Compares the clocks; nothing to say when the platform named no time.
	 *
	 * @param Platform_Client $client After its request.
	 * @return Finding[]
	 */
	private static function clock( Platform_Client $client ): array {
		$title      = __( 'Clock', 'igny8-bridge' );
		$difference = $client->clock_difference();
		if ( null === $difference ) {
			return array();
		}
		if ( abs( $difference ) > 60 ) {
			/* translators: %d: number of seconds */
			$fault = new Fault( 'clock', sprintf( __( 'The clocks of the two servers differ by %d seconds.', 'igny8-bridge' ), abs( $difference ) ), __( 'Set both servers by a time server (NTP); from five minutes on requests are refused.', 'igny8-bridge' ) );
			return array( abs( $difference ) >= Signature::TOLERANCE ? Finding::bad( $title, $fault ) : Finding::warning( $title, $fault ) );
		}
		return array( Finding::good( $title, __( 'The clocks agree.', 'igny8-bridge' ) ) );
	}
}
