"""Ideas: never a second page for the same intent, never a keyword the cluster does not have."""

import json
from typing import Any

import pytest

from igny8.billing.selectors import balance_get
from igny8.core.tenancy import tenant
from igny8.planning.models import ContentIdea
from igny8.planning.services.cannibalisation import Cannibalisation
from igny8.planning.services.starting import ideas_start
from tests.factories.planning import make_cluster, make_idea, make_page
from tests.support.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
KEYWORDS = [
    "moka pot",
    "moka pot induction",
    "how to clean a moka pot",
    "moka pot sizes",
    "what is a moka pot",
    "moka pot size",
]


def idea(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Moka Pots, Explained",
        "description": "What a moka pot is.",
        "angle": "From the stove.",
        "primary_keyword": "Moka Pot",
        "keywords": ["moka pot sizes", "what is a moka pot"],
        "outline": [{"heading": "What it is", "points": ["Say how it works"], "keywords": ["what is a moka pot"]}],
        "content_type": "post",
        "intent": "informational",
        "role": "spoke",
        **changes,
    }


def start(world: Any, cluster: Any, **options: Any) -> Any:
    with tenant(world.account_id):
        return ideas_start(cluster_ids=[cluster.id], **options)


def test_without_a_capable_model_an_idea_is_composed_from_the_keywords(rich: Any, carried_out: Any) -> None:
    with tenant(rich.account_id):
        cluster = make_cluster(rich, "Moka pots", keywords=KEYWORDS, intent="informational")
    run = carried_out(start(rich, cluster, count=3).run_ids[0])
    assert run.status == "succeeded", run.error
    assert (run.settled_centi, run.result["is_draft_quality"]) == (1500, True)
    with tenant(rich.account_id):
        made = list(ContentIdea.objects.order_by("slot"))
        assert made[0].primary_keyword == "moka pot"
        assert "Moka Pot" in made[0].title
        assert all(set(i.suggested_keywords) <= set(KEYWORDS) for i in made)
        assert all(len(i.outline) >= 3 and i.is_draft_quality for i in made)
        headings = [s["heading"] for s in made[0].outline]
        assert "How to clean a moka pot" in headings
        assert len({h.casefold() for h in headings}) == len(headings)
        shared = [set(a.suggested_keywords) & set(b.suggested_keywords) for a in made for b in made if a.slot < b.slot]
        assert not any(shared), "ideas of one run aim at different keywords"


def test_a_capable_model_is_held_to_the_clusters_keywords(rich: Any, capable: StandIn, carried_out: Any) -> None:
    with tenant(rich.account_id):
        cluster = make_cluster(rich, keywords=KEYWORDS)
        make_idea(rich, title="Taken already")
    ideas = [
        idea(keywords=["moka pot sizes", "espresso machine", "what is a moka pot"]),
        idea(title="Taken ALREADY", primary_keyword="moka pot sizes"),
        idea(title="Of something else", primary_keyword="espresso machine", keywords=["grinder"]),
        idea(title="The same keyword again"),
    ]
    capable.answer = lambda request: json.dumps({"ideas": ideas})
    run = carried_out(start(rich, cluster, count=5).run_ids[0])
    assert run.status == "succeeded", run.error
    assert len(run.result["idea_ids"]) == 1
    assert len(run.result["dropped"]) == 3
    with tenant(rich.account_id):
        made = ContentIdea.objects.get(run_id=run.id)
        assert made.primary_keyword == "moka pot"
        assert made.suggested_keywords == ["moka pot", "moka pot sizes", "what is a moka pot"]
        assert made.is_draft_quality is False


@pytest.mark.parametrize(
    "said",
    [
        "nonsense",
        json.dumps({"ideas": []}),
        json.dumps({"ideas": [idea(title=5)]}),
        json.dumps({"ideas": [idea(outline=[])]}),
        json.dumps({"ideas": [idea(content_type="novel")]}),
        json.dumps({"ideas": [idea(extra=1)]}),
        json.dumps({"ideas": [idea(primary_keyword="grinder", keywords=[])]}),
        json.dumps({"ideas": [idea(title="a\u0000b")]}),
    ],
)
def test_a_malformed_answer_ends_in_a_failed_run_free_of_charge(
    rich: Any, capable: StandIn, carried_out: Any, said: str
) -> None:
    with tenant(rich.account_id):
        cluster = make_cluster(rich, keywords=KEYWORDS)
    capable.answer = lambda request: said
    run = carried_out(start(rich, cluster).run_ids[0])
    assert (run.status, run.error_code) == ("failed", "INVALID_ANSWER")
    chats = capable.asked("/chat/completions")
    assert len(chats) == 2
    assert "cannot be used" in chats[1].body["messages"][-1]["content"], "the repair says what is wrong"
    with tenant(rich.account_id):
        assert not ContentIdea.objects.exists()
        assert balance_get().available_centi == 1_000_000


