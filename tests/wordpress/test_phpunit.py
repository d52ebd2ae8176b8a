"""The plugin's own tests inside WordPress, and PHP's opinion on every file."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.wordpress.harness.presence import has_mariadb, has_phpunit
from tests.wordpress.harness.site import PLUGIN, WordPress

FILES = sorted(PLUGIN.rglob("*.php"))
#: Of PHP 8.0 to 8.3; the plugin runs on 7.4.
NEWER = re.compile(
    r"\bmatch\s*\(|\?->|^\s*enum\s|\breadonly\b|#\[|\bmixed\s+\$|\bstatic\s*\)?\s*:\s*static|:\s*never\b"
    r"|__construct\([^)]*\b(public|private|protected)\s|\)\s*:\s*\??\w+\|\w+|\(\s*\w+\|\w+\s+\$",
    re.M,
)


def run_phpunit(site: WordPress) -> str:
    """Run all tests of the plugin inside one WordPress."""
    done = subprocess.run(
        ["phpunit", "--configuration", str(PLUGIN / "tests" / "phpunit.xml")],
        env=os.environ | {"IGNY8_WP_LOAD": str(site.www / "wp-load.php")},
        capture_output=True,
        text=True,
        timeout=150,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    return done.stdout


if has_phpunit():

    def test_phpunit_on_sqlite(wordpress: WordPress) -> None:
        assert re.search(r"OK \(\d\d+ tests", run_phpunit(wordpress))

    if has_mariadb():

        def test_phpunit_on_mariadb(mariadb_wordpress: WordPress) -> None:
            assert mariadb_wordpress.php("return $GLOBALS['wpdb']->get_var( 'SELECT VERSION()' );").count("MariaDB")
            assert re.search(r"OK \(\d\d+ tests", run_phpunit(mariadb_wordpress))


def test_php_reads_every_file() -> None:
    assert len(FILES) > 50
    done = subprocess.run(["php", "-l", *map(str, FILES)], capture_output=True, text=True)
    # One file at a time where this PHP takes only one.
    checked = done.stdout.count("No syntax errors")
    if checked < len(FILES):
        results = [subprocess.run(["php", "-l", str(f)], capture_output=True, text=True) for f in FILES]
        assert [r.stdout for r in results if r.returncode != 0] == []


@pytest.mark.parametrize("file", [f for f in FILES if "tests" not in f.relative_to(PLUGIN).parts], ids=lambda f: f.stem)
def test_nothing_newer_than_php_7_4_and_nothing_direct(file: Path) -> None:
    text = file.read_text()
    assert NEWER.search(re.sub(r"/\*.*?\*/|//[^\n]*|'[^'\n]*'", "", text, flags=re.S)) is None
    assert "defined( 'ABSPATH' ) || exit;" in text or "defined( 'WP_UNINSTALL_PLUGIN' ) || exit;" in text
