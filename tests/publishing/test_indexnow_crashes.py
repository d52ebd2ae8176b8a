"""Workers killed while they tell search engines: a page may be told twice, and is never lost."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from igny8.core.tenancy import tenant
from igny8.publishing.models import IndexNowHost
from igny8.publishing.services.indexnow_work import indexnow_sweep
from tests.factories.indexnow import PAGE, hosts_of, lines, tell, work
from tests.support.racing import race
from tests.support.search_engines import SearchEngines

pytestmark = pytest.mark.django_db(transaction=True)


def start(world: Any, engines: SearchEngines) -> "subprocess.Popen[bytes]":
    """A worker in a process of its own, about to tell of what waits."""
    program = Path(__file__).with_name("doomed_indexnow.py")
    (host,) = hosts_of(world)
    command = [sys.executable, str(program), str(world.account_id), str(host.id), str(engines.port)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def test_killed_between_sending_and_recording(shop: Any, engines: SearchEngines) -> None:
    tell(shop)
    tell(shop, "http://tea.example.com/oolong/")
    engines.behaviours.append("hang_after")
    process = start(shop, engines)
    assert engines.taken.wait(60)
    tell(shop)  # changed again while nobody knows what became of the call
    assert work(shop) == 0, "the host is taken as long as the lease runs"
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert indexnow_sweep() == 0
    with tenant(shop.account_id):
        IndexNowHost.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert indexnow_sweep() == 1
    work(shop)
    assert {state for _, state, _ in lines(shop)} == {"sent"}
    assert engines.told == {PAGE: 2, "http://tea.example.com/oolong/": 2}


def test_many_workers_make_one_call(shop: Any, engines: SearchEngines) -> None:
    tell(shop)
    race(6, lambda _: work(shop))
    assert (len(engines.calls), engines.told) == (1, {PAGE: 1})


def test_pages_that_come_in_at_once_wait_once(shop: Any, engines: SearchEngines) -> None:
    race(8, lambda number: tell(shop, f"http://tea.example.com/{number % 2}/"))
    work(shop)
    assert sorted(url for url, _, _ in lines(shop)) == sorted(engines.told)
    assert set(engines.told.values()) == {1}
