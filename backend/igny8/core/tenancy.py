"""The three walls between tenants.

1. The default manager of every tenant model raises outside a scope and filters by account inside one.
2. PostgreSQL row-level security, forced, with the account set transaction-locally.
3. Composite foreign keys ``(account_id, x_id)``: a row can only point at rows of its own account.

A scope *is* a transaction (docs/adr/0001): the setting that row-level security reads lives and dies with it, so nothing
can leak through a pooled connection, and no scope is ever open while the network is used.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import connection, models, transaction

from igny8.core.http_errors import NetworkRefused
from igny8.core.ids import uuid7


class NoTenant(RuntimeError):
    """A tenant's rows were asked for outside a scope: a bug in our code, never a user's fault."""


class TenantMismatch(RuntimeError):
    """A row of one account met the scope of another."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: ``kind`` is user, api_key, rule or system; ``id`` names the row of that kind, if any."""

    kind: str = "system"
    id: UUID | None = None


SYSTEM = Actor()


@dataclass(frozen=True, slots=True)
class Scope:
    """``account_id`` is None in the scope of the system itself, which sees every account.

    ``site_ids`` are the only sites of the account that exist for the actor; None means all of them.
    """

    account_id: UUID | None
    site_ids: frozenset[UUID] | None = None
    actor: Actor = SYSTEM


_scope: ContextVar[Scope | None] = ContextVar("igny8_scope", default=None)


def current_scope() -> Scope | None:
    """The open scope, if any."""
    return _scope.get()


def current_account_id() -> UUID:
    """The account of the open scope.

    :raises NoTenant: outside a tenant's scope.
    """
    scope = _scope.get()
    if scope is None or scope.account_id is None:
        raise NoTenant("No tenant scope is open: wrap the call in tenancy.tenant(account_id).")
    return scope.account_id


def current_actor() -> Actor:
    """Who acts in the open scope; the system when nobody is named."""
    scope = _scope.get()
    return scope.actor if scope else SYSTEM


def refuse_network_in_scope(url: str) -> None:
    """The guard of every HTTP client: an open scope is an open transaction, and no transaction waits for the network.

    :raises NetworkRefused: inside a scope.
    """
    if _scope.get() is not None:
        raise NetworkRefused("A request to the network was made inside a tenant's scope.")


def _set_config(scope: Scope | None) -> None:
    account = str(scope.account_id) if scope and scope.account_id else ""
    everything = "on" if scope and scope.account_id is None else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.account', %s, true), set_config('app.everything', %s, true)", [account, everything]
        )


@contextmanager
def _enter(scope: Scope) -> Iterator[Scope]:
    outer = _scope.get()
    nested = connection.in_atomic_block
    with transaction.atomic():
        _set_config(scope)
        token = _scope.set(scope)
        try:
            yield scope
            if nested and not connection.needs_rollback:
                _set_config(outer)  # after an exception the savepoint's rollback restores it
        finally:
            _scope.reset(token)


@contextmanager
def tenant(
    account_id: UUID | str, *, site_ids: frozenset[UUID] | None = None, actor: Actor = SYSTEM
) -> Iterator[Scope]:
    """Open the scope of one account: a transaction in which only its rows exist.

    Scopes of the same account nest (the outer one's sites and actor stay); the system's scope may narrow to an account.

    :raises TenantMismatch: inside the scope of another account.
    """
    wanted = account_id if isinstance(account_id, UUID) else UUID(account_id)
    outer = _scope.get()
    if outer is not None and outer.account_id == wanted:
        yield outer  # the transaction is open already
        return
    if outer is not None and outer.account_id is not None:
        raise TenantMismatch("A scope of another account is open.")
    with _enter(Scope(wanted, site_ids, actor)) as scope:
        yield scope


