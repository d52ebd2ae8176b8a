"""``manage.py audit_ledger [--account ID]``: prove that every ledger reconciles."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from igny8.billing.services.audit import ledgers_audit
from igny8.billing.services.ledger import credits_text


class Command(BaseCommand):
    help = "Fold the ledger of one account or of all, compare balances, holds, usage and runs. Exit status 1 on any finding."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--account", type=UUID, help="audit this account only")

    def handle(self, *args: Any, **options: Any) -> None:
        audits = ledgers_audit(account_id=options["account"])
        for audit in audits:
            state = "ok" if audit.ok else f"{len(audit.findings)} findings"
            self.stdout.write(
                f"{audit.account_id} {state}: granted {credits_text(audit.granted)},"
                f" adjusted {credits_text(audit.adjusted)}, refunded {credits_text(audit.refunded)},"
                f" settled {credits_text(audit.settled)}, released {credits_text(audit.released)},"
                f" held {credits_text(audit.held)}, available {credits_text(audit.available)}"
            )
            for finding in audit.findings:
                self.stdout.write(f"  {finding.code}: {finding.sentence}")
        total = sum(len(audit.findings) for audit in audits)
        if total:
            raise CommandError(f"{total} findings in {len(audits)} ledgers.")
        self.stdout.write(f"{len(audits)} ledgers reconcile.")
