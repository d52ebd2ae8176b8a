"""The planner over HTTP: every endpoint for anonymous, viewer, stranger and owner, and input that names its field."""

import json
from typing import Any

import pytest

from igny8.core.tenancy import tenant
from igny8.planning.models import Cluster, ContentIdea, Keyword
from tests.factories.planning import make_cluster, make_idea, make_import, make_keyword, make_keywords
from tests.support.client import Api

pytestmark = pytest.mark.django_db
ABSENT = "01990000-0000-7000-8000-000000000000"
LISTS = ["keywords", "keywords/opportunities", "imports", "clusters", "ideas", "seed-keywords"]
WRITES = [
    ("POST", "keywords/", {}), ("POST", "keywords/bulk-create/", {}), ("POST", "keywords/bulk-update/", {}),
    ("POST", "keywords/bulk-delete/", {}), ("POST", "keywords/bulk-status/", {}), ("POST", "keywords/import/", {}),
    ("POST", "keywords/auto-cluster/", {}), ("POST", "seed-keywords/add/", {}), ("POST", "clusters/", {}),
    ("POST", "clusters/generate-ideas/", {}), ("POST", "clusters/bulk-delete/", {}), ("POST", "ideas/", {}),
    ("POST", "ideas/approve/", {}), ("POST", "ideas/reject/", {}), ("POST", "ideas/queue/", {}),
    ("PATCH", f"keywords/{ABSENT}/", {}), ("DELETE", f"keywords/{ABSENT}/", None), ("PATCH", f"clusters/{ABSENT}/", {}),
    ("DELETE", f"clusters/{ABSENT}/", None), ("POST", f"clusters/{ABSENT}/lock/", {}), ("DELETE", f"ideas/{ABSENT}/", None),
]  # fmt: skip
DETAILS = {
    "keywords": make_keyword, "clusters": make_cluster, "ideas": make_idea, "imports": make_import,
}  # fmt: skip


@pytest.fixture
def where(account: Any) -> dict[str, str]:
    return {"site_id": str(account.site_id), "sector_id": str(account.sector_id)}


@pytest.mark.parametrize("path", LISTS)
def test_lists_need_a_person(path: str, account: Any) -> None:
    assert Api().get(f"planner/{path}/")[0] == 401
    status, body = Api(account, "viewer").get(f"planner/{path}/")
    assert (status, body["success"]) == (200, True), body


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_viewers_change_nothing(method: str, path: str, body: Any, account: Any) -> None:
    assert Api(account, "viewer").call(method, f"planner/{path}", body)[0] == 403
    assert Api().call(method, f"planner/{path}", body)[0] == 401


@pytest.mark.parametrize("kind", list(DETAILS))
def test_a_strangers_rows_do_not_exist(kind: str, account: Any, stranger: Any) -> None:
    with tenant(stranger.account_id):
        foreign = DETAILS[kind](stranger).id
    with tenant(account.account_id):
        own = DETAILS[kind](account).id
    api = Api(account)
    assert api.get(f"planner/{kind}/{own}/")[0] == 200
    assert api.get(f"planner/{kind}/{foreign}/")[0] == 404
    assert str(foreign) not in json.dumps(api.get(f"planner/{kind}/")[1])


@pytest.mark.parametrize("path", ["keywords", "clusters", "ideas", "imports"])
@pytest.mark.parametrize("query", ["site_id=x", "ordering=nope", "page=0", "colour=red", "cursor=%00", "page_size=201"])
def test_a_bad_query_names_its_parameter(path: str, query: str, account: Any) -> None:
    status, body = Api(account).get(f"planner/{path}/?{query}")
    assert status == 400
    assert query.split("=")[0] in body["errors"] or "cursor" in query


