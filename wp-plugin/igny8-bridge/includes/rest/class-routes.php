<?php
/**
 * The routes below /wp-json/igny8/v1/.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Rest;

use WP_HTTP_Response;
use WP_REST_Request;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * Each route with its method, its argument list and who answers.
 */
final class Routes {

	public const SPACE = 'igny8/v1';
	private const ID   = '(?P<id>[A-Za-z0-9_-]{1,64})';

	/**
	 * Registers all of them.
	 */
	public static function register(): void {
		self::add( '/status', 'GET', array( Status_Route::class, 'read' ), array(), '__return_true' );
		self::add( '/site-metadata', 'GET', array( Site_Route::class, 'read' ) );
		self::add( '/media', 'GET', array( Media_Route::class, 'read' ) );
		self::add( '/media', 'POST', array( Media_Route::class, 'write' ), Media_Route::arguments() );
		self::add( '/posts', 'POST', array( Posts_Route::class, 'write' ) );
		self::add( '/posts/' . self::ID, 'PUT', array( Posts_Route::class, 'write' ) );
		self::add( '/posts/' . self::ID, 'DELETE', array( Posts_Route::class, 'withdraw' ), Posts_Route::withdraw_arguments() );
		self::add( '/post-by-content-id/' . self::ID, 'GET', array( Posts_Route::class, 'by_content_id' ) );
		self::add( '/post-by-task-id/' . self::ID, 'GET', array( Posts_Route::class, 'by_task_id' ) );
		self::add( '/terms/' . self::ID, 'PUT', array( Terms_Route::class, 'write' ) );
		self::add( '/terms/' . self::ID, 'DELETE', array( Terms_Route::class, 'withdraw' ) );
		self::add( '/term-by-content-id/' . self::ID, 'GET', array( Terms_Route::class, 'by_content_id' ) );
		self::add( '/indexnow', 'GET', array( Indexnow_Route::class, 'read' ) );
		self::add( '/indexnow', 'PUT', array( Indexnow_Route::class, 'write' ) );
		self::add( '/export', 'GET', array( Export_Route::class, 'read' ), Export_Route::arguments() );
		self::add( '/link-graph', 'GET', array( Export_Route::class, 'link_graph' ), Export_Route::paging() );
		self::add( '/taxonomies', 'GET', array( Export_Route::class, 'terms' ), Export_Route::paging() );
	}

	/**
	 * Keeps answers out of page caches, which would hand a stale state to the platform.
	 *
	 * @param WP_HTTP_Response $response The answer.
	 * @param WP_REST_Server   $server   The server.
	 * @param WP_REST_Request  $request  The request.
	 */
	public static function forbid_caching( $response, $server, $request ) {
		if ( $response instanceof WP_HTTP_Response && 0 === strpos( $request->get_route(), '/' . self::SPACE ) ) {
			$response->header( 'Cache-Control', 'no-store, private' );
			$response->header( 'X-Robots-Tag', 'noindex' );
		}
		return $response;
	}

	/**
	 * Registers one route behind the gate.
	 *
	 * @param string                            $path      Below the space.
	 * @param string                            $method    One HTTP method.
	 * @param callable                          $answer    Gets the request, gives data, a response or an error.
	 * @param array<string,array<string,mixed>> $arguments What WordPress checks and cleans.
	 * @param callable|string|null              $gate      Somebody else at the door.
	 */
	private static function add( string $path, string $method, $answer, array $arguments = array(), $gate = null ): void {
		register_rest_route(
			self::SPACE,
			$path,
			array(
				'methods'             => $method,
				'callback'            => $answer,
				'permission_callback' => $gate ?? array( Gate::class, 'check' ),
				'args'                => $arguments,
				'show_in_index'       => false,
			)
		);
	}
}
