<?php
/**
 * Stands in for WooCommerce: the post type, the taxonomies and the functions that the plugin calls.
 */

define( 'WC_VERSION', '9.9' );
add_action(
	'init',
	static function () {
		register_post_type( 'product', array( 'public' => true, 'label' => 'Products' ) );
		register_taxonomy( 'product_cat', 'product', array( 'public' => true, 'hierarchical' => true ) );
		register_taxonomy( 'pa_colour', 'product', array( 'public' => true ) );
	},
	1
);

function get_woocommerce_currency() {
	return 'EUR';
}

function wc_get_product( $id ) {
	$attribute = static fn( $name, $options ) => new class( $name, $options ) {
		private $name;
		private $options;
		public function __construct( $name, $options ) {
			$this->name    = $name;
			$this->options = $options;
		}
		public function get_name() {
			return $this->name;
		}
		public function get_options() {
			return $this->options;
		}
	};
	$colours   = wp_get_object_terms( $id, 'pa_colour', array( 'fields' => 'ids' ) );
	return new class( $id, array( $attribute( 'pa_colour', $colours ), $attribute( 'Size', array( 'S', 'M' ) ) ) ) {
		private $id;
		private $attributes;
		public function __construct( $id, $attributes ) {
			$this->id         = $id;
			$this->attributes = $attributes;
		}
		public function get_sku() {
			return get_post_meta( $this->id, '_sku', true );
		}
		public function get_price() {
			return get_post_meta( $this->id, '_price', true );
		}
		public function get_regular_price() {
			return '20.00';
		}
		public function get_sale_price() {
			return '';
		}
		public function get_stock_status() {
			return 'instock';
		}
		public function get_gallery_image_ids() {
			return array();
		}
		public function get_attributes() {
			return $this->attributes;
		}
	};
}
