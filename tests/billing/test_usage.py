"""Usage sums equal the ledger, however they are grouped."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from igny8.accounts.models import Site
from igny8.billing.models import CreditTransaction
from igny8.billing.selectors import usage_by, usage_report
from igny8.billing.selectors.usage import GROUPS

pytestmark = pytest.mark.django_db
TODAY = datetime.now(UTC).date()


@pytest.fixture(autouse=True)
def _spent(account: Any, scope: Any, spend: Any) -> None:
    from igny8.billing.services.ledger import credits_grant

    credits_grant(amount_centi=100_000, kind="grant", key="start")
    spend(settle=700, units=700, site_id=account.site_id, user_id=account.users["editor"])
    spend(settle=250, units=250, site_id=account.site_id)
    spend(settle=1_000, units=1, operation="auto_cluster", user_id=account.users["owner"])
    spend(settle=0)
    spend(settle=None)


@pytest.mark.parametrize("group", GROUPS)
def test_sums_equal_what_the_ledger_settled(group: str) -> None:
    settled = sum(CreditTransaction.objects.filter(kind="settle").values_list("moved_centi", flat=True))
    report = usage_report(group_by=group, date_from=TODAY - timedelta(days=1), date_to=TODAY)
    assert report.total_centi == sum(row.credits_centi for row in report.rows) == settled == 1_950
    assert sum(row.runs for row in report.rows) == 3


def test_groups_name_what_was_charged(account: Any) -> None:
    rows = {group: usage_by(group_by=group, date_from=TODAY, date_to=TODAY) for group in GROUPS}
    assert [(r.key, r.credits_centi, r.units, r.runs) for r in rows["operation"]] == [
        ("auto_cluster", 1_000, 1, 1), ("generate_content", 950, 950, 2),
    ]  # fmt: skip
    assert [(r.key, r.credits_centi) for r in rows["site"]] == [(None, 1_000), (account.site_id, 950)]
    assert [(r.key, r.credits_centi) for r in rows["user"]] == [
        (account.users["owner"], 1_000), (account.users["editor"], 700), (None, 250),
    ]  # fmt: skip
    assert [(r.key, r.credits_centi) for r in rows["day"]] == [(TODAY, 1_950)]


def test_people_read_names(account: Any, spend: Any) -> None:
    spend(settle=100, units=100, site_id=account.site_id, user_id=uuid4())
    labels = {g: {r.label for r in usage_by(group_by=g, date_from=TODAY, date_to=TODAY)} for g in GROUPS}
    assert labels["operation"] == {"Auto cluster", "Generate content"}
    assert labels["user"] == {"Owner", "Editor", "Nobody in person", "Somebody who left"}
    assert labels["site"] == {"The whole account", Site.objects.get().name}
    assert labels["day"] == {TODAY.isoformat()}
    with CaptureQueriesContext(connection) as queries:
        usage_by(group_by="user", date_from=TODAY, date_to=TODAY)
    assert len(queries) == 2


def test_days_are_utc_and_both_ends_count(account: Any) -> None:
    for moment in ("2026-03-05T00:00", "2026-03-05T23:59", "2026-03-06T00:00"):
        charged_at(account, datetime.fromisoformat(moment).replace(tzinfo=UTC))
    one = usage_by(group_by="day", date_from=date(2026, 3, 5), date_to=date(2026, 3, 5))
    assert [(row.key, row.runs) for row in one] == [(date(2026, 3, 5), 2)]
    two = usage_by(group_by="day", date_from=date(2026, 3, 5), date_to=date(2026, 3, 6))
    assert [(row.key, row.runs) for row in two] == [(date(2026, 3, 5), 2), (date(2026, 3, 6), 1)]
    assert len(usage_by(group_by="day", date_from=date.min, date_to=date.max)) == 3


def charged_at(world: Any, moment: datetime) -> None:
    """A charge of the past: the log is append-only, so its date is written with it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO igny8_credit_usage_logs (id, account_id, created_at, run_id, operation, units, credits_centi,"
            " object_type) VALUES (%s, %s, %s, %s, 'generate_images', 1, 500, '')",
            [uuid4(), world.account_id, moment, uuid4()],
        )
