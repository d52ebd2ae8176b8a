"""A request id for every request: taken, refused, made; in the answer, the log and the task."""

import json
import re
from typing import Any

import pytest
from django.test import AsyncClient, Client

from igny8.core import tasks
from igny8.core.api.request_id import current_request_id, set_request_id

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("given", ["a" * 8, "A-Z_0.9:x", "z" * 128])
def test_a_sound_id_is_taken(given: str, web: Client) -> None:
    response = web.get("/api/v1/echo/", headers={"X-Request-ID": given})
    assert response["X-Request-ID"] == given == json.loads(response.content)["request_id"]


@pytest.mark.parametrize(
    "given",
    [
        "",
        "short",
        "z" * 129,
        "with space 12",
        "a\nb123456789",
        "<script>alert(1)",
        "ü" * 10,
        "x" * 9 + "\r\nSet-Cookie: a=b",
    ],
)
def test_another_is_replaced(given: str, web: Client) -> None:
    headers = {"X-Request-ID": given} if given else {}
    response = web.get("/api/v1/echo/", headers=headers)
    assert response["X-Request-ID"] != given
    assert re.fullmatch("[0-9a-f]{32}", response["X-Request-ID"])


def test_two_requests_two_ids(web: Client) -> None:
    assert web.get("/api/v1/echo/")["X-Request-ID"] != web.get("/api/v1/echo/")["X-Request-ID"]
    assert current_request_id() == ""


def test_the_log_line_has_it(web: Client, caplog: Any) -> None:
    with caplog.at_level("INFO"):
        web.get("/api/v1/nothing/", headers={"X-Request-ID": "seen-in-the-log"})
    lines = [r.getMessage() for r in caplog.records if r.name == "igny8.request"]
    assert len(lines) == 1
    assert "seen-in-the-log" in lines[0]
    assert "404" in lines[0]


async def _fetch(client: AsyncClient) -> Any:
    return await client.get("/api/v1/nothing/", headers={"X-Request-ID": "asynchronous"})


def test_the_asynchronous_server_does_the_same(probes: None) -> None:
    from asgiref.sync import async_to_sync

    response = async_to_sync(_fetch)(AsyncClient())
    assert response["X-Request-ID"] == "asynchronous" == json.loads(response.content)["request_id"]


def test_a_hint_carries_it_to_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(tasks.current_app, "send_task", lambda name, **kw: sent.append(kw))
    set_request_id("from-the-request")
    try:
        tasks.kick("core.relay_events")
    finally:
        set_request_id("")
    assert sent[0]["headers"] == {tasks.REQUEST_ID_HEADER: "from-the-request"}


class _Task:
    """What Celery hands to its signals."""

    name = "core.relay_events"

    def __init__(self, *, eager: bool) -> None:
        self.request = type("Request", (), {"is_eager": eager, tasks.REQUEST_ID_HEADER: "from-the-request"})()


def test_the_worker_takes_it_and_lets_it_go() -> None:
    task = _Task(eager=False)
    tasks._bind(task=task)
    assert current_request_id() == "from-the-request"
    tasks._unbind(task=task)
    assert current_request_id() == ""


def test_a_task_run_in_place_keeps_its_callers() -> None:
    set_request_id("of-the-caller")
    try:
        tasks._bind(task=_Task(eager=True))
        tasks._unbind(task=_Task(eager=True))
        assert current_request_id() == "of-the-caller"
    finally:
        set_request_id("")
