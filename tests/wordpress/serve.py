"""``python -m tests.wordpress.serve [--empty]``: a real WordPress until standard input ends.

Prints one line of JSON once it answers: ``url``, ``user``, ``password`` and ``application_password`` of its administrator.
``--empty`` leaves the plugin out, as after an installation. Its WP-Cron runs every few seconds. Exit code 3 and a sentence
where PHP is not installed; ``--check`` only looks for that.
"""

import argparse
import json
import select
import signal
import sys

from tests.wordpress.harness.presence import missing
from tests.wordpress.harness.site import PLUGIN, WordPress

CRON_S = 4.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--empty", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if missing():
        print(missing(), file=sys.stderr)
        return 3
    if options.check:
        return 0
    # Whoever ends this process ends WordPress: leaving by an exception cleans up, a signal alone does not.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with WordPress() as site:
        if options.empty:
            site.cli("plugin", "deactivate", PLUGIN.name)
            (site.www / "wp-content" / "plugins" / PLUGIN.name).unlink()
        facts = {
            "url": site.url,
            "user": "admin",
            "password": site.password,
            "application_password": site.tokens["admin"],
        }
        print(json.dumps(facts), flush=True)
        while not select.select([sys.stdin], [], [], CRON_S)[0]:
            _run_cron(site)
    return 0


def _run_cron(site: WordPress) -> None:
    try:
        site.cron()
    except RuntimeError as error:  # what was due is due again, as on any server
        print(f"WP-Cron: {error}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