def test_keywords_are_created_changed_and_deleted(api: Any, where: dict[str, str], scope: Any) -> None:
    status, body = api.post(
        "planner/keywords/", {**where, "keyword": " Moka  Pot ", "search_volume": 1000, "difficulty": 20}
    )
    assert status == 201, body
    keyword = body["data"]
    assert (keyword["keyword"], keyword["normalised"], keyword["cpc"]) == ("Moka Pot", "moka pot", None)
    assert keyword["priority_score"] == pytest.approx(48.0, abs=0.1)
    status, body = api.post("planner/keywords/", {**where, "keyword": "MOKA POT"})
    assert (status, body["error_code"]) == (409, "KEYWORD_EXISTS")
    path = f"planner/keywords/{keyword['id']}/"
    status, body = api.patch(path, {"difficulty": None, "intent": "commercial"})
    assert (body["data"]["difficulty"], body["data"]["priority_score"], body["data"]["intents"]) == (
        None,
        None,
        ["commercial"],
    )
    for bad, field in (
        ({"difficulty": 101}, "difficulty"),
        ({"colour": 1}, "colour"),
        ({"cluster_id": "x"}, "cluster_id"),
    ):
        status, body = api.patch(path, bad)
        assert (status, field in body["errors"]) == (400, True), body
    assert api.patch(path, {"cluster_id": ABSENT})[0] == 404
    assert api.delete(path)[0] == 204
    assert api.delete(path)[0] == 404


def test_another_accounts_sector_is_absent(api: Any, where: dict[str, str], stranger: Any) -> None:
    for body in (
        {**where, "keyword": "x", "sector_id": str(stranger.sector_id)},
        {"site_id": str(stranger.site_id), "sector_id": str(stranger.sector_id), "keyword": "x"},
    ):
        assert api.post("planner/keywords/", body)[0] == 404


def test_bulk_rows_are_reported_by_index(api: Any, where: dict[str, str]) -> None:
    rows = [
        "moka pot",
        {
            "keyword": "dog food",
            "search_volume": 90,
            "difficulty": 10,
            "cpc": "1.5",
            "cpc_currency": "usd",
            "intent": "commercial",
        },
        {"keyword": "  "},
        {"keyword": "x", "search_volume": "many"},
        {"keyword": "y", "difficulty": 1000},
        {"keyword": "z", "colour": "red"},
        7,
        {"keyword": "Moka Pot"},
        {"search_volume": 4},
        {"keyword": "q", "volume_low": 10, "volume_high": 5},
    ]
    status, body = api.post("planner/keywords/bulk-create/", {**where, "keywords": rows})
    assert status == 201, body
    data = body["data"]
    assert (data["rows"], data["created"], data["duplicates"], data["rejected"]) == (10, 2, 1, 7)
    assert [(e["index"], e["field"]) for e in data["errors"]] == [
        (2, "keyword"), (3, "search_volume"), (4, "difficulty"), (5, "colour"), (6, "keyword"), (8, "keyword"), (9, "volume_low"),
    ]  # fmt: skip
    status, body = api.get("planner/keywords/?search=dog")
    assert (body["count"], body["results"][0]["cpc"], body["results"][0]["source"]) == (1, 1.5, "api")


def test_bulk_changes(api: Any, account: Any, scope: Any) -> None:
    ids = [str(k.id) for k in make_keywords(account, ["a1", "b1", "c1"])]
    cluster = make_cluster(account, keywords=["head"])
    assert (
        api.post("planner/keywords/bulk-update/", {"ids": ids, "changes": {"intent": "commercial"}})[1]["data"]["count"]
        == 3
    )
    api.post("planner/keywords/bulk-update/", {"ids": ids, "changes": {"cluster_id": str(cluster.id)}})
    cluster.refresh_from_db()
    assert cluster.keyword_count == 4
    assert set(Keyword.objects.filter(pk__in=ids).values_list("status", "intent")) == {("clustered", "commercial")}
    api.post("planner/keywords/bulk-status/", {"ids": ids[:1], "status": "archived"})
    api.post("planner/keywords/bulk-delete/", {"ids": [*ids[1:2], ABSENT]})
    cluster.refresh_from_db()
    assert cluster.keyword_count == 2
    status, body = api.post("planner/keywords/bulk-update/", {"ids": ids, "changes": {"colour": 1}})
    assert (status, list(body["errors"])) == (400, ["changes.colour"])


