"""Domain events with an outbox.

``emit`` writes the event and one delivery per subscriber in the transaction of the change; the relay runs each
delivery once, in the event's tenant scope, in the transaction that marks it done. Calls go down, events go up.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, ClassVar, TypeVar
from uuid import UUID

import structlog
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from igny8.core.ids import uuid7
from igny8.core.tenancy import current_account_id, every_tenant, tenant

log = structlog.get_logger(__name__)
MAX_ATTEMPTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """Base of all events: a frozen dataclass of ids and plain values. ``name`` is ``<domain>.<PastTense>``."""

    name: ClassVar[str] = ""

    def payload(self) -> dict[str, Any]:
        return {k: str(v) if isinstance(v, UUID) else v for k, v in asdict(self).items()}


E = TypeVar("E", bound=DomainEvent)
Handler = Callable[[dict[str, Any]], None]
_subscribers: dict[str, dict[str, Handler]] = {}
_immediate: dict[str, dict[str, Handler]] = {}


def subscribe(event: type[DomainEvent], *, name: str, immediate: bool = False) -> Callable[[Handler], Handler]:
    """Register a function that receives the payload of each ``event``, exactly once, inside the tenant's scope.

    :param name: stable name of the subscriber (``billing.warn_low_credit``): it identifies the delivery rows.
    :param immediate: run inside ``emit``, in the transaction of the change itself; what it raises undoes the change. Only for
        what must be true the moment the change is (the trial's credits of a new account); all else takes the outbox.
    """

    def register(handler: Handler) -> Handler:
        known = (_immediate if immediate else _subscribers).setdefault(event.name, {})
        if name in _subscribers.get(event.name, {}) or name in _immediate.get(event.name, {}):
            raise ValueError(f"{event.name} has a subscriber {name} already.")
        known[name] = handler
        return handler

    return register


def emit(event: DomainEvent) -> None:
    """Record the event in the transaction of the change that caused it, and run its immediate subscribers there.

    :raises RuntimeError: outside a transaction, since the event could outlive a change that was rolled back.
    :raises NoTenant: outside a tenant's scope.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{event.name} was emitted outside a transaction.")
    from igny8.core.models import EventDelivery, OutboxEvent

    row = OutboxEvent(id=uuid7(), account_id=current_account_id(), name=event.name, payload=event.payload())
    row.save(force_insert=True)
    for handler in _immediate.get(event.name, {}).values():
        handler(event.payload())
    names = _subscribers.get(event.name, {})
    if names:
        EventDelivery.objects.bulk_create(EventDelivery(event_id=row.id, subscriber=name) for name in names)
        _hint_once()


def _kick_relay() -> None:
    from igny8.core.tasks import kick

    kick("core.relay_events")


def _hint_once() -> None:
    """One hint a transaction, however many events it emits: unless one stands that lives at least as long as this
    savepoint does, register it for the commit."""
    open_savepoints = set(connection.savepoint_ids)
    if not any(call is _kick_relay and set(sids) <= open_savepoints for sids, call, *_ in connection.run_on_commit):
        transaction.on_commit(_kick_relay, robust=True)


def relay(*, limit: int = 200) -> int:
    """Run due deliveries, oldest first. Safe to run anywhere, any number of times, at once.

    :returns: how many deliveries ended, well or badly.
    """
    done = 0
    while done < limit and _relay_one():
        done += 1
    return done


def _relay_one() -> bool:
    from igny8.core.models import EventDelivery

    with every_tenant("event relay"):
        delivery = (
            EventDelivery.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("event")
            .filter(state=EventDelivery.State.PENDING, not_before__lte=timezone.now())
            .order_by("not_before", "id")
            .first()
        )
        if delivery is None:
            return False
        handler = _subscribers.get(delivery.event.name, {}).get(delivery.subscriber)
        try:
            if handler is not None:
                with tenant(delivery.event.account_id):
                    handler(delivery.event.payload)
            state = EventDelivery.State.DONE if handler else EventDelivery.State.ORPHANED
            EventDelivery.objects.filter(pk=delivery.pk).update(state=state, attempts=F("attempts") + 1)
        except Exception as exc:  # a subscriber's fault must not stop the others; it is kept, retried and shown
            attempts = delivery.attempts + 1
            log.exception("event_delivery_failed", event_name=delivery.event.name, subscriber=delivery.subscriber)
            EventDelivery.objects.filter(pk=delivery.pk).update(
                state=EventDelivery.State.FAILED if attempts >= MAX_ATTEMPTS else EventDelivery.State.PENDING,
                attempts=attempts,
                error=f"{type(exc).__name__}: {exc}"[:500],
                not_before=timezone.now() + timedelta(seconds=min(2**attempts * 5, 3600)),
            )
    return True
