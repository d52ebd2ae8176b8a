<?php
/**
 * Stores images.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * The same bytes are one attachment, however often they are sent.
 */
final class Media_Store {

	private const SHA256   = '_igny8_sha256';
	private const MADE_FOR = '_igny8_image_of';
	private const TYPES    = array(
		'image/jpeg' => 'jpg',
		'image/png'  => 'png',
		'image/gif'  => 'gif',
		'image/webp' => 'webp',
		'image/avif' => 'avif',
	);

	/**
	 * Stores an image, or finds it.
	 *
	 * @param string              $bytes The image.
	 * @param array<string,mixed> $facts declared_size, name, sha256, alt, caption, title, content_id.
	 * @return array<string,mixed>|WP_Error
	 */
	public function store( string $bytes, array $facts ) {
		$limit = wp_max_upload_size();
		if ( max( strlen( $bytes ), $facts['declared_size'] ) > $limit ) {
			/* translators: %s: size */
			return $this->no( 'igny8_too_large', sprintf( __( 'The image is larger than the %s that this WordPress accepts.', 'igny8-bridge' ), size_format( $limit ) ), 413, array( 'max_upload_bytes' => $limit ) );
		}
		$sha256 = hash( 'sha256', $bytes );
		if ( '' === $bytes || ( '' !== $facts['sha256'] && ! hash_equals( $sha256, $facts['sha256'] ) ) ) {
			return $this->no( 'igny8_incomplete', __( 'The image did not arrive whole: send it again.', 'igny8-bridge' ), 400 );
		}
		return Lock::during(
			'media:' . $sha256,
			function () use ( $bytes, $facts, $sha256 ) {
				$found = $this->find( array( $sha256 ) );
				if ( $found ) {
					return $this->facts( $found[ $sha256 ] ) + array( 'created' => false );
				}
				$id = $this->make( $bytes, $facts, $sha256 );
				return is_wp_error( $id ) ? $id : $this->facts( $id ) + array( 'created' => true );
			}
		);
	}

	/**
	 * The images of a list that are here, as an answer tells them, by checksum.
	 *
	 * @param string[] $sums SHA-256 checksums.
	 * @return array<string,array<string,mixed>>
	 */
	public function held( array $sums ): array {
		return array_map( array( $this, 'facts' ), $this->find( $sums ) );
	}

	/**
	 * The attachments with these bytes, by checksum. One whose file was removed from the disk does not count.
	 *
	 * @param string[] $sums SHA-256 checksums.
	 * @return array<string,int>
	 */
	private function find( array $sums ): array {
		global $wpdb;
		if ( ! $sums ) {
			return array();
		}
		$places = implode( ', ', array_fill( 0, count( $sums ), '%s' ) );
		$rows   = $wpdb->get_results( $wpdb->prepare( "SELECT post_id, meta_value FROM {$wpdb->postmeta} WHERE meta_key = %s AND meta_value IN ({$places}) ORDER BY post_id", array_merge( array( self::SHA256 ), $sums ) ) );
		$found  = array();
		_prime_post_caches( array_map( 'intval', wp_list_pluck( $rows, 'post_id' ) ), false, true );
		foreach ( $rows as $row ) {
			$file = isset( $found[ $row->meta_value ] ) ? false : get_attached_file( (int) $row->post_id );
			if ( $file && file_exists( $file ) && 'attachment' === get_post_type( (int) $row->post_id ) ) {
				$found[ $row->meta_value ] = (int) $row->post_id;
			}
		}
		return $found;
	}

	/**
	 * Makes the attachment with all its sizes.
	 *
	 * @param string              $bytes  The image.
	 * @param array<string,mixed> $facts  As above.
	 * @param string              $sha256 The checksum.
	 * @return int|WP_Error
	 */
	private function make( string $bytes, array $facts, string $sha256 ) {
		require_once ABSPATH . 'wp-admin/includes/file.php';
		require_once ABSPATH . 'wp-admin/includes/image.php';
		$temporary = wp_tempnam( 'igny8' );
		if ( ! $temporary || strlen( $bytes ) !== file_put_contents( $temporary, $bytes ) ) {
			return $this->no( 'igny8_disk', __( 'The image could not be written: check free space and permissions of the uploads folder.', 'igny8-bridge' ), 507 );
		}
		$type = (string) wp_get_image_mime( $temporary );
		if ( ! isset( self::TYPES[ $type ] ) || ! in_array( $type, get_allowed_mime_types(), true ) || ! $this->is_image( $temporary, $type ) ) {
			wp_delete_file( $temporary );
			return $this->no( 'igny8_media_type', __( 'This WordPress takes no such images: send JPEG, PNG, GIF or WebP.', 'igny8-bridge' ), 415 );
		}
		$name   = sanitize_file_name( pathinfo( (string) $facts['name'], PATHINFO_FILENAME ) );
		$upload = array(
			'name'     => ( '' === $name ? 'image-' . substr( $sha256, 0, 8 ) : $name ) . '.' . self::TYPES[ $type ],
			'tmp_name' => $temporary,
			'size'     => strlen( $bytes ),
			'error'    => 0,
			'type'     => $type,
		);
		$stored = wp_handle_sideload( $upload, array( 'test_form' => false ) );
		if ( isset( $stored['error'] ) ) {
			wp_delete_file( $temporary );
			return $this->no( 'igny8_media_refused', sanitize_text_field( (string) $stored['error'] ), 422 );
		}
		$id = wp_insert_attachment(
			wp_slash(
				array(
					'post_mime_type' => $stored['type'],
					'post_title'     => '' !== $facts['title'] ? $facts['title'] : $name,
					'post_excerpt'   => $facts['caption'],
					'post_status'    => 'inherit',
					'meta_input'     => array( self::SHA256 => $sha256, self::MADE_FOR => $facts['content_id'] ) + ( '' === $facts['alt'] ? array() : array( '_wp_attachment_image_alt' => $facts['alt'] ) ),
				)
			),
			$stored['file'],
			0,
			true
		);
		if ( ! is_wp_error( $id ) ) {
			wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $stored['file'] ) );
		}
		return $id;
	}

	/**
	 * Whether the file can be opened as the image it says it is; taken on trust where this WordPress cannot edit the type.
	 *
	 * @param string $file The file.
	 * @param string $type Its MIME type.
	 */
	private function is_image( string $file, string $type ): bool {
		return ! wp_image_editor_supports( array( 'mime_type' => $type ) ) || ! is_wp_error( wp_get_image_editor( $file, array( 'mime_type' => $type ) ) );
	}

	/**
	 * An attachment in an answer.
	 *
	 * @param int $id The attachment.
	 * @return array<string,mixed>
	 */
	private function facts( int $id ): array {
		$meta = wp_get_attachment_metadata( $id );
		return array(
			'attachment_id' => $id,
			'url'           => (string) wp_get_attachment_url( $id ),
			'width'         => is_array( $meta ) ? (int) ( $meta['width'] ?? 0 ) : 0,
			'height'        => is_array( $meta ) ? (int) ( $meta['height'] ?? 0 ) : 0,
		);
	}

	/**
	 * A refusal.
	 *
	 * @param string              $code     For programs.
	 * @param string              $sentence For people.
	 * @param int                 $status   The HTTP status.
	 * @param array<string,mixed> $data     More for programs.
	 */
	private function no( string $code, string $sentence, int $status, array $data = array() ): WP_Error {
		return new WP_Error( $code, $sentence, array( 'status' => $status ) + $data );
	}
}
