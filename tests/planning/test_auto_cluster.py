"""Clustering through the whole engine: no keyword lost, invented or doubled, whatever the provider says."""

import json
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from igny8.billing.selectors import balance_get
from igny8.core.errors import NotFound
from igny8.core.models import OutboxEvent
from igny8.core.tenancy import tenant
from igny8.planning.ai.auto_cluster import NothingToCluster
from igny8.planning.models import Cluster, Keyword
from igny8.planning.services.clusters import cluster_lock, cluster_update
from igny8.planning.services.starting import clustering_start
from tests.factories.planning import make_cluster, make_keyword, make_keywords
from tests.planning.conftest import as_asked
from tests.support.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)  # the lease is renewed over a connection of its own
TEXTS = [
    "moka pot", "moka pots", "best moka pot", "moka pot induction", "how to clean a moka pot", "stovetop moka pot",
    "dog food", "best dog food", "dog food for puppies", "cheap dog food", "grain free dog food", "dog food delivery",
    "garden hose", "expandable garden hose", "garden hose reel", "garden hose fittings", "best garden hose", "hose for garden",
]  # fmt: skip


def start(world: Any, **options: Any) -> Any:
    with tenant(world.account_id):
        return clustering_start(site_id=world.site_id, sector_id=world.sector_id, **options)


def placed(world: Any) -> dict[str, Any]:
    with tenant(world.account_id):
        return dict(Keyword.objects.values_list("keyword", "cluster_id"))


def fill(world: Any, texts: list[str] = TEXTS) -> None:
    with tenant(world.account_id):
        make_keywords(world, texts)


def test_without_a_capable_model_names_come_from_the_keywords(rich: Any, carried_out: Any) -> None:
    fill(rich)
    run = carried_out(start(rich))
    assert run.status == "succeeded", run.error
    assert run.result["is_draft_quality"] is True
    where = placed(rich)
    assert None not in where.values()
    assert len({where[t] for t in TEXTS[:6]} & {where[t] for t in TEXTS[6:]}) == 0
    with tenant(rich.account_id):
        clusters = list(Cluster.objects.all())
        assert sum(c.keyword_count for c in clusters) == len(TEXTS)
        assert len({c.name.casefold() for c in clusters}) == len(clusters)
        assert all(c.description and c.head_keyword and c.centroid for c in clusters)
        assert {"pillar", "spoke"} >= {c.role for c in clusters} >= {"pillar"}
        keyword = Keyword.objects.get(keyword="moka pot")
        assert keyword.status == "clustered"
        assert keyword.cluster_reason["sentence"]
        assert OutboxEvent.objects.filter(name="planning.ClusterCreated").count() == len(clusters)
        assert (run.settled_centi, balance_get().held_centi) == (1000, 0)


def test_a_capable_model_names_and_moves(rich: Any, capable: StandIn, carried_out: Any) -> None:
    fill(rich)

    def answer(request: dict[str, Any]) -> str:
        groups = as_asked(request)
        if len(groups) > 1:
            groups[1]["keyword_ids"].append(groups[0]["keyword_ids"].pop())
        return json.dumps({"groups": groups})

    capable.answer = answer
    run = carried_out(start(rich))
    assert run.status == "succeeded", run.error
    assert run.result["is_draft_quality"] is False
    assert None not in placed(rich).values()
    with tenant(rich.account_id):
        assert all(c.name.startswith("Named ") for c in Cluster.objects.all())
        assert sum(Cluster.objects.values_list("keyword_count", flat=True)) == len(TEXTS)


def lose(groups: list[dict[str, Any]]) -> None:
    groups[0]["keyword_ids"] = groups[0]["keyword_ids"][:1]


def invent(groups: list[dict[str, Any]]) -> None:
    groups[0]["keyword_ids"] += ["k999", "made up keyword", ""]
    groups.append({**groups[0], "id": "g999"})


def double(groups: list[dict[str, Any]]) -> None:
    every = [i for g in groups for i in g["keyword_ids"]]
    for group in groups:
        group["keyword_ids"] = every


