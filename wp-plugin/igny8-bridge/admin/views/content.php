<?php
/**
 * The tab "What is synced".
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Admin;

use Igny8\Bridge\Data\Scope;
use Igny8\Bridge\Data\Seo\Seo;
use Igny8\Bridge\Data\Site_Facts;

defined( 'ABSPATH' ) || exit;

$igny8_counts = Site_Facts::counts();
$igny8_seo    = Seo::writer();
$igny8_names  = array(
	'yoast'     => 'Yoast SEO',
	'rank_math' => 'Rank Math',
	'aioseo'    => 'All in One SEO',
);

?>
<div class="igny8-card">
	<h2><?php esc_html_e( 'What is synced', 'igny8-bridge' ); ?></h2>
	<p class="igny8-lead"><?php esc_html_e( 'IGNY8 reads what visitors can see, and drafts; it writes only what you publish from there: texts, images, terms and their descriptions. Users, comments and orders stay here.', 'igny8-bridge' ); ?></p>
	<table class="widefat striped">
		<thead><tr>
			<th scope="col"><?php esc_html_e( 'Type', 'igny8-bridge' ); ?></th>
			<th scope="col" class="num"><?php esc_html_e( 'Published', 'igny8-bridge' ); ?></th>
			<th scope="col" class="num"><?php esc_html_e( 'Other', 'igny8-bridge' ); ?></th>
			<th scope="col"><?php esc_html_e( 'Taxonomies', 'igny8-bridge' ); ?></th>
		</tr></thead>
		<tbody>
		<?php
		foreach ( $igny8_counts as $igny8_type => $igny8_by_status ) :
			$igny8_labels = array();
			foreach ( Scope::taxonomies( $igny8_type ) as $igny8_taxonomy ) {
				$igny8_labels[] = get_taxonomy( $igny8_taxonomy )->labels->name;
			}
			?>
			<tr>
				<th scope="row"><?php echo esc_html( get_post_type_object( $igny8_type )->labels->name ); ?></th>
				<td class="num"><?php echo esc_html( number_format_i18n( $igny8_by_status['publish'] ?? 0 ) ); ?></td>
				<td class="num"><?php echo esc_html( number_format_i18n( array_sum( $igny8_by_status ) - ( $igny8_by_status['publish'] ?? 0 ) ) ); ?></td>
				<td><?php echo esc_html( $igny8_labels ? implode( ', ', $igny8_labels ) : '—' ); ?></td>
			</tr>
		<?php endforeach; ?>
		</tbody>
	</table>
	<p>
		<?php
		/* translators: %s: name of a SEO plugin */
		echo esc_html( $igny8_seo ? sprintf( __( 'Titles and descriptions for search engines are written to %s.', 'igny8-bridge' ), $igny8_names[ $igny8_seo->name() ] ) : __( 'No SEO plugin is active: titles and descriptions for search engines are not written.', 'igny8-bridge' ) );
		?>
	</p>
</div>
