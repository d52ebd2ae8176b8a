"""Names beside ids in the planner's lists, and bulk actions on everything a filter leaves."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from igny8.core.tenancy import tenant
from igny8.planning.models import Keyword
from tests.factories.planning import make_cluster, make_idea, make_keyword, make_keywords, make_page
from tests.support.client import Api

pytestmark = pytest.mark.django_db


def test_keywords_and_clusters_come_with_names_and_counts(account: Any, stranger: Any) -> None:
    with tenant(account.account_id):
        pillar = make_cluster(account, "Coffee", role="pillar")
        spoke = make_cluster(account, "Cold brew", keywords=["cold brew"], pillar_id=pillar.id)
        make_idea(account, spoke)
        make_idea(account, spoke, status="rejected")
        make_page(account, cluster_id_hint=spoke.id)
        make_keyword(account, "loose")
    api = Api(account, "viewer")
    rows = api.get("planner/keywords/?ordering=keyword")[1]["results"]
    assert [(row["keyword"], row["cluster_name"]) for row in rows] == [("cold brew", "Cold brew"), ("loose", None)]
    assert api.get(f"planner/keywords/{rows[0]['id']}/")[1]["data"]["cluster_name"] == "Cold brew"
    shown = {row["name"]: row for row in api.get("planner/clusters/")[1]["results"]}
    assert (shown["Cold brew"]["pillar_name"], shown["Cold brew"]["idea_count"]) == ("Coffee", 1)
    assert (shown["Cold brew"]["content_count"], shown["Coffee"]["content_count"]) == (1, 0)
    assert shown["Coffee"]["pillar_name"] is None
    node = next(
        n for n in api.get(f"planner/clusters/map/?site_id={account.site_id}")[1]["data"]["nodes"]
        if n["name"] == "Cold brew"
    )  # fmt: skip
    assert node["pillar_id"] == str(pillar.id)
    assert api.get("planner/ideas/")[1]["results"][0]["sector_name"]


def test_names_cost_one_query_for_a_whole_page(account: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert api.get("planner/keywords/?page_size=100")[0] == 200
        return len(captured)

    api = Api(account)
    with tenant(account.account_id):
        make_cluster(account, keywords=["one"])
    few = queries()
    with tenant(account.account_id):
        for number in range(20):
            make_cluster(account, keywords=[f"more {number}", f"and more {number}"])
    assert queries() == few


def test_a_bulk_action_takes_everything_the_filter_leaves(account: Any) -> None:
    with tenant(account.account_id):
        make_keywords(account, [f"coffee {n}" for n in range(7)], intent="commercial")
        make_keywords(account, ["tea", "milk"], intent="informational")
    api = Api(account, "editor")
    chosen = {"filter": {"search": "coffee", "intent": "commercial,navigational"}, "expected_count": 7}
    status, body = api.post("planner/keywords/bulk-update/", {**chosen, "changes": {"intent": "transactional"}})
    assert (status, body["data"]["count"]) == (200, 7), body
    status, body = api.post("planner/keywords/bulk-status/", {**chosen, "status": "archived"})
    assert (status, body["error_code"]) == (409, "SELECTION_CHANGED")
    chosen["filter"] = {"site_id": str(account.site_id), "intent": "transactional"}
    assert api.post("planner/keywords/bulk-status/", {**chosen, "status": "archived"})[1]["data"]["count"] == 7
    assert api.post("planner/keywords/bulk-delete/", chosen)[1]["data"]["count"] == 7
    with tenant(account.account_id):
        assert set(Keyword.objects.values_list("keyword", flat=True)) == {"tea", "milk"}


def test_rows_taken_out_of_a_selection_are_left_alone(account: Any) -> None:
    with tenant(account.account_id):
        kept, *_ = make_keywords(account, [f"coffee {n}" for n in range(4)])
    api = Api(account, "editor")
    chosen = {"filter": {"search": "coffee"}, "expected_count": 4, "except_ids": [str(kept.id)]}
    assert api.post("planner/keywords/bulk-delete/", chosen)[1]["data"]["count"] == 3
    with tenant(account.account_id):
        assert [row.id for row in Keyword.objects.all()] == [kept.id]


def test_clusters_and_ideas_are_selected_by_filter_too(account: Any) -> None:
    with tenant(account.account_id):
        kept, *_ = [make_cluster(account, f"Coffee {n}") for n in range(3)]
        tea = make_cluster(account, "Tea")
        for n in range(3):
            make_idea(account, tea, title=f"Green tea {n}")
        make_idea(account, tea, title="Black tea")
    api = Api(account, "editor")
    chosen = {"filter": {"search": "coffee"}, "expected_count": 3, "except_ids": [str(kept.id)]}
    body = {**chosen, "changes": {"intent": "navigational"}}
    assert api.post("planner/clusters/bulk-update/", body)[1]["data"]["count"] == 2
    assert api.post("planner/clusters/bulk-status/", {**chosen, "status": "archived"})[1]["data"]["count"] == 2
    status, answer = api.post("planner/clusters/bulk-delete/", {**chosen, "expected_count": 2})
    assert (status, answer["error_code"]) == (409, "SELECTION_CHANGED")
    assert api.post("planner/clusters/bulk-delete/", chosen)[1]["data"]["count"] == 2
    assert {row["name"] for row in api.get("planner/clusters/")[1]["results"]} == {"Coffee 0", "Tea"}
    green = {"filter": {"search": "green", "site_id": str(account.site_id)}, "expected_count": 3}
    assert api.post("planner/ideas/bulk-update/", {**green, "changes": {"priority": 7}})[1]["data"]["count"] == 3
    assert api.post("planner/ideas/bulk-status/", {**green, "status": "rejected"})[1]["data"]["count"] == 3
    assert api.post("planner/ideas/approve/", green)[1]["data"]["count"] == 3
    assert api.post("planner/ideas/reject/", green)[1]["data"]["count"] == 3
    assert api.post("planner/ideas/bulk-delete/", green)[1]["data"]["count"] == 3
    assert [row["title"] for row in api.get("planner/ideas/")[1]["results"]] == ["Black tea"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "ids"),
        ({"filter": {"search": "x"}}, "expected_count"),
        ({"expected_count": 1}, "ids"),
        ({"filter": {"colour": "red"}, "expected_count": 1}, "filter.colour"),
        ({"filter": {"volume_min": "many"}, "expected_count": 1}, "volume_min"),
        ({"filter": {}, "expected_count": 20_001}, "expected_count"),
        ({"ids": ["01990000-0000-7000-8000-000000000000"], "filter": {}, "expected_count": 1}, "filter"),
        ({"ids": ["01990000-0000-7000-8000-000000000000"], "except_ids": []}, "except_ids"),
    ],
)
def test_a_selection_is_one_or_the_other(body: dict[str, Any], field: str, account: Any) -> None:
    status, answer = Api(account).post("planner/keywords/bulk-delete/", body)
    assert (status, field in answer["errors"]) == (400, True), answer


def test_strangers_keywords_match_no_filter(account: Any, stranger: Any) -> None:
    with tenant(stranger.account_id):
        make_keywords(stranger, ["theirs"])
    body = {"filter": {"search": "theirs"}, "expected_count": 1}
    assert Api(account).post("planner/keywords/bulk-delete/", body)[0] == 409
    with tenant(stranger.account_id):
        assert Keyword.objects.count() == 1


def test_what_a_filter_leaves_is_clustered(rich: Any) -> None:
    with tenant(rich.account_id):
        make_keywords(rich, [f"coffee {n}" for n in range(60)])
        make_keywords(rich, ["tea"])
        left_out = [
            str(pk) for pk in Keyword.objects.filter(keyword__startswith="coffee").values_list("id", flat=True)[:10]
        ]
    where = {"site_id": str(rich.site_id), "sector_id": str(rich.sector_id)}
    chosen = {"filter": {"search": "coffee"}, "expected_count": 60}
    status, body = Api(rich, "editor").post("planner/keywords/auto-cluster/", {**where, **chosen})
    assert status == 202, body
    run = Api(rich).get(f"ai/runs/{body['data']['run_id']}/")[1]["data"]
    assert run["credits_reserved"] == 20
    status, body = Api(rich, "editor").post(
        "planner/keywords/auto-cluster/", {**where, **chosen, "except_ids": left_out}
    )
    assert status == 202, body
    run = Api(rich).get(f"ai/runs/{body['data']['run_id']}/")[1]["data"]
    assert run["credits_reserved"] == 10
