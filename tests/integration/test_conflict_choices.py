"""What a person chose is only taken when it was made on both texts as they are now."""

from typing import Any

import pytest

from igny8.content.models import Content
from igny8.content.services.contents import content_update
from igny8.core.tenancy import tenant
from igny8.integration.models import SyncConflict, SyncedItem
from tests.factories.integration import make_conflict
from tests.integration.standin import WordPressStandIn
from tests.support.client import Api

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_choice_made_before_the_website_went_on_is_refused(
    api: Api, account: Any, by_bridge: Any, site: WordPressStandIn, sync: Any
) -> None:
    number = site.add_post("Filter", "<p>Base.</p>")
    sync(by_bridge)
    with tenant(account.account_id):
        content_update(content_id=Content.objects.get().id, changes={"html": "<p>Ours.</p>"})
    site.edit(number, content="<p>Theirs.</p>")
    sync(by_bridge)
    with tenant(account.account_id):
        path = f"integration/conflicts/{SyncConflict.objects.get().id}/"
    seen = api.get(path)[1]["data"]
    site.edit(number, content="<p>Theirs.</p><p>And a second thought.</p>")
    sync(by_bridge)
    merged = {"resolution": "merged", "html": "<p>Ours. Theirs.</p>", "expected_version": seen["ours_version"]}
    for choice in (merged, {"resolution": "take_theirs"}, {"resolution": "keep_ours"}):
        status, answer = api.post(f"{path}resolve/", {**choice, "expected_theirs": seen["theirs_hash"]})
        assert (status, answer["error_code"]) == (409, "THEIRS_CHANGED")
    with tenant(account.account_id):
        assert Content.objects.get().html == "<p>Ours.</p>"
        assert SyncedItem.objects.get(external_id=str(number)).state == "conflict"
    now = api.get(path)[1]["data"]
    assert "second thought" in now["theirs"]["html"]
    assert api.post(f"{path}resolve/", {**merged, "expected_theirs": now["theirs_hash"]})[0] == 200


def test_a_merge_holds_the_lines_for_search_engines_too(api: Api, account: Any) -> None:
    with tenant(account.account_id):
        conflict = make_conflict(account)
    path = f"integration/conflicts/{conflict.id}/resolve/"
    lines = {"title": "Tea, both ways", "meta_title": "Tea", "meta_description": "How hot the water is."}
    for name in lines:
        status, answer = api.post(path, {"resolution": "keep_ours", name: "x"})
        assert (status, list(answer["errors"])) == (400, [name]), "what would be ignored is refused"
    assert api.post(path, {"resolution": "merged", "html": "<p>Both.</p>", **lines})[0] == 200
    content = api.get(f"writer/content/{conflict.content_id}/")[1]["data"]
    assert {name: content[name] for name in lines} == lines
