"""Who is told of runs that failed and credits that run out, and where the notice leads."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from igny8.accounts.models import Account
from igny8.ai.events import RunFinished
from igny8.ai.models import AIRun
from igny8.billing.events import CreditsLow
from igny8.core.events import emit, relay
from igny8.core.ids import uuid7
from igny8.core.tenancy import tenant
from tests.support.client import Api

pytestmark = pytest.mark.django_db


def failed_run(world: Any, **fields: Any) -> AIRun:
    values = {
        "status": "failed",
        "error_code": "BAD_REQUEST",
        "error": "It was refused.",
        "title": "Write: Beans",
        **fields,
    }
    with tenant(world.account_id):
        run = AIRun.objects.create(
            function="content.generate_content",
            operation="content_generation",
            site_id=world.site_id,
            lane=world.site_id,
            deadline_at=timezone.now() + timedelta(hours=1),
            **values,
        )
        emit(RunFinished(run_id=run.id, function=run.function, status=run.status, site_id=run.site_id))
    relay()
    return run


def notices(world: Any, role: str = "owner") -> list[dict[str, Any]]:
    return [
        n
        for n in Api(world, role).get("system/notifications/")[1]["results"]
        if n["kind"].startswith(("ai.", "billing."))
    ]


def test_whoever_started_it_is_told(account: Any) -> None:
    run = failed_run(account, user_id=account.users["editor"])
    told = notices(account, "editor")[0]
    assert (told["title"], told["body"]) == ("Failed: Write: Beans", "It was refused.")
    assert told["link"] == f"/sites/{account.site_id}/runs?run={run.id}"
    assert notices(account, "owner") == notices(account, "viewer") == []
    sentence = Api(account).get("system/activity/?kind=run.failed")[1]["results"][0]["sentence"]
    assert sentence == "Editor started “Write: Beans”, which failed: It was refused."


def test_faults_of_the_provider_lead_to_its_settings(account: Any) -> None:
    failed_run(account, error_code="BAD_KEY")
    assert notices(account, "admin")[0]["link"] == "/settings/ai"
    assert notices(account, "viewer") == []


def test_a_batch_is_one_notice_and_cancelling_none(account: Any) -> None:
    batch = uuid7()
    for _ in range(3):
        failed_run(account, batch_id=batch)
    failed_run(account, status="cancelled")
    assert len(notices(account)) == 1


def test_credits_low_leads_to_billing(account: Any) -> None:
    with tenant(account.account_id):
        emit(CreditsLow(left_centi=5_000, last_grant_centi=100_000))
    relay()
    told = notices(account)[0]
    assert (told["title"], told["link"]) == ("Credits are running low: 50.00 left", "/billing")
    assert notices(account, "editor") == []


def test_both_can_be_switched_off(account: Any) -> None:
    with tenant(account.account_id):
        Account.objects.update(settings={"notify_failed_runs": False, "notify_low_credits": False})
        emit(CreditsLow(left_centi=5_000, last_grant_centi=100_000))
    failed_run(account)
    assert notices(account) == []
