<?php
/**
 * What the plugin notes at a post.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

defined( 'ABSPATH' ) || exit;

/**
 * The `_igny8_*` meta of a post. `_igny8_managed` holds the post's own id, so that a copy made by a duplication plugin, meta
 * and all, is not taken for the original.
 */
final class Post_Marks {

	public const CONTENT_ID   = '_igny8_content_id';
	public const TASK_ID      = '_igny8_task_id';
	public const STATUS       = '_igny8_wordpress_status';
	public const SYNCED       = '_igny8_last_synced';
	public const MANAGED      = '_igny8_managed';
	public const PAYLOAD_HASH = '_igny8_payload_hash';
	public const HASH         = '_igny8_hash';
	public const VERSION      = '_igny8_version';
	public const AUTHOR       = '_igny8_author';
	public const FEATURED     = '_igny8_featured';
	public const SCORE        = '_igny8_score';
	public const LINKS        = '_igny8_links';
	public const DASHBOARD    = '_igny8_dashboard_url';

	/**
	 * A mark as text, empty when it is not there.
	 *
	 * @param int    $post_id The post.
	 * @param string $name    One of the constants.
	 */
	public static function read( int $post_id, string $name ): string {
		$value = get_post_meta( $post_id, $name, true );
		return is_scalar( $value ) ? (string) $value : '';
	}

	/**
	 * Whether the platform manages this very post.
	 *
	 * @param int $post_id The post.
	 */
	public static function is_managed( int $post_id ): bool {
		$owner = self::read( $post_id, self::MANAGED );
		return '' !== self::read( $post_id, self::CONTENT_ID ) && ( '' === $owner || (int) $owner === $post_id );
	}

	/**
	 * The platform's id of this post's content, null when it is not managed.
	 *
	 * @param int $post_id The post.
	 */
	public static function content_id( int $post_id ): ?string {
		return self::is_managed( $post_id ) ? self::read( $post_id, self::CONTENT_ID ) : null;
	}

	/**
	 * Whether somebody changed the post here since the platform wrote it.
	 *
	 * @param \WP_Post $post The post.
	 */
	public static function is_changed_here( $post ): bool {
		$written = self::read( $post->ID, self::HASH );
		return '' !== $written && Post_Hash::of( $post ) !== $written;
	}

	/**
	 * Notes several marks; those that stand already cost nothing, new ones one statement together.
	 *
	 * @param int                  $post_id The post.
	 * @param array<string,string> $marks   Names and values.
	 */
	public static function write( int $post_id, array $marks ): void {
		global $wpdb;
		$rows = array();
		foreach ( $marks as $name => $value ) {
			if ( metadata_exists( 'post', $post_id, $name ) ) {
				update_post_meta( $post_id, $name, wp_slash( $value ) );
			} else {
				array_push( $rows, $post_id, $name, $value );
			}
		}
		if ( $rows ) {
			$places = implode( ', ', array_fill( 0, intdiv( count( $rows ), 3 ), '(%d, %s, %s)' ) );
			$wpdb->query( $wpdb->prepare( "INSERT INTO {$wpdb->postmeta} (post_id, meta_key, meta_value) VALUES {$places}", $rows ) );
			wp_cache_delete( $post_id, 'post_meta' );
		}
	}
}
