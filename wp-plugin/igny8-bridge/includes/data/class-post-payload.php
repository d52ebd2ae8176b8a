<?php
/**
 * What the platform sends for one post.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Checked and cleaned. What is not sent, or null, stays as it is.
 */
final class Post_Payload {

	/**
	 * Names of texts that are taken as they are, once they are text.
	 */
	private const TEXTS = array( 'title', 'html', 'excerpt', 'slug', 'status', 'date_gmt', 'task_id', 'if_hash', 'if_modified_gmt', 'payload_hash' );

	/**
	 * The platform's id.
	 *
	 * @var string
	 */
	public $content_id = '';

	/**
	 * The post type.
	 *
	 * @var string
	 */
	public $post_type = 'post';

	/**
	 * A post that is to become this content's, 0 for none.
	 *
	 * @var int
	 */
	public $post_id = 0;

	/**
	 * The texts that were sent, by name.
	 *
	 * @var array<string,string>
	 */
	private $texts = array();

	/**
	 * The author's id, 0 for "as it is".
	 *
	 * @var int
	 */
	public $author_id = 0;

	/**
	 * The featured image: an id, 0 for none, null for "as it is".
	 *
	 * @var int|null
	 */
	public $featured_id;

	/**
	 * The author for a post that is still by the one who was named here last, 0 for "as it is".
	 *
	 * @var int
	 */
	public $our_author_id = 0;

	/**
	 * Whether the featured image goes, if it is still the one that came from the platform.
	 *
	 * @var bool
	 */
	public $drops_our_image = false;

	/**
	 * The platform's name of what is sent; it asks for it when it did not hear how the sending ended.
	 *
	 * @var string
	 */
	public $version = '';

	/**
	 * Terms by taxonomy.
	 *
	 * @var array<string,array<int,array<string,string>>>
	 */
	public $terms = array();

	/**
	 * SEO fields by name.
	 *
	 * @var array<string,mixed>
	 */
	public $seo = array();

	/**
	 * Score, links and address of the content in IGNY8.
	 *
	 * @var array<string,string>
	 */
	public $marks = array();

	/**
	 * Reads what was sent.
	 *
	 * @param array<string,mixed> $json The body.
	 * @return self|WP_Error
	 */
	public static function read( array $json ) {
		$payload = new self();
		foreach ( self::TEXTS as $name ) {
			$value = $json[ $name ] ?? null;
			if ( null === $value ) {
				continue;
			}
			if ( ! is_scalar( $value ) ) {
				/* translators: %s: name of a field */
				return self::wrong( sprintf( __( 'The field %s is no text.', 'igny8-bridge' ), $name ) );
			}
			$payload->texts[ $name ] = str_replace( "\0", '', wp_check_invalid_utf8( (string) $value, true ) );
		}
		// Plain text: WordPress's own filter would store "&amp;" for "&" in them.
		foreach ( array_intersect( array( 'title', 'excerpt' ), array_keys( $payload->texts ) ) as $name ) {
			$payload->texts[ $name ] = wp_strip_all_tags( $payload->texts[ $name ] );
		}
		$payload->content_id = is_scalar( $json['content_id'] ?? null ) ? (string) $json['content_id'] : '';
		if ( ! preg_match( '/^[A-Za-z0-9_-]{1,64}$/', $payload->content_id ) ) {
			return self::wrong( __( 'content_id is missing, or holds more than letters, digits, _ and -.', 'igny8-bridge' ) );
		}
		$payload->post_type = sanitize_key( is_string( $json['post_type'] ?? null ) ? $json['post_type'] : 'post' );
		if ( ! Scope::has_type( $payload->post_type ) ) {
			/* translators: %s: name of a post type */
			return self::wrong( sprintf( __( 'This WordPress has no post type %s: read site-metadata again.', 'igny8-bridge' ), $payload->post_type ), 'igny8_post_type_unknown' );
		}
		if ( null !== $payload->text( 'status' ) && ! in_array( $payload->text( 'status' ), Scope::STATUSES, true ) ) {
			return self::wrong( __( 'status is not one of draft, pending, private, publish and future.', 'igny8-bridge' ) );
		}
		if ( null !== $payload->text( 'date_gmt' ) && false === strtotime( (string) $payload->text( 'date_gmt' ) . ' UTC' ) && false === strtotime( (string) $payload->text( 'date_gmt' ) ) ) {
			return self::wrong( __( 'date_gmt is no date: write it as 2026-01-31T12:00:00Z.', 'igny8-bridge' ) );
		}
		$payload->post_id     = is_numeric( $json['post_id'] ?? null ) ? absint( $json['post_id'] ) : 0;
		$payload->author_id   = absint( $json['author_id'] ?? 0 );
		$payload->featured_id = isset( $json['featured_attachment_id'] ) ? absint( $json['featured_attachment_id'] ) : null;
		$if_ours              = is_array( $json['if_ours'] ?? null ) ? $json['if_ours'] : array();
		$payload->version     = is_string( $json['version'] ?? null ) ? sanitize_text_field( $json['version'] ) : '';

		$payload->our_author_id   = is_numeric( $if_ours['author_id'] ?? null ) ? absint( $if_ours['author_id'] ) : 0;
		$payload->drops_our_image = 0 === ( $if_ours['featured_attachment_id'] ?? null );

		$payload->terms       = self::read_terms( $json['terms'] ?? null );
		$payload->seo         = is_array( $json['seo'] ?? null ) ? array_filter( $json['seo'], 'is_scalar' ) : array();
		$payload->marks       = self::read_marks( is_array( $json['meta'] ?? null ) ? $json['meta'] : array() );
		return $payload;
	}

