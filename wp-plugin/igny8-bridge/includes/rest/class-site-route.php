<?php
/**
 * Describes the site.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Rest;

use Igny8\Bridge\Data\Site_Facts;

defined( 'ABSPATH' ) || exit;

/**
 * `GET site-metadata`.
 */
final class Site_Route {

	/**
	 * Answers.
	 *
	 * @return array<string,mixed>
	 */
	public static function read(): array {
		return Site_Facts::all();
	}
}
