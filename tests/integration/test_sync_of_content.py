"""A content's own page tells how it stands with its website."""

from typing import Any

import pytest

from igny8.content.models import Content
from igny8.content.services.contents import content_update
from igny8.core.tenancy import tenant
from igny8.integration.models import SyncConflict
from igny8.integration.services.integrations import integration_delete
from tests.factories.accounts import World
from tests.factories.integration import make_conflict, make_item
from tests.factories.publishing import make_article
from tests.integration.standin import WordPressStandIn
from tests.support.client import Api

pytestmark = pytest.mark.django_db(transaction=True)


def sync_of(api: Api, content_id: Any) -> Any:
    return api.get(f"writer/content/{content_id}/")[1]["data"]["sync"]


def test_a_content_that_is_on_no_website(api: Api, account: World) -> None:
    assert sync_of(api, make_article(account)) is None


def test_from_the_first_pull_to_a_conflict_and_out_of_it(
    api: Api, account: World, by_bridge: Any, site: WordPressStandIn, sync: Any
) -> None:
    number = site.add_post("Filter", "<p>Base.</p>")
    sync(by_bridge)
    with tenant(account.account_id):
        content_id = Content.objects.get().id
    where = {"integration_id": str(by_bridge.id), "conflict_id": None}
    assert sync_of(api, content_id) == {"state": "in_sync", **where}
    with tenant(account.account_id):
        content_update(content_id=content_id, changes={"html": "<p>Ours.</p>"})
    site.edit(number, content="<p>Theirs.</p>")
    sync(by_bridge)
    with tenant(account.account_id):
        conflict_id = str(SyncConflict.objects.get().id)
    assert sync_of(api, content_id) == {"state": "conflict", **where, "conflict_id": conflict_id}
    assert api.post(f"integration/conflicts/{conflict_id}/resolve/", {"resolution": "take_theirs"})[0] == 200
    assert sync_of(api, content_id) == {"state": "in_sync", **where}
    site.posts.pop(number)
    sync(by_bridge, "full")
    assert sync_of(api, content_id) == {"state": "remote_deleted", **where}
    with tenant(account.account_id):
        integration_delete(integration_id=by_bridge.id)
    assert sync_of(api, content_id) is None


def test_what_waits_for_a_person_is_told_first(api: Api, account: World) -> None:
    with tenant(account.account_id):
        conflict = make_conflict(account)
        content = Content.objects.get(pk=conflict.content_id)
        make_item(account, content=content, state="in_sync")
        make_item(account, content=content, state="ignored")
    assert sync_of(api, content.id)["conflict_id"] == str(conflict.id)


def test_lists_do_not_ask_for_it(api: Api, account: World) -> None:
    make_article(account)
    (row,) = api.get("writer/content/")[1]["results"]
    assert "sync" not in row
