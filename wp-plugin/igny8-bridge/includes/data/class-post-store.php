<?php
/**
 * Makes one post be as the platform says.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Data;

use Igny8\Bridge\Connection;
use Igny8\Bridge\Sync\Hooks;
use Igny8\Bridge\Sync\Outbox;
use WP_Error;
use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * One content is at most one post, however often and however simultaneously it is sent.
 */
final class Post_Store {

	/**
	 * Creates or updates the post of a content.
	 *
	 * @param Post_Payload $payload What was sent.
	 * @return array<string,mixed>|WP_Error
	 */
	public function upsert( Post_Payload $payload ) {
		return Lock::during(
			'content:' . $payload->content_id,
			function () use ( $payload ) {
				$post = Post_Lookup::by_content_id( $payload->content_id ) ?? Unfinished::find( $payload->content_id );
				if ( $post ) {
					return $this->update( $post, $payload );
				}
				return $payload->post_id ? $this->adopt( $payload ) : $this->create( $payload );
			}
		);
	}

	/**
	 * Takes a post out of public sight. That it is gone already is as good.
	 *
	 * @param string $content_id The platform's id.
	 * @param string $to         `draft` or `trash`.
	 * @return array<string,mixed>|WP_Error
	 */
	public function withdraw( string $content_id, string $to ) {
		return Lock::during(
			'content:' . $content_id,
			function () use ( $content_id, $to ) {
				$post = Post_Lookup::by_content_id( $content_id );
				// What lies in the trash is out of sight; a draft would be brought back from there.
				if ( ! $post || 'trash' === $post->post_status ) {
					return array( 'gone' => true );
				}
				Hooks::quietly(
					static function () use ( $post, $to ) {
						'trash' === $to ? wp_trash_post( $post->ID ) : wp_update_post( array( 'ID' => $post->ID, 'post_status' => 'draft' ) );
					}
				);
				$post = get_post( $post->ID );
				if ( ! $post ) {
					return array( 'gone' => true );
				}
				return $this->finish( $post, array( Post_Marks::PAYLOAD_HASH => '', Post_Marks::VERSION => '' ) ) + array( 'gone' => 'trash' === $to );
			}
		);
	}

	/**
	 * The first time.
	 *
	 * @param Post_Payload $payload What was sent.
	 * @return array<string,mixed>|WP_Error
	 */
	private function create( Post_Payload $payload ) {
		$fields = array(
			'post_type'   => $payload->post_type,
			'post_status' => $payload->text( 'status' ) ?? 'draft',
			'post_author' => $this->author( $payload ),
			'guid'        => Unfinished::guid( $payload->content_id ),
		);
		Unfinished::begin( $payload->content_id );
		$answer = $this->save( $fields, $payload, array( Post_Marks::CONTENT_ID => $payload->content_id ) );
		Unfinished::end( $payload->content_id );
		return is_wp_error( $answer ) ? $answer : array( 'created' => true ) + $answer;
	}

	/**
	 * A post that was here before becomes the content's: the platform read the content from it.
	 *
	 * @param Post_Payload $payload What was sent.
	 * @return array<string,mixed>|WP_Error
	 */
	private function adopt( Post_Payload $payload ) {
		return Lock::during(
			'post:' . $payload->post_id,
			function () use ( $payload ) {
				$post = get_post( $payload->post_id );
				if ( ! $post || ! Scope::has_type( $post->post_type ) || ! in_array( $post->post_status, array_merge( Scope::STATUSES, array( 'trash' ) ), true ) ) {
					return new WP_Error( 'igny8_post_unknown', __( 'The post that was named is not here any more: publish without naming one, and a new post is made.', 'igny8-bridge' ), array( 'status' => 404 ) );
				}
				if ( Post_Marks::is_managed( $post->ID ) ) {
					return new WP_Error( 'igny8_post_taken', __( 'The post that was named belongs to another text of IGNY8: withdraw that one first.', 'igny8-bridge' ), array( 'status' => 409, 'post_id' => $post->ID, 'content_id' => Post_Marks::content_id( $post->ID ) ) );
				}
				return $this->update( $post, $payload, array( Post_Marks::CONTENT_ID => $payload->content_id, Post_Marks::MANAGED => (string) $post->ID ) );
			}
		);
	}

