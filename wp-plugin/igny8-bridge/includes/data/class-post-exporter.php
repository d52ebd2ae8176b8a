<?php
/**
 * Hands out posts in the order in which they changed.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

use Igny8\Bridge\Sync\Outbox;

defined( 'ABSPATH' ) || exit;

/**
 * A page continues after the time and id of the last post: what changes meanwhile comes again at the end, nothing is left out.
 */
final class Post_Exporter {

	/**
	 * The post types handed out.
	 *
	 * @var string[]
	 */
	private $types;

	/**
	 * Adds what posts of these types have besides.
	 *
	 * @var callable|null
	 */
	private $more;

	/**
	 * For some post types; use of_types() or of_products().
	 *
	 * @param string[]      $types The post types.
	 * @param callable|null $more  Gets a post, gives further fields.
	 */
	private function __construct( array $types, ?callable $more = null ) {
		$this->types = $types;
		$this->more  = $more;
	}

	/**
	 * The types named, or all that take part except products.
	 *
	 * @param string $names Names with commas between, or empty.
	 */
	public static function of_types( string $names ): self {
		$wanted = array_filter( array_map( 'sanitize_key', explode( ',', $names ) ) );
		$all    = Scope::post_types();
		return new self( array_values( $wanted ? array_intersect( $wanted, $all ) : array_diff( $all, array( 'product' ) ) ) );
	}

	/**
	 * WooCommerce's products; none where it is not.
	 */
	public static function of_products(): self {
		return new self( Products::are_here() ? array( 'product' ) : array(), array( Products::class, 'fields' ) );
	}

	/**
	 * One page.
	 *
	 * @param Cursor $cursor   Where to continue.
	 * @param int    $per_page How many at most.
	 * @param int    $after    Only what changed at or after this second; 0 for everything, then without the trash.
	 * @return array<string,mixed>
	 */
	public function page( Cursor $cursor, int $per_page, int $after ): array {
		global $wpdb;
		$answer = array( 'items' => array(), 'next' => null, 'total' => 0, 'now_gmt' => gmdate( 'Y-m-d\TH:i:s\Z' ) );
		if ( $after && $cursor->is_start() ) {
			$answer['deleted'] = Outbox::deleted_since( $after );
		}
		if ( ! $this->types ) {
			return $answer;
		}
		list( $where, $values ) = $this->where( $after );
		$total = $cursor->total >= 0 ? $cursor->total : (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->posts} WHERE {$where}", $values ) );
		if ( ! $cursor->is_start() ) {
			$where .= ' AND (post_modified_gmt > %s OR (post_modified_gmt = %s AND ID > %d))';
			array_push( $values, $cursor->time, $cursor->time, $cursor->id );
		}
		$values[] = $per_page + 1;
		$rows     = $wpdb->get_results( $wpdb->prepare( "SELECT ID, post_modified_gmt FROM {$wpdb->posts} WHERE {$where} ORDER BY post_modified_gmt, ID LIMIT %d", $values ) );
		$has_more = count( $rows ) > $per_page;
		$rows     = array_slice( $rows, 0, $per_page );
		if ( $rows ) {
			_prime_post_caches( array_map( 'intval', wp_list_pluck( $rows, 'ID' ) ), true, true );
		}
		foreach ( $rows as $row ) {
			$post = get_post( (int) $row->ID );
			if ( $post ) {
				$answer['items'][] = Post_View::item( $post ) + ( $this->more ? call_user_func( $this->more, $post ) : array() );
			}
		}
		$last            = end( $rows );
		$answer['next']  = $has_more ? Cursor::after( $last->post_modified_gmt, (int) $last->ID, $total ) : null;
		$answer['total'] = $total;
		return $answer;
	}

	/**
	 * The condition and its values.
	 *
	 * @param int $after As above.
	 * @return array{0:string,1:array<int,mixed>}
	 */
	private function where( int $after ): array {
		$statuses = $after ? array_merge( Scope::STATUSES, array( 'trash' ) ) : Scope::STATUSES;
		$where    = 'post_type IN (' . implode( ', ', array_fill( 0, count( $this->types ), '%s' ) ) . ') AND post_status IN (' . implode( ', ', array_fill( 0, count( $statuses ), '%s' ) ) . ')';
		$values   = array_merge( $this->types, $statuses );
		if ( $after ) {
			$where   .= ' AND post_modified_gmt >= %s';
			$values[] = gmdate( 'Y-m-d H:i:s', $after );
		}
		return array( $where, $values );
	}
}
