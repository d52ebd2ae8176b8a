"""Webhooks: forged ones change nothing, true ones count once, and order does not matter."""

import json
import random
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from igny8.content.models import Content
from igny8.core.ids import uuid7
from igny8.core.tenancy import tenant
from igny8.integration.engine.run import drive
from igny8.integration.models import SiteIntegration, SyncedItem, SyncRun, WebhookReceipt
from igny8.integration.platforms.wordpress.signing import new_secret, webhook_headers
from igny8.integration.services import work
from tests.integration.conftest import connect
from tests.integration.standin import WordPressStandIn

pytestmark = pytest.mark.django_db(transaction=True)


def message(kind: str = "post.saved", sequence: int = 1, **data: Any) -> bytes:
    return json.dumps({"type": kind, "sequence": sequence, "data": data}).encode()


def send(
    row: Any, body: bytes, *, secret: str, at: float | None = None, webhook_id: str = "msg_1", **changes: str
) -> int:
    headers = webhook_headers(secret=secret, body=body, timestamp=int(at or time.time()), webhook_id=webhook_id)
    headers = {name: value for name, value in {**headers, **changes}.items() if value}
    path = f"/api/v1/integration/webhooks/wordpress/{getattr(row, 'id', row)}/"
    return Client().post(path, body, content_type="application/json", headers=headers).status_code


def receipts(world: Any) -> int:
    with tenant(world.account_id):
        return WebhookReceipt.objects.count()


def test_a_true_one_is_taken_once(by_bridge: Any, account: Any, site: WordPressStandIn) -> None:
    body = message(post_id=7)
    assert [send(by_bridge, body, secret=site.secret) for _ in range(3)] == [202, 202, 202]
    assert receipts(account) == 1
    with tenant(account.account_id):
        receipt = WebhookReceipt.objects.get()
        assert (receipt.type, receipt.sequence, receipt.data) == ("post.saved", 1, {"post_id": "7"})
        assert receipt.processed_at is None


def test_every_defect_is_refused_alike(by_bridge: Any, account: Any, site: WordPressStandIn) -> None:
    body, good = message(post_id=7), site.secret
    defects = {
        "another secret": {"secret": new_secret()},
        "too old": {"secret": good, "at": time.time() - 310},
        "of the future": {"secret": good, "at": time.time() + 310},
        "no signature": {"secret": good, "webhook-signature": ""},
        "no id": {"secret": good, "webhook-id": ""},
        "another id": {"secret": good, "webhook-id": "msg_2"},
        "another time": {"secret": good, "webhook-timestamp": str(int(time.time()) - 1)},
        "no number": {"secret": good, "webhook-timestamp": "soon"},
        "another version": {"secret": good, "webhook-signature": "v2,abc"},
        "no base64": {"secret": good, "webhook-signature": "v1,\u00e4"},
    }
    found = {name: send(by_bridge, body, **how) for name, how in defects.items()}  # type: ignore[arg-type]
    assert found == dict.fromkeys(defects, 401)
    assert send(uuid7(), body, secret=good) == 401, "nobody learns which connections there are"
    assert receipts(account) == 0


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"\xff", b"[" * 50_000, message("post.saved").replace(b"post.saved", b"post.forged"),
     message(sequence=-1), message(x="y" * 70_000)],
)  # fmt: skip
def test_what_is_no_message_is_refused_though_it_is_signed(body: bytes, by_bridge: Any, site: WordPressStandIn) -> None:
    assert send(by_bridge, body, secret=site.secret) == 401


def test_a_tampered_body_is_refused(by_bridge: Any, account: Any, site: WordPressStandIn) -> None:
    body = message("post.saved", post_id=7)
    headers = webhook_headers(secret=site.secret, body=body, timestamp=int(time.time()), webhook_id="msg_1")
    path = f"/api/v1/integration/webhooks/wordpress/{by_bridge.id}/"
    forged = body.replace(b"saved", b"deleted")
    assert Client().post(path, forged, content_type="application/json", headers=headers).status_code == 401
    assert receipts(account) == 0


def test_both_secrets_count_while_a_new_one_is_rolled_out(account: Any, by_bridge: Any, site: WordPressStandIn) -> None:
    old = site.secret
    connect(account, site)
    assert old != site.secret
    assert send(by_bridge, message(), secret=old, webhook_id="a") == 202
    assert send(by_bridge, message(), secret=site.secret, webhook_id="b") == 202
    with tenant(account.account_id):
        SiteIntegration.objects.update(bridge_previous_until=timezone.now() - timedelta(seconds=1))
    assert send(by_bridge, message(), secret=old, webhook_id="c") == 401


