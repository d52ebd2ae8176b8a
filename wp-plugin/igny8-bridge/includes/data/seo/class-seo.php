<?php
/**
 * Chooses who is told about SEO fields.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data\Seo;

defined( 'ABSPATH' ) || exit;

/**
 * The SEO plugin of this site, if there is one.
 */
final class Seo {

	/**
	 * The writer for the active plugin, null when there is none.
	 */
	public static function writer(): ?Seo_Writer {
		if ( defined( 'WPSEO_VERSION' ) ) {
			return new Yoast();
		}
		if ( defined( 'RANK_MATH_VERSION' ) ) {
			return new Rank_Math();
		}
		return defined( 'AIOSEO_VERSION' ) || function_exists( 'aioseo' ) ? new Aioseo() : null;
	}

	/**
	 * The fields of a post, empty without a SEO plugin.
	 *
	 * @param int $post_id The post.
	 * @return array{title:string,description:string,focus_keyword:string}
	 */
	public static function read( int $post_id ): array {
		$writer = self::writer();
		return $writer ? $writer->read( $post_id ) : array( 'title' => '', 'description' => '', 'focus_keyword' => '' );
	}

	/**
	 * The fields of a term, empty without a SEO plugin.
	 *
	 * @param int    $term_id  The term.
	 * @param string $taxonomy Its taxonomy.
	 * @return array{title:string,description:string,focus_keyword:string}
	 */
	public static function read_term( int $term_id, string $taxonomy ): array {
		$writer = self::writer();
		return $writer ? $writer->read_term( $term_id, $taxonomy ) : array( 'title' => '', 'description' => '', 'focus_keyword' => '' );
	}

	/**
	 * The given fields under a plugin's own names, cleaned.
	 *
	 * @param array<string,mixed>  $fields What was sent.
	 * @param array<string,string> $names  Our name to theirs.
	 * @return array<string,string>
	 */
	public static function rename( array $fields, array $names ): array {
		$renamed = array();
		foreach ( $names as $ours => $theirs ) {
			if ( isset( $fields[ $ours ] ) ) {
				$renamed[ $theirs ] = 'canonical' === $ours ? esc_url_raw( (string) $fields[ $ours ] ) : sanitize_text_field( (string) $fields[ $ours ] );
			}
		}
		return $renamed;
	}

	/**
	 * The social image's id and address under a plugin's own names.
	 *
	 * @param array<string,mixed> $fields What was sent.
	 * @param string              $id     Their name of the id.
	 * @param string              $url    Their name of the address.
	 * @return array<string,string>
	 */
	public static function image( array $fields, string $id, string $url ): array {
		$given   = absint( $fields['og_image_attachment_id'] ?? 0 );
		$address = $given ? wp_get_attachment_url( $given ) : false;
		return $address ? array( $id => (string) $given, $url => $address ) : array();
	}
}
