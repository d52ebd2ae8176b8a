"""/api/v1/writer/: who may, what comes out, what is refused."""

import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from docx import Document

from igny8.billing.services.ledger import credits_grant
from igny8.content.base.image_files import image_prepare, image_store
from igny8.content.models import Content, Image, Task
from igny8.content.services.contents import content_update
from igny8.content.services.images import image_attach
from igny8.core.ids import uuid7
from igny8.core.tenancy import tenant
from tests.factories.content import HTML, make_content, make_image, make_ready_image, make_task, make_taxonomy
from tests.support.client import Api
from tests.support.standin.good_answers import picture

pytestmark = pytest.mark.django_db
LISTS = ("tasks", "content", "images", "taxonomies")


def fill(world: Any) -> dict[str, Any]:
    """One of each. :returns: id by list."""
    with tenant(world.account_id):
        image = make_ready_image(world)
        return {
            "tasks": make_task(world).id,
            "content": image.content_id,
            "images": image.id,
            "taxonomies": make_taxonomy(world).id,
        }


def test_lists_show_own_rows_only(account: Any, stranger: Any, api: Any) -> None:
    own, foreign = fill(account), fill(stranger)
    for name in LISTS:
        status, body = api.get(f"writer/{name}/")
        assert status == 200
        assert [row["id"] for row in body["results"]] == [str(own[name])]
        assert api.get(f"writer/{name}/{own[name]}/")[0] == 200
        assert api.get(f"writer/{name}/{foreign[name]}/")[0] == 404
        assert Api().get(f"writer/{name}/")[0] == 401


def test_a_viewer_reads_and_does_not_write(account: Any) -> None:
    own, viewer = fill(account), Api(account, "viewer")
    for name in LISTS:
        assert viewer.get(f"writer/{name}/")[0] == 200
        assert viewer.delete(f"writer/{name}/{own[name]}/")[0] in {403, 405}
    assert viewer.post("writer/tasks/", {"title": "x", "sector_id": str(account.sector_id)})[0] == 403
    assert viewer.post(f"writer/content/{own['content']}/approve/")[0] == 403
    assert viewer.post("writer/image-prompts/", {"content_ids": [str(own["content"])]})[0] == 403


def test_an_editor_sees_only_granted_sites(account: Any) -> None:
    from igny8.accounts.services.site_access import site_access_revoke

    own = fill(account)
    with tenant(account.account_id):
        from igny8.accounts.selectors import site_access_list

        access = site_access_list().get(user_id=account.users["editor"])
        site_access_revoke(access_id=access.id)
    editor = Api(account, "editor")
    for name in LISTS:
        assert editor.get(f"writer/{name}/")[1]["count"] == 0
        assert editor.get(f"writer/{name}/{own[name]}/")[0] == 404
    assert editor.get(f"writer/images/{own['images']}/file/")[0] == 404


def test_a_task_from_create_to_delete(account: Any, api: Any) -> None:
    body = {
        "sector_id": str(account.sector_id),
        "title": "Cold Brew",
        "content_type": "product",
        "outline": [{"heading": "Taste"}],
        "planned_date": "2026-12-01",
    }
    status, answer = api.post("writer/tasks/", body)
    assert status == 201
    task = answer["data"]
    assert (task["structure"], task["target_words"], task["content_id"]) == ("product-page", 500, None)
    assert task["outline"][0] == {"heading": "Taste", "points": [], "keywords": [], "is_locked": False}
    status, answer = api.patch(f"writer/tasks/{task['id']}/", {"title": "Cold Brew Coffee"})
    assert (status, answer["data"]["title"]) == (200, "Cold Brew Coffee")
    assert api.post(f"writer/tasks/{task['id']}/cancel/")[1]["data"]["status"] == "cancelled"
    assert api.post(f"writer/tasks/{task['id']}/requeue/")[1]["data"]["status"] == "queued"
    changes = {"ids": [task["id"]], "changes": {"status": "cancelled", "planned_date": None}}
    assert api.post("writer/tasks/bulk-update/", changes)[1]["data"] == {"count": 1}
    assert api.get("writer/tasks/?status=cancelled&search=brew&ordering=-title")[1]["count"] == 1
    assert api.get("writer/tasks/?status=queued")[1]["count"] == 0
    assert api.delete(f"writer/tasks/{task['id']}/")[0] == 204
    assert api.delete(f"writer/tasks/{task['id']}/")[0] == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": ""}, "title"),
        ({"sector_id": str(uuid7())}, "sector_id"),
        ({"target_words": 5}, "target_words"),
        ({"structure": "novel"}, "structure"),
        ({"assignee_id": str(uuid7())}, "assignee_id"),
        ({"cluster_id": str(uuid7())}, "cluster_id"),
        ({"nonsense": 1}, "nonsense"),
    ],
)
def test_a_bad_task_names_the_field(account: Any, api: Any, body: dict[str, Any], field: str) -> None:
    status, answer = api.post("writer/tasks/", {"title": "T", "sector_id": str(account.sector_id), **body})
    assert status == 400
    assert field in answer["errors"]


