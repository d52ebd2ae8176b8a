<?php
/**
 * Notices what people change here.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Sync;

use Igny8\Bridge\Connection;
use Igny8\Bridge\Data\Post_Marks;
use Igny8\Bridge\Data\Scope;
use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * WordPress's hooks, each at most one INSERT. What the platform writes itself is not told back to it.
 */
final class Hooks {

	/**
	 * Whether the platform is writing at this moment.
	 *
	 * @var bool
	 */
	private static $is_quiet = false;

	/**
	 * Registers them.
	 */
	public static function register(): void {
		add_action( 'save_post', array( self::class, 'post_saved' ), 99, 2 );
		add_action( 'trashed_post', array( self::class, 'post_trashed' ) );
		add_action( 'before_delete_post', array( self::class, 'post_deleted' ), 10, 2 );
		add_action( 'saved_term', array( self::class, 'term_saved' ), 99, 3 );
		add_action( 'pre_delete_term', array( self::class, 'term_deleted' ), 10, 2 );
	}

	/**
	 * Does something that is not told to the platform.
	 *
	 * @param callable $work What to do.
	 * @return mixed What it gives.
	 */
	public static function quietly( callable $work ) {
		$before         = self::$is_quiet;
		self::$is_quiet = true;
		try {
			return $work();
		} finally {
			self::$is_quiet = $before;
		}
	}

	/**
	 * Somebody saved a post.
	 *
	 * @param int     $post_id The post.
	 * @param WP_Post $post    The same.
	 */
	public static function post_saved( $post_id, $post ): void {
		if ( $post instanceof WP_Post && in_array( $post->post_status, Scope::STATUSES, true ) && self::concerns( $post ) ) {
			Outbox::add( 'post.saved', 'post', (int) $post_id, array() );
		}
	}

	/**
	 * Somebody moved a post to the trash.
	 *
	 * @param int $post_id The post.
	 */
	public static function post_trashed( $post_id ): void {
		$post = get_post( $post_id );
		if ( $post && self::concerns( $post ) ) {
			Outbox::add( 'post.trashed', 'post', (int) $post_id, array() );
		}
	}

	/**
	 * A post goes for good: what the message needs is read now.
	 *
	 * @param int          $post_id The post.
	 * @param WP_Post|null $post    The same.
	 */
	public static function post_deleted( $post_id, $post = null ): void {
		$post = $post instanceof WP_Post ? $post : get_post( $post_id );
		if ( $post && 'auto-draft' !== $post->post_status && self::concerns( $post ) ) {
			Outbox::add( 'post.deleted', 'post', (int) $post_id, array( 'post_type' => $post->post_type, 'content_id' => Post_Marks::content_id( (int) $post_id ), 'url' => (string) get_permalink( $post ) ) );
		}
	}

	/**
	 * Somebody made or changed a term.
	 *
	 * @param int    $term_id  The term.
	 * @param int    $tt_id    Its place in a taxonomy.
	 * @param string $taxonomy The taxonomy.
	 */
	public static function term_saved( $term_id, $tt_id, $taxonomy ): void {
		self::term( 'term.saved', (int) $term_id, (string) $taxonomy );
	}

	/**
	 * A term goes.
	 *
	 * @param int    $term_id  The term.
	 * @param string $taxonomy The taxonomy.
	 */
	public static function term_deleted( $term_id, $taxonomy ): void {
		self::term( 'term.deleted', (int) $term_id, (string) $taxonomy );
	}

	/**
	 * Queues a message about a term.
	 *
	 * @param string $type     The message.
	 * @param int    $term_id  The term.
	 * @param string $taxonomy The taxonomy.
	 */
	private static function term( string $type, int $term_id, string $taxonomy ): void {
		if ( ! self::$is_quiet && in_array( $taxonomy, Scope::taxonomies(), true ) && Connection::load()->is_usable() ) {
			Outbox::add( $type, 'term', $term_id, array( 'taxonomy' => $taxonomy ) );
		}
	}

	/**
	 * Whether the platform wants to know about this post.
	 *
	 * @param WP_Post $post The post.
	 */
	private static function concerns( WP_Post $post ): bool {
		return ! self::$is_quiet && Scope::has_type( $post->post_type ) && Connection::load()->is_usable();
	}
}