def test_a_stranger_s_secret_opens_nothing(account: Any, stranger: Any, by_bridge: Any, site: WordPressStandIn) -> None:
    theirs = connect(stranger, site)
    assert send(by_bridge, message(), secret=site.secret) == 401
    assert send(theirs, message(), secret=site.secret) == 202
    assert receipts(account) == 0


def test_a_connection_that_is_off_takes_nothing(account: Any, by_bridge: Any, site: WordPressStandIn) -> None:
    with tenant(account.account_id):
        SiteIntegration.objects.update(is_active=False)
    assert send(by_bridge, message(), secret=site.secret) == 401


def settle(world: Any) -> None:
    """What beat and the workers do about webhooks."""
    work.sweep()
    with tenant(world.account_id):
        ids = list(SyncRun.objects.filter(status="pending").values_list("id", flat=True))
    for run_id in ids:
        drive(account_id=world.account_id, run_id=run_id)


def test_a_webhook_is_a_nudge_to_fetch(account: Any, by_bridge: Any, site: WordPressStandIn, sync: Any) -> None:
    number = site.add_post("Kettles", "<p>Before.</p>")
    sync(by_bridge)
    site.edit(number, content="<p>After.</p>")
    assert send(by_bridge, message(post_id=number, hash="made up", status="trash"), secret=site.secret) == 202
    settle(account)
    with tenant(account.account_id):
        assert Content.objects.get().html == "<p>After.</p>", "what the platform says now, not what the message said"
        assert WebhookReceipt.objects.filter(processed_at=None).count() == 0
        assert SyncRun.objects.order_by("-id").first().trigger == "webhook"
    assert work.sweep()["begun"] == 0


def test_an_old_change_the_watermark_has_passed_is_fetched(
    account: Any, by_bridge: Any, site: WordPressStandIn, sync: Any
) -> None:
    number = site.add_post("Late", "<p>Before.</p>")
    sync(by_bridge)
    site.posts[number]["content"] = "<p>After.</p>"  # a plugin wrote it without touching the date
    moment = site.posts[number]["modified"].strftime("%Y-%m-%dT%H:%M:%SZ")
    sync(by_bridge)
    assert send(by_bridge, message(post_id=number, modified_gmt=moment), secret=site.secret) == 202
    settle(account)
    with tenant(account.account_id):
        assert Content.objects.get().html == "<p>After.</p>"


def test_any_order_and_any_number_ends_alike(account: Any, by_bridge: Any, site: WordPressStandIn, sync: Any) -> None:
    kept, gone = site.add_post("Kept", "<p>1</p>"), site.add_post("Gone", "<p>1</p>")
    sync(by_bridge)
    sent = []
    for n in range(2, 6):
        site.edit(kept, content=f"<p>{n}</p>")
        sent.append(message("post.saved", n, post_id=kept))
    sent += [message("post.saved", 6, post_id=gone), message("post.deleted", 7, post_id=gone)]
    del site.posts[gone]
    rows = [(body, f"msg_{n}") for n, body in enumerate(sent)] * 3
    random.Random(5).shuffle(rows)
    for count, (body, webhook_id) in enumerate(rows):
        assert send(by_bridge, body, secret=site.secret, webhook_id=webhook_id) == 202
        if count % 5 == 0:
            settle(account)
    settle(account)
    with tenant(account.account_id):
        content = Content.objects.get(title="Kept")
        assert (content.html, content.current_version) == ("<p>5</p>", 2)
        states = dict(SyncedItem.objects.filter(space="posts").values_list("title", "state"))
        assert states == {"Kept": "in_sync", "Gone": "remote_deleted"}
        assert WebhookReceipt.objects.count() == len(sent)


def test_webhooks_during_a_run_are_not_lost(account: Any, by_bridge: Any, site: WordPressStandIn, sync: Any) -> None:
    number = site.add_post("Busy", "<p>1</p>")
    sync(by_bridge)

    def meanwhile(path: str, query: dict[str, str]) -> None:
        if query.get("kind") == "posts" and site.hook is meanwhile:
            site.hook = lambda path, query: None
            assert send(by_bridge, message(post_id=number), secret=site.secret) == 202

    site.hook = meanwhile
    sync(by_bridge)
    with tenant(account.account_id):
        assert WebhookReceipt.objects.filter(processed_at=None).count() == 1, "it came after the run had begun"
    assert work.sweep()["begun"] == 1


def test_old_receipts_are_forgotten(account: Any, by_bridge: Any, site: WordPressStandIn) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=20)
    for n in range(2):
        send(by_bridge, message(), secret=site.secret, webhook_id=f"msg_{n}")
    with tenant(account.account_id):
        WebhookReceipt.objects.filter(webhook_id="msg_0").update(processed_at=long_ago)
    assert work.purge()["receipts"] == 1
    assert receipts(account) == 1
