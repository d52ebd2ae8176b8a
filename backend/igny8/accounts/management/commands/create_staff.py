"""``manage.py create_staff``: a developer account for one of our own people."""

import getpass
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from igny8.accounts.services.staff import staff_create
from igny8.core.errors import AppError


class Command(BaseCommand):
    help = "Create a staff member who may open every account for support; each such request is recorded."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument(
            "--password-stdin", action="store_true", help="Read the password from standard input instead of asking."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["password_stdin"]:
            password = sys.stdin.readline().rstrip("\n")
        else:
            password = getpass.getpass("Password: ")
            if password != getpass.getpass("Again: "):
                raise CommandError("The two passwords differ.")
        try:
            user = staff_create(email=options["email"], name=options["name"], password=password)
        except AppError as exc:
            raise CommandError(exc.sentence) from exc
        self.stdout.write(f"Created {user.email}.")
