"""What this machine has of PHP."""

import shutil
import subprocess
from functools import cache

from bootstrapping.browser import chromium as find_chromium
from bootstrapping.clone import SetupFailed

EXTENSIONS = ("curl", "dom", "gd", "mbstring", "mysqli", "pdo_sqlite", "sqlite3")


@cache
def missing() -> str:
    """What keeps WordPress from running here, as a sentence; empty when nothing does."""
    php = shutil.which("php")
    if php is None:
        return "PHP is not installed (Debian: php-cli php-sqlite3 php-curl php-gd php-xml php-mbstring php-mysql)"
    loaded = subprocess.run([php, "-m"], capture_output=True, text=True, check=True).stdout.lower().split()
    absent = [name for name in EXTENSIONS if name not in loaded]
    return f"PHP lacks the extensions {', '.join(absent)}" if absent else ""


def has_phpunit() -> bool:
    """Whether PHPUnit is installed."""
    return shutil.which("phpunit") is not None


def has_mariadb() -> bool:
    """Whether a MariaDB server can be started."""
    return shutil.which("mariadbd") is not None and shutil.which("my_print_defaults") is not None


def chromium() -> str:
    """The system's browser, or what ``IGNY8_CHROMIUM`` names; empty when there is none."""
    try:
        return find_chromium()
    except SetupFailed:
        return ""