	/**
	 * Every other time.
	 *
	 * @param WP_Post              $post    The post.
	 * @param Post_Payload         $payload What was sent.
	 * @param array<string,string> $marks   What to note with it when it becomes the content's only now.
	 * @return array<string,mixed>|WP_Error
	 */
	private function update( WP_Post $post, Post_Payload $payload, array $marks = array() ) {
		$now     = Post_Hash::of( $post );
		$sent    = $payload->text( 'payload_hash' );
		$is_same = ! $marks && ! $this->is_out_of_step( $post ) && null !== $sent && '' !== $sent && Post_Marks::read( $post->ID, Post_Marks::PAYLOAD_HASH ) === $sent;
		if ( $is_same && ( null === $payload->text( 'if_hash' ) || Post_Marks::read( $post->ID, Post_Marks::HASH ) === $now ) ) {
			return $this->describe( $post, $now ) + $this->stored( $post, $payload ) + array( 'written' => false );
		}
		$is_newer = null !== $payload->text( 'if_hash' ) ? $payload->text( 'if_hash' ) !== $now : null !== $payload->text( 'if_modified_gmt' )
			&& strtotime( $payload->text( 'if_modified_gmt' ) . ( 'Z' === substr( (string) $payload->text( 'if_modified_gmt' ), -1 ) ? '' : ' UTC' ) ) !== strtotime( $post->post_modified_gmt . ' UTC' );
		if ( $is_newer ) {
			return new WP_Error(
				'igny8_changed_here',
				__( 'The post was changed in WordPress since IGNY8 last saw it: compare both before writing.', 'igny8-bridge' ),
				array( 'status' => 409, 'post_id' => $post->ID, 'hash' => $now, 'modified_gmt' => Post_View::time( $post->post_modified_gmt ) )
			);
		}
		$fields  = array( 'ID' => $post->ID, 'post_status' => $payload->text( 'status' ) ?? $post->post_status );
		$is_ours = Post_Marks::read( $post->ID, Post_Marks::AUTHOR ) === (string) $post->post_author;
		$author  = $payload->author_id ? $payload->author_id : ( $is_ours ? $payload->our_author_id : 0 );
		if ( $author && get_userdata( $author ) ) {
			$fields['post_author'] = $author;
		}
		$answer = $this->save( $fields, $payload, $marks );
		return is_wp_error( $answer ) ? $answer : $answer + array( 'created' => false );
	}

	/**
	 * Whether the post is not where any publishing leaves it: in the trash, or still scheduled although its time has come.
	 *
	 * @param WP_Post $post The post.
	 */
	private function is_out_of_step( WP_Post $post ): bool {
		return 'trash' === $post->post_status || ( 'future' === $post->post_status && strtotime( $post->post_date_gmt . ' UTC' ) <= time() );
	}

	/**
	 * Writes everything; WordPress's last hooks come when terms and image are there, as in its own REST routes.
	 *
	 * @param array<string,mixed>  $fields  What create and update decided.
	 * @param Post_Payload         $payload What was sent.
	 * @param array<string,string> $marks   What to note with the post's own row.
	 * @return array<string,mixed>|WP_Error
	 */
	private function save( array $fields, Post_Payload $payload, array $marks ) {
		foreach ( array( 'title' => 'post_title', 'html' => 'post_content', 'excerpt' => 'post_excerpt', 'slug' => 'post_name' ) as $sent => $name ) {
			if ( null !== $payload->text( $sent ) && ( 'slug' !== $sent || '' !== $payload->text( $sent ) ) ) {
				$fields[ $name ] = $payload->text( $sent );
			}
		}
		$fields   += Post_Dates::fields( $payload, $fields );
		$warnings  = array();
		$before    = isset( $fields['ID'] ) ? get_post( $fields['ID'] ) : null;
		$type      = $before ? $before->post_type : $payload->post_type;
		$term_ids  = Hooks::quietly(
			static function () use ( $payload, $type, &$warnings ) {
				return ( new Term_Writer() )->resolve( $payload->terms, $type, $warnings );
			}
		);
		$seo       = Seo\Seo::writer();
		$meta      = $marks + ( $seo && $payload->seo ? $seo->meta( $payload->seo ) : array() );
		if ( $meta ) {
			$fields['meta_input'] = $meta;
		}
		return Hooks::quietly(
			function () use ( $fields, $payload, $term_ids, $seo, $before, $warnings ) {
				// Title and excerpt are plain text already; the text itself stays filtered as for any author.
				remove_filter( 'title_save_pre', 'wp_filter_kses' );
				remove_filter( 'excerpt_save_pre', 'wp_filter_post_kses' );
				if ( $before && 'trash' === $before->post_status && 'trash' !== $fields['post_status'] ) {
					// Writing another status alone would leave the comments in the trash, and bring the old slug back later.
					wp_untrash_post( $before->ID );
					$before = get_post( $before->ID );
				}
				$id = $before ? wp_update_post( wp_slash( $fields ), true, false ) : wp_insert_post( wp_slash( $fields ), true, false );
				if ( is_wp_error( $id ) ) {
					$id->add_data( array( 'status' => 500 ) );
					return $id;
				}
				foreach ( $term_ids as $taxonomy => $ids ) {
					wp_set_object_terms( $id, $ids, $taxonomy );
				}
				$featured_id = $this->featured( $id, $payload );
				if ( null !== $featured_id ) {
					$featured_id ? set_post_thumbnail( $id, $featured_id ) : delete_post_thumbnail( $id );
				}
				if ( $seo && $payload->seo ) {
					$seo->after( $id, $payload->seo );
				}
				wp_after_insert_post( $id, null !== $before, $before );
				$notes = array( Post_Marks::PAYLOAD_HASH => (string) $payload->text( 'payload_hash' ), Post_Marks::VERSION => $payload->version ) + $payload->marks;
				if ( null !== $featured_id ) {
					$notes[ Post_Marks::FEATURED ] = (string) $featured_id;
				}
				if ( isset( $fields['post_author'] ) ) {
					$notes[ Post_Marks::AUTHOR ] = (string) $fields['post_author'];
				}
				if ( null !== $payload->text( 'task_id' ) ) {
					$notes[ Post_Marks::TASK_ID ] = sanitize_text_field( $payload->text( 'task_id' ) );
				}
				$post = get_post( $id );
				return $this->finish( $post, $notes ) + $this->stored( $post, $payload ) + array( 'written' => true, 'seo_plugin' => $seo ? $seo->name() : null, 'warnings' => $warnings );
			}
		);
	}

