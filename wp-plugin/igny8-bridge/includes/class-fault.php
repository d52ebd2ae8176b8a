<?php
/**
 * One thing that is wrong, in words.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge;

defined( 'ABSPATH' ) || exit;

/**
 * A named fault: a code for programs, a sentence for people, and what cures it.
 */
final class Fault {

	/**
	 * For programs.
	 *
	 * @var string
	 */
	public $code;

	/**
	 * What is wrong.
	 *
	 * @var string
	 */
	public $sentence;

	/**
	 * What to do about it.
	 *
	 * @var string
	 */
	public $cure;

	/**
	 * Names a fault.
	 *
	 * @param string $code     For programs.
	 * @param string $sentence What is wrong.
	 * @param string $cure     What to do about it.
	 */
	public function __construct( string $code, string $sentence, string $cure ) {
		$this->code     = $code;
		$this->sentence = $sentence;
		$this->cure     = $cure;
	}
}
