<?php
/**
 * Finds the plugin's classes: `Igny8\Bridge\Data\Post_Hash` is in `includes/data/class-post-hash.php`.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge;

defined( 'ABSPATH' ) || exit;

spl_autoload_register(
	static function ( string $name ): void {
		$prefix = __NAMESPACE__ . '\\';
		if ( 0 !== strncmp( $name, $prefix, strlen( $prefix ) ) ) {
			return;
		}
		$parts  = explode( '\\', strtolower( str_replace( '_', '-', substr( $name, strlen( $prefix ) ) ) ) );
		$file   = array_pop( $parts );
		$top    = 'admin' === ( $parts[0] ?? '' ) ? '/' : '/includes/';
		$folder = dirname( __DIR__ ) . $top . ( $parts ? implode( '/', $parts ) . '/' : '' );
		foreach ( array( 'class-', 'interface-' ) as $kind ) {
			if ( is_readable( $folder . $kind . $file . '.php' ) ) {
				require_once $folder . $kind . $file . '.php';
				return;
			}
		}
	}
);
