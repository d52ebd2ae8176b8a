<?php
/**
 * What there is to know about this WordPress.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

defined( 'ABSPATH' ) || exit;

/**
 * The site, its types, its taxonomies, its authors.
 */
final class Site_Facts {

	/**
	 * How this site introduces itself.
	 *
	 * @return array<string,string>
	 */
	public static function introduction(): array {
		return array(
			'site_url'          => site_url(),
			'rest_url'          => rest_url(),
			'plugin_version'    => IGNY8_BRIDGE_VERSION,
			'wordpress_version' => get_bloginfo( 'version' ),
			'php_version'       => PHP_VERSION,
			'site_name'         => wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ),
			'locale'            => get_locale(),
			'timezone'          => wp_timezone_string(),
		);
	}

	/**
	 * Everything.
	 *
	 * @return array<string,mixed>
	 */
	public static function all(): array {
		$seo = Seo\Seo::writer();
		return array(
			'site_url'         => site_url(),
			'home_url'         => home_url(),
			'rest_url'         => rest_url(),
			'name'             => wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ),
			'description'      => wp_specialchars_decode( get_bloginfo( 'description' ), ENT_QUOTES ),
			'locale'           => get_locale(),
			'timezone'         => wp_timezone_string(),
			'wordpress'        => get_bloginfo( 'version' ),
			'php'              => PHP_VERSION,
			'plugin_version'   => IGNY8_BRIDGE_VERSION,
			'permalinks'       => '' === (string) get_option( 'permalink_structure' ) ? 'plain' : 'pretty',
			'multisite'        => is_multisite(),
			'seo_plugin'       => $seo ? $seo->name() : null,
			'woocommerce'      => defined( 'WC_VERSION' ) ? WC_VERSION : null,
			'post_types'       => array_map( array( self::class, 'post_type' ), Scope::post_types() ),
			'taxonomies'       => array_map( array( self::class, 'taxonomy' ), Scope::taxonomies() ),
			'authors'          => self::authors(),
			'counts'           => self::counts(),
			'max_upload_bytes' => wp_max_upload_size(),
		);
	}

	/**
	 * How many posts of each type and status take part.
	 *
	 * @return array<string,array<string,int>>
	 */
	public static function counts(): array {
		$counts = array();
		foreach ( Scope::post_types() as $type ) {
			$counts[ $type ] = array_map( 'intval', array_intersect_key( (array) wp_count_posts( $type ), array_flip( Scope::STATUSES ) ) );
		}
		return $counts;
	}

	/**
	 * A post type.
	 *
	 * @param string $name Its name.
	 * @return array<string,mixed>
	 */
	private static function post_type( string $name ): array {
		$type = get_post_type_object( $name );
		return array(
			'name'         => $name,
			'label'        => $type->labels->name,
			'public'       => (bool) $type->public,
			'hierarchical' => (bool) $type->hierarchical,
			'supports'     => array_keys( get_all_post_type_supports( $name ) ),
			'taxonomies'   => Scope::taxonomies( $name ),
			'rest_base'    => $type->show_in_rest ? (string) ( $type->rest_base ? $type->rest_base : $name ) : null,
		);
	}

	/**
	 * A taxonomy.
	 *
	 * @param string $name Its name.
	 * @return array<string,mixed>
	 */
	private static function taxonomy( string $name ): array {
		$taxonomy = get_taxonomy( $name );
		return array( 'name' => $name, 'label' => $taxonomy->labels->name, 'hierarchical' => (bool) $taxonomy->hierarchical, 'object_types' => array_values( array_intersect( $taxonomy->object_type, Scope::post_types() ) ) );
	}

	/**
	 * Who may write posts, by the name that is shown in public; no login names, no addresses.
	 *
	 * @return array<int,array<string,mixed>>
	 */
	private static function authors(): array {
		$authors = array();
		foreach ( get_users( array( 'capability' => 'edit_posts', 'number' => 500, 'orderby' => 'ID', 'fields' => array( 'ID', 'display_name', 'user_nicename' ) ) ) as $user ) {
			$authors[] = array( 'id' => (int) $user->ID, 'name' => $user->display_name, 'slug' => $user->user_nicename );
		}
		return $authors;
	}
}
