"""Bring tables and static files up to date in one process: ``python -m igny8.core.embedded.tables``."""

import django
from django.core.management import call_command


def main() -> None:
    django.setup()
    call_command("migrate", interactive=False)
    call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    main()
