"""Events of this domain name who caused them."""

from dataclasses import replace

from igny8.accounts.events import AccountsEvent
from igny8.core.events import emit
from igny8.core.tenancy import current_actor


def announce(event: AccountsEvent) -> None:
    """Emit ``event`` in the name of the scope's actor, unless it names one."""
    actor = current_actor()
    emit(event if event.actor_id else replace(event, actor_kind=actor.kind, actor_id=actor.id))
