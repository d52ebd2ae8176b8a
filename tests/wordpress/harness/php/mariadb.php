<?php
/**
 * Administers the tests' MariaDB: php mariadb.php SOCKET ping|create|snapshot|restore
 */

mysqli_report( MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT );
list( , $socket, $what ) = $argv;
try {
	$db = new mysqli( 'localhost', 'root', '', '', 0, $socket );
} catch ( mysqli_sql_exception $e ) {
	exit( 1 );
}
$copy = static function ( string $from, string $to ) use ( $db ): void {
	$db->query( "DROP DATABASE IF EXISTS $to" );
	$db->query( "CREATE DATABASE $to CHARACTER SET utf8mb4" );
	foreach ( $db->query( "SHOW TABLES FROM $from" )->fetch_all() as list( $table ) ) {
		$db->query( "CREATE TABLE $to.`$table` LIKE $from.`$table`" );
		$db->query( "INSERT INTO $to.`$table` SELECT * FROM $from.`$table`" );
	}
};
if ( 'create' === $what ) {
	$db->query( 'CREATE DATABASE IF NOT EXISTS wp CHARACTER SET utf8mb4' );
} elseif ( 'snapshot' === $what ) {
	$copy( 'wp', 'pristine' );
} elseif ( 'restore' === $what ) {
	$copy( 'pristine', 'wp' );
}
