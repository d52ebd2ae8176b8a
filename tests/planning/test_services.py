"""Services of planning: what they promise beside what the API shows."""

import threading
from typing import Any

import pytest
from django.db import connection

from igny8.core.errors import Conflict, InvalidInput, NotFound
from igny8.core.events import subscribe
from igny8.core.models import OutboxEvent
from igny8.core.tenancy import tenant
from igny8.planning.events import IdeaQueued
from igny8.planning.models import Cluster, ContentIdea, Keyword, SitePage
from igny8.planning.selectors import cluster_facts, cluster_map, idea_brief
from igny8.planning.selectors.exports import safe_cell
from igny8.planning.services.cannibalisation import Cannibalisation, idea_collisions
from igny8.planning.services.cluster_members import ClusterLocked, keywords_move
from igny8.planning.services.cluster_reshape import Part, cluster_split, clusters_merge
from igny8.planning.services.cluster_roles import cluster_roles_refresh
from igny8.planning.services.clusters import ClusterInUse, cluster_delete, cluster_lock
from igny8.planning.services.ideas import IdeaRejected, idea_complete, idea_queue, idea_release, idea_set_status
from igny8.planning.services.keywords import keywords_mark_used, keywords_set_status
from igny8.planning.services.pages import page_forget, page_record
from tests.factories.planning import make_cluster, make_idea, make_keywords, make_page

pytestmark = pytest.mark.django_db


def test_a_merge_takes_keywords_ideas_and_pages_along(account: Any, scope: Any) -> None:
    target = make_cluster(account, "Target", keywords=["a", "b"])
    source = make_cluster(account, "Source", keywords=["c"])
    idea = make_idea(account, source)
    page = make_page(account, cluster_id_hint=source.id)
    merged = clusters_merge(cluster_id=target.id, source_ids=[source.id])
    assert (merged.id, merged.name, merged.keyword_count) == (target.id, "Target", 3)
    assert not Cluster.objects.filter(pk=source.id).exists()
    assert ContentIdea.objects.get(pk=idea.id).cluster_id == target.id
    assert SitePage.objects.get(pk=page.pk).cluster_id_hint == target.id
    event = OutboxEvent.objects.get(name="planning.ClusterMerged")
    assert (event.payload["cluster_id"], event.payload["into_id"]) == (str(source.id), str(target.id))


def test_a_merge_refuses_itself_strangers_and_locks(account: Any, stranger: Any) -> None:
    with tenant(stranger.account_id):
        foreign = make_cluster(stranger)
    with tenant(account.account_id):
        target, locked = make_cluster(account), make_cluster(account, is_locked=True)
        for source, error in ((target, InvalidInput), (foreign, InvalidInput), (locked, ClusterLocked)):
            with pytest.raises(error):
                clusters_merge(cluster_id=target.id, source_ids=[source.id])
        with pytest.raises(NotFound):
            clusters_merge(cluster_id=foreign.id, source_ids=[target.id])


def test_a_split_keeps_every_keyword_once(account: Any, scope: Any) -> None:
    cluster = make_cluster(account, keywords=["a", "b", "c", "d"])
    ids = dict(Keyword.objects.values_list("keyword", "id"))
    outside = make_keywords(account, ["other"])[0].id
    for parts in (
        [Part("x", [ids["a"]]), Part("y", [ids["a"]])],
        [Part("x", [outside])],
        [Part("x", [])],
        [Part("x", [ids[k] for k in "abcd"])],
    ):
        with pytest.raises(InvalidInput):
            cluster_split(cluster_id=cluster.id, parts=parts)
    rest, first, second = cluster_split(cluster_id=cluster.id, parts=[Part("x", [ids["a"]]), Part("y", [ids["b"]])])
    assert [c.keyword_count for c in (rest, first, second)] == [2, 1, 1]
    assert rest.head_keyword in {"c", "d"}, "the head keyword moved away"