	/**
	 * The featured image to set: 0 for none, null for "as it is".
	 *
	 * @param int          $id      The post.
	 * @param Post_Payload $payload What was sent.
	 */
	private function featured( int $id, Post_Payload $payload ): ?int {
		$is_ours = Post_Marks::read( $id, Post_Marks::FEATURED ) === (string) get_post_thumbnail_id( $id );
		return $payload->featured_id ?? ( $payload->drops_our_image && $is_ours ? 0 : null );
	}

	/**
	 * The text as it is here, where WordPress or a plugin changed what was sent.
	 *
	 * @param WP_Post      $post    The post.
	 * @param Post_Payload $payload What was sent.
	 * @return array<string,string>
	 */
	private function stored( WP_Post $post, Post_Payload $payload ): array {
		$sent = $payload->text( 'html' );
		return null === $sent || $sent === $post->post_content ? array() : array( 'raw' => $post->post_content );
	}

	/**
	 * Notes what was written, and says it.
	 *
	 * @param WP_Post              $post  The post.
	 * @param array<string,string> $notes Further marks.
	 * @return array<string,mixed>
	 */
	private function finish( WP_Post $post, array $notes ): array {
		$hash = Post_Hash::of( $post );
		Post_Marks::write(
			$post->ID,
			$notes + array(
				Post_Marks::MANAGED => (string) $post->ID,
				Post_Marks::STATUS  => $post->post_status,
				Post_Marks::SYNCED  => gmdate( 'Y-m-d\TH:i:s\Z' ),
				Post_Marks::HASH    => $hash,
			)
		);
		Outbox::note_received( $post );
		return $this->describe( $post, $hash );
	}

	/**
	 * The post in an answer.
	 *
	 * @param WP_Post $post The post.
	 * @param string  $hash Its hash.
	 * @return array<string,mixed>
	 */
	private function describe( WP_Post $post, string $hash ): array {
		return array(
			'post_id'      => $post->ID,
			'content_id'   => Post_Marks::content_id( $post->ID ),
			'url'          => (string) get_permalink( $post ),
			'edit_url'     => admin_url( 'post.php?post=' . $post->ID . '&action=edit' ),
			'status'       => $post->post_status,
			'slug'         => $post->post_name,
			'modified_gmt' => Post_View::time( $post->post_modified_gmt ),
			'hash'         => $hash,
			'created'      => false,
		);
	}

	/**
	 * Who is named as author of a new post: whom the platform says, else who connected the two.
	 *
	 * @param Post_Payload $payload What was sent.
	 */
	private function author( Post_Payload $payload ): int {
		foreach ( array( $payload->author_id, (int) Connection::load()->text( 'user_id' ) ) as $id ) {
			if ( $id && get_userdata( $id ) ) {
				return $id;
			}
		}
		$first = get_users( array( 'role' => 'administrator', 'number' => 1, 'fields' => 'ID', 'orderby' => 'ID' ) );
		return (int) ( $first[0] ?? 0 );
	}
}
