<?php
/**
 * What waits to be told to the platform.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Sync;

use Igny8\Bridge\Data\Post_View;
use WP_Post;
use WP_Term;

defined( 'ABSPATH' ) || exit;

/**
 * One table: messages that wait, and the log of what was sent and received. A row's id is the message's sequence number.
 */
final class Outbox {

	public const TABLE      = 'igny8_outbox';
	public const KEEP_ROWS  = 1000;
	public const KEEP_DAYS  = 14;
	public const GRAVE_DAYS = 90;

	/**
	 * The table's full name on this site.
	 */
	public static function table(): string {
		global $wpdb;
		return $wpdb->prefix . self::TABLE;
	}

	/**
	 * Makes the table, or brings it up to date.
	 */
	public static function create_table(): void {
		global $wpdb;
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		$table   = self::table();
		$charset = $wpdb->get_charset_collate();
		dbDelta(
			"CREATE TABLE {$table} (
				id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
				type varchar(40) NOT NULL,
				object varchar(60) NOT NULL,
				object_id bigint(20) unsigned NOT NULL DEFAULT 0,
				data longtext NOT NULL,
				state varchar(12) NOT NULL DEFAULT 'waiting',
				attempts int(11) NOT NULL DEFAULT 0,
				due_at bigint(20) NOT NULL DEFAULT 0,
				created_at bigint(20) NOT NULL DEFAULT 0,
				finished_at bigint(20) NOT NULL DEFAULT 0,
				answer varchar(255) NOT NULL DEFAULT '',
				PRIMARY KEY  (id),
				KEY state_due (state, due_at)
			) {$charset};"
		);
	}

	/**
	 * Removes the table.
	 */
	public static function drop_table(): void {
		global $wpdb;
		$table = self::table();
		$wpdb->query( "DROP TABLE IF EXISTS {$table}" );
	}

	/**
	 * Queues a message: one INSERT, no network.
	 *
	 * @param string              $type      `post.saved` and so on.
	 * @param string              $kind      `post`, `term` or `plugin`.
	 * @param int                 $object_id The post's or term's id.
	 * @param array<string,mixed> $data      What cannot be read any more when the message is sent.
	 */
	public static function add( string $type, string $kind, int $object_id, array $data ): void {
		self::insert( $type, $kind, $object_id, $data, 'waiting' );
	}

	/**
	 * Notes in the log that the platform wrote a post.
	 *
	 * @param WP_Post $post The post.
	 */
	public static function note_received( WP_Post $post ): void {
		self::insert( 'post.written', 'post', $post->ID, array( 'title' => $post->post_title, 'status' => $post->post_status ), 'received' );
	}

	/**
	 * Notes in the log that the platform wrote a term.
	 *
	 * @param WP_Term $term The term.
	 */
	public static function note_received_term( WP_Term $term ): void {
		self::insert( 'term.written', 'term', $term->term_id, array( 'taxonomy' => $term->taxonomy ), 'received' );
	}

	/**
	 * Messages that are due, in their order.
	 *
	 * @param int $limit How many at most.
	 * @return object[]
	 */
	public static function due( int $limit ): array {
		global $wpdb;
		$table = self::table();
		return (array) $wpdb->get_results( $wpdb->prepare( "SELECT * FROM {$table} WHERE state = 'waiting' AND due_at <= %d ORDER BY id LIMIT %d", time(), $limit ) );
	}

	/**
	 * Of several waiting messages about one thing only the newest is sent.
	 */
	public static function coalesce(): void {
		global $wpdb;
		$table  = self::table();
		$newest = $wpdb->get_results( "SELECT object, MAX(id) AS newest FROM {$table} WHERE state = 'waiting' GROUP BY object HAVING COUNT(*) > 1" );
		foreach ( $newest as $row ) {
			$sql = "UPDATE {$table} SET state = 'replaced', finished_at = %d WHERE state = 'waiting' AND object = %s AND id < %d";
			$wpdb->query( $wpdb->prepare( $sql, time(), $row->object, (int) $row->newest ) );
		}
	}

	/**
	 * Changes a row.
	 *
	 * @param int                 $id     The row.
	 * @param array<string,mixed> $values Columns and values.
	 */
	public static function change( int $id, array $values ): void {
		global $wpdb;
		$wpdb->update( self::table(), $values, array( 'id' => $id ) );
	}

	/**
	 * How many messages are in each state.
	 *
	 * @return array<string,int>
	 */
	public static function counts(): array {
		global $wpdb;
		$table = self::table();
		$found = $wpdb->get_results( "SELECT state, COUNT(*) AS n FROM {$table} GROUP BY state" );
		return array_map( 'intval', wp_list_pluck( (array) $found, 'n', 'state' ) );
	}

	/**
	 * The newest rows, for the log.
	 *
	 * @param int $limit How many at most.
	 * @return object[]
	 */
	public static function newest( int $limit ): array {
		global $wpdb;
		$table = self::table();
		return (array) $wpdb->get_results( $wpdb->prepare( "SELECT * FROM {$table} ORDER BY id DESC LIMIT %d", $limit ) );
	}

	/**
	 * Posts that are gone for good: an export cannot show them any more.
	 *
	 * @param int $since Seconds since 1970.
	 * @return array<int,array<string,mixed>>
	 */
	public static function deleted_since( int $since ): array {
		global $wpdb;
		$table = self::table();
		$rows  = $wpdb->get_results( $wpdb->prepare( "SELECT object_id, data, created_at FROM {$table} WHERE type = 'post.deleted' AND created_at >= %d ORDER BY id LIMIT 5000", $since ) );
		$list  = array();
		foreach ( (array) $rows as $row ) {
			$data   = (array) json_decode( $row->data, true );
			$list[] = array( 'id' => (int) $row->object_id, 'type' => $data['post_type'] ?? null, 'content_id' => $data['content_id'] ?? null, 'deleted_gmt' => Post_View::time( gmdate( 'Y-m-d H:i:s', (int) $row->created_at ) ) );
		}
		return $list;
	}

	/**
	 * Forgets old rows. The newest row stays, so that sequence numbers never begin again.
	 */
	public static function forget_old(): void {
		global $wpdb;
		$table  = self::table();
		$newest = (int) $wpdb->get_var( "SELECT MAX(id) FROM {$table}" );
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$table} WHERE state <> 'waiting' AND type <> 'post.deleted' AND id < %d AND (created_at < %d OR id <= %d)", $newest, time() - self::KEEP_DAYS * DAY_IN_SECONDS, $newest - self::KEEP_ROWS ) );
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$table} WHERE state <> 'waiting' AND id < %d AND created_at < %d", $newest, time() - self::GRAVE_DAYS * DAY_IN_SECONDS ) );
	}

	/**
	 * Makes a row; a missing table must never disturb somebody's save.
	 *
	 * @param string              $type      The type.
	 * @param string              $kind      The kind of object.
	 * @param int                 $object_id Its id.
	 * @param array<string,mixed> $data      More.
	 * @param string              $state     Where it begins.
	 */
	private static function insert( string $type, string $kind, int $object_id, array $data, string $state ): void {
		global $wpdb;
		$shown = $wpdb->suppress_errors( true );
		$now   = time();
		$table = self::table();
		$wpdb->query(
			$wpdb->prepare(
				"INSERT INTO {$table} (type, object, object_id, data, state, due_at, created_at, finished_at, answer) VALUES (%s, %s, %d, %s, %s, %d, %d, %d, '')",
				array( $type, $kind . ':' . $object_id, $object_id, (string) wp_json_encode( $data ), $state, $now, $now, 'waiting' === $state ? 0 : $now )
			)
		);
		$wpdb->suppress_errors( $shown );
	}
}
