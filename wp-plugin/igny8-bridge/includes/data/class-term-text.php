<?php
/**
 * Lets a term's description be a text.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

defined( 'ABSPATH' ) || exit;

/**
 * WordPress filters descriptions of terms like comments: no headings, no paragraphs, no lists. The descriptions of our terms are
 * filtered like posts instead, when we write them and when somebody here saves such a term, if only its name.
 */
final class Term_Text {

	private const FILTER = 'pre_term_description';

	/**
	 * Where WordPress's own filter stood; null while nothing is changed, false when it was not there.
	 *
	 * @var int|false|null
	 */
	private static $priority;

	/**
	 * Does something with descriptions filtered like posts.
	 *
	 * @param callable $work What to do.
	 * @return mixed What it gives.
	 */
	public static function during( callable $work ) {
		self::loosen();
		try {
			return $work();
		} finally {
			self::tighten( '' );
		}
	}

	/**
	 * WordPress cleans a term's fields one after the other, first its id: the moment to see whose description will follow.
	 *
	 * @param mixed $term_id The term.
	 * @return mixed The same.
	 */
	public static function keep( $term_id ) {
		if ( null === self::$priority && null !== Term_Marks::content_id( (int) $term_id ) ) {
			self::loosen();
			add_filter( self::FILTER, array( self::class, 'tighten' ), PHP_INT_MAX );
		}
		return $term_id;
	}

	/**
	 * Puts WordPress's filter back.
	 *
	 * @param mixed $description What the filters made of the description.
	 * @return mixed The same.
	 */
	public static function tighten( $description ) {
		remove_filter( self::FILTER, array( self::class, 'tighten' ), PHP_INT_MAX );
		remove_filter( self::FILTER, array( self::class, 'clean' ), 10 );
		if ( is_int( self::$priority ) ) {
			add_filter( self::FILTER, 'wp_filter_kses', self::$priority );
		}
		self::$priority = null;
		return $description;
	}

	/**
	 * What a post may hold.
	 *
	 * @param string $description With slashes, as all filters of this kind.
	 */
	public static function clean( $description ): string {
		return wp_slash( wp_kses_post( wp_unslash( (string) $description ) ) );
	}

	/**
	 * Puts the filter of posts in the place of the one of comments.
	 */
	private static function loosen(): void {
		self::$priority = has_filter( self::FILTER, 'wp_filter_kses' );
		if ( is_int( self::$priority ) ) {
			remove_filter( self::FILTER, 'wp_filter_kses', self::$priority );
		}
		add_filter( self::FILTER, array( self::class, 'clean' ), 10 );
	}
}
