<?php
/**
 * The box beside the text in both editors.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Admin;

use Igny8\Bridge\Data\Post_Marks;
use Igny8\Bridge\Data\Scope;
use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * Score, links and the way to IGNY8. It only shows; nothing of it is saved.
 */
final class Meta_Box {

	private const SHOWN_LINKS = 8;

	/**
	 * Adds it where IGNY8 takes part.
	 *
	 * @param string       $type The post type.
	 * @param WP_Post|null $post The post.
	 */
	public static function add( $type, $post = null ): void {
		if ( $post instanceof WP_Post && Scope::has_type( (string) $type ) ) {
			add_meta_box( 'igny8', __( 'IGNY8', 'igny8-bridge' ), array( self::class, 'show' ), (string) $type, 'side', 'default', array( '__block_editor_compatible_meta_box' => true ) );
		}
	}

	/**
	 * Shows it.
	 *
	 * @param WP_Post $post The post.
	 */
	public static function show( $post ): void {
		if ( ! Post_Marks::is_managed( $post->ID ) ) {
			echo '<p class="igny8-quiet">' . esc_html__( 'This text was not published by IGNY8.', 'igny8-bridge' ) . '</p>';
			return;
		}
		$score  = Post_Marks::read( $post->ID, Post_Marks::SCORE );
		$links  = json_decode( Post_Marks::read( $post->ID, Post_Marks::LINKS ), true );
		$links  = is_array( $links ) ? $links : array();
		$url    = Post_Marks::read( $post->ID, Post_Marks::DASHBOARD );
		$synced = strtotime( Post_Marks::read( $post->ID, Post_Marks::SYNCED ) );
		require __DIR__ . '/views/meta-box.php';
	}

	/**
	 * Good, middling or poor, for the colour; the number always stands beside it.
	 *
	 * @param string $score From 0 to 100, or empty.
	 */
	public static function band( string $score ): string {
		if ( '' === $score ) {
			return 'none';
		}
		return (int) $score >= 70 ? 'good' : ( (int) $score >= 40 ? 'fair' : 'poor' );
	}

	/**
	 * How many links are shown at most.
	 */
	public static function limit(): int {
		return self::SHOWN_LINKS;
	}
}
