<?php
/**
 * What products have besides.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * WooCommerce's fields, where WooCommerce is.
 */
final class Products {

	/**
	 * Whether there are products here.
	 */
	public static function are_here(): bool {
		return function_exists( 'wc_get_product' ) && post_type_exists( 'product' );
	}

	/**
	 * The further fields of a product.
	 *
	 * @param WP_Post $post The product's post.
	 * @return array<string,mixed>
	 */
	public static function fields( WP_Post $post ): array {
		$product = wc_get_product( $post->ID );
		if ( ! $product ) {
			return array();
		}
		$gallery = array();
		foreach ( (array) $product->get_gallery_image_ids() as $id ) {
			$gallery[] = array( 'id' => (int) $id, 'url' => (string) wp_get_attachment_url( (int) $id ) );
		}
		return array(
			'sku'           => (string) $product->get_sku(),
			'price'         => (string) $product->get_price(),
			'regular_price' => (string) $product->get_regular_price(),
			'sale_price'    => (string) $product->get_sale_price(),
			'currency'      => function_exists( 'get_woocommerce_currency' ) ? (string) get_woocommerce_currency() : '',
			'stock_status'  => (string) $product->get_stock_status(),
			'attributes'    => self::attributes( (array) $product->get_attributes() ),
			'gallery'       => $gallery,
		);
	}

	/**
	 * The attributes with their values in words.
	 *
	 * @param array<string,mixed> $given WooCommerce's objects.
	 * @return array<int,array<string,mixed>>
	 */
	private static function attributes( array $given ): array {
		$list = array();
		foreach ( $given as $attribute ) {
			if ( ! is_object( $attribute ) ) {
				continue;
			}
			$name   = (string) $attribute->get_name();
			$values = (array) $attribute->get_options();
			if ( taxonomy_exists( $name ) ) {
				$terms  = $values ? get_terms( array( 'taxonomy' => $name, 'include' => array_map( 'intval', $values ), 'hide_empty' => false, 'fields' => 'names' ) ) : array();
				$values = is_array( $terms ) ? $terms : array();
			}
			$label  = function_exists( 'wc_attribute_label' ) ? (string) wc_attribute_label( $name ) : $name;
			$list[] = array( 'name' => $name, 'label' => $label, 'values' => array_values( array_map( 'strval', $values ) ) );
		}
		return $list;
	}
}