def test_generating_answers_202_with_what_it_holds(account: Any, api: Any) -> None:
    with tenant(account.account_id):
        ids = [str(make_task(account, target_words=500).id) for _ in range(2)]
    status, answer = api.post("writer/tasks/generate-content/", {"ids": ids})
    assert (status, answer["error_code"]) == (402, "CREDITS_EXHAUSTED")
    with tenant(account.account_id):
        assert set(Task.objects.values_list("status", flat=True)) == {"queued"}
        credits_grant(amount_centi=5_000, kind="grant", key="test")
    status, answer = api.post("writer/tasks/generate-content/", {"ids": ids}, **{"Idempotency-Key": "once"})
    assert status == 202
    assert len(answer["data"]["run_ids"]) == 2
    assert float(answer["data"]["credits_reserved"]) == 12.0
    again = api.post("writer/tasks/generate-content/", {"ids": ids}, **{"Idempotency-Key": "once"})
    assert again[1]["data"] == answer["data"]
    assert api.post("writer/tasks/generate-content/", {"ids": ids})[1]["error_code"] == "ALREADY_RUNNING"
    assert api.post("writer/tasks/generate-content/", {"ids": [str(uuid7())]})[0] == 404


def test_a_content_and_its_versions(account: Any, api: Any) -> None:
    status, answer = api.post("writer/content/", {"site_id": str(account.site_id), "title": "Tea", "html": HTML})
    assert status == 201
    row = answer["data"]
    path = f"writer/content/{row['id']}"
    change = {"html": HTML.replace("fresh", "new"), "expected_version": 1, "note": "Wording"}
    status, answer = api.patch(f"{path}/", change)
    assert (status, answer["data"]["current_version"]) == (200, 2)
    status, answer = api.patch(f"{path}/", change)
    assert (status, answer["error_code"]) == (409, "CONTENT_CHANGED")
    assert "expected_version" in answer["errors"]
    versions = api.get(f"{path}/versions/")[1]["data"]
    assert [(v["number"], v["cause"], v["note"]) for v in versions] == [(2, "human", "Wording"), (1, "human", "")]
    assert versions[0]["actor_id"] == str(account.users["owner"])
    assert "html" not in versions[0]
    assert "fresh" in api.get(f"{path}/versions/1/")[1]["data"]["html"]
    assert api.get(f"{path}/versions/9/")[0] == 404
    diff = api.get(f"{path}/diff/?before=1&after=2")[1]["data"]
    assert {"op": "insert", "text": "new"} in next(h for h in diff["hunks"] if h["op"] == "replace")["words"]
    assert api.get(f"{path}/diff/?before=x&after=2")[0] == 400
    assert api.post(f"{path}/restore/", {"number": 1})[1]["data"]["current_version"] == 3
    section = row["structure"][1]["id"]
    locked = api.post(f"{path}/lock-section/", {"section_id": section, "is_locked": True})[1]["data"]
    assert locked["structure"][1]["is_locked"]
    assert api.post(f"{path}/regenerate-section/", {"section_id": section})[1]["error_code"] == "SECTION_LOCKED"
    assert api.post(f"{path}/regenerate-section/", {"section_id": "nope"})[0] == 404
    assert "html" not in api.get("writer/content/")[1]["results"][0]


def test_html_or_sections_not_both(account: Any, api: Any) -> None:
    body = {"site_id": str(account.site_id), "title": "T", "html": "<p>x</p>", "structure": []}
    status, answer = api.post("writer/content/", body)
    assert (status, list(answer["errors"])) == (400, ["structure"])
    del body["html"]
    body["structure"] = [{"heading": "A", "html": "<p>x</p>", "surprise": 1}]
    assert api.post("writer/content/", body)[0] == 400