def empty(groups: list[dict[str, Any]]) -> None:
    for group in groups[1:]:
        group["keyword_ids"] = []


def same_name(groups: list[dict[str, Any]]) -> None:
    for group in groups:
        group["name"] = "Everything"


@pytest.mark.parametrize("spoil", [lose, invent, double, empty, same_name])
def test_no_answer_loses_invents_or_doubles_a_keyword(
    rich: Any, capable: StandIn, carried_out: Any, spoil: Callable[[list[dict[str, Any]]], None]
) -> None:
    fill(rich)

    def answer(request: dict[str, Any]) -> str:
        groups = as_asked(request)
        spoil(groups)
        return json.dumps({"groups": groups})

    capable.answer = answer
    run = carried_out(start(rich))
    assert run.status == "succeeded", run.error
    where = placed(rich)
    assert set(where) == set(TEXTS)
    assert None not in where.values()
    with tenant(rich.account_id):
        counted = dict(Cluster.objects.values_list("id", "keyword_count"))
        assert counted == Counter(where.values())
        names = [c.name.casefold() for c in Cluster.objects.all()]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "said",
    [
        "", "no json", "[]", '{"groups": []}', '{"groups": [{"id": 7}]}', '{"groups": "all"}', '{"clusters": []}',
        '{"groups": [{"id": "g0", "name": "", "description": "", "intent": "informational", "keyword_ids": []}]}',
        '{"groups": [{"id": "g0", "name": "x", "description": "", "intent": "buy", "keyword_ids": []}]}',
        '{"groups": [{"id": "g0", "name": "x", "description": "", "intent": "informational", "keyword_ids": [1]}]}',
    ],
)  # fmt: skip
def test_an_unusable_answer_is_repaired_once_then_fails_free_of_charge(
    rich: Any, capable: StandIn, carried_out: Any, said: str
) -> None:
    fill(rich)
    capable.answer = lambda request: said
    run = carried_out(start(rich))
    assert run.status in {"failed", "waiting"}, "nothing of it is saved"
    if said:
        assert (run.status, run.error_code) == ("failed", "INVALID_ANSWER")
        assert len(capable.asked("/chat/completions")) == 2
    with tenant(rich.account_id):
        assert not Cluster.objects.exists()
        assert run.status == "waiting" or balance_get().available_centi == 1_000_000


def test_a_repaired_answer_is_used(rich: Any, capable: StandIn, carried_out: Any) -> None:
    fill(rich)
    capable.answer = lambda request: (
        json.dumps({"groups": as_asked(request)}) if len(request["messages"]) > 1 else '{"groups": "oops"}'
    )
    assert carried_out(start(rich)).status == "succeeded"


def test_a_second_attempt_asks_only_for_what_is_missing(rich: Any, capable: StandIn, carried_out: Any) -> None:
    texts = [f"{word} number {n}" for word in ("apple", "bridge", "candle", "desert") for n in range(20)]
    fill(rich, texts)
    capable.answer = lambda request: json.dumps({"groups": as_asked(request)})
    capable.script("ok", "http_500", path="/chat/completions")
    run = carried_out(start(rich))
    assert (run.status, run.attempt) == ("succeeded", 2), run.error
    asked = [r.body["messages"][0]["content"] for r in capable.asked("/chat/completions")]
    assert len(asked) == len(set(asked)) + 1, "only the request that failed was sent again"
    assert len(set(asked)) >= 2


