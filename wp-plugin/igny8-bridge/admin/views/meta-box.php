<?php
/**
 * The box: $score, $links, $url, $synced and $post come from Meta_Box::show().
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Admin;

use Igny8\Bridge\Data\Post_Marks;

defined( 'ABSPATH' ) || exit;

?>
<div class="igny8-box">
	<?php if ( '' !== $score ) : ?>
		<p class="igny8-score">
			<span class="igny8-score-number"><?php echo esc_html( $score ); ?></span>
			<span class="igny8-quiet"><?php esc_html_e( 'of 100 points', 'igny8-bridge' ); ?></span>
		</p>
		<div class="igny8-bar" aria-hidden="true"><span class="igny8-bar-<?php echo esc_attr( Meta_Box::band( $score ) ); ?>" style="width:<?php echo (int) $score; ?>%"></span></div>
	<?php endif; ?>
	<?php if ( Post_Marks::is_changed_here( $post ) ) : ?>
		<p class="igny8-note"><?php esc_html_e( 'Changed here since IGNY8 wrote it. IGNY8 takes the change in, and asks where its own text has changed too.', 'igny8-bridge' ); ?></p>
	<?php endif; ?>
	<?php if ( $links ) : ?>
		<h3 class="igny8-heading">
			<?php
			/* translators: %d: number of links */
			echo esc_html( sprintf( _n( '%d internal link', '%d internal links', count( $links ), 'igny8-bridge' ), count( $links ) ) );
			?>
		</h3>
		<ul class="igny8-links">
			<?php foreach ( array_slice( $links, 0, Meta_Box::limit() ) as $igny8_link ) : ?>
				<li><a href="<?php echo esc_url( $igny8_link['url'] ?? '' ); ?>" target="_blank" rel="noopener"><?php echo esc_html( '' !== ( $igny8_link['anchor'] ?? '' ) ? $igny8_link['anchor'] : ( $igny8_link['url'] ?? '' ) ); ?></a></li>
			<?php endforeach; ?>
		</ul>
	<?php endif; ?>
	<?php if ( '' !== $url ) : ?>
		<p><a class="button" href="<?php echo esc_url( $url ); ?>" target="_blank" rel="noopener"><?php esc_html_e( 'Open in IGNY8', 'igny8-bridge' ); ?></a></p>
	<?php endif; ?>
	<?php if ( $synced ) : ?>
		<p class="igny8-quiet">
			<?php
			/* translators: %s: a time span, "2 minutes" */
			echo esc_html( sprintf( __( 'Written by IGNY8 %s ago', 'igny8-bridge' ), human_time_diff( $synced ) ) );
			?>
		</p>
	<?php endif; ?>
</div>
