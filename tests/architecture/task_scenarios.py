"""One scenario for every Celery task: what it has to do, and how its effect is seen.

A task without an entry in ``SCENARIOS`` fails the build (``test_tasks_three_times.py``). A scenario prepares the work in
committed rows and answers the task's arguments and a function that reads the effect; the test runs the task three times
and compares the effect after the first run with the one after the last.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from django.utils import timezone

from igny8.core.ids import uuid7
from igny8.core.tenancy import every_tenant, tenant
from tests.factories.accounts import World


@dataclass(frozen=True)
class Scenario:
    """``effect`` reads what the task changed; ``changes`` is False for a task that only looks."""

    effect: Callable[[], Any]
    kwargs: dict[str, Any] = field(default_factory=dict)
    changes: bool = True


Build = Callable[[World], Any]  # a context manager that answers a Scenario


def _seen(world: World, name: str) -> int:
    from igny8.core.models import OutboxEvent

    with tenant(world.account_id):
        return OutboxEvent.objects.filter(name=name).count()


@contextmanager
def relay_events(world: World) -> Iterator[Scenario]:
    from dataclasses import make_dataclass

    from igny8.core import events
    from igny8.core.models import OutboxEvent

    event = make_dataclass(
        "Three", [], bases=(events.DomainEvent,), frozen=True, kw_only=True, namespace={"name": "tests.Three"}
    )
    events.subscribe(event, name="tests.three")(lambda _: OutboxEvent(name="tests.heard").save())
    try:
        with tenant(world.account_id):
            events.emit(event())
        yield Scenario(lambda: _seen(world, "tests.heard"))
    finally:
        del events._subscribers["tests.Three"]


def purge_expired(world: World) -> Any:
    from igny8.core import idempotency
    from igny8.core.models import IdempotencyKey

    for key in ("old", "new"):
        idempotency.claim(account_id=world.account_id, key=key, print_="p")

    def keys() -> list[str]:
        with tenant(world.account_id):
            return sorted(IdempotencyKey.objects.values_list("key", flat=True))

    with tenant(world.account_id):
        IdempotencyKey.objects.filter(key="old").update(created_at=timezone.now() - timedelta(days=2))
    return nullcontext(Scenario(keys))


def send_mails(world: World) -> Any:
    from django.core import mail

    from igny8.accounts.services.mail_queue import notice_queue

    with tenant(world.account_id):
        notice_queue(recipient="somebody@example.com", subject="Three times", text="Once.")
    return nullcontext(Scenario(lambda: len(mail.outbox)))


def purge_mails(world: World) -> Any:
    from igny8.accounts.constants import MailKind, MailState
    from igny8.accounts.models import Mail

    def mails() -> int:
        with every_tenant("test"):
            return Mail.objects.filter(recipient="old@example.com").count()

    with every_tenant("test"):
        long_ago = timezone.now() - timedelta(days=400)
        Mail(kind=MailKind.NOTICE, recipient="old@example.com", state=MailState.SENT, created_at=long_ago).save()
    return nullcontext(Scenario(mails))


def _balance(world: World) -> tuple[int, int]:
    from igny8.billing.selectors import balance_get

    with tenant(world.account_id):
        found = balance_get()
        return found.available_centi, found.held_centi


def renew_credits(world: World) -> Any:
    from igny8.accounts.models import Account
    from tests.factories.accounts import make_plan

    plan = make_plan(monthly_credits=500)
    with every_tenant("test"):
        Account.objects.filter(pk=world.account_id).update(plan=plan, status="active")
    return nullcontext(Scenario(lambda: _balance(world)))


def audit_ledger(world: World) -> Any:
    from igny8.billing.models import CreditTransaction

    _fund(world)

    def rows() -> Any:
        with tenant(world.account_id):
            return CreditTransaction.objects.count(), _balance(world)

    return nullcontext(Scenario(rows, changes=False))


def _fund(world: World) -> None:
    from igny8.billing.services.ledger import credits_grant

    with tenant(world.account_id):
        credits_grant(amount_centi=100_000, kind="grant", key="scenario")


def _submit(world: World) -> UUID:
    from igny8.ai.services.runs import runs_submit
    from tests.support.probe import install

    install()
    _fund(world)
    with tenant(world.account_id):
        return runs_submit(function="tests.probe", payloads=[{"site_id": str(world.site_id)}])[0].id


def ai_work(world: World) -> Any:
    _submit(world)
    return nullcontext(Scenario(lambda: (_seen(world, "tests.effect"), _balance(world))))


def ai_sweep(world: World) -> Any:
    """A run whose deadline passed before a worker came: failed once, its credits given back once."""
    from igny8.ai.models import AIRun

    run_id = _submit(world)
    with tenant(world.account_id):
        AIRun.objects.filter(pk=run_id).update(deadline_at=timezone.now() - timedelta(seconds=1))

    def state() -> Any:
        with tenant(world.account_id):
            return AIRun.objects.get(pk=run_id).status, _balance(world)

    return nullcontext(Scenario(state))


def _import(world: World) -> Any:
    from igny8.planning.services.keyword_import import import_start

    data = b"Keyword,Volume\nmoka pot,100\nfilter paper,50\nmoka pot,100\n"
    with tenant(world.account_id):
        return import_start(site_id=world.site_id, sector_id=world.sector_id, file=BytesIO(data), filename="k.csv")


def _imported(world: World, import_id: UUID) -> Any:
    from igny8.planning.models import Keyword, KeywordImport

    with tenant(world.account_id):
        row = KeywordImport.objects.get(pk=import_id)
        return row.status, row.attempt, row.created, row.duplicates, Keyword.objects.count()


def import_keywords(world: World) -> Any:
    row = _import(world)
    kwargs = {"account_id": str(world.account_id), "import_id": str(row.id)}
    return nullcontext(Scenario(lambda: _imported(world, row.id), kwargs))


def sweep_imports(world: World) -> Any:
    """A lost hint is given again, and a hint is no effect: the import's row stays as it was."""
    from igny8.planning.models import KeywordImport

    row = _import(world)
    with tenant(world.account_id):
        KeywordImport.objects.update(updated_at=timezone.now() - timedelta(minutes=1))
    return nullcontext(Scenario(lambda: _imported(world, row.id), changes=False))


