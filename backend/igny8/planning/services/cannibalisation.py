"""Never a second page for the same intent: what exists is compared before any credit is spent.

Two keywords ask the same when their topic words are equal but for words that only rank or frame; two titles also when the
Jaccard index (Jaccard 1901) of their topic words is at least 0.85: "payday loans in Canada" is not "payday loans". Two pages
compete when at least half of their target keywords are the same, or when both say what the same thing is and how it works.
A page is known by its title, by its meta title and by its slug: what comes from somebody's website often has no keywords.
A search for somebody's name is no page either: who looks for a company wants its own site.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from igny8.core.errors import Conflict
from igny8.planning import formats
from igny8.planning.clustering.brands import WIDE, brand_of
from igny8.planning.clustering.normalise import terms, words
from igny8.planning.clustering.questions import defined_subject
from igny8.planning.constants import IdeaStatus, Intent
from igny8.planning.models import Cluster, ContentIdea, Keyword, SitePage
from igny8.planning.selectors.keywords import BY_DEMAND

SAME_TITLE: Final = 0.85
SAME_KEYWORDS: Final = 0.5
MAX_COLLISIONS: Final = 20
# Words of titles that say what kind of page it is, not what it is about.
_FRAME_WORDS: Final = (
    "guide complete practical simple plain beginner explained overview know need step basics introduction tip answer choose "
    "choosing compare matter start glance"
)
_FRAME: Final = frozenset(_FRAME_WORDS.split())
_WEAK_WORDS: Final = "best top good great way powered based"  # add nothing to what is searched for
_WEAK: Final = _FRAME | frozenset(_WEAK_WORDS.split())


_PARTS: Final = re.compile(r"\s+[|\u2013\u2014\u00b7\u00bb:-]\s+")  # "French press guide | Home coffee"
# Small words that turn a search into another one: "how to get out of payday loans" is not "how to get payday loans".
_TURNING: Final = frozenset("out off without not no against after before".split())  # noqa: SIM905
_OPPOSITES: Final = {"illegal": "legal", "unsafe": "safe", "dangerous": "safe", "hard": "easy", "bad": "good"}
_YES_OR_NO: Final = frozenset("is are can could does do did should will would".split())  # noqa: SIM905


class Cannibalisation(Conflict):
    code = "CANNIBALISATION"
    default = "A page for this intent exists already."


@dataclass(frozen=True, slots=True)
class Collision:
    """Something that answers the same intent. ``kind`` is page, idea or (a search for a name) brand, ``code`` the rule."""

    kind: str
    id: UUID
    title: str
    url: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a new page would be about. ``cluster_alone``: whether belonging to the same cluster is a collision in itself."""

    cluster_id: UUID | None
    primary_keyword: str
    keywords: Collection[str]
    title: str = ""
    cluster_alone: bool = True


@dataclass(frozen=True, slots=True)
class _Known:
    kind: str
    id: UUID
    title: str
    url: str
    primary: str
    keywords: frozenset[str]
    cluster_id: UUID | None
    state: str
    also: tuple[str, ...] = ()


def topic_of(text: str) -> frozenset[str]:
    """The topic words of a search, stemmed, with what turns it into another question although it is no topic word."""
    said = words(text)
    turns = {f"~{word}" for word in said if word in _TURNING}
    asked = {"~whether"} if len(said) > 2 and said[0] in _YES_OR_NO else set()
    found = frozenset(terms(text))
    if asked:  # "are they illegal" is answered where "are they legal" is
        found = frozenset(_OPPOSITES.get(word, word) for word in found)
    return found | turns | asked


def title_terms(text: str) -> frozenset[str]:
    """The topic words of a title, stemmed, without words that only frame it."""
    found = topic_of(text)
    return (found - _FRAME) or found


