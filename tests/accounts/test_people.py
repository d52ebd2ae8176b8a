"""Invitations and roles: nobody rises above whoever lifts them, an owner always remains."""

from collections.abc import Callable
from typing import Any

import pytest

from igny8.accounts.models import Account, MailToken, RefreshFamily, SiteUserAccess, User
from igny8.accounts.services.users import user_update
from igny8.core.models import OutboxEvent
from igny8.core.roles import Role
from igny8.core.tenancy import tenant
from tests.accounts.conftest import STRONG
from tests.factories.accounts import World
from tests.support.client import Api
from tests.support.racing import race

pytestmark = pytest.mark.django_db
Links = Callable[[], list[str]]


def accept(secret: str, **changes: Any) -> tuple[int, Any]:
    return Api().post("auth/accept-invitation/", {"token": secret, "name": "Eve", "password": STRONG, **changes})


def test_somebody_invited_joins_with_role_and_sites(api: Api, account: World, links: Links) -> None:
    body = {"email": "Eve@Example.com", "role": "editor", "site_ids": [str(account.site_id)]}
    status, invited = api.post("accounts/invitations/", body)
    assert status == 201
    assert invited["data"]["email"] == "eve@example.com"
    assert "token" not in str(invited)
    (secret,) = links()
    status, joined = accept(secret)
    assert status == 201
    eve = Api()
    eve.headers = {"authorization": f"Bearer {joined['data']['access']}"}
    assert joined["data"]["user"]["role"] == "editor"
    assert joined["data"]["user"]["email_verified_at"]
    assert [s["id"] for s in eve.get("accounts/sites/")[1]["results"]] == [str(account.site_id)]
    assert accept(secret)[0] == 400
    assert api.post(f"accounts/invitations/{invited['data']['id']}/resend/")[0] == 409


def test_a_weak_password_leaves_the_link_good(api: Api, links: Links) -> None:
    api.post("accounts/invitations/", {"email": "eve@example.com", "role": "viewer"})
    (secret,) = links()
    assert "password" in accept(secret, password="short")[1]["errors"]
    assert accept(secret)[0] == 201


def test_a_revoked_or_replaced_link_is_dead(api: Api, links: Links) -> None:
    body = {"email": "eve@example.com", "role": "viewer"}
    first = api.post("accounts/invitations/", body)[1]["data"]
    links()
    second = api.post("accounts/invitations/", body)[1]["data"]
    older, newer = links()
    assert accept(older)[0] == 400
    assert api.delete(f"accounts/invitations/{second['id']}/")[0] == 204
    assert accept(newer)[0] == 400
    for row in (first, second):
        assert api.delete(f"accounts/invitations/{row['id']}/")[1]["error_code"] == "INVITATION_CLOSED"


def test_a_resent_invitation_has_one_good_link(api: Api, links: Links) -> None:
    row = api.post("accounts/invitations/", {"email": "eve@example.com", "role": "viewer"})[1]["data"]
    links()
    assert api.post(f"accounts/invitations/{row['id']}/resend/")[0] == 202
    older, newer = links()
    assert accept(older)[0] == 400
    assert accept(newer)[0] == 201


@pytest.mark.parametrize(
    ("role", "offered", "status"),
    [
        ("admin", "owner", 403),
        ("admin", "admin", 201),
        ("owner", "owner", 201),
        ("owner", "developer", 400),
        ("owner", "system_bot", 400),
        ("editor", "viewer", 403),
    ],
)
def test_nobody_invites_above_their_role(account: World, role: str, offered: str, status: int) -> None:
    body = {"email": "eve@example.com", "role": offered}
    assert Api(account, role).post("accounts/invitations/", body)[0] == status


def test_a_strangers_site_cannot_be_given_away(api: Api, stranger: World) -> None:
    body = {"email": "eve@example.com", "role": "viewer", "site_ids": [str(stranger.site_id)]}
    status, answer = api.post("accounts/invitations/", body)
    assert (status, list(answer["errors"])) == (400, ["site_ids"])


def test_a_member_is_not_invited_and_an_address_taken_elsewhere_cannot_join(
    api: Api, account: World, stranger: World, links: Links
) -> None:
    def invite(world: World) -> tuple[int, Any]:
        email = f"viewer-{world.account_id.hex}@example.com"
        return api.post("accounts/invitations/", {"email": email, "role": "viewer"})

    assert invite(account)[1]["error_code"] == "ALREADY_MEMBER"
    assert invite(stranger)[0] == 201, "who has an account elsewhere is not told here"
    status, body = accept(links()[0])
    assert (status, body["error_code"]) == (409, "EMAIL_TAKEN")
    with tenant(account.account_id):
        assert MailToken.objects.get().used_at is None