@contextmanager
def publishing_send(world: World) -> Iterator[Scenario]:
    from igny8.publishing import registry
    from tests.factories.publishing import make_article, publish, record_of
    from tests.publishing.blog import Blog, BlogAdapter, targets_at

    with Blog() as blog:
        registry.register(BlogAdapter(), targets=targets_at(blog.url))
        try:
            content_id = make_article(world)
            publish(world, content_id, destinations=["blog:1"])
            kwargs = {"account_id": str(world.account_id), "site_id": str(world.site_id), "destination": "blog:1"}
            yield Scenario(
                lambda: (record_of(world, content_id, "blog:1").status, dict(blog.keys), blog.asked["POST"]), kwargs
            )
        finally:
            registry.remove("blog")


def publishing_sweep(world: World) -> Any:
    """The lease of a lost worker ends once; what is due is only hinted at."""
    from igny8.publishing.models import PublishingRecord
    from tests.factories.publishing import make_article, publish, record_of

    content_id = make_article(world)
    publish(world, content_id)
    with tenant(world.account_id):
        PublishingRecord.objects.filter(content_id=content_id).update(
            lease_until=timezone.now() - timedelta(seconds=1), status="publishing"
        )

    def state() -> Any:
        row = record_of(world, content_id)
        return row.status, row.lease_until

    return nullcontext(Scenario(state))


@contextmanager
def indexnow_send(world: World) -> Iterator[Scenario]:
    from django.test import override_settings

    from tests.factories.indexnow import PAGE, hosts_of, keys_of, lines, tell
    from tests.support.search_engines import SearchEngines, names_lead_to

    with (
        SearchEngines() as engines,
        names_lead_to(engines.port),
        override_settings(INDEXNOW_URL=engines.url),
    ):
        key = keys_of(world).key
        engines.files[f"tea.example.com/{key}.txt"] = key
        tell(world, PAGE)
        kwargs = {"account_id": str(world.account_id), "host_id": str(hosts_of(world)[0].id)}
        yield Scenario(lambda: (lines(world), dict(engines.told)), kwargs)


