<?php
/**
 * Where a list continues.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

defined( 'ABSPATH' ) || exit;

/**
 * The position of the last item handed out, opaque to the other side.
 */
final class Cursor {

	/**
	 * The last item's time in WordPress's form, empty for the beginning.
	 *
	 * @var string
	 */
	public $time = '';

	/**
	 * The last item's id.
	 *
	 * @var int
	 */
	public $id = 0;

	/**
	 * How many there were at the beginning, -1 when not counted yet.
	 *
	 * @var int
	 */
	public $total = -1;

	/**
	 * Reads one that came back.
	 *
	 * @param string $text What we gave out, or empty.
	 */
	public static function read( string $text ): ?self {
		$cursor = new self();
		if ( '' === $text ) {
			return $cursor;
		}
		$json = json_decode( (string) base64_decode( strtr( $text, '-_', '+/' ), true ), true );
		if ( ! is_array( $json ) || 3 !== count( $json ) || ! is_string( $json[0] ?? null ) || ! is_int( $json[1] ?? null ) || ! is_int( $json[2] ?? null ) ) {
			return null;
		}
		list( $cursor->time, $cursor->id, $cursor->total ) = $json;
		return $cursor;
	}

	/**
	 * Whether nothing was handed out yet.
	 */
	public function is_start(): bool {
		return 0 === $this->id;
	}

	/**
	 * The cursor after an item, as text.
	 *
	 * @param string $time  The item's time.
	 * @param int    $id    The item's id.
	 * @param int    $total How many there are.
	 */
	public static function after( string $time, int $id, int $total ): string {
		return rtrim( strtr( base64_encode( (string) wp_json_encode( array( $time, $id, $total ) ) ), '+/', '-_' ), '=' );
	}
}
