"""Same key, same body: one effect and one answer, however often and however many at once."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from igny8.core import idempotency
from igny8.core.api import replays
from igny8.core.errors import Conflict, InvalidInput
from igny8.core.models import IdempotencyKey, OutboxEvent
from igny8.core.tenancy import tenant
from tests.core import probe
from tests.support.racing import race

pytestmark = pytest.mark.django_db


def send(
    world: Any, body: Any, key: str, *, path: str = "echo", role: str = "owner", client: Client | None = None
) -> Any:
    client = client or Client(raise_request_exception=False)
    return client.generic(
        "POST", f"/api/v1/{path}/", json.dumps(body), content_type="application/json",
        headers={**world.auth(role), "Idempotency-Key": key},
    )  # fmt: skip


def said(response: Any) -> Any:
    return {k: v for k, v in json.loads(response.content).items() if k not in {"request_id", "timestamp"}}


def effects(world: Any, name: str = "probe.Echo") -> int:
    with tenant(world.account_id):
        return OutboxEvent.objects.filter(name=name).count()


def test_the_answer_is_given_again(probes: None, account: Any) -> None:
    first, second = (send(account, {"name": "x", "ratio": 1.5}, "k") for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert said(first) == said(second)
    assert said(second)["message"] == "Made."
    assert "Idempotent-Replay" not in first
    assert second["Idempotent-Replay"] == "true"
    assert effects(account) == 1


@pytest.mark.parametrize(
    ("body", "path", "role"),
    [
        ({"name": "y"}, "echo", "owner"),
        ({"name": "x"}, "echo/?word=1", "owner"),
        ({"name": "x"}, "echo", "admin"),
        ({}, "late", "owner"),
    ],
)
def test_another_request_with_the_key_is_refused(probes: None, account: Any, body: Any, path: str, role: str) -> None:
    assert send(account, {"name": "x"}, "k").status_code == 201
    url = f"/api/v1/{path}" if "?" in path else f"/api/v1/{path}/"
    response = Client().generic(
        "POST",
        url,
        json.dumps(body),
        content_type="application/json",
        headers={**account.auth(role), "Idempotency-Key": "k"},
    )
    assert (response.status_code, said(response)["error_code"]) == (409, "IDEMPOTENCY_KEY_REUSED")
    assert effects(account) == 1


def test_another_account_has_keys_of_its_own(probes: None, account: Any, stranger: Any) -> None:
    assert [send(w, {"name": "x"}, "k").status_code for w in (account, stranger)] == [201, 201]
    assert effects(account) == effects(stranger) == 1


def test_a_refusal_gives_the_key_free(probes: None, account: Any) -> None:
    assert send(account, {"nom": "x"}, "k").status_code == 400
    assert send(account, {"name": "x"}, "k").status_code == 201
    assert send(account, {}, "c", path="conflicted").status_code == 409
    with tenant(account.account_id):
        assert not IdempotencyKey.objects.filter(key="c").exists()
    assert effects(account, "probe.Conflicted") == 0


def test_a_bug_gives_the_key_free(probes: None, account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(probe.Echo, "parse", lambda *_: 1 / 0)
        assert send(account, {"name": "x"}, "k").status_code == 500
    assert send(account, {"name": "x"}, "k").status_code == 201


@pytest.mark.parametrize("key", ["", " ", "ü", "a\tb", "x" * 256, "a\x00b"])
def test_what_a_key_may_be(probes: None, account: Any, key: str) -> None:
    response = send(account, {"name": "x"}, key)
    if key == " ":  # HTTP strips it, the test client does not: printable ASCII
        assert response.status_code == 201
        return
    assert response.status_code == 400
    assert "Idempotency-Key" in said(response)["errors"]


def upload(world: Any, content: bytes, *, field: str = "a", key: str = "m") -> Any:
    return Client().post(
        "/api/v1/upload/", {"file": SimpleUploadedFile("k.csv", content), "field": field},
        headers={**world.auth(), "Idempotency-Key": key},
    )  # fmt: skip


def test_uploads_are_compared_by_content_not_by_their_boundary(probes: None, account: Any) -> None:
    first, second = upload(account, b"a,b"), upload(account, b"a,b")
    assert said(first) == said(second)
    assert said(second)["data"]["bytes"] == {"file": 3}, "the file is still there after it was digested"
    assert second["Idempotent-Replay"] == "true"
    assert upload(account, b"a,c").status_code == 409
    assert upload(account, b"a,b", field="b").status_code == 409
    assert effects(account, "probe.Upload") == 1


def test_a_stream_is_never_kept(probes: None, account: Any) -> None:
    for _ in range(2):
        response = send(account, {}, "s", path="streamed")
        assert b"".join(response) == b"ab"
    with tenant(account.account_id):
        assert not IdempotencyKey.objects.exists()


def test_nobody_signed_in_leaves_no_key(probes: None, account: Any) -> None:
    response = Client().generic(
        "POST", "/api/v1/echo/", "{}", content_type="application/json", headers={"Idempotency-Key": "k"}
    )
    assert response.status_code == 401
    with tenant(account.account_id):
        assert not IdempotencyKey.objects.exists()


def test_a_crash_before_the_answer_holds_the_key_until_the_lease_ends(probes: None, account: Any) -> None:
    request = {"name": "x"}
    send(account, request, "first")
    with tenant(account.account_id):
        crashed = IdempotencyKey.objects.get()
        IdempotencyKey.objects.update(status=None, body=None)  # as the claim left it
        OutboxEvent.objects.all().delete()
    response = send(account, request, "first")
    assert (response.status_code, said(response)["error_code"]) == (409, "REQUEST_IN_FLIGHT")
    assert int(response["Retry-After"]) >= 1
    with tenant(account.account_id):
        IdempotencyKey.objects.filter(pk=crashed.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert send(account, request, "first").status_code == 201
    assert effects(account) == 1


def test_who_lost_the_lease_cannot_finish(account: Any) -> None:
    slow = idempotency.claim(account_id=account.account_id, key="k", print_="p")
    with tenant(account.account_id):
        IdempotencyKey.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    quick = idempotency.claim(account_id=account.account_id, key="k", print_="p")
    with pytest.raises(idempotency.RequestInFlight), tenant(account.account_id):
        idempotency.finish(slow, status=201, body={})
    idempotency.release(slow)
    with tenant(account.account_id):
        idempotency.finish(quick, status=201, body={"page": False, "data": 1})
    assert idempotency.claim(account_id=account.account_id, key="k", print_="p").status == 201


def test_an_expired_lease_of_another_body_is_still_refused(account: Any) -> None:
    idempotency.claim(account_id=account.account_id, key="k", print_="p")
    with tenant(account.account_id):
        IdempotencyKey.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    with pytest.raises(idempotency.IdempotencyKeyReused):
        idempotency.claim(account_id=account.account_id, key="k", print_="other")


def test_the_refusal_is_the_answer_though_the_key_cannot_be_freed(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(_: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(idempotency, "release", down)
    replays.let_go(idempotency.Claim(account.account_id, "k", uuid4()))
    replays.let_go(None)


def test_fingerprints_do_not_collide_by_concatenation() -> None:
    assert (
        idempotency.fingerprint(b"ab", b"c") != idempotency.fingerprint(b"a", b"bc") != idempotency.fingerprint(b"abc")
    )
    assert len(idempotency.fingerprint(b"")) == 64


def test_keys_are_forgotten_after_their_day(account: Any) -> None:
    for key in ("old", "new"):
        idempotency.claim(account_id=account.account_id, key=key, print_="p")
    with tenant(account.account_id):
        IdempotencyKey.objects.filter(key="old").update(created_at=timezone.now() - timedelta(hours=25))
    assert idempotency.purge() == 1
    with tenant(account.account_id):
        assert [row.key for row in IdempotencyKey.objects.all()] == ["new"]


def test_errors_have_their_words() -> None:
    assert issubclass(idempotency.RequestInFlight, Conflict)
    with pytest.raises(InvalidInput):
        idempotency.claim(account_id=uuid4(), key="ü", print_="p")


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_one_effect(probes: None, account: Any) -> None:
    responses = race(20, lambda _: send(account, {"name": "x"}, "k"))
    assert {r.status_code for r in responses} <= {201, 409}
    made = [r for r in responses if r.status_code == 201]
    waiting = [r for r in responses if r.status_code == 409]
    assert made
    assert {said(r)["error_code"] for r in waiting} <= {"REQUEST_IN_FLIGHT"}
    again = send(account, {"name": "x"}, "k")
    assert {json.dumps(said(r)) for r in (*made, again)} == {json.dumps(said(again))}
    assert effects(account) == 1


@pytest.mark.django_db(transaction=True)
def test_claims_race_to_one_owner(account: Any) -> None:
    results = race(20, lambda _: idempotency.claim(account_id=account.account_id, key="k", print_="p"))
    assert sum(isinstance(r, idempotency.Claim) for r in results) == 1
    assert sum(isinstance(r, idempotency.RequestInFlight) for r in results) == 19
