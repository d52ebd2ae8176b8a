<?php
/**
 * One line of the doctor's report.
 *
 * @package Igny8\Bridge
 */

namespace Igny8\Bridge\Doctor;

use Igny8\Bridge\Fault;

defined( 'ABSPATH' ) || exit;

/**
 * What was looked at, how it is, and what cures it.
 */
final class Finding {

	public const GOOD    = 'good';
	public const WARNING = 'warning';
	public const BAD     = 'bad';

	/**
	 * For programs and tests.
	 *
	 * @var string
	 */
	public $code;

	/**
	 * One of the constants.
	 *
	 * @var string
	 */
	public $state;

	/**
	 * What was looked at.
	 *
	 * @var string
	 */
	public $title;

	/**
	 * How it is.
	 *
	 * @var string
	 */
	public $sentence;

	/**
	 * What to do, empty when nothing.
	 *
	 * @var string
	 */
	public $cure;

	/**
	 * Makes a line.
	 *
	 * @param string $state    One of the constants.
	 * @param string $code     For programs.
	 * @param string $title    What was looked at.
	 * @param string $sentence How it is.
	 * @param string $cure     What to do.
	 */
	private function __construct( string $state, string $code, string $title, string $sentence, string $cure ) {
		$this->state    = $state;
		$this->code     = $code;
		$this->title    = $title;
		$this->sentence = $sentence;
		$this->cure     = $cure;
	}

	/**
	 * All is well.
	 *
	 * @param string $title    What was looked at.
	 * @param string $sentence How it is.
	 */
	public static function good( string $title, string $sentence ): self {
		return new self( self::GOOD, 'ok', $title, $sentence, '' );
	}

	/**
	 * It works, but.
	 *
	 * @param string $title What was looked at.
	 * @param Fault  $fault What is not as it should be.
	 */
	public static function warning( string $title, Fault $fault ): self {
		return new self( self::WARNING, $fault->code, $title, $fault->sentence, $fault->cure );
	}

	/**
	 * It does not work.
	 *
	 * @param string $title What was looked at.
	 * @param Fault  $fault What is wrong.
	 */
	public static function bad( string $title, Fault $fault ): self {
		return new self( self::BAD, $fault->code, $title, $fault->sentence, $fault->cure );
	}
}