def test_a_locked_cluster_neither_gains_nor_loses(account: Any, scope: Any) -> None:
    cluster = make_cluster(account, keywords=["a"])
    cluster_lock(cluster_id=cluster.id, is_locked=True)
    member = Keyword.objects.get(keyword="a")
    other = make_keywords(account, ["b"])[0]
    cluster.refresh_from_db()
    with pytest.raises(ClusterLocked):
        keywords_move(keyword_ids=[other.id], cluster=cluster)
    with pytest.raises(ClusterLocked):
        keywords_move(keyword_ids=[member.id], cluster=None)
    with pytest.raises(ClusterLocked):
        keywords_set_status(keyword_ids=[member.id], status="archived")
    assert cluster_lock(cluster_id=cluster.id, is_locked=True).is_locked, "locking twice is no error"


def test_a_cluster_in_work_cannot_be_deleted(account: Any, scope: Any) -> None:
    cluster = make_cluster(account, keywords=["a"])
    idea = make_idea(account, cluster, status="queued")
    with pytest.raises(ClusterInUse):
        cluster_delete(cluster_id=cluster.id)
    ContentIdea.objects.filter(pk=idea.id).update(status="draft")
    cluster_delete(cluster_id=cluster.id)
    assert not ContentIdea.objects.exists()
    assert Keyword.objects.get().status == "new"


def test_pillars_are_the_broad_and_searched_ones(account: Any, scope: Any) -> None:
    broad = make_cluster(account, "Moka pots", keywords=["moka pot"])
    Keyword.objects.update(search_volume=9000)
    Cluster.objects.update(total_volume=9000)
    spokes = [make_cluster(account, keywords=[f"moka pot {word}"]) for word in ("sizes", "cleaning", "induction")]
    assert cluster_roles_refresh(sector_id=account.sector_id) == 1
    found = cluster_map(site_id=account.site_id)
    assert {n.id: n.role for n in found.nodes}[broad.id] == "pillar"
    assert {(e.pillar_id, e.spoke_id) for e in found.edges} == {(broad.id, s.id) for s in spokes}


def test_an_idea_is_queued_once_and_the_writer_hears_it_at_once(account: Any, scope: Any) -> None:
    from igny8.core import events

    heard: list[str] = []
    subscribe(IdeaQueued, name="tests.hear", immediate=True)(lambda payload: heard.append(payload["idea_id"]))
    try:
        idea = make_idea(account)
        for _ in range(3):
            assert idea_queue(idea_id=idea.id).status == "queued"
        assert heard == [str(idea.id)]
    finally:
        events._immediate[IdeaQueued.name].pop("tests.hear")
    assert idea_complete(idea_id=idea.id).status == "completed"
    assert idea_complete(idea_id=idea.id).status == "completed"
    assert idea_queue(idea_id=idea.id).status == "completed"


def test_what_an_idea_can_become(account: Any, scope: Any) -> None:
    idea = make_idea(account)
    with pytest.raises(Conflict):
        idea_complete(idea_id=idea.id)
    idea_set_status(idea_id=idea.id, status="rejected")
    with pytest.raises(IdeaRejected):
        idea_queue(idea_id=idea.id)
    with pytest.raises(InvalidInput):
        idea_set_status(idea_id=idea.id, status="completed")
    idea_set_status(idea_id=idea.id, status="approved")
    idea_queue(idea_id=idea.id)
    assert idea_release(idea_id=idea.id).status == "approved"


COLLIDING = [
    ({"primary_keyword": "Moka  POT"}, "SAME_PRIMARY_KEYWORD"),
    ({"primary_keyword": "best moka pots"}, "SAME_PRIMARY_KEYWORD"),
    ({"title": "How to clean a moka pot properly"}, "SAME_TITLE"),
    ({"keywords": ["moka pot", "clean moka pot"]}, "SAME_KEYWORDS"),
]
FREE = [
    {"primary_keyword": "moka pot induction"},
    {"title": "How to clean an espresso machine properly"},
    {"keywords": ["moka pot", "coffee", "milk", "cups"]},
    {"title": "Coffee"},
]


