<?php
/**
 * Makes one term be as the platform says.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

use Igny8\Bridge\Sync\Hooks;
use Igny8\Bridge\Sync\Outbox;
use WP_Error;
use WP_Term;

defined( 'ABSPATH' ) || exit;

/**
 * One content is the description of at most one term, however often and however simultaneously it is sent.
 */
final class Term_Store {

	/**
	 * Creates or updates the term of a content.
	 *
	 * @param Term_Payload $payload What was sent.
	 * @return array<string,mixed>|WP_Error
	 */
	public function upsert( Term_Payload $payload ) {
		return Lock::during(
			'term-content:' . $payload->content_id,
			function () use ( $payload ) {
				$term = Term_Marks::term_of( $payload->content_id );
				if ( $term ) {
					return $this->update( $term, $payload );
				}
				// The lock under which posts make their terms: nobody may make the same one beside us, or adopt it.
				$term = Lock::during(
					'term:' . $payload->taxonomy,
					function () use ( $payload ) {
						return $payload->term_id ? $this->adopt( $payload ) : $this->make( $payload );
					}
				);
				if ( ! $term instanceof WP_Term ) {
					return $term;
				}
				$answer = $this->update( $term, $payload, true );
				return is_wp_error( $answer ) || $payload->term_id ? $answer : array( 'created' => true ) + $answer;
			}
		);
	}

	/**
	 * Takes our text away from a term; the term itself belongs to the site and stays.
	 *
	 * @param string $content_id The platform's id.
	 * @return array<string,mixed>|WP_Error
	 */
	public function withdraw( string $content_id ) {
		return Lock::during(
			'term-content:' . $content_id,
			function () use ( $content_id ) {
				$term = Term_Marks::term_of( $content_id );
				if ( ! $term ) {
					return array( 'gone' => true );
				}
				$warnings = array();
				if ( Term_Marks::read( $term->term_id, Term_Marks::TEXT ) !== hash( 'sha256', $term->description ) ) {
					$warnings[] = __( 'The description was changed in WordPress and stays as it is.', 'igny8-bridge' );
				} elseif ( '' !== $term->description ) {
					$written = $this->write( $term, array( 'description' => '' ) );
					if ( is_wp_error( $written ) ) {
						return $written;
					}
					$term = $written;
				}
				Term_Marks::forget( $term->term_id );
				Outbox::note_received_term( $term );
				return $this->describe( $term ) + array( 'gone' => false, 'written' => ! $warnings, 'warnings' => $warnings );
			}
		);
	}

	/**
	 * Makes the term and marks it.
	 *
	 * @param Term_Payload $payload What was sent.
	 * @return WP_Term|WP_Error
	 */
	private function make( Term_Payload $payload ) {
		if ( '' === $payload->text( 'name' ) ) {
			return new WP_Error( 'igny8_invalid', __( 'A new term needs a name.', 'igny8-bridge' ), array( 'status' => 400 ) );
		}
		wp_cache_set_terms_last_changed();
		$slug = '' !== $payload->text( 'slug' ) ? $payload->text( 'slug' ) : sanitize_title( $payload->text( 'name' ) );
		$id   = Unfinished::find_term( $payload->content_id, $payload->taxonomy, $slug );
		if ( ! $id ) {
			Unfinished::begin_term( $payload->content_id );
			$parent = (int) $payload->parent_id;
			$made   = Hooks::quietly(
				static function () use ( $payload, $slug, $parent ) {
					$arguments = array( 'slug' => $slug, 'parent' => term_exists( $parent, $payload->taxonomy ) ? $parent : 0 );
					return wp_insert_term( wp_slash( $payload->text( 'name' ) ), $payload->taxonomy, $arguments );
				}
			);
			if ( is_wp_error( $made ) ) {
				Unfinished::end( Unfinished::TERM . $payload->content_id );
				return $this->refused( $made );
			}
			$id = (int) $made['term_id'];
		}
		Term_Marks::write( $id, array( Term_Marks::CONTENT_ID => $payload->content_id, Term_Marks::MANAGED => (string) $id ) );
		Unfinished::end( Unfinished::TERM . $payload->content_id );
		return get_term( $id, $payload->taxonomy );
	}

