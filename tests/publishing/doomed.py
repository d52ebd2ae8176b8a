"""A worker in a process of its own, for tests that kill it: ``python doomed.py ACCOUNT SITE DESTINATION [BLOG_URL]``."""

import os
import sys
from pathlib import Path
from uuid import UUID


def main(account_id: str, site_id: str, destination: str, blog_url: str = "") -> None:
    root = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(root), str(root / "backend")]
    import django
    from django.conf import settings

    django.setup()
    settings.SITES_DATA, settings.STORAGE_ROOT = Path(os.environ["IGNY8_SITES_DATA"]), Path(os.environ["IGNY8_STORAGE"])
    settings.RUN_BACKOFF_SCALE = 0.0
    from igny8.publishing import registry
    from igny8.publishing.services.work import destination_work
    from tests.publishing.blog import BlogAdapter, targets_at

    if blog_url:
        registry.register(BlogAdapter(), targets=targets_at(blog_url))
    print("ready", flush=True)
    destination_work(account_id=UUID(account_id), site_id=UUID(site_id), destination=destination)


if __name__ == "__main__":
    main(*sys.argv[1:])
