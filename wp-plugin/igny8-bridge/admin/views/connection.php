<?php
/**
 * The tab "Connection"; $connection comes from Settings_Page::show().
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Admin;

defined( 'ABSPATH' ) || exit;

$igny8_is_connected = $connection->is_connected();
$igny8_address      = '' !== Notice::entered( 'platform' ) ? Notice::entered( 'platform' ) : $connection->text( 'platform' );

?>
<?php if ( $igny8_is_connected ) : ?>
	<div class="igny8-card">
		<h2><span class="igny8-dot igny8-dot-good" aria-hidden="true"></span><?php esc_html_e( 'Connected', 'igny8-bridge' ); ?></h2>
		<table class="igny8-facts">
			<tr><th scope="row"><?php esc_html_e( 'Site in IGNY8', 'igny8-bridge' ); ?></th><td><?php echo esc_html( $connection->text( 'site_name' ) ); ?></td></tr>
			<tr><th scope="row"><?php esc_html_e( 'Platform', 'igny8-bridge' ); ?></th><td><?php echo esc_html( $connection->text( 'platform' ) ); ?></td></tr>
			<tr><th scope="row"><?php esc_html_e( 'API key', 'igny8-bridge' ); ?></th><td><code><?php echo esc_html( substr( $connection->text( 'api_key' ), 0, 8 ) . '…' ); ?></code></td></tr>
			<tr><th scope="row"><?php esc_html_e( 'Since', 'igny8-bridge' ); ?></th><td><?php echo esc_html( wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), (int) $connection->text( 'connected_at' ) ) ); ?></td></tr>
		</table>
		<div class="igny8-actions">
			<a class="button button-primary" href="<?php echo esc_url( $connection->text( 'dashboard_url' ) ); ?>" target="_blank" rel="noopener"><?php esc_html_e( 'Open IGNY8', 'igny8-bridge' ); ?></a>
			<?php Settings_Page::button( 'doctor', __( 'Examine the connection', 'igny8-bridge' ) ); ?>
			<?php Settings_Page::button( 'disconnect', __( 'Disconnect', 'igny8-bridge' ), 'button igny8-danger' ); ?>
		</div>
	</div>
<?php endif; ?>
<div class="igny8-card">
	<h2><?php echo $igny8_is_connected ? esc_html__( 'Connect again', 'igny8-bridge' ) : esc_html__( 'Connect this WordPress', 'igny8-bridge' ); ?></h2>
	<p class="igny8-lead">
		<?php
		echo $igny8_is_connected
			? esc_html__( 'After a new key, or when the address has changed. Both sides get a new secret; nothing else changes.', 'igny8-bridge' )
			: esc_html__( 'In IGNY8, open the site and make an API key that may read and write content. Paste it here.', 'igny8-bridge' );
		?>
	</p>
	<form method="post" action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>">
		<input type="hidden" name="action" value="igny8_connect">
		<?php wp_nonce_field( 'igny8_connect' ); ?>
		<p>
			<label for="igny8-platform"><?php esc_html_e( 'Address of IGNY8', 'igny8-bridge' ); ?></label>
			<input type="url" id="igny8-platform" name="platform" class="regular-text code" required placeholder="https://app.example.com" value="<?php echo esc_attr( $igny8_address ); ?>">
		</p>
		<p>
			<label for="igny8-key"><?php esc_html_e( 'API key', 'igny8-bridge' ); ?></label>
			<input type="password" id="igny8-key" name="api_key" class="regular-text code" autocomplete="off" spellcheck="false" placeholder="ig8_…" <?php echo $igny8_is_connected ? '' : 'required'; ?>>
			<?php if ( $igny8_is_connected ) : ?>
				<span class="description"><?php esc_html_e( 'Leave it empty to keep the key that is stored.', 'igny8-bridge' ); ?></span>
			<?php endif; ?>
		</p>
		<p><button type="submit" class="button <?php echo $igny8_is_connected ? '' : 'button-primary'; ?>"><?php echo $igny8_is_connected ? esc_html__( 'Connect again', 'igny8-bridge' ) : esc_html__( 'Connect', 'igny8-bridge' ); ?></button></p>
	</form>
</div>