def test_clusters_that_collide_are_left_out_before_a_credit_is_reserved(rich: Any) -> None:
    with tenant(rich.account_id):
        free = make_cluster(rich, keywords=["garden hose", "garden hose reel"])
        with_page = make_cluster(rich, keywords=["dog food", "puppy food"])
        make_page(rich, title="Feeding dogs", cluster_id_hint=with_page.id)
        same_keyword = make_cluster(rich, keywords=["espresso machine", "espresso"])
        make_page(rich, title="Machines", primary_keyword="Espresso  Machine")
        twin = make_cluster(rich, keywords=["best garden hose", "garden hoses"])
        nothing = make_cluster(rich)
        started = ideas_start(cluster_ids=[free.id, with_page.id, same_keyword.id, twin.id, nothing.id])
        assert len(started.run_ids) == 1
        assert {s.cluster_id: s.code for s in started.skipped} == {
            with_page.id: "CANNIBALISATION",
            same_keyword.id: "CANNIBALISATION",
            twin.id: "CANNIBALISATION",
            nothing.id: "EMPTY_CLUSTER",
        }
        assert balance_get().held_centi == 1500


def test_a_page_that_comes_while_the_run_waits_fails_it_free_of_charge(rich: Any, carried_out: Any) -> None:
    with tenant(rich.account_id):
        cluster = make_cluster(rich, keywords=KEYWORDS)
        run_id = ideas_start(cluster_ids=[cluster.id]).run_ids[0]
        make_page(rich, title="Pots", primary_keyword="moka pot")
    run = carried_out(run_id)
    assert (run.status, run.error_code) == ("failed", "CANNIBALISATION")
    with tenant(rich.account_id):
        assert balance_get().available_centi == 1_000_000


def test_overlap_can_be_allowed(rich: Any, carried_out: Any) -> None:
    from igny8.ai.services.runs import run_submit

    with tenant(rich.account_id):
        cluster = make_cluster(rich, keywords=KEYWORDS)
        make_idea(rich, cluster, title="First", primary_keyword="moka pot")
        with pytest.raises(Cannibalisation):
            run_submit(function="planning.generate_ideas", payload={"cluster_id": str(cluster.id)})
        run_id = ideas_start(cluster_ids=[cluster.id], allow_overlap=True).run_ids[0]
    assert carried_out(run_id).status == "succeeded"


def test_names_and_twin_questions_are_left_out_with_the_reason(rich: Any) -> None:
    with tenant(rich.account_id):
        what = make_cluster(rich, "What", keywords=["what are payday loans", "what is a payday loan"])
        how = make_cluster(rich, "How", keywords=["how do payday loans work", "how payday loans work online"])
        cost = make_cluster(rich, "Cost", keywords=["how much do payday loans cost", "payday loans fees"])
        near = make_cluster(rich, "Near", keywords=["payday loans near me", "payday loan shops nearby"])
        name = make_cluster(rich, "Name", keywords=["adelphi living", "adelphi logo", "adelphi ceo", "adelphi jobs"])
        site = make_cluster(rich, "Site", keywords=["ndis contact", "ndis phone"], intent="navigational")
        started = ideas_start(cluster_ids=[c.id for c in (what, how, cost, near, name, site)])
        reasons = {s.cluster_id: s.reason for s in started.skipped}
        assert len(started.run_ids) == 3
        assert set(reasons) == {how.id, name.id, site.id}
        assert "what it is and how it works" in reasons[how.id]
        assert "“adelphi”" in reasons[name.id]
        assert "one particular site" in reasons[site.id]
        again = ideas_start(cluster_ids=[how.id, name.id, site.id], allow_overlap=True)
        assert (len(again.run_ids), again.skipped) == (3, []), "a person may want them all the same"
