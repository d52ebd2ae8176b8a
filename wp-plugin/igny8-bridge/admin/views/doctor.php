<?php
/**
 * The tab "Doctor".
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Admin;

defined( 'ABSPATH' ) || exit;

$igny8_report = get_transient( Actions::REPORT . get_current_user_id() );
$igny8_words  = array(
	'good'    => __( 'Good', 'igny8-bridge' ),
	'warning' => __( 'Notice', 'igny8-bridge' ),
	'bad'     => __( 'Fault', 'igny8-bridge' ),
);

?>
<div class="igny8-card">
	<h2><?php esc_html_e( 'Doctor', 'igny8-bridge' ); ?></h2>
	<p class="igny8-lead"><?php esc_html_e( 'Follows the whole way, from this WordPress to IGNY8 and back, and names what is wrong and what cures it.', 'igny8-bridge' ); ?></p>
	<?php if ( is_array( $igny8_report ) ) : ?>
		<ul class="igny8-report">
			<?php foreach ( $igny8_report as $igny8_line ) : ?>
				<li data-code="<?php echo esc_attr( $igny8_line['code'] ); ?>">
					<span class="igny8-dot igny8-dot-<?php echo esc_attr( $igny8_line['state'] ); ?>" aria-hidden="true"></span>
					<div>
						<strong><?php echo esc_html( $igny8_line['title'] ); ?></strong>
						<span class="screen-reader-text"><?php echo esc_html( $igny8_words[ $igny8_line['state'] ] ?? '' ); ?>:</span>
						<p><?php echo esc_html( $igny8_line['sentence'] ); ?></p>
						<?php if ( '' !== $igny8_line['cure'] ) : ?>
							<p class="igny8-cure"><?php echo esc_html( $igny8_line['cure'] ); ?></p>
						<?php endif; ?>
					</div>
				</li>
			<?php endforeach; ?>
		</ul>
	<?php endif; ?>
	<div class="igny8-actions"><?php Settings_Page::button( 'doctor', is_array( $igny8_report ) ? __( 'Examine again', 'igny8-bridge' ) : __( 'Examine the connection', 'igny8-bridge' ), 'button button-primary' ); ?></div>
</div>