def test_a_rerun_keeps_ids_hand_given_names_and_locks(rich: Any, carried_out: Any) -> None:
    fill(rich)
    carried_out(start(rich))
    before = placed(rich)
    with tenant(rich.account_id):
        renamed = cluster_update(cluster_id=before["dog food"], changes={"name": "Our dog food"})
        locked = cluster_lock(cluster_id=before["garden hose"], is_locked=True)
        ids = list(Keyword.objects.values_list("id", flat=True))
        state = Cluster.objects.filter(pk=locked.id).values().get()
    run = carried_out(start(rich, keyword_ids=ids))
    assert run.status == "succeeded", run.error
    after = placed(rich)
    assert None not in after.values()
    with tenant(rich.account_id):
        assert Cluster.objects.get(pk=renamed.id).name == "Our dog food"
        same = Cluster.objects.filter(pk=locked.id).values().get()
        assert {k: v for k, v in same.items() if k not in {"role", "pillar_id"}} == {
            k: v for k, v in state.items() if k not in {"role", "pillar_id"}
        }
    assert {t for t, c in after.items() if c == locked.id} == {t for t, c in before.items() if c == locked.id}
    kept = set(before.values()) & set(after.values())
    assert len(kept) >= len(set(before.values())) - 1, "clusters keep their ids"


def test_new_keywords_join_what_exists_but_never_a_locked_cluster(rich: Any, carried_out: Any) -> None:
    fill(rich)
    carried_out(start(rich))
    before = placed(rich)
    with tenant(rich.account_id):
        cluster_lock(cluster_id=before["dog food"], is_locked=True)
        make_keyword(rich, "moka pot for induction")
        make_keyword(rich, "dog food puppies")
    run = carried_out(start(rich))
    assert run.status == "succeeded", run.error
    after = placed(rich)
    assert after["moka pot for induction"] in set(before.values())
    assert after["dog food puppies"] != before["dog food"]
    assert {t: c for t, c in after.items() if t in before} == before, "members of clusters never move"


def test_what_a_person_did_meanwhile_wins(rich: Any, monkeypatch: Any, carried_out: Any) -> None:
    fill(rich)
    run_id = start(rich)
    with tenant(rich.account_id):
        own = make_cluster(rich, "Mine")
    from igny8.planning.ai.auto_cluster import AutoCluster

    call = AutoCluster.call

    def slow(self: Any, **kwargs: Any) -> Any:
        answer = call(self, **kwargs)
        with tenant(rich.account_id):
            Keyword.objects.filter(keyword="moka pot").update(cluster_id=own.id, status="clustered")
            Keyword.objects.filter(keyword="dog food").update(status="archived")
            Keyword.objects.filter(keyword="garden hose").delete()
        return answer

    monkeypatch.setattr(AutoCluster, "call", slow)
    run = carried_out(run_id)
    assert run.status == "succeeded", run.error
    assert run.result["keywords_passed_over"] == 3
    where = placed(rich)
    assert (where["moka pot"], where["dog food"], "garden hose" in where) == (own.id, None, False)


def test_what_cannot_be_clustered_reserves_nothing(rich: Any, stranger: Any) -> None:
    with pytest.raises(NothingToCluster):
        start(rich)
    fill(stranger)
    with tenant(rich.account_id), pytest.raises(NotFound):
        clustering_start(site_id=rich.site_id, sector_id=stranger.sector_id)
    with tenant(rich.account_id):
        assert balance_get().available_centi == 1_000_000


def test_five_thousand_keywords_in_a_minute(rich: Any, carried_out: Any) -> None:
    things = ("loan", "kettle", "hosting", "backpack", "insurance", "bicycle", "camera", "sofa", "vitamin", "laptop")
    uses = (
        "for students",
        "near me",
        "under 100",
        "with warranty",
        "reviews",
        "rental",
        "repair",
        "deals",
        "kit",
        "ideas",
    )
    colours = ("red", "small", "used", "smart", "heavy", "cheap", "green", "light", "old", "quiet")
    kinds = [f"{colour}{more}" for colour in colours for more in ("", " new", " best", " mini", " pro")]
    texts = [f"{kind} {thing} {use}" for thing in things for use in uses for kind in kinds]
    assert len(texts) == 5000
    fill(rich, texts)
    began = time.monotonic()
    run = carried_out(start(rich))
    assert run.status == "succeeded", run.error
    assert time.monotonic() - began < 60
    assert run.reserved_centi == 100 * 1000
    assert None not in placed(rich).values()
