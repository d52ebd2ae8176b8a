<?php
/**
 * Looks at this WordPress.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Doctor;

use Igny8\Bridge\Connection;
use Igny8\Bridge\Fault;
use Igny8\Bridge\Sync\Outbox;
use Igny8\Bridge\Sync\Sender;

defined( 'ABSPATH' ) || exit;

/**
 * Permalinks, WP-Cron and what waits to be sent.
 */
final class Site_Check {

	/**
	 * Permalinks decide how the REST API is addressed.
	 */
	public static function permalinks(): Finding {
		$title = __( 'Permalinks', 'igny8-bridge' );
		if ( '' === (string) get_option( 'permalink_structure' ) ) {
			return Finding::warning( $title, new Fault( 'plain_permalinks', __( 'Permalinks are plain. IGNY8 works with them, but /wp-json/ does not.', 'igny8-bridge' ), __( 'Choose any other structure in Settings, Permalinks.', 'igny8-bridge' ) ) );
		}
		return Finding::good( $title, __( 'Permalinks are readable.', 'igny8-bridge' ) );
	}

	/**
	 * Without WP-Cron nothing is sent.
	 *
	 * @param Connection $connection The connection.
	 */
	public static function cron( Connection $connection ): Finding {
		$title = __( 'WP-Cron', 'igny8-bridge' );
		$last  = (int) get_option( Sender::LAST_RUN, 0 );
		$since = max( $last, (int) $connection->text( 'connected_at' ) );
		if ( $connection->is_connected() && time() - $since > 15 * MINUTE_IN_SECONDS ) {
			$cure = defined( 'DISABLE_WP_CRON' ) && DISABLE_WP_CRON ? __( 'wp-config.php sets DISABLE_WP_CRON: let the server call wp-cron.php every minute.', 'igny8-bridge' ) : __( 'WP-Cron runs when pages are visited: let the server call wp-cron.php every minute, or allow loopback requests.', 'igny8-bridge' );
			return Finding::bad( $title, new Fault( 'cron', __( 'WP-Cron has not run for more than 15 minutes, so IGNY8 does not hear of changes.', 'igny8-bridge' ), $cure ) );
		}
		if ( ! $last ) {
			return Finding::good( $title, __( 'WP-Cron has not run yet; it does so within a minute of the next visit.', 'igny8-bridge' ) );
		}
		/* translators: %s: a time span, "2 minutes" */
		return Finding::good( $title, sprintf( __( 'WP-Cron ran %s ago.', 'igny8-bridge' ), human_time_diff( $last ) ) );
	}

	/**
	 * What waits, and what was given up.
	 *
	 * @param Connection $connection The connection.
	 * @return Finding[]
	 */
	public static function outbox( Connection $connection ): array {
		$title = __( 'Messages', 'igny8-bridge' );
		if ( $connection->is_stopped() ) {
			return array( Finding::bad( $title, new Fault( 'stopped', __( 'IGNY8 asked for no more messages: the connection was ended there.', 'igny8-bridge' ), __( 'Connect again.', 'igny8-bridge' ) ) ) );
		}
		$counts = Outbox::counts();
		if ( ! empty( $counts['failed'] ) ) {
			/* translators: %d: number of messages */
			return array( Finding::warning( $title, new Fault( 'given_up', sprintf( _n( '%d message could not be delivered.', '%d messages could not be delivered.', $counts['failed'], 'igny8-bridge' ), $counts['failed'] ), __( 'IGNY8 finds what it missed with its next sync; the log says why.', 'igny8-bridge' ) ) ) );
		}
		$waiting = $counts['waiting'] ?? 0;
		/* translators: %d: number of messages */
		return array( Finding::good( $title, 0 === $waiting ? __( 'Nothing waits to be sent.', 'igny8-bridge' ) : sprintf( _n( '%d message waits to be sent.', '%d messages wait to be sent.', $waiting, 'igny8-bridge' ), $waiting ) ) );
	}
}
