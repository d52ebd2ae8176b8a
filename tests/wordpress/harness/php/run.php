<?php
/**
 * Runs a piece of PHP inside WordPress and prints what it returns: php run.php WWW FILE
 */

$_SERVER += array( 'HTTP_HOST' => getenv( 'IGNY8_WP_HOST' ), 'REQUEST_URI' => '/', 'REQUEST_METHOD' => 'GET', 'SERVER_PROTOCOL' => 'HTTP/1.1' );
require $argv[1] . '/wp-load.php';
$result = ( static function ( string $file ) {
	return require $file;
} )( $argv[2] );
echo "\n" . json_encode( $result );