@pytest.mark.parametrize(("page", "code"), COLLIDING)
def test_a_page_for_the_same_intent_stops_an_idea(account: Any, scope: Any, page: dict[str, Any], code: str) -> None:
    make_page(account, **{"title": "Something", **page})
    idea = make_idea(
        account,
        title="How to clean a moka pot properly",
        primary_keyword="moka pot",
        suggested_keywords=["moka pot", "clean moka pot", "moka pot care"],
    )
    assert [c.code for c in idea_collisions(idea=idea)] == [code]
    with pytest.raises(Cannibalisation, match=page.get("title", "Something")):
        idea_queue(idea_id=idea.id)
    assert idea_queue(idea_id=idea.id, allow_overlap=True).status == "queued"


@pytest.mark.parametrize("page", FREE)
def test_a_page_for_another_intent_does_not(account: Any, scope: Any, page: dict[str, Any]) -> None:
    make_page(account, **{"title": "Something", **page})
    idea = make_idea(
        account,
        title="How to clean a moka pot properly",
        primary_keyword="moka pot",
        suggested_keywords=["moka pot", "care"],
    )
    assert idea_collisions(idea=idea) == []


def test_pages_are_remembered_and_forgotten(account: Any, scope: Any) -> None:
    from igny8.core.ids import uuid7

    source_id = uuid7()
    for title in ("First", "Second"):
        page_record(source="content", source_id=source_id, site_id=account.site_id, title=title, keywords=["Moka  Pot"])
    page = SitePage.objects.get()
    assert (page.title, page.keywords) == ("Second", ["moka pot"])
    assert page_forget(source="content", source_id=source_id) is True
    assert page_forget(source="content", source_id=source_id) is False


def test_keywords_a_page_was_written_for_are_used(account: Any, scope: Any) -> None:
    make_keywords(account, ["moka pot", "other"])
    assert keywords_mark_used(texts=["Moka  Pot", "unknown"], sector_id=account.sector_id) == 1
    assert Keyword.objects.get(keyword="moka pot").status == "used"


def test_facts_and_briefs_are_plain_values(account: Any, stranger: Any) -> None:
    with tenant(account.account_id):
        cluster = make_cluster(account, "Pots", keywords=["moka pot", "pots"])
        idea = make_idea(account, cluster, suggested_keywords=["moka pot"])
        facts, brief = cluster_facts(cluster.id), idea_brief(idea.id)
    assert facts is not None
    assert brief is not None
    assert {k.text for k in facts.keywords} == {"moka pot", "pots"}
    assert (brief.cluster_name, brief.keywords, brief.site_id) == ("Pots", ["moka pot"], account.site_id)
    with tenant(stranger.account_id):
        assert cluster_facts(cluster.id) is None
        assert idea_brief(idea.id) is None


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(value: str) -> None:
    assert safe_cell(value) == f"'{value}"


def test_harmless_cells_stay_as_they_are() -> None:
    assert [safe_cell(v) for v in ("a=b", "", None, 0, -1.5, True)] == ["a=b", "", "", 0, -1.5, "yes"]


@pytest.mark.django_db(transaction=True)
def test_two_people_queue_one_idea_at_the_same_time(account: Any) -> None:
    with tenant(account.account_id):
        idea = make_idea(account)
    states: list[str] = []

    def queue() -> None:
        with tenant(account.account_id):
            states.append(idea_queue(idea_id=idea.id).status)
        connection.close()

    threads = [threading.Thread(target=queue) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states == ["queued"] * 4
    with tenant(account.account_id):
        assert OutboxEvent.objects.filter(name="planning.IdeaQueued").count() == 1
