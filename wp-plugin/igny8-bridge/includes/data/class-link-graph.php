<?php
/**
 * Which page links where.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

defined( 'ABSPATH' ) || exit;

/**
 * Reads the links out of published posts, page by page.
 */
final class Link_Graph {

	/**
	 * Known to the parser, which would else cut them off and leave something that looks like a relative address.
	 */
	private const PROTOCOLS = array( 'http', 'https', 'mailto', 'tel', 'sms', 'ftp', 'ftps', 'sftp', 'file', 'data', 'blob', 'javascript', 'vbscript', 'whatsapp', 'skype', 'callto', 'geo', 'magnet', 'irc', 'news', 'feed', 'webcal', 'urn', 'about' );

	/**
	 * One page of nodes and the links that leave them.
	 *
	 * @param Cursor $cursor   Where to continue.
	 * @param int    $per_page How many posts at most.
	 * @return array<string,mixed>
	 */
	public static function page( Cursor $cursor, int $per_page ): array {
		global $wpdb;
		$types    = Scope::post_types();
		$places   = implode( ', ', array_fill( 0, max( 1, count( $types ) ), '%s' ) );
		$values   = array_merge( $types ? $types : array( '' ), array( $cursor->id, $per_page + 1 ) );
		$ids      = $wpdb->get_col( $wpdb->prepare( "SELECT ID FROM {$wpdb->posts} WHERE post_type IN ({$places}) AND post_status = 'publish' AND ID > %d ORDER BY ID LIMIT %d", $values ) );
		$has_more = count( $ids ) > $per_page;
		$ids      = array_map( 'intval', array_slice( $ids, 0, $per_page ) );
		$answer   = array( 'nodes' => array(), 'links' => array(), 'next' => $has_more ? Cursor::after( '', (int) end( $ids ), -1 ) : null );
		_prime_post_caches( $ids, true, false );
		foreach ( array_filter( array_map( 'get_post', $ids ) ) as $post ) {
			$url               = (string) get_permalink( $post );
			$answer['nodes'][] = array( 'id' => $post->ID, 'url' => $url, 'title' => $post->post_title, 'type' => $post->post_type, 'status' => $post->post_status );
			foreach ( self::links( $post->post_content, $url ) as $link ) {
				$answer['links'][] = array( 'source_id' => $post->ID ) + $link;
			}
		}
		return $answer;
	}

	/**
	 * The links in a text.
	 *
	 * @param string $html The text.
	 * @param string $base The page's own address, for relative links.
	 * @return array<int,array<string,string>>
	 */
	public static function links( string $html, string $base ): array {
		$found = array();
		if ( ! preg_match_all( '#<a\s([^>]*)>(.*?)</a>#is', $html, $anchors, PREG_SET_ORDER ) ) {
			return $found;
		}
		foreach ( $anchors as $anchor ) {
			$attributes = wp_kses_hair( $anchor[1], self::PROTOCOLS );
			$href       = trim( html_entity_decode( (string) ( $attributes['href']['value'] ?? '' ), ENT_QUOTES, 'UTF-8' ) );
			$is_page    = '' !== $href && '#' !== $href[0] && ! preg_match( '#^(?!https?:)[a-z][a-z0-9+.-]*:#i', $href );
			if ( $is_page ) {
				$found[] = array( 'href' => \WP_Http::make_absolute_url( $href, $base ), 'anchor' => self::words( $anchor[2] ), 'rel' => (string) ( $attributes['rel']['value'] ?? '' ) );
			}
		}
		return $found;
	}

	/**
	 * What a link reads: its text, else what its image shows.
	 *
	 * @param string $html Between the tags.
	 */
	private static function words( string $html ): string {
		$text = trim( (string) preg_replace( '/\s+/u', ' ', html_entity_decode( wp_strip_all_tags( $html ), ENT_QUOTES, 'UTF-8' ) ) );
		if ( '' === $text && preg_match( '/<img\b[^>]*\balt=(["\'])(.*?)\1/is', $html, $image ) ) {
			$text = html_entity_decode( $image[2], ENT_QUOTES, 'UTF-8' );
		}
		return $text;
	}
}
