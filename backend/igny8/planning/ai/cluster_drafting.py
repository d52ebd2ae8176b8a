"""Groups with names, descriptions, intents and reasons, composed from the keywords' own data."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np

from igny8.planning.ai.grammar import corrected
from igny8.planning.ai.wording import title_case
from igny8.planning.clustering import Assignment, Reason, guess_intent, name_group


@dataclass(frozen=True, slots=True)
class Member:
    """A keyword of the run; ``cluster_id`` where it was when it was read. ``demand`` only ranks, it is never shown."""

    id: UUID
    text: str
    volume: int | None
    demand: int | None
    intent: str
    cluster_id: UUID | None
    serp_urls: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """A new group. ``members`` and ``head`` are indices into the run's keywords."""

    label: int
    name: str
    description: str
    intent: str
    head: int
    members: list[int]
    reasons: dict[int, Reason]
    cohesion: float | None
    centroid: bytes | None
    prior_id: UUID | None = None
    moved: set[int] = field(default_factory=set)


def draft_groups(
    members: Sequence[Member], found: Assignment, *, vectors: Any, taken: Sequence[str], remaining: Collection[UUID]
) -> list[Draft]:
    """The fresh groups of an assignment as drafts.

    :param vectors: embeddings of all members, or None. :param taken: names that are in use.
    :param remaining: clusters that keep keywords: a group cannot take the place of one of those.
    """
    prior = _priors(members, found, remaining)
    names = _names(members, found, taken)
    drafts: list[Draft] = []
    for group in found.fresh.groups:
        indices = [found.rest[i] for i in group.members]
        head = found.rest[group.head]
        centre = None if vectors is None else vectors[indices].mean(axis=0).astype(np.float32).tobytes()
        drafts.append(
            Draft(
                label=group.label,
                name=names[group.label],
                description=describe([members[i] for i in indices], members[head].text),
                intent=main_intent([members[i] for i in indices]),
                head=head,
                members=indices,
                reasons={found.rest[i]: found.fresh.reasons[i] for i in group.members},
                cohesion=group.mean_similarity,
                centroid=centre,
                prior_id=prior.get(group.label),
            )
        )
    return drafts


def _names(members: Sequence[Member], found: Assignment, taken: Sequence[str]) -> dict[int, str]:
    """A name a group, no two alike: the most typical phrase, else a keyword of the group, the strongest free one.

    Groups whose head keyword *is* their phrase choose first.
    """
    used = {name.casefold() for name in taken}
    wishes: list[tuple[bool, int, list[str]]] = []
    for group in found.fresh.groups:
        own = [members[found.rest[i]] for i in group.members]
        head = members[found.rest[group.head]].text
        said = corrected(name_group([m.text for m in own], [m.demand for m in own], head).lower())
        phrase = title_case(said)
        ranked = sorted(own, key=lambda m: (-(m.demand or 0), m.text))
        wishes.append(
            (
                phrase != title_case(corrected(head)),
                group.label,
                [phrase, title_case(corrected(head)), *(title_case(corrected(m.text)) for m in ranked)],
            )
        )
    names: dict[int, str] = {}
    for _, label, options in sorted(wishes, key=lambda wish: wish[:2]):
        number = 2
        name = next((o for o in options if o.casefold() not in used), "")[:200]
        while not name or name.casefold() in used:
            name, number = f"{options[0][:190]} ({number})", number + 1
        used.add(name.casefold())
        names[label] = name
    return names


def _priors(members: Sequence[Member], found: Assignment, remaining: Collection[UUID]) -> dict[int, UUID]:
    """Which earlier cluster each group continues: the one most of its keywords come from, each once."""
    shared: Counter[tuple[int, UUID]] = Counter()
    for at, index in enumerate(found.rest):
        cluster_id = members[index].cluster_id
        if cluster_id is not None and cluster_id not in remaining:
            shared[(int(found.fresh.labels[at]), cluster_id)] += 1
    out: dict[int, UUID] = {}
    for (label, cluster_id), _ in sorted(shared.items(), key=lambda kv: (-kv[1], kv[0][0], kv[0][1].bytes)):
        if label not in out and cluster_id not in out.values():
            out[label] = cluster_id
    return out


def main_intent(members: Sequence[Member]) -> str:
    """The intent with the most demand behind it: known ones first, guessed from the words where none is known."""
    weights: Counter[str] = Counter()
    for member in members:
        if member.intent:
            weights[member.intent] += 1.0 + float(np.log1p(member.demand or 0))  # type: ignore[assignment]
    if not weights:
        for member in members:
            guess, _ = guess_intent(member.text)
            if guess:
                weights[guess] += 1.0 + float(np.log1p(member.demand or 0))  # type: ignore[assignment]
    return min(weights, key=lambda name: (-weights[name], name)) if weights else "informational"


def describe(members: Sequence[Member], head: str) -> str:
    """What is known of a group, in two plain sentences."""
    others = sorted((m for m in members if m.text != head), key=lambda m: (-(m.demand or -1), m.text))[:3]
    if others:
        listed = [f"“{m.text}”" for m in others]
        such = listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"
        first = f"This cluster gathers {len(members)} keywords around “{head}”, among them {such}."
        if len(members) == len(others) + 1:
            first = f"This cluster gathers “{head}” together with {such}."
    else:
        first = f"This cluster holds the keyword “{head}” alone."
    volumes = [m.volume for m in members if m.volume is not None]
    if not volumes:
        return first
    known = "" if len(volumes) == len(members) else f" (known for {len(volumes)} of them)"
    together = "Together they are" if len(members) > 1 else "It is"
    return f"{first} {together} searched {sum(volumes):,} times a month{known}."


def reason_of(draft: Draft, index: int, members: Sequence[Member], names: Mapping[int, str]) -> dict[str, Any]:
    """Why a keyword is in its group, as values and as a sentence."""
    reason = draft.reasons[index]
    runner_up = names.get(reason.runner_up) if reason.runner_up is not None else None
    values: dict[str, Any] = {
        "similarity": reason.similarity,
        "shared_terms": list(reason.shared_terms),
        "serp_overlap": reason.serp_overlap,
        "runner_up": runner_up,
        "runner_up_similarity": reason.runner_up_similarity,
    }
    if index in draft.moved:
        return {**values, "moved_by_model": True, "sentence": "The model moved it here from a neighbouring group."}
    if index == draft.head:
        sentence = "It is the head keyword of its cluster."
    elif reason.shared_terms:
        words = ", ".join(reason.shared_terms[:4])
        sentence = (
            f"Shares “{words}” with the head keyword “{members[draft.head].text}”; similarity {reason.similarity:.2f}."
        )
    else:
        sentence = (
            f"Close in meaning to the head keyword “{members[draft.head].text}”; similarity {reason.similarity:.2f}."
        )
    if reason.serp_overlap:
        sentence += f" {round(reason.serp_overlap * 100)} % of their top results are the same."
    if runner_up is not None and reason.runner_up_similarity is not None:
        sentence += f" Next best: “{runner_up}” ({reason.runner_up_similarity:.2f})."
    return {**values, "sentence": sentence}
