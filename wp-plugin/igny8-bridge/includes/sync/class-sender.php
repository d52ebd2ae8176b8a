<?php
/**
 * Sends what waits.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Sync;

use Igny8\Bridge\Connection;
use Igny8\Bridge\Data\Lock;
use Igny8\Bridge\Data\Once;
use Igny8\Bridge\Transport_Fault;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Runs by WP-Cron, never within somebody's request: signed, one after the other, tried again for three days.
 */
final class Sender {

	public const HOOK     = 'igny8_send';
	public const INTERVAL = 'igny8_minute';
	public const LAST_RUN = 'igny8_last_run';

	private const TIMEOUT     = 15;
	private const RUN_SECONDS = 25;
	private const GIVE_UP     = 3 * DAY_IN_SECONDS;
	private const PAUSES      = array( 60, 120, 300, 900, 1800, 3600, 7200, 14400, 28800, 43200 );

	/**
	 * Teaches WP-Cron what a minute is.
	 *
	 * @param array<string,array<string,mixed>> $schedules The known intervals.
	 * @return array<string,array<string,mixed>>
	 */
	public static function add_interval( $schedules ): array {
		$schedules[ self::INTERVAL ] = array( 'interval' => 60, 'display' => __( 'Every minute (IGNY8)', 'igny8-bridge' ) );
		return $schedules;
	}

	/**
	 * Sends what is due. Two runs at the same time are one.
	 */
	public static function run(): void {
		update_option( self::LAST_RUN, time(), false );
		Once::forget_old();
		Outbox::forget_old();
		$connection = Connection::load();
		if ( ! $connection->is_usable() ) {
			return;
		}
		Lock::during(
			'sender',
			static function () use ( $connection ) {
				Outbox::coalesce();
				$until = time() + self::RUN_SECONDS;
				foreach ( Outbox::due( 100 ) as $row ) {
					if ( time() >= $until || ! self::send( $row, $connection, self::TIMEOUT ) ) {
						break;
					}
				}
			}
		);
	}

	/**
	 * The plugin is being switched off: everything that waits gets one short attempt.
	 */
	public static function send_last_words(): void {
		Outbox::coalesce();
		foreach ( Outbox::due( 5 ) as $row ) {
			if ( ! self::send( $row, Connection::load(), 3 ) ) {
				return;
			}
		}
	}

	/**
	 * Sends one message.
	 *
	 * @param object     $row        Of the outbox.
	 * @param Connection $connection Where to.
	 * @param int        $timeout    In seconds.
	 * @return bool Whether it makes sense to go on with the next one.
	 */
	private static function send( $row, Connection $connection, int $timeout ): bool {
		$message = Message::of( $row );
		if ( null === $message ) {
			Outbox::change( (int) $row->id, array( 'state' => 'replaced', 'finished_at' => time() ) );
			return true;
		}
		// Counted before: a process that dies while sending must not try for ever.
		Outbox::change( (int) $row->id, array( 'attempts' => (int) $row->attempts + 1, 'due_at' => time() + self::pause( (int) $row->attempts ) ) );
		$answer = wp_remote_post(
			$connection->text( 'webhook_url' ),
			array(
				'timeout'     => $timeout,
				'redirection' => 0,
				'headers'     => Message::headers( $row, $message, $connection->secret() ),
				'body'        => $message,
			)
		);
		if ( $answer instanceof WP_Error ) {
			$fault = Transport_Fault::name( $answer, (string) wp_parse_url( $connection->text( 'webhook_url' ), PHP_URL_HOST ) );
			self::failed( $row, $fault->sentence, 0 );
			return false;
		}
		$code = (int) wp_remote_retrieve_response_code( $answer );
		if ( $code >= 200 && $code < 300 ) {
			Outbox::change( (int) $row->id, array( 'state' => 'sent', 'finished_at' => time(), 'answer' => (string) $code ) );
			return true;
		}
		if ( 410 === $code ) {
			Connection::stop_sending();
			Outbox::change( (int) $row->id, array( 'state' => 'failed', 'finished_at' => time(), 'answer' => __( 'The platform wants no more messages (410).', 'igny8-bridge' ) ) );
			return false;
		}
		/* translators: %d: HTTP status code */
		self::failed( $row, sprintf( __( 'The platform answered %d.', 'igny8-bridge' ), $code ), (int) wp_remote_retrieve_header( $answer, 'retry-after' ) );
		return $code < 500 && 429 !== $code;
	}

	/**
	 * Notes why it did not work, and when it is tried again.
	 *
	 * @param object $row   Of the outbox.
	 * @param string $why   A sentence.
	 * @param int    $pause What the platform asked for, in seconds; 0 when it did not.
	 */
	private static function failed( $row, string $why, int $pause ): void {
		$values = array( 'answer' => mb_substr( $why, 0, 255 ) );
		if ( time() - (int) $row->created_at > self::GIVE_UP ) {
			$values += array( 'state' => 'failed', 'finished_at' => time() );
		} elseif ( $pause > 0 ) {
			$values['due_at'] = time() + min( $pause, 43200 );
		}
		Outbox::change( (int) $row->id, $values );
	}

	/**
	 * The pause after an attempt, in seconds.
	 *
	 * @param int $attempts How many were before it.
	 */
	public static function pause( int $attempts ): int {
		return self::PAUSES[ min( $attempts, count( self::PAUSES ) - 1 ) ];
	}
}
