"""Who is asking: what authentication found out, before any view runs."""

from dataclasses import dataclass, field
from uuid import UUID

from igny8.core.roles import Role
from igny8.core.tenancy import Actor


@dataclass(frozen=True, slots=True)
class Principal:
    """A signed-in person or a site's API key.

    ``site_ids`` are the sites it may see (None: all of the account); ``home_account_id`` differs from ``account_id`` only for
    staff who look at a customer's account.
    """

    account_id: UUID
    role: Role
    actor: Actor
    user_id: UUID | None = None
    site_ids: frozenset[UUID] | None = None
    home_account_id: UUID | None = None
    session_id: UUID | None = None  # the sign-in (refresh family) of a person
    scopes: frozenset[str] = field(default_factory=frozenset)
    is_authenticated: bool = True

    @property
    def throttle_key(self) -> str:
        return f"{self.actor.kind}:{self.actor.id}"