def test_the_way_to_approval(account: Any, api: Any) -> None:
    with tenant(account.account_id):
        row = make_content(account)
    path = f"writer/content/{row.id}"
    editor = Api(account, "editor")
    assert editor.post(f"{path}/submit-review/", {"expected_version": 1})[1]["data"]["status"] == "in_review"
    status, answer = editor.post(f"{path}/approve/")
    assert (status, answer["error_code"]) == (403, "APPROVAL_NEEDS_ADMIN")
    assert api.post(f"{path}/request-changes/", {"comment": "Shorter."})[1]["data"]["status"] == "changes_requested"
    comments = api.get(f"{path}/comments/")[1]["data"]
    assert [(c["body"], c["version"]) for c in comments] == [("Shorter.", 1)]
    assert editor.post(f"{path}/comments/", {"body": "Done."})[0] == 201
    resolved = editor.post(f"{path}/resolve-comment/", {"comment_id": comments[0]["id"]})
    assert resolved[1]["data"]["resolved_at"] is not None
    assert api.post(f"{path}/approve/", {"expected_version": 2})[1]["error_code"] == "CONTENT_CHANGED"
    assert api.post(f"{path}/approve/", {"expected_version": 1})[1]["data"]["approved_version"] == 1
    assert api.post(f"{path}/archive/")[1]["data"]["status"] == "archived"
    assert api.post(f"{path}/unarchive/")[1]["data"]["status"] == "draft"


def test_duplicates_are_shown(account: Any, api: Any) -> None:
    with tenant(account.account_id):
        first, second = make_content(account), make_content(account)
    found = api.get(f"writer/content/{first.id}/duplicates/")[1]["data"]
    assert [(d["content_id"], d["similarity"], d["reasons"]) for d in found] == [
        (str(second.id), 1.0, ["text", "keyword"])
    ]


def raw(world: Any, path: str, **headers: str) -> Any:
    return Client().get(f"/api/v1/{path}", headers={**world.auth("viewer"), **headers})


RICH = (
    "<p>Plain <strong>bold</strong> and <em>thin</em> with a <a href='https://example.com/x'>link</a>.</p><h2>List</h2>"
    "<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul><table><tr><th>A</th></tr><tr><td>1</td></tr></table>"
    "<blockquote><p>Said</p></blockquote>"
)


def test_exports_open_again(account: Any) -> None:
    with tenant(account.account_id):
        row = make_content(account, title="Ünïcode & <Coffee>", html=RICH, meta_description='A "quoted" text')
    response = raw(account, f"writer/content/{row.id}/export/?format=docx")
    assert response.status_code == 200
    document = Document(io.BytesIO(response.content))
    texts = [p.text for p in document.paragraphs]
    assert texts[0] == "Ünïcode & <Coffee>"
    assert "Plain bold and thin with a link." in texts
    assert [p.text for p in document.paragraphs if p.style.name == "List Bullet"] == ["One", "Inner", "Two"]
    assert any(run.bold and run.text == "bold" for p in document.paragraphs for run in p.runs)
    assert any("example.com/x" in rel.target_ref for rel in document.part.rels.values())
    assert document.tables[0].cell(1, 0).text == "1"
    markdown = raw(account, f"writer/content/{row.id}/export/").content.decode()
    assert markdown.startswith("# Ünïcode & <Coffee>")
    assert "**bold**" in markdown
    assert "## List" in markdown
    html = raw(account, f"writer/content/{row.id}/export/?format=html")
    assert "<title>Ünïcode &amp; &lt;Coffee&gt;</title>" in html.content.decode()
    assert html["Content-Disposition"].startswith("attachment")
    assert html["Content-Security-Policy"] == "sandbox"
    assert raw(account, f"writer/content/{row.id}/export/?format=exe").status_code == 400
    assert raw(account, f"writer/content/{uuid7()}/export/").status_code == 404


def test_the_exported_list_runs_no_formulas(account: Any, stranger: Any) -> None:
    with tenant(account.account_id):
        make_content(account, title="=HYPERLINK(1)", primary_keyword="@sum")
    with tenant(stranger.account_id):
        make_content(stranger, title="Secret")
    text = raw(account, f"writer/content/export/?site_id={account.site_id}").content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "'@sum" in text
    assert "Secret" not in text
    assert raw(account, "writer/content/export/?site_id=x").status_code == 400


