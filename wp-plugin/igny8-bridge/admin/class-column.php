<?php
/**
 * The column in the lists of posts.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Admin;

use Igny8\Bridge\Data\Post_Marks;

defined( 'ABSPATH' ) || exit;

/**
 * Which posts IGNY8 manages, how they score, and whether they were changed here.
 */
final class Column {

	/**
	 * Adds it.
	 *
	 * @param array<string,string> $columns The columns so far.
	 * @return array<string,string>
	 */
	public static function add( $columns ): array {
		$columns['igny8'] = __( 'IGNY8', 'igny8-bridge' );
		return $columns;
	}

	/**
	 * Fills it.
	 *
	 * @param string $column  The column.
	 * @param int    $post_id The post.
	 */
	public static function show( $column, $post_id ): void {
		if ( 'igny8' !== $column ) {
			return;
		}
		$post = get_post( $post_id );
		if ( ! $post || ! Post_Marks::is_managed( $post->ID ) ) {
			echo '<span aria-hidden="true">—</span><span class="screen-reader-text">' . esc_html__( 'Not managed by IGNY8', 'igny8-bridge' ) . '</span>';
			return;
		}
		$score = Post_Marks::read( $post->ID, Post_Marks::SCORE );
		$label = '' === $score ? __( 'Managed', 'igny8-bridge' ) : $score;
		$url   = Post_Marks::read( $post->ID, Post_Marks::DASHBOARD );
		/* translators: %s: a number from 0 to 100 */
		$title = '' === $score ? __( 'Managed by IGNY8', 'igny8-bridge' ) : sprintf( __( 'Managed by IGNY8, score %s of 100', 'igny8-bridge' ), $score );
		$badge = '<span class="igny8-badge igny8-badge-' . esc_attr( Meta_Box::band( $score ) ) . '" title="' . esc_attr( $title ) . '">' . esc_html( $label ) . '</span>';
		echo '' === $url ? $badge : '<a href="' . esc_url( $url ) . '" target="_blank" rel="noopener">' . $badge . '</a>'; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Escaped above.
		if ( Post_Marks::is_changed_here( $post ) ) {
			echo '<br><span class="igny8-note">' . esc_html__( 'Changed here', 'igny8-bridge' ) . '</span>';
		}
	}
}
