"""Images people bring themselves, and their order."""

from typing import Any

import pytest

from igny8.content.models import Content, Image
from igny8.core.ids import uuid7
from igny8.core.tenancy import tenant
from tests.factories.content import make_content, make_image, make_ready_image
from tests.support.client import Api
from tests.support.standin.good_answers import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(account: Any) -> Content:
    with tenant(account.account_id):
        return make_content(account)


def upload(world: Any, content_id: Any, data: bytes = b"", by: str = "editor", **fields: Any) -> tuple[int, Any]:
    content = data or picture(64, 48)
    return Api(world, by).upload("writer/images/", name="me.png", content=content, content_id=str(content_id), **fields)


def test_an_upload_is_written_anew_and_served(account: Any, row: Content) -> None:
    status, body = upload(account, row.id, alt_text="A cup", caption="Mine")
    assert status == 201, body
    image = body["data"]
    assert (image["status"], image["media_type"], image["provider"]) == ("ready", "image/webp", "upload")
    assert (image["alt_text"], image["caption"], image["role"], image["position"]) == ("A cup", "Mine", "in_article", 0)
    api = Api(account, "viewer")
    answer = api.client.get(f"/api/v1/writer/images/{image['id']}/file/", headers=api.headers)
    assert answer.content[8:12] == b"WEBP"
    assert upload(account, row.id)[1]["data"]["position"] == 1
    assert upload(account, row.id)[1]["data"]["alt_text"] == row.title


def test_what_is_no_image_is_refused(account: Any, stranger: Any, row: Content) -> None:
    for data in (b"<svg onload=alert(1)></svg>", picture(64, 48)[:100], b"x" * 10_000_001):
        status, body = upload(account, row.id, data)
        assert (status, "file" in body["errors"]) == (400, True), body
    assert upload(account, uuid7())[0] == 404
    assert upload(stranger, row.id)[0] == 404
    assert upload(account, row.id, by="viewer")[0] == 403
    status, body = upload(account, row.id, colour="red")
    assert (status, "colour" in body["errors"]) == (400, True)
    with tenant(account.account_id):
        assert not Image.objects.exists()


def test_the_quota_holds(account: Any, row: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("igny8.content.services.image_uploads.storage_left", lambda site_id: 10)
    status, body = upload(account, row.id)
    assert (status, body["error_code"]) == (409, "STORAGE_FULL")


def test_one_image_is_featured(account: Any, row: Content) -> None:
    with tenant(account.account_id):
        planned = make_image(account, content=row)
    status, body = upload(account, row.id, role="featured")
    assert (status, body["data"]["role"]) == (201, "featured"), body
    first = body["data"]["id"]
    second = upload(account, row.id)[1]["data"]["id"]
    api = Api(account, "editor")
    assert api.post(f"writer/images/{second}/feature/", {})[1]["data"]["role"] == "featured"
    assert api.post(f"writer/images/{second}/feature/", {})[0] == 200
    shown = api.get(f"writer/images/{first}/")[1]["data"]
    assert (shown["role"], shown["position"]) == ("in_article", 1)
    assert api.get(f"writer/content/{row.id}/")[1]["data"]["featured_image_id"] == second
    assert api.get(f"writer/images/{planned.id}/")[0] == 404, "what was only planned for the place is gone"
    with tenant(account.account_id):
        unmade = make_image(account, content=row, role="in_article", position=7)
    assert api.post(f"writer/images/{unmade.id}/feature/", {})[0] == 409


def test_images_are_put_in_order(account: Any, row: Content) -> None:
    with tenant(account.account_id):
        ids = [str(make_ready_image(account, content=row, role="in_article", position=n).id) for n in (0, 1, 4)]
        featured = str(make_ready_image(account, content=row).id)
    api, wanted = Api(account, "editor"), [ids[2], ids[0], ids[1]]
    status, body = api.post("writer/images/reorder/", {"content_id": str(row.id), "image_ids": wanted})
    assert status == 200, body
    assert [(i["id"], i["position"]) for i in body["data"]["images"]] == list(zip(wanted, range(3), strict=True))
    for wrong in (wanted[:2], [*wanted, featured], [wanted[0]] * 3):
        body = {"content_id": str(row.id), "image_ids": wrong}
        assert api.post("writer/images/reorder/", body)[0] == 400
