<?php
/**
 * Runs when somebody deletes the plugin.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/autoload.php';

Cleanup::everywhere();
