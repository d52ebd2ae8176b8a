"""The main job, from a keyword export to published pages, as a client of the public REST API and of nothing else.

Environment: ``KEYWORDS`` (a keyword export; default: a sample), ``ARTICLES`` (1 to 100, default 3), ``IGNY8_PUBLIC_URL`` (the
product), ``IGNY8_VAR`` (where ``demo/summary.json`` goes), ``ONCE`` (only told: whoever started the demo stops the product).
"""

import sys

from demonstration.command import check, main

if __name__ == "__main__":
    sys.exit(check() if sys.argv[1:] == ["--check"] else main())
