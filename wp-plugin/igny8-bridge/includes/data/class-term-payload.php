<?php
/**
 * What the platform sends for one term.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Checked and cleaned. What is not sent, or null, stays as it is.
 */
final class Term_Payload {

	private const TEXTS = array( 'name', 'slug', 'html', 'payload_hash', 'if_hash' );

	/**
	 * The platform's id.
	 *
	 * @var string
	 */
	public $content_id = '';

	/**
	 * The taxonomy.
	 *
	 * @var string
	 */
	public $taxonomy = '';

	/**
	 * A term that is to become this content's, 0 for none.
	 *
	 * @var int
	 */
	public $term_id = 0;

	/**
	 * The parent: an id, 0 for none, null for "as it is".
	 *
	 * @var int|null
	 */
	public $parent_id;

	/**
	 * SEO fields by name.
	 *
	 * @var array<string,mixed>
	 */
	public $seo = array();

	/**
	 * The texts that were sent, by name.
	 *
	 * @var array<string,string>
	 */
	private $texts = array();

	/**
	 * Reads what was sent.
	 *
	 * @param string              $content_id The platform's id, from the address.
	 * @param array<string,mixed> $json       The body.
	 * @return self|WP_Error
	 */
	public static function read( string $content_id, array $json ) {
		$payload             = new self();
		$payload->content_id = $content_id;
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
		$payload->taxonomy = sanitize_key( is_string( $json['taxonomy'] ?? null ) ? $json['taxonomy'] : '' );
		if ( ! in_array( $payload->taxonomy, Scope::taxonomies(), true ) ) {
			/* translators: %s: name of a taxonomy */
			return self::wrong( sprintf( __( 'This WordPress has no taxonomy %s: read site-metadata again.', 'igny8-bridge' ), $payload->taxonomy ), 'igny8_taxonomy_unknown' );
		}
		if ( isset( $payload->texts['name'] ) ) {
			$payload->texts['name'] = sanitize_text_field( $payload->texts['name'] );
		}
		if ( isset( $payload->texts['slug'] ) ) {
			$payload->texts['slug'] = sanitize_title( $payload->texts['slug'] );
		}
		$payload->term_id   = is_numeric( $json['term_id'] ?? null ) ? absint( $json['term_id'] ) : 0;
		$payload->parent_id = is_numeric( $json['parent_id'] ?? null ) && is_taxonomy_hierarchical( $payload->taxonomy ) ? absint( $json['parent_id'] ) : null;
		$payload->seo       = is_array( $json['seo'] ?? null ) ? array_filter( $json['seo'], 'is_scalar' ) : array();
		return $payload;
	}

	/**
	 * A text that was sent, empty when it was not.
	 *
	 * @param string $name Its name.
	 */
	public function text( string $name ): string {
		return $this->texts[ $name ] ?? '';
	}

	/**
	 * Whether a text was sent, if only an empty one.
	 *
	 * @param string $name Its name.
	 */
	public function has( string $name ): bool {
		return isset( $this->texts[ $name ] );
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
