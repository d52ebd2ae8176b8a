"""The client against an API that is slow, limited, restarted, expired or not an API at all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from demonstration.client import Api, ApiFault, Unreachable

Handler = Callable[[httpx.Request], httpx.Response]


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Nobody waits; what would have been waited is here."""
    seconds: list[float] = []
    monkeypatch.setattr("demonstration.client.time.sleep", seconds.append)
    return seconds


def api(*answers: Any, signed_in: bool = True) -> tuple[Api, list[httpx.Request]]:
    """A client whose requests get these answers in turn; an exception is raised, a number is a status."""
    asked: list[httpx.Request] = []
    left = list(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        found = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(found, Exception):
            raise found
        return found if isinstance(found, httpx.Response) else httpx.Response(200, json=found)

    client = Api("http://product.example", transport=httpx.MockTransport(answer))
    if signed_in:
        client.access, client.refresh = "old", "r1"
    return client, asked


def fault(status: int, code: str = "", **headers: str) -> httpx.Response:
    body = {"success": False, "error": "No.", "error_code": code, "errors": {}, "request_id": "q1"}
    return httpx.Response(status, json=body, headers=headers)


def test_a_broken_connection_is_tried_again_with_the_same_key() -> None:
    client, asked = api(httpx.ReadError("reset"), {"data": {"id": 7}})
    client._has_answered = True
    assert client.post("writer/tasks/", title="x") == {"id": 7}
    assert len({request.headers["idempotency-key"] for request in asked}) == 1
    assert [json.loads(request.content) for request in asked] == [{"title": "x"}] * 2


def test_without_a_key_only_what_never_arrived_is_sent_again() -> None:
    client, asked = api(httpx.ReadError("reset"), {"data": 1}, signed_in=False)
    with pytest.raises(Unreachable):
        client.post("auth/register/", email="a@example.com")
    assert len(asked) == 1
    client, asked = api(httpx.ConnectError("refused"), {"data": 1}, signed_in=False)
    assert client.post("auth/register/", email="a@example.com") == 1


def test_nobody_there_is_a_sentence() -> None:
    client, asked = api(httpx.ConnectError("[Errno 111] Connection refused"))
    with pytest.raises(Unreachable, match=r"http://product.example cannot be reached .*make up"):
        client.get("auth/me/")
    assert len(asked) == 2


def test_a_product_that_restarts_is_waited_for(slept: list[float]) -> None:
    client, _ = api({"data": 1}, *[httpx.ConnectError("refused")] * 4, {"data": 2})
    assert [client.get("auth/me/"), client.get("auth/me/")] == [1, 2]
    assert sum(slept) == 10


def test_limits_are_kept_and_long_ones_told(slept: list[float]) -> None:
    client, _ = api(fault(429, "RATE_LIMITED", **{"retry-after": "3"}), {"data": 1})
    assert client.get("x/") == 1
    assert slept == [3.0]
    client, asked = api(fault(429, "RATE_LIMITED", **{"retry-after": "3600"}))
    with pytest.raises(ApiFault, match=r"^No\. \[GET x/: 429, request q1\]$"):
        client.get("x/")
    assert len(asked) == 1


def test_an_expired_token_is_renewed_once() -> None:
    tokens = {"data": {"access": "new", "refresh": "r2"}}
    client, asked = api(fault(401, "TOKEN_EXPIRED"), tokens, {"data": "in"})
    assert client.get("auth/me/") == "in"
    assert [request.headers.get("authorization") for request in asked] == ["Bearer old", None, "Bearer new"]
    assert json.loads(asked[1].content) == {"refresh": "r1"}
    client, asked = api(fault(401, "TOKEN_EXPIRED"))
    with pytest.raises(ApiFault):
        client.get("auth/me/")
    assert len(asked) == 2, "a refused refresh ends it"


@pytest.mark.parametrize("body", ["<html>Bad gateway</html>", "", "[1]", '"text"', '{"half": '])
def test_what_is_not_the_api_is_a_sentence(body: str) -> None:
    client, _ = api(httpx.Response(502, text=body))
    with pytest.raises(ApiFault, match=r"not its API.*502"):
        client.get("x/")


def test_a_good_status_without_the_envelope_is_a_fault() -> None:
    client, _ = api(httpx.Response(200, text="<html>Welcome to the hotel's network</html>"))
    with pytest.raises(ApiFault, match="not its API"):
        client.get("x/")


def test_fields_are_named() -> None:
    refused = {"error": "The input is not valid.", "errors": {"name": ["Too long.", "Odd."]}, "request_id": "q2"}
    client, _ = api(httpx.Response(400, json=refused))
    with pytest.raises(ApiFault, match=r"The input is not valid\. \(name: Too long\., Odd\.\)"):
        client.post("accounts/sites/", name="x")


def test_all_pages_are_read() -> None:
    client, asked = api(
        {"results": [{"id": 1}], "next": "http://product.example/api/v1/x/?cursor=2"},
        {"results": [{"id": 2}], "next": None},
    )
    assert [row["id"] for row in client.every("x/", site_id="s")] == [1, 2]
    assert str(asked[0].url) == "http://product.example/api/v1/x/?page_size=200&site_id=s"


def test_an_upload_is_whole_the_second_time_too(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("Keyword\nmoka pot\n")
    client, asked = api(httpx.ReadError("reset"), {"data": {"import_id": 1}})
    client._has_answered = True
    client.upload("planner/keywords/import/", file=path, site_id="s")
    assert all(b"moka pot" in request.content for request in asked)
    assert len(asked) == 2


def test_runs_are_followed_until_all_have_ended() -> None:
    polls = {"a": ["running", "succeeded"], "b": ["pending", "waiting", "failed"]}
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        run_id = request.url.path.split("/")[-2]
        asked.append(run_id)
        status = polls[run_id].pop(0)
        row = {"id": run_id, "status": status, "message": "Writing", "progress_done": 1, "progress_total": 2}
        return httpx.Response(200, json={"data": row})

    client = Api("http://product.example", transport=httpx.MockTransport(answer))
    said: list[tuple[float, str]] = []
    runs = client.follow(["a", "b"], lambda share, note="": said.append((round(share, 3), note)))
    assert [run["status"] for run in runs] == ["succeeded", "failed"]
    assert asked == ["a", "b", "a", "b", "b"], "what has ended is not asked for again"
    assert said == [(0.475, "0 of 2 Writing"), (0.738, "1 of 2 Writing"), (1.0, "2 of 2")]
    assert client.follow([], lambda share, note="": None) == []
