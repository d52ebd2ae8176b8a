<?php
/**
 * PHPUnit inside a real WordPress: IGNY8_WP_LOAD names its wp-load.php.
 *
 * @package Igny8\Bridge
 */

$_SERVER += array( 'HTTP_HOST' => 'localhost', 'REQUEST_URI' => '/', 'REQUEST_METHOD' => 'GET', 'SERVER_PROTOCOL' => 'HTTP/1.1' );
require getenv( 'IGNY8_WP_LOAD' );
require_once __DIR__ . '/class-bridge-test-case.php';
