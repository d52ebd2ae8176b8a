<?php
/**
 * What the next page says once.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Admin;

use Igny8\Bridge\Fault;

defined( 'ABSPATH' ) || exit;

/**
 * A notice that survives the redirect, for the one who caused it.
 */
final class Notice {

	private const NAME = 'igny8_notice_';

	/**
	 * What was entered when it failed, for the form.
	 *
	 * @var array<string,string>
	 */
	private static $entered = array();

	/**
	 * Something worked.
	 *
	 * @param string $sentence What.
	 */
	public static function success( string $sentence ): void {
		set_transient( self::NAME . get_current_user_id(), array( 'kind' => 'success', 'sentence' => $sentence, 'cure' => '', 'entered' => array() ), MINUTE_IN_SECONDS );
	}

	/**
	 * Something did not work.
	 *
	 * @param Fault                $fault   What and why.
	 * @param array<string,string> $entered What was entered.
	 */
	public static function error( Fault $fault, array $entered ): void {
		set_transient( self::NAME . get_current_user_id(), array( 'kind' => 'error', 'sentence' => $fault->sentence, 'cure' => $fault->cure, 'entered' => $entered ), MINUTE_IN_SECONDS );
	}

	/**
	 * Shows and forgets it.
	 */
	public static function show(): void {
		$notice = get_transient( self::NAME . get_current_user_id() );
		if ( ! is_array( $notice ) ) {
			return;
		}
		delete_transient( self::NAME . get_current_user_id() );
		self::$entered = (array) $notice['entered'];
		printf(
			'<div class="notice notice-%s" role="%s"><p><strong>%s</strong> %s</p></div>',
			esc_attr( $notice['kind'] ),
			'error' === $notice['kind'] ? 'alert' : 'status',
			esc_html( $notice['sentence'] ),
			esc_html( $notice['cure'] )
		);
	}

	/**
	 * What was entered in a field when it failed.
	 *
	 * @param string $field The field.
	 */
	public static function entered( string $field ): string {
		return (string) ( self::$entered[ $field ] ?? '' );
	}
}