def test_filters_search_and_ordering(api: Any, account: Any, scope: Any) -> None:
    for number, volume in enumerate((10, None, 30, 20)):
        make_keyword(account, f"term {number}", search_volume=volume, difficulty=number * 10.0, intent="commercial")
    ask = lambda query: [r["keyword"] for r in api.get(f"planner/keywords/?{query}")[1]["results"]]  # noqa: E731
    assert ask("ordering=-search_volume") == ["term 2", "term 3", "term 0", "term 1"]
    assert ask("ordering=search_volume") == ["term 0", "term 3", "term 2", "term 1"]
    assert ask("volume_min=15&ordering=keyword") == ["term 2", "term 3"]
    assert ask("difficulty_max=10&volume_max=10") == ["term 0"]
    assert ask(f"sector_id={account.sector_id}&status=new,used&ordering=-id&page_size=1") == ["term 3"]
    assert ask("is_clustered=true") == []
    first = api.get("planner/keywords/?ordering=-search_volume&page_size=2")[1]
    second = api.get("/" + first["next"].split("/", 3)[3])[1]
    assert [r["keyword"] for r in second["results"]] == ["term 0", "term 1"]
    assert second["next"] is None


def test_opportunities_are_ranked_and_explained(api: Any, account: Any, scope: Any) -> None:
    api.post(
        "planner/keywords/bulk-create/",
        {
            "site_id": str(account.site_id),
            "sector_id": str(account.sector_id),
            "keywords": [
                {"keyword": "hard", "search_volume": 1000, "difficulty": 90},
                {"keyword": "easy", "search_volume": 1000, "difficulty": 10},
                {"keyword": "unknown"},
                {"keyword": "written", "search_volume": 9000, "difficulty": 1},
            ],
        },
    )
    Keyword.objects.filter(keyword="written").update(status="used")
    found = api.get("planner/keywords/opportunities/")[1]["results"]
    assert [r["keyword"] for r in found] == ["easy", "hard"]
    assert found[0]["reason"] == "1,000 searches a month at difficulty 10 of 100; it is in no cluster yet."


def test_a_file_is_previewed_then_imported(api: Any, where: dict[str, str], settings: Any, tmp_path: Any) -> None:
    settings.STORAGE_ROOT = tmp_path
    content = b"Keyword,Volume\nmoka pot,1300\n,5\n"
    status, body = api.upload("planner/keywords/import/", name="k.csv", content=content, dry_run="true", **where)
    assert (status, body["data"]["rows"], body["data"]["rejected"]) == (200, 2, 1), body
    status, body = api.upload("planner/keywords/import/", name="k.csv", content=content, **where)
    assert status == 202, body
    status, body = api.get(f"planner/imports/{body['data']['import_id']}/")
    assert (status, body["data"]["status"], body["data"]["rows_read"]) == (200, "pending", 0)


@pytest.mark.parametrize(
    ("fields", "content", "field"),
    [
        ({"sector_id": "x"}, b"a\nb\n", "sector_id"),
        ({"mapping": "[1]"}, b"a\nb\n", "mapping"),
        ({"mapping": '{"keyword": 1.5}'}, b"a\nb\n", "mapping"),
        ({"mapping": '{"colour": 1}'}, b"a\nb\n", "mapping"),
        ({"colour": "red"}, b"a\nb\n", "colour"),
        ({}, b"", "file"),
        ({}, b"%PDF-1.7", "file"),
        ({"dry_run": "perhaps"}, b"a\nb\n", "dry_run"),
    ],
)
def test_a_bad_upload_names_its_field(
    api: Any, where: dict[str, str], fields: dict[str, str], content: bytes, field: str
) -> None:
    status, body = api.upload("planner/keywords/import/", name="k.csv", content=content, **{**where, **fields})
    assert (status, field in body["errors"]) == (400, True), body


def test_an_upload_that_is_too_large_or_no_form(api: Any, where: dict[str, str], settings: Any) -> None:
    settings.IMPORT_MAX_BYTES = 1000
    status, body = api.upload("planner/keywords/import/", name="k.csv", content=b"keyword\n" + b"x" * 100_000, **where)
    assert (status, body["error_code"]) == (413, "TOO_LARGE")
    assert api.post("planner/keywords/import/", where)[0] == 415


