<?php
/**
 * The tab "Log"; $connection comes from Settings_Page::show().
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Admin;

use Igny8\Bridge\Sync\Outbox;

defined( 'ABSPATH' ) || exit;

$igny8_rows   = Outbox::newest( 50 );
$igny8_states = array(
	'waiting'  => __( 'Waits', 'igny8-bridge' ),
	'sent'     => __( 'Sent', 'igny8-bridge' ),
	'replaced' => __( 'Replaced by a newer one', 'igny8-bridge' ),
	'failed'   => __( 'Given up', 'igny8-bridge' ),
	'received' => __( 'Received', 'igny8-bridge' ),
);
$igny8_types  = array(
	'post.saved'         => __( 'Saved', 'igny8-bridge' ),
	'post.trashed'       => __( 'Moved to the trash', 'igny8-bridge' ),
	'post.deleted'       => __( 'Deleted', 'igny8-bridge' ),
	'post.written'       => __( 'Written by IGNY8', 'igny8-bridge' ),
	'term.written'       => __( 'Term written by IGNY8', 'igny8-bridge' ),
	'term.saved'         => __( 'Term saved', 'igny8-bridge' ),
	'term.deleted'       => __( 'Term deleted', 'igny8-bridge' ),
	'plugin.deactivated' => __( 'Plugin switched off', 'igny8-bridge' ),
);

?>
<div class="igny8-card igny8-wide">
	<h2><?php esc_html_e( 'Log', 'igny8-bridge' ); ?></h2>
	<p class="igny8-lead"><?php esc_html_e( 'The last 50 events, kept for 14 days.', 'igny8-bridge' ); ?></p>
	<?php if ( ! $igny8_rows ) : ?>
		<p class="igny8-quiet"><?php esc_html_e( 'Nothing has happened yet.', 'igny8-bridge' ); ?></p>
	<?php else : ?>
		<table class="widefat striped igny8-log">
			<thead><tr>
				<th scope="col"><?php esc_html_e( 'When', 'igny8-bridge' ); ?></th>
				<th scope="col"><?php esc_html_e( 'What', 'igny8-bridge' ); ?></th>
				<th scope="col"><?php esc_html_e( 'About', 'igny8-bridge' ); ?></th>
				<th scope="col"><?php esc_html_e( 'State', 'igny8-bridge' ); ?></th>
			</tr></thead>
			<tbody>
			<?php
			foreach ( $igny8_rows as $igny8_row ) :
				$igny8_is_post = 0 === strpos( $igny8_row->object, 'post:' );
				$igny8_title   = $igny8_is_post ? get_the_title( (int) $igny8_row->object_id ) : '';
				$igny8_edit    = $igny8_is_post ? (string) get_edit_post_link( (int) $igny8_row->object_id ) : '';
				if ( 0 === strpos( $igny8_row->object, 'term:' ) ) {
					$igny8_term  = get_term( (int) $igny8_row->object_id );
					$igny8_title = $igny8_term instanceof \WP_Term ? wp_specialchars_decode( $igny8_term->name, ENT_QUOTES ) : '';
					$igny8_edit  = $igny8_term instanceof \WP_Term ? (string) get_edit_term_link( $igny8_term ) : '';
				}
				?>
				<tr>
					<td><?php echo esc_html( wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), (int) $igny8_row->created_at ) ); ?></td>
					<td><?php echo esc_html( $igny8_types[ $igny8_row->type ] ?? $igny8_row->type ); ?></td>
					<td>
						<?php
						$igny8_title = '' !== $igny8_title ? $igny8_title : '#' . $igny8_row->object_id;
						if ( '' !== $igny8_edit ) {
							echo '<a href="' . esc_url( $igny8_edit ) . '">' . esc_html( $igny8_title ) . '</a>';
						} else {
							echo esc_html( $igny8_title );
						}
						?>
					</td>
					<td>
						<?php echo esc_html( $igny8_states[ $igny8_row->state ] ?? $igny8_row->state ); ?>
						<?php if ( 'waiting' === $igny8_row->state && (int) $igny8_row->attempts > 0 ) : ?>
							<br><span class="igny8-quiet">
							<?php
							/* translators: 1: number of attempts, 2: why the last one failed */
							echo esc_html( sprintf( _n( '%1$d attempt. %2$s', '%1$d attempts. %2$s', (int) $igny8_row->attempts, 'igny8-bridge' ), (int) $igny8_row->attempts, $igny8_row->answer ) );
							?>
							</span>
						<?php elseif ( 'failed' === $igny8_row->state ) : ?>
							<br><span class="igny8-quiet"><?php echo esc_html( $igny8_row->answer ); ?></span>
						<?php endif; ?>
					</td>
				</tr>
			<?php endforeach; ?>
			</tbody>
		</table>
	<?php endif; ?>
	<?php if ( $connection->is_usable() ) : ?>
		<div class="igny8-actions"><?php Settings_Page::button( 'send', __( 'Send what waits now', 'igny8-bridge' ) ); ?></div>
	<?php endif; ?>
</div>
