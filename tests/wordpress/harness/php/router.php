<?php
/**
 * Router of PHP's server: files as they are, everything else to WordPress, also with dots in the path.
 */

$GLOBALS['path'] = rawurldecode( (string) strtok( $_SERVER['REQUEST_URI'], '?' ) );
$GLOBALS['file'] = $_SERVER['DOCUMENT_ROOT'] . $GLOBALS['path'];
if ( '/' !== $path && is_dir( $file ) && '/' !== substr( $path, -1 ) ) {
	header( 'Location: ' . $path . '/', true, 301 );
	exit;
}
if ( '/' !== $path && ( is_file( $file ) || is_file( rtrim( $file, '/' ) . '/index.php' ) ) ) {
	return false;
}
unset( $GLOBALS['path'], $GLOBALS['file'], $_SERVER['PATH_INFO'] );
$_SERVER['SCRIPT_NAME']     = '/index.php';
$_SERVER['PHP_SELF']        = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . '/index.php';
chdir( $_SERVER['DOCUMENT_ROOT'] );
require $_SERVER['SCRIPT_FILENAME'];