	/**
	 * A term that was here before becomes the content's.
	 *
	 * @param Term_Payload $payload What was sent.
	 * @return WP_Term|WP_Error
	 */
	private function adopt( Term_Payload $payload ) {
		$term = get_term( $payload->term_id, $payload->taxonomy );
		if ( ! $term instanceof WP_Term ) {
			return new WP_Error( 'igny8_term_unknown', __( 'The term that was named is not here any more: publish without naming one, and a new term is made.', 'igny8-bridge' ), array( 'status' => 404 ) );
		}
		if ( null !== Term_Marks::content_id( $term->term_id ) ) {
			return new WP_Error( 'igny8_term_taken', __( 'The term that was named carries another text of IGNY8: withdraw that one first.', 'igny8-bridge' ), array( 'status' => 409, 'term_id' => $term->term_id, 'content_id' => Term_Marks::content_id( $term->term_id ) ) );
		}
		if ( $payload->has( 'if_hash' ) && Term_View::hash( $term ) !== $payload->text( 'if_hash' ) ) {
			return $this->changed_here( $term );
		}
		Term_Marks::forget( $term->term_id );
		Term_Marks::write( $term->term_id, array( Term_Marks::CONTENT_ID => $payload->content_id, Term_Marks::MANAGED => (string) $term->term_id ) );
		return $term;
	}

	/**
	 * Writes what was sent.
	 *
	 * @param WP_Term      $term     The term.
	 * @param Term_Payload $payload  What was sent.
	 * @param bool         $is_first It became the content's just now: there is nothing the platform could have seen of it before.
	 * @return array<string,mixed>|WP_Error
	 */
	private function update( WP_Term $term, Term_Payload $payload, bool $is_first = false ) {
		$now        = Term_View::hash( $term );
		$sent       = $payload->text( 'payload_hash' );
		$is_same    = '' !== $sent && Term_Marks::read( $term->term_id, Term_Marks::PAYLOAD_HASH ) === $sent;
		$is_as_left = Term_Marks::read( $term->term_id, Term_Marks::HASH ) === $now;
		if ( $is_same && ( ! $payload->has( 'if_hash' ) || $is_as_left ) ) {
			return $this->describe( $term ) + array( 'written' => false, 'warnings' => array() );
		}
		if ( ! $is_first && $payload->has( 'if_hash' ) && $payload->text( 'if_hash' ) !== $now ) {
			return $this->changed_here( $term );
		}
		$warnings = array();
		$fields   = $this->fields( $term, $payload, $warnings );
		$seo      = Seo\Seo::writer();
		if ( $seo && $payload->seo && ! $seo->write_term( $term->term_id, $term->taxonomy, $payload->seo ) ) {
			$warnings[] = __( 'All in One SEO has no fields for terms in its free edition: title and description for search engines were left out.', 'igny8-bridge' );
		}
		$written = $this->write( $term, $fields );
		if ( is_wp_error( $written ) ) {
			return $written;
		}
		$marks = array(
			Term_Marks::PAYLOAD_HASH => $sent,
			Term_Marks::HASH         => Term_View::hash( $written ),
			Term_Marks::SYNCED       => gmdate( 'Y-m-d\TH:i:s\Z' ),
		);
		if ( $payload->has( 'html' ) ) {
			$marks[ Term_Marks::TEXT ] = hash( 'sha256', $written->description );
		}
		Term_Marks::write( $written->term_id, $marks );
		Outbox::note_received_term( $written );
		return $this->describe( $written ) + array( 'written' => true, 'warnings' => $warnings );
	}

