<?php
/**
 * Hands out what is here, page by page.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Rest;

use Igny8\Bridge\Data\Cursor;
use Igny8\Bridge\Data\Link_Graph;
use Igny8\Bridge\Data\Post_Exporter;
use Igny8\Bridge\Data\Term_Exporter;
use WP_Error;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * `export`, `link-graph` and `taxonomies`: each continues after a cursor, also after an interruption of days.
 */
final class Export_Route {

	/**
	 * The arguments that every list takes.
	 *
	 * @return array<string,array<string,mixed>>
	 */
	public static function paging(): array {
		return array(
			'cursor'   => array(
				'type'    => 'string',
				'default' => '',
			),
			'per_page' => array(
				'type'    => 'integer',
				'default' => 100,
				'minimum' => 1,
				'maximum' => 200,
			),
		);
	}

	/**
	 * The arguments of `export`.
	 *
	 * @return array<string,array<string,mixed>>
	 */
	public static function arguments(): array {
		return self::paging() + array(
			'kind'           => array(
				'type'    => 'string',
				'enum'    => array( 'posts', 'terms', 'products' ),
				'default' => 'posts',
			),
			'types'          => array(
				'type'    => 'string',
				'default' => '',
			),
			'modified_after' => array(
				'type'    => 'string',
				'default' => '',
			),
		);
	}

	/**
	 * `GET export`.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return array<string,mixed>|WP_Error
	 */
	public static function read( WP_REST_Request $request ) {
		$after = 0;
		if ( '' !== $request['modified_after'] ) {
			$after = strtotime( (string) $request['modified_after'] );
			if ( false === $after ) {
				return new WP_Error( 'igny8_time_unreadable', __( 'modified_after is no date: write it as 2026-01-31T12:00:00Z.', 'igny8-bridge' ), array( 'status' => 400 ) );
			}
		}
		if ( 'terms' === $request['kind'] ) {
			return self::terms( $request );
		}
		return self::page(
			$request,
			static function ( Cursor $cursor, int $per_page ) use ( $request, $after ) {
				$exporter = 'products' === $request['kind'] ? Post_Exporter::of_products() : Post_Exporter::of_types( (string) $request['types'] );
				return $exporter->page( $cursor, $per_page, $after );
			}
		);
	}

	/**
	 * `GET taxonomies`.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return array<string,mixed>|WP_Error
	 */
	public static function terms( WP_REST_Request $request ) {
		return self::page( $request, array( Term_Exporter::class, 'page' ) );
	}

	/**
	 * `GET link-graph`.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return array<string,mixed>|WP_Error
	 */
	public static function link_graph( WP_REST_Request $request ) {
		return self::page( $request, array( Link_Graph::class, 'page' ) );
	}

	/**
	 * Reads cursor and page size for somebody.
	 *
	 * @param WP_REST_Request $request The request.
	 * @param callable        $read    Gets cursor and page size.
	 * @return array<string,mixed>|WP_Error
	 */
	private static function page( WP_REST_Request $request, callable $read ) {
		$cursor = Cursor::read( (string) $request['cursor'] );
		if ( null === $cursor ) {
			return new WP_Error( 'igny8_cursor_unreadable', __( 'The cursor is not one of ours: begin again without one.', 'igny8-bridge' ), array( 'status' => 400 ) );
		}
		return $read( $cursor, (int) $request['per_page'] );
	}
}