def test_rejects_are_listed_and_exported(api: Any, account: Any, stranger: Any) -> None:
    with tenant(account.account_id):
        own = make_import(account).id
    with tenant(stranger.account_id):
        foreign = make_import(stranger).id
    status, body = api.get(f"planner/imports/{own}/rejects/")
    assert (status, body["results"][0]["line"]) == (200, 3)
    assert api.get(f"planner/imports/{foreign}/rejects/")[0] == 404
    response = api.client.get(f"/api/v1/planner/imports/{own}/rejects/export/", headers=api.headers)
    assert b"'=1+1" in b"".join(response.streaming_content)


def test_clusters_by_hand(api: Any, where: dict[str, str], account: Any, scope: Any) -> None:
    ids = [str(k.id) for k in make_keywords(account, ["a2", "b2", "c2"])]
    status, body = api.post("planner/clusters/", {**where, "name": "Mine", "keyword_ids": ids})
    assert status == 201, body
    cluster = body["data"]
    assert (cluster["keyword_count"], cluster["is_named_by_hand"], cluster["method"]) == (3, True, "manual")
    path = f"planner/clusters/{cluster['id']}/"
    status, body = api.post(f"{path}split/", {"parts": [{"name": "Part", "keyword_ids": ids[:1]}]})
    assert (status, [c["keyword_count"] for c in body["data"]]) == (200, [2, 1]), body
    part = body["data"][1]["id"]
    assert api.post(f"{path}lock/")[1]["data"]["is_locked"] is True
    for call in (("merge/", {"source_ids": [part]}), ("split/", {"parts": [{"name": "x", "keyword_ids": ids[1:2]}]})):
        assert api.post(path + call[0], call[1])[1]["error_code"] == "CLUSTER_LOCKED"
    assert api.delete(path)[1]["error_code"] == "CLUSTER_LOCKED"
    api.post(f"{path}unlock/")
    status, body = api.post(f"{path}merge/", {"source_ids": [part]})
    assert (status, body["data"]["keyword_count"]) == (200, 3), body
    assert api.get(f"planner/clusters/{part}/")[0] == 404
    assert api.patch(path, {"role": "pillar"})[1]["data"]["role"] == "pillar"
    status, body = api.get(f"planner/clusters/map/?site_id={account.site_id}")
    assert (status, len(body["data"]["nodes"]), body["data"]["edges"]) == (200, 1, [])
    assert list(api.get("planner/clusters/map/")[1]["errors"]) == ["site_id"]
    assert api.delete(path)[0] == 204
    assert set(Keyword.objects.values_list("status", "cluster_id")) == {("new", None)}


def test_ideas_from_draft_to_queue(api: Any, account: Any, scope: Any) -> None:
    cluster = make_cluster(account, keywords=["moka pot"])
    body = {"cluster_id": str(cluster.id), "title": "Moka pots", "outline": [{"heading": "What it is"}]}
    status, made = api.post("planner/ideas/", body)
    assert status == 201, made
    idea = made["data"]
    assert (idea["primary_keyword"], idea["cluster_name"], idea["outline"][0]["points"]) == (
        "moka pot",
        cluster.name,
        [],
    )
    assert api.post("planner/ideas/", {**body, "title": "MOKA POTS"})[1]["error_code"] == "IDEA_EXISTS"
    assert api.patch(f"planner/ideas/{idea['id']}/", {"status": "queued"})[0] == 400
    assert api.post("planner/ideas/approve/", {"ids": [idea["id"]]})[1]["data"]["count"] == 1
    status, queued = api.post("planner/ideas/queue/", {"ids": [idea["id"], ABSENT]})
    assert queued["data"]["queued_ids"] == [idea["id"]]
    assert queued["data"]["refused"][0]["code"] == "NOT_FOUND"
    assert api.get(f"planner/ideas/{idea['id']}/")[1]["data"]["status"] == "queued"
    assert api.delete(f"planner/ideas/{idea['id']}/")[1]["error_code"] == "IDEA_IN_WORK"
    second = make_idea(account, cluster, title="Moka pots again", primary_keyword="moka pot")
    status, refused = api.post(f"planner/ideas/{second.id}/queue/")
    assert (status, refused["error_code"]) == (409, "CANNIBALISATION")
    assert "Moka pots" in refused["error"]
    assert len(api.get(f"planner/ideas/{second.id}/collisions/")[1]["data"]) == 1
    assert api.post(f"planner/ideas/{second.id}/queue/", {"allow_overlap": True})[0] == 200


