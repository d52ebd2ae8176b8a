"""The outbox: nothing of a change that was rolled back, each delivery once, a fault kept and shown."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone

from igny8.core import events, tasks
from igny8.core.events import MAX_ATTEMPTS, DomainEvent, emit, relay, subscribe
from igny8.core.models import EventDelivery, OutboxEvent
from igny8.core.tenancy import NoTenant, TenantMismatch, current_account_id, current_actor, every_tenant, tenant
from tests.support.racing import race

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened(DomainEvent):
    name: ClassVar[str] = "tests.Happened"
    thing_id: UUID
    number: int = 0


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """No subscriber of these tests outlives its test."""
    monkeypatch.setattr(events, "_subscribers", {})
    monkeypatch.setattr(events, "_immediate", {})


def heard(name: str = "tests.listen") -> list[dict[str, Any]]:
    """What a new subscriber heard."""
    seen: list[dict[str, Any]] = []
    subscribe(Happened, name=name)(seen.append)
    return seen


def happen(world: Any, times: int = 1) -> None:
    with tenant(world.account_id):
        for number in range(times):
            emit(Happened(thing_id=world.site_id, number=number))


def change_that_fails(world: Any) -> None:
    with tenant(world.account_id), transaction.atomic():
        emit(Happened(thing_id=world.site_id))
        _ = 1 / 0


def deliveries() -> list[EventDelivery]:
    return list(EventDelivery.objects.order_by("id"))


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused(account: Any) -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        emit(Happened(thing_id=account.site_id))


def test_outside_a_tenant_it_is_refused(account: Any) -> None:
    with transaction.atomic(), pytest.raises(NoTenant):
        emit(Happened(thing_id=account.site_id))
    with every_tenant("test"), pytest.raises(NoTenant):
        emit(Happened(thing_id=account.site_id))


def test_a_rollback_leaves_nothing(account: Any) -> None:
    seen = heard()
    with pytest.raises(ZeroDivisionError):
        change_that_fails(account)
    with tenant(account.account_id):
        assert not OutboxEvent.objects.exists()
    assert (relay(), seen, deliveries()) == (0, [], [])


def test_each_subscriber_hears_each_event_once_in_the_tenants_scope(account: Any, stranger: Any) -> None:
    where: list[Any] = []
    subscribe(Happened, name="tests.scope")(lambda _: where.append((current_account_id(), current_actor().kind)))
    seen = heard()
    for world in (account, stranger):
        happen(world)
    assert relay() == 4
    assert relay() == 0
    assert seen == [{"thing_id": str(w.site_id), "number": 0} for w in (account, stranger)]
    assert where == [(account.account_id, "system"), (stranger.account_id, "system")]


def test_a_subscriber_reaches_no_other_account(account: Any, stranger: Any) -> None:
    from igny8.accounts.models import Site

    found: list[bool] = []
    subscribe(Happened, name="tests.peek")(lambda _: found.append(Site.objects.filter(pk=stranger.site_id).exists()))
    happen(account)
    relay()
    assert found == [False]


def test_an_event_nobody_hears_is_history_only(account: Any) -> None:
    happen(account)
    with tenant(account.account_id):
        assert OutboxEvent.objects.get().payload == {"thing_id": str(account.site_id), "number": 0}
    assert deliveries() == []


def test_a_fault_is_kept_retried_with_growing_pauses_and_given_up(account: Any) -> None:
    seen: list[int] = []

    def faulty(_: Any) -> None:
        seen.append(1)
        OutboxEvent(name="tests.half").save()
        raise ValueError("planted")

    subscribe(Happened, name="tests.faulty")(faulty)
    happen(account)
    pauses = []
    for attempt in range(1, MAX_ATTEMPTS + 1):
        before = timezone.now()
        assert relay() == 1
        row = EventDelivery.objects.get()
        assert (row.attempts, row.error) == (attempt, "ValueError: planted")
        pauses.append((row.not_before - before).total_seconds())
        assert relay() == 0, "not due"
        EventDelivery.objects.update(not_before=before)
    assert row.state == EventDelivery.State.FAILED
    assert relay() == 0
    assert len(seen) == MAX_ATTEMPTS
    assert pauses == sorted(pauses)
    assert pauses[0] >= 10
    assert pauses[-1] >= 1000
    with tenant(account.account_id):
        assert not OutboxEvent.objects.filter(name="tests.half").exists(), "what the handler did is undone with it"


def test_a_fault_stops_no_other_subscriber(account: Any) -> None:
    def faulty(_: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    subscribe(Happened, name="tests.faulty")(faulty)
    seen = heard()
    happen(account, 3)
    assert relay() == 6
    assert len(seen) == 3


def test_a_delivery_whose_subscriber_is_gone_is_shown(account: Any) -> None:
    heard()
    happen(account)
    events._subscribers.clear()
    assert relay() == 1
    assert EventDelivery.objects.get().state == EventDelivery.State.ORPHANED


def test_what_is_not_due_waits(account: Any) -> None:
    seen = heard()
    happen(account)
    EventDelivery.objects.update(not_before=timezone.now() + timedelta(minutes=1))
    assert (relay(), seen) == (0, [])


def test_immediate_subscribers_share_the_fate_of_the_change(account: Any) -> None:
    seen: list[Any] = []
    subscribe(Happened, name="tests.now", immediate=True)(seen.append)
    happen(account)
    assert len(seen) == 1
    assert deliveries() == []

    def refuse(_: Any) -> None:
        raise ValueError("no")

    subscribe(Happened, name="tests.refuse", immediate=True)(refuse)
    with pytest.raises(ValueError, match="no"):
        happen(account)
    with tenant(account.account_id):
        assert OutboxEvent.objects.count() == 1


def test_a_name_is_taken_once() -> None:
    heard("tests.one")
    for immediate in (True, False):
        with pytest.raises(ValueError, match=r"tests\.one"):
            subscribe(Happened, name="tests.one", immediate=immediate)(lambda _: None)


def test_one_hint_a_transaction(
    account: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    kicks: list[str] = []
    monkeypatch.setattr(tasks, "kick", lambda name: kicks.append(name))
    heard()
    with django_capture_on_commit_callbacks(execute=True):
        happen(account, 50)
    assert kicks == ["core.relay_events"]


@pytest.mark.django_db(transaction=True)
def test_a_hint_of_a_savepoint_that_is_undone_does_not_silence_the_next(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    kicks: list[str] = []
    monkeypatch.setattr(tasks, "kick", lambda name: kicks.append(name))
    heard()
    with tenant(account.account_id):
        with pytest.raises(ZeroDivisionError):
            change_that_fails(account)
        emit(Happened(thing_id=account.site_id))
    assert kicks == ["core.relay_events"]
    assert len(deliveries()) == 1


@pytest.mark.django_db(transaction=True)
def test_eight_relays_at_once_deliver_once(account: Any) -> None:
    def write(payload: dict[str, Any]) -> None:
        OutboxEvent(name="tests.effect", payload=payload).save()

    subscribe(Happened, name="tests.write")(write)
    happen(account, 60)
    done = race(8, lambda _: relay())
    assert sum(done) == 60
    with tenant(account.account_id):
        numbers = [row.payload["number"] for row in OutboxEvent.objects.filter(name="tests.effect")]
    assert sorted(numbers) == list(range(60))


def test_the_relay_never_runs_inside_a_tenant(account: Any) -> None:
    with tenant(account.account_id), pytest.raises(TenantMismatch):
        relay()