@contextmanager
def acting(*, site_ids: frozenset[UUID] | None, actor: Actor) -> Iterator[Scope]:
    """Name the actor and narrow the sites of the open tenant scope, which began before they were known.

    :raises NoTenant: outside a tenant's scope.
    """
    token = _scope.set(Scope(current_account_id(), site_ids, actor))
    try:
        yield Scope(current_account_id(), site_ids, actor)
    finally:
        _scope.reset(token)


@contextmanager
def every_tenant(reason: str) -> Iterator[Scope]:
    """Open the system's own scope, which sees all accounts: sign-in, dispatcher, sweepers, staff reports.

    Only the modules listed in ``tests/architecture/test_tenancy.py`` may call it; ``reason`` is for the reader.

    :raises TenantMismatch: inside a tenant's scope, which may never widen.
    """
    outer = _scope.get()
    if outer is not None and outer.account_id is not None:
        raise TenantMismatch(f"A tenant scope cannot widen to every tenant ({reason}).")
    with _enter(Scope(None)) as scope:
        yield scope


class TenantManager(models.Manager[Any]):
    """Raises outside a scope; inside one every query carries the account. It is the *default and base* manager, so
    related managers, serializer fields, ``refresh_from_db`` and deletion collectors go through it too."""

    def get_queryset(self) -> models.QuerySet[Any]:
        scope = _scope.get()
        if scope is None:
            raise NoTenant(f"{self.model.__name__} was queried outside a tenant scope.")
        queryset = super().get_queryset()
        return queryset if scope.account_id is None else queryset.filter(account_id=scope.account_id)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        for row in rows:
            row.stamp_account()
        return super().bulk_create(rows, *args, **kwargs)


class TenantModel(models.Model):
    """A row that belongs to one account. The account is stamped from the scope, never taken from input."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(
        settings.TENANT_MODEL, on_delete=models.CASCADE, related_name="+", editable=False, db_index=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[TenantManager] = TenantManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def stamp_account(self) -> None:
        """Take the account of the scope.

        :raises NoTenant: outside a scope. :raises TenantMismatch: when the row names another account.
        """
        scope = _scope.get()
        if scope is None:
            raise NoTenant(f"{type(self).__name__} was written outside a tenant scope.")
        if scope.account_id is None:
            if self.account_id is None:
                raise NoTenant(f"{type(self).__name__} needs an account in the system's scope.")
        elif self.account_id is None:
            self.account_id = scope.account_id
        elif self.account_id != scope.account_id:
            raise TenantMismatch(f"{type(self).__name__} belongs to another account than the scope.")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.stamp_account()
        super().save(*args, **kwargs)

    @classmethod
    def locked(cls, pk: Any) -> Self | None:
        """The row, locked until the transaction ends; None when it does not exist in this scope."""
        found: Self | None = cls.objects.select_for_update(of=("self",)).filter(pk=pk).first()
        return found


class SiteManager(TenantManager):
    """Also filters by the sites the actor may see."""

    site_column = "site_id"

    def get_queryset(self) -> models.QuerySet[Any]:
        queryset = super().get_queryset()
        scope = _scope.get()
        if scope is None or scope.site_ids is None:
            return queryset
        return queryset.filter(**{f"{self.site_column}__in": scope.site_ids})


class TenantForeignKey(models.ForeignKey):
    """A key to another row of the same account.

    The database constraint is the composite one that ``TenantWalls`` writes, so Django's own is left out.
    """

    def __init__(self, to: Any, on_delete: Any, **kwargs: Any) -> None:
        kwargs.setdefault("related_name", "+")
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)


class SiteModel(TenantModel):
    """A row that belongs to one site of the account."""

    site = TenantForeignKey(settings.SITE_MODEL, on_delete=models.CASCADE, db_index=False)

    objects: ClassVar[TenantManager] = SiteManager()

    class Meta(TenantModel.Meta):
        abstract = True

    def stamp_account(self) -> None:
        super().stamp_account()
        scope = _scope.get()
        if scope and scope.site_ids is not None and self.site_id not in scope.site_ids:
            raise TenantMismatch(f"{type(self).__name__} belongs to a site outside the scope.")