def test_runs_are_started_and_answer_202(api: Any, where: dict[str, str], account: Any, scope: Any) -> None:
    from igny8.billing.services.ledger import credits_grant

    status, body = api.post("planner/keywords/auto-cluster/", where)
    assert (status, body["error_code"]) == (409, "NOTHING_TO_CLUSTER")
    make_keyword(account, "moka pot")
    assert api.post("planner/keywords/auto-cluster/", where)[1]["error_code"] == "CREDITS_EXHAUSTED"
    credits_grant(amount_centi=100_000, kind="grant", key="t")
    status, body = api.post("planner/keywords/auto-cluster/", where)
    assert (status, list(body["data"])) == (202, ["run_id"]), body
    cluster = make_cluster(account, keywords=["garden hose"])
    status, body = api.post("planner/clusters/generate-ideas/", {"cluster_ids": [str(cluster.id), ABSENT]})
    assert (status, len(body["data"]["run_ids"]), body["data"]["skipped"][0]["code"]) == (202, 1, "NOT_FOUND"), body
    assert api.post("planner/clusters/generate-ideas/", {"cluster_ids": [str(cluster.id)], "count": 6})[0] == 400


def test_seed_keywords_are_taken_into_a_sector(api: Any, where: dict[str, str], scope: Any) -> None:
    found = api.get("planner/seed-keywords/?page_size=5")[1]["results"]
    ids = [r["id"] for r in found]
    assert len(ids) == 5
    assert api.post("planner/seed-keywords/add/", {**where, "seed_keyword_ids": ids})[1]["data"]["created"] == 5
    assert api.post("planner/seed-keywords/add/", {**where, "seed_keyword_ids": ids})[1]["data"]["duplicates"] == 5
    assert api.post("planner/seed-keywords/add/", {**where, "seed_keyword_ids": [ABSENT]})[0] == 400
    assert set(Keyword.objects.values_list("source", flat=True)) == {"seed"}


def test_an_editor_sees_granted_sites_only(account: Any) -> None:
    from igny8.accounts.models import Sector, Site

    with tenant(account.account_id):
        site = Site.objects.create(name="Other", slug=f"other-{account.account_id.hex}")
        sector = Sector.objects.create(site_id=site.id, name="Other")
        hidden = make_keyword(account, "hidden", site_id=site.id, sector_id=sector.id)
        make_keyword(account, "shown")
    api = Api(account, "editor")
    assert [r["keyword"] for r in api.get("planner/keywords/")[1]["results"]] == ["shown"]
    assert api.delete(f"planner/keywords/{hidden.id}/")[0] == 404
    body = {"site_id": str(site.id), "sector_id": str(sector.id), "keyword": "x"}
    assert api.post("planner/keywords/", body)[0] == 404
    chunks = api.client.get("/api/v1/planner/keywords/export/", headers=api.headers).streaming_content
    assert b"hidden" not in b"".join(chunks)


def test_exports_are_filtered_safe_and_readable_again(api: Any, account: Any, scope: Any) -> None:
    make_keywords(account, ["=cmd|calc", "+sum", "@ref", "-x", "plain", "caf\u00e9"])
    make_cluster(account, "=HYPERLINK(1)", keywords=["zz"])
    response = api.client.get("/api/v1/planner/keywords/export/?status=new", headers=api.headers)
    assert response["Content-Type"].startswith("text/csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    cells = [line.split(",")[0] for line in text.split("\r\n")[1:] if line]
    assert sorted(cells) == ["'+sum", "'-x", "'=cmd|calc", "'@ref", "café", "plain"]
    clusters = b"".join(api.client.get("/api/v1/planner/clusters/export/", headers=api.headers).streaming_content)
    assert b"'=HYPERLINK(1)" in clusters
    status, body = api.get("planner/keywords/export/?colour=red")
    assert (status, list(body["errors"])) == (400, ["colour"])
    assert Cluster.objects.count() == 1
    assert not ContentIdea.objects.exists()