def names_of(title: str, also: Collection[str] = ()) -> tuple[frozenset[str], ...]:
    """The topic words of everything that names a page: title and meta title, also without the site's name behind them, slugs."""
    found = [title_terms(title)]
    for text in (title, *also):
        if " " not in text.strip():  # a slug
            words = [word for word in text.replace("_", "-").split("-") if not word.isdigit()]
            found.append(title_terms(" ".join(words)) if len(words) > 1 else frozenset())
            continue
        parts = _PARTS.split(text)
        found += [title_terms(text), title_terms(" ".join(parts[:-1]) if len(parts) > 1 else "")]
    return tuple(dict.fromkeys(name for name in found if name))


def similarity(first: Collection[str], second: Collection[str]) -> float:
    """Jaccard index of two sets, 0 to 1; 0 when one is empty."""
    a, b = set(first), set(second)
    return len(a & b) / len(a | b) if a and b else 0.0


def same_subject(first: Collection[str], second: Collection[str]) -> bool:
    """Whether two sets of topic words differ in weak words at most."""
    a, b = set(first), set(second)
    return bool(a & b) and (a ^ b) <= _WEAK


class Occupied:
    """What a site's pages and ideas occupy, read once and asked many times.

    :param only_planned: of the ideas only those queued or written; otherwise all that are not rejected.
    :param without: ideas to leave out of sight.
    """

    def __init__(self, *, site_id: UUID, only_planned: bool = False, without: Collection[UUID] = ()) -> None:
        pages = SitePage.objects.filter(site_id=site_id).values_list(
            "id", "title", "url", "primary_keyword", "keywords", "cluster_id_hint", "is_published", "also"
        )
        ideas = ContentIdea.objects.filter(site_id=site_id).exclude(status=IdeaStatus.REJECTED).exclude(pk__in=without)
        if only_planned:
            ideas = ideas.filter(status__in=[IdeaStatus.QUEUED, IdeaStatus.COMPLETED])
        norm = formats.normalise_keyword
        self._known = [
            _Known(
                "page",
                i,
                title,
                url,
                norm(first),
                frozenset(words),
                cluster,
                "published" if live else "unpublished",
                tuple(map(str, also)),
            )
            for i, title, url, first, words, cluster, live, also in pages
        ]
        self._known += [
            _Known("idea", i, title, "", norm(first), frozenset(map(norm, words)), cluster, status)
            for i, title, first, words, cluster, status in ideas.values_list(
                "id", "title", "primary_keyword", "suggested_keywords", "cluster_id", "status"
            )
        ]
        self._terms = [(names_of(k.title, k.also), topic_of(k.primary)) for k in self._known]

    def occupy(self, target: Target, *, title: str) -> None:
        """Count a page that is about to be planned as one that exists."""
        norm = formats.normalise_keyword
        words = frozenset(map(norm, target.keywords))
        known = _Known(
            "idea",
            target.cluster_id or UUID(int=0),
            title,
            "",
            norm(target.primary_keyword),
            words,
            target.cluster_id,
            "coming",
        )
        self._known.append(known)
        self._terms.append((names_of(title), topic_of(known.primary)))

    def collisions(self, target: Target) -> list[Collision]:
        """What answers the target's intent already, at most 20."""
        primary = formats.normalise_keyword(target.primary_keyword)
        wanted = frozenset(map(formats.normalise_keyword, target.keywords))
        titled, topic = title_terms(target.title), topic_of(primary)
        out: list[Collision] = []
        for known, (its_names, its_topic) in zip(self._known, self._terms, strict=True):
            found = self._rule(target, known, primary, wanted, titled, topic, its_names, its_topic)
            if found:
                out.append(Collision(known.kind, known.id, known.title, known.url, *found))
                if len(out) == MAX_COLLISIONS:
                    break
        return out

    @staticmethod
    def _rule(
        target: Target,
        known: _Known,
        primary: str,
        wanted: frozenset[str],
        titled: frozenset[str],
        topic: frozenset[str],
        its_names: Sequence[frozenset[str]],
        its_topic: frozenset[str],
    ) -> tuple[str, str] | None:
        what = f"The {known.state} {known.kind} “{known.title}”"
        same_cluster = target.cluster_id is not None and known.cluster_id == target.cluster_id
        if same_cluster and (target.cluster_alone or not (known.primary or known.keywords)):
            return "SAME_CLUSTER", f"{what} belongs to the same cluster."
        if primary and known.primary == primary:
            return "SAME_PRIMARY_KEYWORD", f"{what} has the same primary keyword “{primary}”."
        if same_subject(topic, its_topic):
            return "SAME_PRIMARY_KEYWORD", f"{what} targets “{known.primary}”, which asks the same."
        explained = defined_subject(primary)
        if explained and explained == (defined_subject(known.primary) or defined_subject(known.title)):
            return "SAME_QUESTION", f"{what} says already what it is and how it works."
        if len(wanted) > 1 and similarity(wanted, known.keywords) >= SAME_KEYWORDS:
            share = round(100 * similarity(wanted, known.keywords))
            return "SAME_KEYWORDS", f"{what} shares {share} % of the target keywords."
        # A page that is there is compared with what the target says and with what is searched for; plans by their titles.
        abouts = [titled, topic] if known.kind == "page" else [titled or topic]
        for about in abouts:
            if len(about) > 1 and any(
                similarity(about, name) >= SAME_TITLE or same_subject(about, name) for name in its_names
            ):
                return "SAME_TITLE", f"{what} has nearly the same title."
        return None


