"""Verification and password reset: mails that survive, links that work once, silence about who exists."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from igny8.accounts.models import Mail, MailToken, User
from igny8.accounts.services.mail_queue import mails_purge, mails_send_due, notice_queue
from igny8.accounts.services.passwords import password_reset_confirm
from igny8.accounts.tasks import purge_mails, send_mails
from igny8.core.errors import AppError
from igny8.core.tenancy import every_tenant, tenant
from tests.accounts.conftest import STRONG
from tests.accounts.test_sign_in import credentials, strip
from tests.factories.accounts import World
from tests.support.client import Api
from tests.support.racing import race

pytestmark = pytest.mark.django_db
Links = Callable[[], list[str]]


def owner_mail(account: World) -> str:
    return str(credentials(account)["email"])


def test_a_new_owner_verifies_the_address(anyone: Api, registered: dict[str, Any], links: Links) -> None:
    (secret,) = links()
    assert "/verify-email?token=" in mail.outbox[0].body
    assert mail.outbox[0].to == ["ada@example.com"]
    assert "Confirm this address" in mail.outbox[0].alternatives[0][0]
    assert anyone.post("auth/verify-email/", {"token": secret})[0] == 200
    me = anyone.get("auth/me/", authorization=f"Bearer {registered['access']}")[1]["data"]
    assert me["email_verified_at"]
    status, body = anyone.post("auth/verify-email/", {"token": secret})
    assert (status, body["error_code"]) == (400, "LINK_INVALID")


def test_a_resent_link_replaces_the_older(anyone: Api, registered: dict[str, Any], links: Links) -> None:
    links()
    bearer = {"authorization": f"Bearer {registered['access']}"}
    assert anyone.post("auth/verify-email/resend/", **bearer)[0] == 202
    older, newer = links()
    assert anyone.post("auth/verify-email/", {"token": older})[0] == 400
    assert anyone.post("auth/verify-email/", {"token": newer})[0] == 200
    anyone.post("auth/verify-email/resend/", **bearer)
    assert len(links()) == 2, "a verified address needs no mail"


def test_no_secret_is_stored(anyone: Api, registered: dict[str, Any], links: Links, superuser: Any) -> None:
    (secret,) = links()
    with every_tenant("test"):
        token = MailToken.objects.get()
        assert secret not in str(list(Mail.objects.values()))
        assert token.hash != secret
        assert len(token.hash) == 64


def test_the_mail_queue_is_closed_to_tenants(registered: dict[str, Any]) -> None:
    with tenant(registered["user"]["account"]["id"]):
        assert not Mail.objects.exists()
        assert Mail.objects.update(recipient="thief@example.com") == 0
    with every_tenant("test"):
        assert Mail.objects.get().recipient == "ada@example.com"


def test_resetting_the_password(anyone: Api, account: World, links: Links) -> None:
    _, signed = anyone.post("auth/login/", credentials(account))
    assert anyone.post("auth/password-reset/", {"email": owner_mail(account).upper()})[0] == 202
    (secret,) = links()
    weak, body = anyone.post("auth/password-reset/confirm/", {"token": secret, "password": "short"})
    assert weak == 400
    assert "password" in body["errors"], "and the link stays good"
    assert anyone.post("auth/password-reset/confirm/", {"token": secret, "password": STRONG})[0] == 200
    assert anyone.get("auth/me/", authorization=f"Bearer {signed['data']['access']}")[0] == 401
    assert anyone.post("auth/login/", credentials(account))[0] == 401
    assert anyone.post("auth/login/", credentials(account, password=STRONG))[1]["data"]["user"]["email_verified_at"]
    assert anyone.post("auth/password-reset/confirm/", {"token": secret, "password": STRONG + "x"})[0] == 400


def test_known_and_unknown_addresses_get_the_same_answer_for_the_same_work(
    anyone: Api, account: World, links: Links
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    work = []
    for email in (owner_mail(account), "nobody@example.com"):
        with CaptureQueriesContext(connection) as queries:
            status, body = anyone.post("auth/password-reset/", {"email": email})
        work.append((status, strip(body), [q["sql"].split()[0] for q in queries.captured_queries]))
    assert work[0] == work[1]
    assert len(links()) == 1
    with every_tenant("test"):
        assert set(Mail.objects.values_list("state", flat=True)) == {"sent", "dropped"}


def test_nobody_is_flooded_with_mails(anyone: Api, account: World) -> None:
    for email in (owner_mail(account), "nobody@example.com"):
        assert [anyone.post("auth/password-reset/", {"email": email})[0] for _ in range(6)] == [202] * 4 + [429] * 2


def test_a_link_for_one_purpose_is_no_link_for_another(anyone: Api, registered: dict[str, Any], links: Links) -> None:
    (secret,) = links()
    assert anyone.post("auth/password-reset/confirm/", {"token": secret, "password": STRONG})[0] == 400
    body = {"token": secret, "password": STRONG, "name": "x"}
    assert anyone.post("auth/accept-invitation/", body)[0] == 400
    assert anyone.post("auth/verify-email/", {"token": secret})[0] == 200


def test_a_link_ends(anyone: Api, account: World, links: Links) -> None:
    anyone.post("auth/password-reset/", {"email": owner_mail(account)})
    (secret,) = links()
    with tenant(account.account_id):
        MailToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert anyone.post("auth/password-reset/confirm/", {"token": secret, "password": STRONG})[0] == 400


def test_a_reset_for_somebody_deactivated_goes_nowhere(anyone: Api, account: World, links: Links) -> None:
    anyone.post("auth/password-reset/", {"email": owner_mail(account)})
    (secret,) = links()
    with tenant(account.account_id):
        User.objects.update(is_active=False)
    assert anyone.post("auth/password-reset/confirm/", {"token": secret, "password": STRONG})[0] == 400
    anyone.post("auth/password-reset/", {"email": owner_mail(account)})
    assert len(links()) == 1


@pytest.mark.django_db(transaction=True)
def test_one_of_many_uses_of_a_link_succeeds(account: World, links: Links) -> None:
    Api().post("auth/password-reset/", {"email": owner_mail(account)})
    (secret,) = links()
    results = race(8, lambda n: password_reset_confirm(secret=secret, password=f"{STRONG}-{n}"))
    assert sum(isinstance(r, User) for r in results) == 1
    assert all(isinstance(r, User | AppError) for r in results), results


def test_a_mail_that_cannot_be_sent_is_tried_again(registered: dict[str, Any], monkeypatch: Any, links: Links) -> None:
    from igny8.accounts.services import mail_queue

    def refuse(message: Any) -> None:
        raise ConnectionRefusedError("mail server")

    with monkeypatch.context() as broken:
        broken.setattr(mail_queue, "mail_send", refuse)
        assert mails_send_due() == 0
    with every_tenant("test"):
        row = Mail.objects.get()
        assert (row.state, row.attempts) == ("pending", 1)
        assert "mail server" in row.error
        assert row.not_before > timezone.now()
        Mail.objects.update(not_before=timezone.now())
    assert len(links()) == 1


@pytest.mark.django_db(transaction=True)
def test_many_workers_send_each_mail_once(db: Any) -> None:
    for n in range(12):
        notice_queue(recipient=f"n{n}@example.com", subject="Low credits", text="Few are left.", path="/billing")
    assert sum(race(6, lambda _: mails_send_due())) == 12
    assert len({m.to[0] for m in mail.outbox}) == len(mail.outbox) == 12
    assert "/billing" in mail.outbox[0].body


def test_tasks_run_three_times_have_one_effect(registered: dict[str, Any]) -> None:
    for _ in range(3):
        send_mails()
    assert len(mail.outbox) == 1
    with every_tenant("test"):
        Mail.objects.update(created_at=timezone.now() - timedelta(days=31))
    for _ in range(3):
        purge_mails()
    with every_tenant("test"):
        assert not Mail.objects.exists()
    assert mails_purge() == 0


def test_a_subject_cannot_smuggle_headers(db: Any) -> None:
    notice_queue(recipient="n@example.com", subject="Low\r\nBcc: all@example.com", text="<b>x</b>")
    mails_send_due()
    assert mail.outbox[0].subject == "Low Bcc: all@example.com"
    assert "&lt;b&gt;" in mail.outbox[0].alternatives[0][0]


def test_verification_mails_do_not_flood_the_mailbox(anyone: Api, registered: dict[str, Any]) -> None:
    bearer = {"authorization": f"Bearer {registered['access']}"}
    answers = [anyone.post("auth/verify-email/resend/", **bearer)[0] for _ in range(5)]
    assert answers == [202] * 4 + [429]


def test_an_account_is_no_way_to_mail_strangers_in_bulk(api: Api) -> None:
    answers = [
        api.post("accounts/invitations/", {"email": f"n{n}@example.com", "role": "viewer"})[0] for n in range(52)
    ]
    assert answers[:50] == [201] * 50
    assert answers[-1] == 429
