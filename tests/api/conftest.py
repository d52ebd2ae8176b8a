"""One funded account for all generated requests; everything is undone at the end."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction

from igny8.core.ids import uuid7
from igny8.core.tenancy import tenant
from tests.architecture.foreign import FOREIGN
from tests.factories.accounts import World, make_account


class Ground:
    """One account for all examples, and an object of each kind in it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.objects: dict[str, Any] = {}

    def own(self, path: str) -> Any:
        """The id of an object of ours that the address may be about."""
        prefix = path.partition("{")[0].removeprefix("/")
        if prefix not in self.objects:
            make = FOREIGN.get(prefix)
            with tenant(self.world.account_id):
                self.objects[prefix] = make(self.world) if make else uuid7()
        return self.objects[prefix]

    def fill(self, body: Any) -> None:
        """Put ids of ours where the input wants a site or a sector."""
        if isinstance(body, dict):
            for name in ("site_id", "sector_id"):
                if name in body:
                    body[name] = str(getattr(self.world, name))


@pytest.fixture(scope="module")
def ground(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Ground]:
    from django.test import override_settings

    from igny8.billing.services.ledger import credits_grant

    for signal in (
        request_started,
        request_finished,
    ):  # or the first answer closes the connection, and with it the world
        signal.disconnect(close_old_connections)
    storage = tmp_path_factory.mktemp("fuzz")
    with (
        django_db_blocker.unblock(),
        override_settings(THROTTLE_SCALE=10_000, STORAGE_ROOT=storage, SITES_DATA=storage / "sites"),
        transaction.atomic(),
    ):
        world = make_account(name="Fuzzed")
        with tenant(world.account_id):
            credits_grant(amount_centi=1_000_000, kind="grant", key="fuzz")
        yield Ground(world)
        transaction.set_rollback(True)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
