"""A worker in a process of its own, for tests that kill it: ``python doomed_indexnow.py ACCOUNT HOST PORT``."""

import sys
from pathlib import Path
from uuid import UUID


def main(account_id: str, host_id: str, port: str) -> None:
    root = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(root), str(root / "backend")]
    import django
    from django.conf import settings

    django.setup()
    settings.RUN_BACKOFF_SCALE = 0.0
    settings.INDEXNOW_URL = f"http://127.0.0.1:{port}/indexnow"
    from igny8.publishing.services.indexnow_work import host_work
    from tests.support.search_engines import names_lead_to

    with names_lead_to(int(port)):
        host_work(account_id=UUID(account_id), host_id=UUID(host_id))


if __name__ == "__main__":
    main(*sys.argv[1:])