@pytest.mark.parametrize(
    ("caller", "target", "body", "status"),
    [
        ("owner", "admin", {"role": "owner"}, 200),
        ("owner", "viewer", {"role": "admin"}, 200),
        ("admin", "viewer", {"role": "admin"}, 200),
        ("admin", "viewer", {"role": "owner"}, 403),
        ("admin", "owner", {"role": "viewer"}, 403),
        ("admin", "owner", {"is_active": False}, 403),
        ("admin", "admin", {"role": "viewer"}, 409),
        ("admin", "admin", {"role": "owner"}, 409),
        ("admin", "admin", {"is_active": False}, 409),
        ("owner", "owner", {"role": "viewer"}, 409),
        ("owner", "owner", {"is_active": False}, 409),
        ("owner", "viewer", {"role": "developer"}, 400),
        ("owner", "viewer", {"role": "system_bot"}, 400),
        ("owner", "viewer", {"email": "x@example.com"}, 400),
        ("owner", "viewer", {"password": "x"}, 400),
        ("editor", "viewer", {"role": "editor"}, 403),
        ("viewer", "viewer", {"role": "owner"}, 403),
    ],
)
def test_who_may_change_whom(account: World, caller: str, target: str, body: Any, status: int) -> None:
    answer = Api(account, caller).patch(f"accounts/users/{account.users[target]}/", body)
    assert answer[0] == status, answer


def test_a_strangers_person_is_not_there(api: Api, stranger: World, account: World) -> None:
    absent = api.patch(f"accounts/users/{account.site_id}/", {"role": "viewer"})
    foreign = api.patch(f"accounts/users/{stranger.users['viewer']}/", {"role": "viewer"})
    assert absent[0] == foreign[0] == 404
    assert absent[1]["error"] == foreign[1]["error"]


def test_deactivating_ends_every_sign_in_at_once(api: Api, account: World) -> None:
    viewer = Api(account, "viewer")
    assert api.delete(f"accounts/users/{account.users['viewer']}/")[0] == 204
    assert viewer.get("auth/me/")[0] == 401
    with tenant(account.account_id):
        assert not RefreshFamily.objects.filter(user_id=account.users["viewer"], revoked_at=None).exists()
    assert api.patch(f"accounts/users/{account.users['viewer']}/", {"is_active": True})[0] == 200
    assert viewer.get("auth/me/")[0] == 401, "the old sign-ins stay ended"


def test_a_new_role_counts_from_the_next_request(api: Api, account: World) -> None:
    admin = Api(account, "admin")
    assert admin.get("accounts/invitations/")[0] == 200
    api.patch(f"accounts/users/{account.users['admin']}/", {"role": "viewer"})
    assert admin.get("accounts/invitations/")[0] == 403
    assert admin.get("accounts/sites/")[1]["results"] == [], "and sites need a grant now"


def test_the_account_passes_to_another_owner(api: Api, account: World) -> None:
    api.patch(f"accounts/users/{account.users['admin']}/", {"role": "owner"})
    second = Api(account, "admin")
    assert second.patch(f"accounts/users/{account.users['owner']}/", {"role": "admin"})[0] == 200
    with tenant(account.account_id):
        assert Account.objects.get().owner_id == account.users["admin"]


def test_staff_cannot_remove_the_last_owner_either(account: World) -> None:
    with tenant(account.account_id), pytest.raises(Exception, match="active owner"):
        user_update(user_id=account.users["owner"], by=Role.DEVELOPER, by_user_id=None, is_active=False)


@pytest.mark.django_db(transaction=True)
def test_two_owners_demoting_each_other_leave_one(account: World) -> None:
    owners = [account.users["owner"], account.users["admin"]]
    with tenant(account.account_id):
        User.objects.filter(pk=owners[1]).update(role="owner")

    def demote(number: int) -> None:
        with tenant(account.account_id):
            user_update(user_id=owners[number], by=Role.OWNER, by_user_id=owners[1 - number], role="viewer")

    results = race(2, demote)
    assert sum(r is None for r in results) == 1, results
    with tenant(account.account_id):
        assert User.objects.filter(role="owner", is_active=True).count() == 1
        assert Account.objects.get().owner_id in owners


def test_changes_are_recorded_with_who_made_them(api: Api, account: World) -> None:
    api.patch(f"accounts/users/{account.users['viewer']}/", {"role": "editor"})
    with tenant(account.account_id):
        payload = OutboxEvent.objects.get(name="accounts.UserRoleChanged").payload
    assert payload["before"] == "viewer"
    assert payload["after"] == "editor"
    assert payload["actor_id"] == str(account.users["owner"])


def test_grants_decide_what_an_editor_sees(api: Api, account: World, stranger: World) -> None:
    editor = Api(account, "editor")
    other = api.post("accounts/sites/", {"name": "Other"})[1]["data"]["id"]
    hidden, absent = editor.get(f"accounts/sites/{other}/"), editor.get(f"accounts/sites/{account.account_id}/")
    assert hidden[0] == absent[0] == 404
    assert hidden[1]["error"] == absent[1]["error"]
    grant = {"user_id": str(account.users["editor"]), "site_id": other}
    status, body = api.post("accounts/site-access/", grant)
    assert status == 201
    assert api.post("accounts/site-access/", grant)[1]["data"]["id"] == body["data"]["id"], "once is enough"
    assert editor.get(f"accounts/sites/{other}/")[0] == 200
    assert api.get(f"accounts/site-access/?site_id={other}")[1]["count"] == 1
    assert api.delete(f"accounts/site-access/{body['data']['id']}/")[0] == 204
    assert editor.get(f"accounts/sites/{other}/")[0] == 404
    for key, value in (("site_id", stranger.site_id), ("user_id", stranger.users["viewer"])):
        status, answer = api.post("accounts/site-access/", {**grant, key: str(value)})
        assert (status, list(answer["errors"])) == (400, [key])
    with tenant(stranger.account_id):
        assert SiteUserAccess.objects.count() == 2
