"""The status page comes up whatever is wrong, and a heartbeat is only fresh for a minute."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection

from igny8.system.base import probes
from igny8.system.services import status
from igny8.system.tasks import heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_probes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "_probes", {})


def test_a_heartbeat_three_times_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert status.worker_state() == {"is_alive": False, "seconds_since_seen": None}
    for _ in range(3):
        heartbeat(unknown_argument_of_a_newer_sender=1)
    assert status.worker_state()["is_alive"]
    assert len(cache._cache.get_client().keys("*worker_heartbeat*")) == 1
    now = status.time()
    monkeypatch.setattr(status, "time", lambda: now + 61)
    assert not status.worker_state()["is_alive"]


def test_probes_are_shown_and_a_broken_one_breaks_nothing(scope: Any) -> None:
    def broken() -> dict[str, object]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT no_such_column")
        return {}

    status.status_probe_register("ai.runs", lambda: {"waiting": 3})
    status.status_probe_register("broken", broken)
    heartbeat()
    found = status.system_status()
    assert found["probes"]["ai.runs"] == {"ok": True, "waiting": 3}
    assert found["probes"]["broken"] == {"ok": False, "error": "ProgrammingError"}
    assert found["services"]["database"] == "ok"
    assert not found["is_healthy"]


def test_all_well_is_healthy(scope: Any) -> None:
    heartbeat()
    found = status.system_status()
    assert found["is_healthy"]
    assert found["versions"]["igny8"] == "0.1.0"


def test_a_name_is_taken_once() -> None:
    def probe() -> dict[str, object]:
        return {}

    status.status_probe_register("a", probe)
    status.status_probe_register("a", probe)
    with pytest.raises(ValueError, match="already"):
        status.status_probe_register("a", dict)
