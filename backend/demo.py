"""The main job, from a keyword export to published pages, as a client of the public REST API and of nothing else.

Environment: ``IGNY8_PUBLIC_URL`` (the product), ``KEYWORDS`` (a keyword export; default: a sample), ``ARTICLES`` (default 3),
``IGNY8_VAR`` (where ``demo/summary.json`` goes).
"""

import sys

from demonstration.job import main

if __name__ == "__main__":
    sys.exit(main())