@contextmanager
def indexnow_sweep(world: World) -> Iterator[Scenario]:
    """What a lost worker had in hand is hinted at; a hint is no effect."""
    from django.test import override_settings

    from igny8.publishing.models import IndexNowHost, IndexNowSubmission
    from tests.factories.indexnow import lines, tell

    with override_settings(INDEXNOW_URL="http://127.0.0.1:9/indexnow"):
        tell(world)
        with tenant(world.account_id):
            IndexNowSubmission.objects.update(state="sending")
            IndexNowHost.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        yield Scenario(lambda: lines(world), changes=False)


def indexnow_purge(world: World) -> Any:
    from igny8.publishing.models import IndexNowSubmission
    from tests.factories.indexnow import lines, make_submission

    with tenant(world.account_id):
        for age in (40, 10):
            pk = make_submission(world)
            IndexNowSubmission.objects.filter(pk=pk).update(created_at=timezone.now() - timedelta(days=age))
    return nullcontext(Scenario(lambda: len(lines(world))))


def _sync_state(world: World, run_id: UUID) -> Any:
    from igny8.integration.models import SyncedItem, SyncLogEntry, SyncRun

    with tenant(world.account_id):
        run = SyncRun.objects.get(pk=run_id)
        return run.status, run.created, run.attempts, SyncedItem.objects.count(), SyncLogEntry.objects.count()


@contextmanager
def integration_sync(world: World) -> Iterator[Scenario]:
    from django.test import override_settings

    from igny8.integration.services.sync_runs import sync_start
    from tests.factories.integration import make_integration
    from tests.integration.standin import WordPressStandIn

    with WordPressStandIn() as site, override_settings(PROVIDER_HOSTS=["127.0.0.1"]):
        site.add_post("Three times", "<p>Once.</p>")
        with tenant(world.account_id):
            row = make_integration(world, base_url=site.url)
            run = sync_start(integration_id=row.id)
        yield Scenario(lambda: _sync_state(world, run.id), {"account_id": str(world.account_id), "run_id": str(run.id)})


def integration_sweep(world: World) -> Any:
    """A connection that is due gets one synchronisation."""
    from igny8.integration.models import SyncRun
    from tests.factories.integration import make_integration

    with tenant(world.account_id):
        make_integration(world)

    def runs() -> int:
        with tenant(world.account_id):
            return SyncRun.objects.count()

    return nullcontext(Scenario(runs))


def integration_purge(world: World) -> Any:
    from igny8.integration.models import SyncLogEntry
    from tests.factories.integration import make_integration

    with tenant(world.account_id):
        row = make_integration(world)
        for code in ("old", "new"):
            SyncLogEntry.objects.create(site_id=row.site_id, integration_id=row.id, code=code, message=code)
        SyncLogEntry.objects.filter(code="old").update(created_at=timezone.now() - timedelta(days=60))

    def codes() -> list[str]:
        with tenant(world.account_id):
            return list(SyncLogEntry.objects.values_list("code", flat=True))

    return nullcontext(Scenario(codes))


def heartbeat(world: World) -> Any:
    from igny8.system.services.status import worker_state

    return nullcontext(Scenario(lambda: worker_state()["is_alive"]))


SCENARIOS: dict[str, Build] = {
    "core.relay_events": relay_events,
    "core.purge_expired": purge_expired,
    "accounts.send_mails": send_mails,
    "accounts.purge_mails": purge_mails,
    "billing.renew_credits": renew_credits,
    "billing.audit_ledger": audit_ledger,
    "ai.work": ai_work,
    "ai.sweep": ai_sweep,
    "integration.sync": integration_sync,
    "integration.sweep": integration_sweep,
    "integration.purge": integration_purge,
    "planning.import_keywords": import_keywords,
    "planning.sweep_imports": sweep_imports,
    "publishing.indexnow_purge": indexnow_purge,
    "publishing.indexnow_send": indexnow_send,
    "publishing.indexnow_sweep": indexnow_sweep,
    "publishing.send": publishing_send,
    "publishing.sweep": publishing_sweep,
    "system.heartbeat": heartbeat,
}
ABSENT = str(uuid7())  # of rows that were deleted before the hint arrived