def test_an_image_file_is_served_to_its_own_only(account: Any, stranger: Any) -> None:
    with tenant(account.account_id):
        image, planned = make_ready_image(account), make_image(account)
    response = raw(account, f"writer/images/{image.id}/file/")
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response.content[:4] == b"RIFF"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["ETag"] == f'"{image.sha256}"'
    assert raw(stranger, f"writer/images/{image.id}/file/").status_code == 404
    assert Client().get(f"/api/v1/writer/images/{image.id}/file/").status_code == 401
    assert raw(account, f"writer/images/{planned.id}/file/").status_code == 404


def test_an_image_is_sent_again_only_when_it_was_made_anew(account: Any) -> None:
    with tenant(account.account_id):
        image = make_ready_image(account)
    path = f"writer/images/{image.id}/file/"
    tag = raw(account, path)["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        answer = raw(account, path, **{"If-None-Match": known})
        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
        assert answer["Cache-Control"] == "private, no-cache"
    with tenant(account.account_id):
        data, media_type, width, height = image_prepare(picture(32, 32))
        stored = image_store(image.site_id, data, media_type=media_type, width=width, height=height)
        image_attach(image_id=image.id, stored=stored, provider="test", run_id=None)
    answer = raw(account, path, **{"If-None-Match": tag})
    assert (answer.status_code, answer["ETag"]) == (200, f'"{stored.sha256}"')


def test_images_are_described_made_and_changed(account: Any, api: Any) -> None:
    with tenant(account.account_id):
        credits_grant(amount_centi=5_000, kind="grant", key="test")
        image = make_image(account)
    status, answer = api.post("writer/image-prompts/", {"content_ids": [str(image.content_id)], "in_article": 2})
    assert (status, float(answer["data"]["credits_reserved"])) == (202, 2.0)
    status, answer = api.post("writer/images/generate/", {"image_ids": [str(image.id)]})
    assert (status, float(answer["data"]["credits_reserved"])) == (202, 5.0)
    assert api.get("writer/images/?status=queued&role=featured")[1]["count"] == 1
    assert api.delete(f"writer/images/{image.id}/")[0] == 409
    with tenant(account.account_id):
        Image.objects.update(status="ready")
    patched = api.patch(f"writer/images/{image.id}/", {"alt_text": "Two cups", "caption": ""})
    assert patched[1]["data"]["alt_text"] == "Two cups"
    assert api.patch(f"writer/images/{image.id}/", {"alt_text": ""})[0] == 400
    assert api.delete(f"writer/images/{image.id}/")[0] == 204
    assert api.post("writer/images/generate/", {"image_ids": [str(uuid7())]})[0] == 404


def test_terms(account: Any, api: Any) -> None:
    body = {"site_id": str(account.site_id), "name": "Cold Drinks"}
    status, answer = api.post("writer/taxonomies/", body)
    assert (status, answer["data"]["slug"], answer["data"]["type"]) == (201, "cold-drinks", "category")
    assert api.post("writer/taxonomies/", body)[1]["error_code"] == "TERM_EXISTS"
    term = answer["data"]["id"]
    assert api.patch(f"writer/taxonomies/{term}/", {"slug": "Iced Drinks"})[1]["data"]["slug"] == "iced-drinks"
    with tenant(account.account_id):
        content = make_content(account)
    path = f"writer/content/{content.id}/"
    assert api.patch(path, {"taxonomy_ids": [term]})[1]["data"]["taxonomy_ids"] == [term]
    assert api.patch(path, {"taxonomy_ids": [str(uuid7())]})[0] == 400
    assert api.delete(f"writer/taxonomies/{term}/")[0] == 204
    assert api.get(path)[1]["data"]["taxonomy_ids"] == []


def test_the_calendar_and_the_templates(account: Any, stranger: Any, api: Any) -> None:
    with tenant(account.account_id):
        make_task(account, planned_date=date(2026, 12, 24))
    entries = api.get(f"writer/calendar/?site_id={account.site_id}&month=2026-12")[1]["data"]
    assert [(e["kind"], e["date"]) for e in entries] == [("planned_task", "2026-12-24")]
    assert api.get(f"writer/calendar/?site_id={stranger.site_id}&month=2026-12")[0] == 404
    assert api.get("writer/calendar/?month=2026-12")[0] == 400
    assert api.get(f"writer/calendar/?site_id={account.site_id}&month=soon")[0] == 400
    templates = api.get("writer/structures/?content_type=product")[1]["data"]
    assert [t["name"] for t in templates] == ["product-page", "product-fit"]


def test_filters_and_search_of_contents(account: Any, api: Any) -> None:
    with tenant(account.account_id):
        tea = make_content(account, title="Tea", content_type="page")
        make_content(account, title="Cocoa")
        Content.objects.filter(pk=tea.id).update(published_version=1, is_draft_quality=True)
        content_update(content_id=tea.id, changes={"title": "Green Tea"})
    for query in ("search=green", "content_type=page", "is_published=true", "is_draft_quality=true"):
        assert [r["title"] for r in api.get(f"writer/content/?{query}")[1]["results"]] == ["Green Tea"], query
    assert [r["title"] for r in api.get("writer/content/?is_published=false")[1]["results"]] == ["Cocoa"]
    assert api.patch(f"writer/content/{tea.id}/", {"planned_date": "2026-12-24"})[0] == 200
    assert [r["title"] for r in api.get("writer/content/?planned=true")[1]["results"]] == ["Green Tea"]
    assert [r["title"] for r in api.get("writer/content/?planned=false")[1]["results"]] == ["Cocoa"]
    assert api.get(f"writer/content/?site_id={uuid7()}")[1]["count"] == 0
    assert api.get("writer/content/?nonsense=1")[0] == 400


def test_tasks_with_and_without_a_day(account: Any, api: Any) -> None:
    with tenant(account.account_id):
        make_task(account, title="Someday")
        make_task(account, title="Christmas", planned_date=date(2026, 12, 24))
    assert [r["title"] for r in api.get("writer/tasks/?planned=true")[1]["results"]] == ["Christmas"]
    assert [r["title"] for r in api.get("writer/tasks/?planned=false")[1]["results"]] == ["Someday"]


def test_images_whose_alternative_text_is_to_be_written(account: Any, api: Any) -> None:
    with tenant(account.account_id):
        content = make_content(account, title="Cold brew")
        texts = ("", "cold BREW", "A jar in the sun")
        rows = [make_image(account, content=content, role="in_article", position=n) for n in range(3)]
        for row, text in zip(rows, texts, strict=True):
            Image.objects.filter(pk=row.id).update(alt_text=text)
    found = api.get("writer/images/?alt_missing=true")[1]["results"]
    assert {one["alt_text"] for one in found} == {"", "cold BREW"}
    assert [one["alt_text"] for one in api.get("writer/images/?alt_missing=false")[1]["results"]] == [
        "A jar in the sun"
    ]


def test_everything_a_filter_leaves_but_some(account: Any, stranger: Any, api: Any) -> None:
    with tenant(account.account_id):
        kept, *_ = [make_task(account, title=f"Coffee {n}") for n in range(4)]
        make_task(account, title="Tea")
    with tenant(stranger.account_id):
        make_task(stranger, title="Coffee")
    chosen = {"filter": {"search": "coffee"}, "expected_count": 4, "except_ids": [str(kept.id)]}
    body = {**chosen, "changes": {"planned_date": "2026-12-24"}}
    assert api.post("writer/tasks/bulk-update/", body)[1]["data"]["count"] == 3
    assert api.get("writer/tasks/?planned=true")[1]["count"] == 3
    gone = {"filter": {"planned": "true"}, "expected_count": 2}
    status, answer = api.post("writer/tasks/bulk-delete/", gone)
    assert (status, answer["error_code"]) == (409, "SELECTION_CHANGED")
    assert api.post("writer/tasks/bulk-delete/", {**gone, "expected_count": 3})[1]["data"]["count"] == 3
    assert sorted(r["title"] for r in api.get("writer/tasks/")[1]["results"]) == [kept.title, "Tea"]
    status, answer = api.post("writer/tasks/bulk-delete/", {**gone, "expected_count": 1001})
    assert (status, list(answer["errors"])) == (400, ["expected_count"])


def test_lists_ask_a_fixed_number_of_queries(account: Any, api: Any, django_assert_max_num_queries: Any) -> None:
    with tenant(account.account_id):
        for _ in range(6):
            make_task(account)
            make_content(account)
    for name in ("tasks", "content"):
        with django_assert_max_num_queries(14):
            assert api.get(f"writer/{name}/")[1]["count"] == 6