	/**
	 * The term's fields for WordPress.
	 *
	 * @param WP_Term      $term     The term.
	 * @param Term_Payload $payload  What was sent.
	 * @param string[]     $warnings Gets a sentence for what could not be done.
	 * @return array<string,mixed>
	 */
	private function fields( WP_Term $term, Term_Payload $payload, array &$warnings ): array {
		$fields = $payload->has( 'html' ) ? array( 'description' => $payload->text( 'html' ) ) : array();
		if ( '' !== $payload->text( 'name' ) ) {
			$fields['name'] = $payload->text( 'name' );
		}
		$slug = $payload->text( 'slug' );
		if ( '' !== $slug && $slug !== $term->slug ) {
			$other = get_term_by( 'slug', $slug, $term->taxonomy );
			if ( $other instanceof WP_Term && $other->term_id !== $term->term_id ) {
				/* translators: %s: slug */
				$warnings[] = sprintf( __( 'The slug %s belongs to another term; it was left as it is.', 'igny8-bridge' ), $slug );
			} else {
				$fields['slug'] = $slug;
			}
		}
		if ( null !== $payload->parent_id && $payload->parent_id !== $term->parent ) {
			$line = $payload->parent_id ? array_merge( array( $payload->parent_id ), get_ancestors( $payload->parent_id, $term->taxonomy, 'taxonomy' ) ) : array();
			if ( ( $payload->parent_id && ! term_exists( $payload->parent_id, $term->taxonomy ) ) || in_array( $term->term_id, $line, true ) ) {
				$warnings[] = __( 'The parent that was named cannot be the parent of this term; it was left as it is.', 'igny8-bridge' );
			} else {
				$fields['parent'] = $payload->parent_id;
			}
		}
		return $fields;
	}

	/**
	 * Lets WordPress write.
	 *
	 * @param WP_Term             $term   The term.
	 * @param array<string,mixed> $fields Its new fields.
	 * @return WP_Term|WP_Error
	 */
	private function write( WP_Term $term, array $fields ) {
		$done = Hooks::quietly(
			static function () use ( $term, $fields ) {
				return Term_Text::during(
					static function () use ( $term, $fields ) {
						return wp_update_term( $term->term_id, $term->taxonomy, wp_slash( $fields ) );
					}
				);
			}
		);
		return is_wp_error( $done ) ? $this->refused( $done ) : get_term( $term->term_id, $term->taxonomy );
	}

	/**
	 * The term in an answer.
	 *
	 * @param WP_Term $term The term.
	 * @return array<string,mixed>
	 */
	private function describe( WP_Term $term ): array {
		$taxonomy = get_taxonomy( $term->taxonomy );
		$editor   = array( 'taxonomy' => $term->taxonomy, 'tag_ID' => $term->term_id, 'post_type' => $taxonomy->object_type[0] ?? 'post' );
		return array(
			'term_id'    => $term->term_id,
			'content_id' => Term_Marks::content_id( $term->term_id ),
			'taxonomy'   => $term->taxonomy,
			'slug'       => $term->slug,
			'url'        => Term_View::url( $term->term_id, $term->taxonomy ),
			'edit_url'   => add_query_arg( $editor, admin_url( 'term.php' ) ),
			'hash'       => Term_View::hash( $term ),
			'created'    => false,
		);
	}

	/**
	 * Somebody changed the term here.
	 *
	 * @param WP_Term $term The term.
	 */
	private function changed_here( WP_Term $term ): WP_Error {
		return new WP_Error( 'igny8_changed_here', __( 'The term was changed in WordPress since IGNY8 last saw it: compare both before writing.', 'igny8-bridge' ), array( 'status' => 409, 'term_id' => $term->term_id, 'hash' => Term_View::hash( $term ) ) );
	}

	/**
	 * WordPress did not want to.
	 *
	 * @param WP_Error $error Its reason.
	 */
	private function refused( WP_Error $error ): WP_Error {
		if ( 'term_exists' === $error->get_error_code() ) {
			return new WP_Error( 'igny8_term_exists', __( 'There is a term of this name already: name it as term_id to write its description.', 'igny8-bridge' ), array( 'status' => 409, 'term_id' => (int) $error->get_error_data( 'term_exists' ) ) );
		}
		return new WP_Error( 'igny8_term_refused', wp_strip_all_tags( $error->get_error_message() ), array( 'status' => 422 ) );
	}
}
