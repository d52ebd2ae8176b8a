<?php
/**
 * Looks at the connection from end to end.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Doctor;

use Igny8\Bridge\Connection;

defined( 'ABSPATH' ) || exit;

/**
 * Every check in its order; one that fails does not hide the others.
 */
final class Doctor {

	/**
	 * Examines everything. Takes as long as two requests may take.
	 *
	 * @return Finding[]
	 */
	public static function examine(): array {
		$connection = Connection::load();
		return array_merge(
			array( Site_Check::permalinks() ),
			Rest_Check::run( $connection ),
			Platform_Check::run( $connection ),
			array( Site_Check::cron( $connection ) ),
			Site_Check::outbox( $connection )
		);
	}
}