def cluster_target(cluster: Cluster) -> Target:
    """What a first page for the cluster would be about."""
    ranked = Keyword.objects.filter(cluster_id=cluster.id).order_by(*BY_DEMAND)
    members = list(ranked.values_list("keyword", flat=True)[:50])
    return Target(cluster.id, cluster.head_keyword or (members[0] if members else cluster.name), members)


def idea_target(idea: ContentIdea) -> Target:
    """What the page of an idea would be about; ideas of one cluster may stand side by side if they aim at other keywords."""
    return Target(idea.cluster_id, idea.primary_keyword, idea.suggested_keywords, idea.title, cluster_alone=False)


def cluster_collisions(*, cluster: Cluster, occupied: Occupied | None = None) -> list[Collision]:
    """What answers the intent of a cluster already: pages, ideas that are not rejected, queued tasks.

    :param occupied: the site's snapshot, when several clusters are asked about.
    """
    target = cluster_target(cluster)
    return (occupied or Occupied(site_id=cluster.site_id)).collisions(target) or _brand_searches(cluster, target)


def _brand_searches(cluster: Cluster, target: Target) -> list[Collision]:
    """The cluster itself when its keywords look for somebody's name."""
    head = target.primary_keyword
    if cluster.intent == Intent.NAVIGATIONAL:
        reason = f"Who searches “{head}” looks for one particular site, so an article would hardly be found."
        return [Collision("brand", cluster.id, cluster.name, "", "BRAND_SEARCH", reason)]
    name = brand_of(head, list(target.keywords))
    if not name:
        return []
    everywhere = Keyword.objects.filter(site_id=cluster.site_id)
    if everywhere.filter(keyword__icontains=name).count() > max(WIDE * everywhere.count(), len(target.keywords)):
        return []  # half the site is about it: it is the subject, not somebody else's name
    reason = f"“{head}” looks like a search for the name “{name}”: people want that company's own site, not an article."
    return [Collision("brand", cluster.id, cluster.name, "", "BRAND_SEARCH", reason)]


def idea_collisions(*, idea: ContentIdea) -> list[Collision]:
    """What answers the intent of an idea already: pages, and ideas that are queued or written."""
    return Occupied(site_id=idea.site_id, only_planned=True, without=[idea.id]).collisions(idea_target(idea))


def refuse_collisions(collisions: Sequence[Collision]) -> None:
    """:raises Cannibalisation: naming the first of the collisions, when there is one."""
    if collisions:
        first, more = collisions[0], len(collisions) - 1
        rest = f" {more} more collide." if more else ""
        raise Cannibalisation(
            f"{first.reason}{rest} Pass allow_overlap to go on all the same.",
            errors={"collisions": [c.reason for c in collisions]},
        )
