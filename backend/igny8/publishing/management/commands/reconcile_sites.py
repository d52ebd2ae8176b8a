"""``manage.py reconcile_sites``: make what is served match the database."""

from typing import Any

from django.core.management.base import BaseCommand

from igny8.publishing.engine.reconcile import reconcile_all


class Command(BaseCommand):
    help = "Serve exactly the versions the database calls live, and remove what a crash left on disk."

    def handle(self, *args: Any, **options: Any) -> None:
        mended = reconcile_all()
        for site_id, sentences in mended.items():
            for sentence in sentences:
                self.stdout.write(f"{site_id}: {sentence}")
        self.stdout.write(
            self.style.SUCCESS(f"{len(mended)} sites mended." if mended else "All sites were as they should be.")
        )