	/**
	 * A text that was sent, null when it was not.
	 *
	 * @param string $name Its name.
	 */
	public function text( string $name ): ?string {
		return $this->texts[ $name ] ?? null;
	}

	/**
	 * The wanted date in GMT in WordPress's form, null when none was sent.
	 */
	public function date_gmt(): ?string {
		$text = $this->text( 'date_gmt' );
		if ( null === $text || '' === $text ) {
			return null;
		}
		$has_zone = 1 === preg_match( '/(Z|[+-]\d\d:?\d\d)$/', $text );
		return gmdate( 'Y-m-d H:i:s', (int) strtotime( $has_zone ? $text : $text . ' UTC' ) );
	}

	/**
	 * Cleans the terms.
	 *
	 * @param mixed $sent What was sent.
	 * @return array<string,array<int,array<string,string>>>
	 */
	private static function read_terms( $sent ): array {
		$terms = array();
		foreach ( is_array( $sent ) ? $sent : array() as $taxonomy => $list ) {
			$clean = array();
			foreach ( is_array( $list ) ? $list : array() as $term ) {
				$term = is_string( $term ) ? array( 'name' => $term ) : $term;
				if ( is_array( $term ) ) {
					$clean[] = array_map( 'sanitize_text_field', array_map( 'strval', array_filter( $term, 'is_scalar' ) ) );
				}
			}
			$terms[ sanitize_key( (string) $taxonomy ) ] = $clean;
		}
		return $terms;
	}

	/**
	 * Cleans what the meta box shows.
	 *
	 * @param array<string,mixed> $sent What was sent.
	 * @return array<string,string>
	 */
	private static function read_marks( array $sent ): array {
		$marks = array();
		if ( is_numeric( $sent['score'] ?? null ) ) {
			$marks[ Post_Marks::SCORE ] = (string) max( 0, min( 100, (int) round( (float) $sent['score'] ) ) );
		}
		if ( is_string( $sent['dashboard_url'] ?? null ) ) {
			$marks[ Post_Marks::DASHBOARD ] = esc_url_raw( $sent['dashboard_url'], array( 'http', 'https' ) );
		}
		if ( is_array( $sent['links'] ?? null ) ) {
			$links = array();
			foreach ( array_slice( $sent['links'], 0, 50 ) as $link ) {
				$url = is_array( $link ) && is_string( $link['url'] ?? null ) ? esc_url_raw( $link['url'], array( 'http', 'https' ) ) : '';
				if ( '' !== $url ) {
					$anchor  = is_string( $link['anchor'] ?? null ) ? sanitize_text_field( $link['anchor'] ) : '';
					$links[] = array( 'url' => $url, 'anchor' => $anchor );
				}
			}
			$marks[ Post_Marks::LINKS ] = (string) wp_json_encode( $links );
		}
		return $marks;
	}

	/**
	 * Refuses what was sent.
	 *
	 * @param string $sentence Why.
	 * @param string $code     For programs.
	 */
	private static function wrong( string $sentence, string $code = 'igny8_invalid' ): WP_Error {
		return new WP_Error( $code, $sentence, array( 'status' => 400 ) );
	}
}
