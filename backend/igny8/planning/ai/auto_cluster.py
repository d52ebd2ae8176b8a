"""``planning.auto_cluster``: thousands of keywords into page-sized clusters, every keyword in exactly one.

Vectors group first, deterministically; a capable model then names, describes and refines groups of at most 50 keywords. With a
provider that cannot follow instructions names and descriptions are composed from the keywords' own data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final
from uuid import UUID

import numpy as np
from django.db.models import F
from pydantic import Field

from igny8.accounts.selectors import sector_get, site_facts
from igny8.ai.base import ActionRequiredError, AIFunction, InvalidAnswer, Payload, RunContext, Saved, Skill
from igny8.ai.services.functions import prompt_file
from igny8.core.errors import Conflict, NotFound
from igny8.planning.ai.cluster_drafting import Draft, Member, draft_groups, reason_of
from igny8.planning.ai.cluster_refining import Item, Refined, refine
from igny8.planning.clustering import ClusterOptions, ExistingCluster, assign, plan_requests
from igny8.planning.constants import KEYWORDS_PER_REQUEST, ClusterStatus, KeywordStatus
from igny8.planning.models import Cluster, Keyword
from igny8.planning.selectors.keywords import BY_DEMAND
from igny8.planning.services.cluster_members import Placement
from igny8.planning.services.cluster_plan import ClusterPlan, PlannedGroup, cluster_plan_save
from igny8.system.services.activity import some

MAX_KEYWORDS: Final = 20_000
EMBED_CHUNK: Final = 1000
SAMPLE_OF_CLUSTER: Final = 10
#: Codes of providers that have no embeddings to offer: then spelling alone decides, and the result says so.
WITHOUT_EMBEDDINGS: Final = frozenset({"EMBEDDINGS_NOT_INSTALLED", "MISSING_SKILL"})


class NothingToCluster(Conflict):
    code = "NOTHING_TO_CLUSTER"
    default = "There are no keywords to cluster. Import or add some first."


class AutoClusterPayload(Payload):
    """``keyword_ids`` None: all new keywords of the sector, best priority first, at most 20,000.

    ``tightness`` 0 to 1: larger values make smaller clusters.
    """

    site_id: UUID
    sector_id: UUID
    keyword_ids: list[UUID] | None = Field(default=None, min_length=1, max_length=MAX_KEYWORDS)
    tightness: float = Field(default=0.5, ge=0, le=1)


@dataclass(frozen=True, slots=True)
class Existing:
    """A cluster keywords may join."""

    id: UUID
    name: str
    method: str
    centroid: bytes | None
    size: int
    is_locked: bool
    sample: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    payload: AutoClusterPayload
    members: list[Member]
    existing: list[Existing]
    context: str


@dataclass(slots=True)
class Grouped:
    """The answer: groups of member indices, members joining clusters, and how it came about."""

    drafts: list[Draft]
    joins: list[tuple[int, UUID, float]]
    method: str
    centroids: dict[UUID, bytes] = field(default_factory=dict)
    refined: Refined | None = None
    notes: list[str] = field(default_factory=list)


class AutoCluster(AIFunction[Prepared, ClusterPlan]):
    name: ClassVar[str] = "planning.auto_cluster"
    operation: ClassVar[str] = "auto_cluster"
    title: ClassVar[str] = "Cluster keywords"
    Input: ClassVar[type[Payload]] = AutoClusterPayload
    prompt: ClassVar[str] = prompt_file(__file__)
    prompt_version: ClassVar[str] = "1"
    prompt_variables: ClassVar[Sequence[str]] = ("groups", "context")
    deadline_s: ClassVar[int] = 3600

    def subject_of(self, payload: AutoClusterPayload) -> UUID:
        return payload.sector_id

    def title_of(self, payload: AutoClusterPayload, *, subject_title: str) -> str:
        count = min(_wanted(payload).count(), MAX_KEYWORDS)
        return f"Cluster {count:,} keyword{'' if count == 1 else 's'}"

    def units(self, payload: AutoClusterPayload) -> int:
        """Requests of 50 keywords. :raises NotFound: no such sector. :raises NothingToCluster: no keyword is left."""
        sector = sector_get(payload.sector_id)
        if sector is None or sector.site_id != payload.site_id:
            raise NotFound("No such sector on this site.")
        count = min(_wanted(payload).count(), MAX_KEYWORDS)
        if not count:
            raise NothingToCluster
        return -(-count // KEYWORDS_PER_REQUEST)

    def prepare(self, *, payload: AutoClusterPayload, ctx: RunContext) -> Prepared:
        rows = list(
            _wanted(payload)
            .order_by(F("priority_score").desc(nulls_last=True), "id")
            .values_list("id", "keyword", "search_volume", "intent", "cluster_id", "extra__serp_urls", "impressions")[
                :MAX_KEYWORDS
            ]
        )
        if not rows:
            raise NothingToCluster
        by_volume = any(row[2] for row in rows)  # where no tool gave volumes, impressions say what is searched more
        members = [
            Member(
                id=id_,
                text=text,
                volume=volume,
                demand=volume if by_volume else impressions,
                intent=intent,
                cluster_id=cluster_id,
                serp_urls=tuple(urls) if isinstance(urls, list) else (),
            )
            for id_, text, volume, intent, cluster_id, urls, impressions in rows
        ]
        facts = site_facts(payload.site_id) or {}
        sector = sector_get(payload.sector_id)
        topic = sector.name if sector else ""
        context = f"language {facts.get('locale', 'en')}; site {facts.get('name', '')}; topic area {topic}"
        return Prepared(payload, members, _existing(payload.sector_id, {m.id for m in members}), context)

    def call(self, *, prepared: Prepared, ctx: RunContext) -> Grouped:
        members, notes = prepared.members, []
        vectors, model = self._vectors([m.text for m in members], ctx)
        if vectors is None:
            notes.append("No embeddings are available, so keywords were grouped by spelling alone.")
        known = self._known(prepared.existing, vectors, model, ctx)
        ctx.progress(len(members), len(members), "Grouping keywords")
        serps = [m.serp_urls or None for m in members] if any(m.serp_urls for m in members) else None
        volumes = [m.volume for m in members]
        found = assign(
            [m.text for m in members],
            vectors=vectors,
            existing=known,
            volumes=[m.demand for m in members],
            serps=serps,
            options=ClusterOptions(tightness=prepared.payload.tightness),
        )
        names = [e.name for e in prepared.existing]
        remaining = {e.id for e in prepared.existing}
        drafts = draft_groups(members, found, vectors=vectors, taken=names, remaining=remaining)
        grouped = Grouped(
            drafts=drafts,
            joins=[(j.index, j.key, j.similarity) for j in found.joined],  # type: ignore[misc]
            method=f"{found.fresh.method}|{model}"[:60],
            centroids=_grown(prepared.existing, found.joined, vectors, model),
            notes=notes,
        )
        if drafts and follows_instructions(ctx):
            requests = [
                [
                    Item(found.rest[i], int(found.fresh.labels[i]), members[found.rest[i]].text, volumes[found.rest[i]])
                    for i in part
                ]
                for part in plan_requests(found.fresh, limit=KEYWORDS_PER_REQUEST)
            ]
            grouped.refined = refine(
                ctx, requests=requests, names={d.label: d.name for d in drafts}, context=prepared.context
            )
            _apply(grouped, members, taken=names)
        return grouped

    def parse(self, *, prepared: Prepared, answer: Any, ctx: RunContext) -> ClusterPlan:
        """Every keyword exactly once, or nothing is saved."""
        placed = [index for draft in answer.drafts for index in draft.members] + [index for index, _, _ in answer.joins]
        if sorted(placed) != list(range(len(prepared.members))):
            raise InvalidAnswer("The groups do not hold every keyword exactly once.")
        if any(not draft.name or not draft.members for draft in answer.drafts):
            raise InvalidAnswer("A group has no name or no keywords.")
        members, existing = prepared.members, {e.id: e.name for e in prepared.existing}
        names = {draft.label: draft.name for draft in answer.drafts}
        return ClusterPlan(
            site_id=prepared.payload.site_id,
            sector_id=prepared.payload.sector_id,
            method=answer.method,
            groups=[
                PlannedGroup(
                    name=d.name,
                    description=d.description,
                    intent=d.intent,
                    head_keyword=members[d.head].text,
                    cohesion=d.cohesion,
                    centroid=d.centroid,
                    members=[(members[i].id, reason_of(d, i, members, names)) for i in d.members],
                    prior_id=d.prior_id,
                )
                for d in answer.drafts
            ],
            joins=[
                Placement(
                    members[index].id,
                    cluster_id,
                    {
                        "similarity": similarity,
                        "sentence": f"Closest to the existing cluster “{existing.get(cluster_id, '')}” ({similarity:.2f}).",
                    },
                )
                for index, cluster_id, similarity in answer.joins
            ],
            expected={m.id: m.cluster_id for m in members},
            centroids=answer.centroids,
            run_id=ctx.run_id,
            summary=_summary(answer),
        )

    def save(self, *, prepared: Prepared, output: ClusterPlan, ctx: RunContext) -> Saved:
        saved = cluster_plan_save(plan=output)
        considered = len(prepared.members)
        return Saved(
            result={
                **output.summary,
                "keywords": considered,
                "clusters_created": saved.created,
                "clusters_updated": saved.updated,
                "clusters_archived": saved.archived,
                "keywords_joined": saved.joined,
                "keywords_placed": saved.placed,
                "keywords_passed_over": saved.passed_over,
                "method": output.method,
                "cluster_ids": [str(i) for i in saved.cluster_ids[:500]],
            },
            units=-(-considered // KEYWORDS_PER_REQUEST),
            object_type="sector",
            object_id=output.sector_id,
            counts={"keywords": saved.placed, "clusters": saved.created},
            did=f"had {some(considered, 'keyword')} grouped into {some(len(saved.cluster_ids), 'cluster')}",
        )

    @staticmethod
    def _vectors(texts: Sequence[str], ctx: RunContext, what: str = "keywords") -> tuple[Any, str]:
        """Embeddings as one array and the model's name; (None, "spelling") where the provider has none."""
        parts, model = [], ""
        for start in range(0, len(texts), EMBED_CHUNK):
            ctx.progress(start, len(texts), f"Reading {what}")
            try:
                answer = ctx.embed(texts[start : start + EMBED_CHUNK])
            except ActionRequiredError as exc:
                if exc.code not in WITHOUT_EMBEDDINGS:
                    raise
                return None, "spelling"
            parts.append(np.asarray(answer.vectors, dtype=np.float32))
            model = answer.model
        return np.concatenate(parts), model

    def _known(self, existing: Sequence[Existing], vectors: Any, model: str, ctx: RunContext) -> list[ExistingCluster]:
        """The existing clusters as clustering wants them: by stored centre, else by a sample of their keywords."""
        if vectors is None:
            return [ExistingCluster(e.id, e.sample, None, e.is_locked) for e in existing if e.sample]
        width = vectors.shape[1]
        ready = {e.id: centre for e in existing if (centre := _centre(e, model, width)) is not None}
        lacking = [e for e in existing if e.id not in ready and e.sample]
        texts = [text for e in lacking for text in e.sample]
        sampled = self._vectors(texts, ctx, "existing clusters")[0] if texts else None
        out, at = [], 0
        for e in existing:
            if e.id in ready:
                out.append(ExistingCluster(e.id, [e.name], ready[e.id][None, :], e.is_locked))
            elif e.sample and sampled is not None:
                rows = sampled[at : at + len(e.sample)]
                at += len(e.sample)
                out.append(ExistingCluster(e.id, e.sample, rows, e.is_locked))
        return out


def follows_instructions(ctx: RunContext) -> bool:
    """Whether the chat provider follows a full prompt; without any provider nothing does."""
    try:
        return Skill.INSTRUCTIONS in ctx.skills
    except ActionRequiredError as exc:
        if exc.code == "NO_MODEL":
            return False
        raise


def _wanted(payload: AutoClusterPayload) -> Any:
    """The keywords of a run: those named that may move, or all new ones."""
    rows = Keyword.objects.filter(sector_id=payload.sector_id, site_id=payload.site_id)
    if payload.keyword_ids is None:
        return rows.filter(status=KeywordStatus.NEW, cluster_id__isnull=True)
    locked = Cluster.objects.filter(sector_id=payload.sector_id, is_locked=True).values("id")
    return rows.filter(pk__in=payload.keyword_ids).exclude(status=KeywordStatus.ARCHIVED).exclude(cluster_id__in=locked)


def _existing(sector_id: UUID, moving: set[UUID]) -> list[Existing]:
    """Active clusters with at least one keyword that stays in them, and up to ten of those."""
    samples: dict[UUID, list[str]] = {}
    sizes: dict[UUID, int] = {}
    members = Keyword.objects.filter(sector_id=sector_id, cluster_id__isnull=False)
    members = members.order_by(*BY_DEMAND)
    for id_, text, cluster_id in members.values_list("id", "keyword", "cluster_id").iterator(chunk_size=5000):
        if id_ not in moving and cluster_id is not None:
            sizes[cluster_id] = sizes.get(cluster_id, 0) + 1
            if len(sample := samples.setdefault(cluster_id, [])) < SAMPLE_OF_CLUSTER:
                sample.append(text)
    rows = Cluster.objects.filter(sector_id=sector_id, status=ClusterStatus.ACTIVE).order_by("id")
    return [
        Existing(
            id_, name, method, None if centroid is None else bytes(centroid), sizes[id_], is_locked, tuple(samples[id_])
        )
        for id_, name, method, centroid, is_locked in rows.values_list("id", "name", "method", "centroid", "is_locked")
        if id_ in samples
    ]


def _centre(existing: Existing, model: str, width: int) -> Any:
    """The stored centre, if the same embedding model made it."""
    if existing.centroid is None or not existing.method.endswith(f"|{model}"):
        return None
    centre = np.frombuffer(existing.centroid, dtype=np.float32)
    return centre if len(centre) == width and np.isfinite(centre).all() else None


def _grown(existing: Sequence[Existing], joined: Sequence[Any], vectors: Any, model: str) -> dict[UUID, bytes]:
    """New centres of the clusters that keywords join."""
    if vectors is None:
        return {}
    arrivals: dict[Any, list[int]] = {}
    for one in joined:
        arrivals.setdefault(one.key, []).append(one.index)
    out: dict[UUID, bytes] = {}
    for e in existing:
        centre = _centre(e, model, vectors.shape[1]) if e.id in arrivals else None
        if centre is not None:
            mean = (centre * e.size + vectors[arrivals[e.id]].sum(axis=0)) / (e.size + len(arrivals[e.id]))
            out[e.id] = mean.astype(np.float32).tobytes()
    return out


def _apply(grouped: Grouped, members: Sequence[Member], *, taken: Sequence[str]) -> None:
    """Take over labels and moves; a group that lost every keyword is no more."""
    refined = grouped.refined
    assert refined is not None
    by_label = {draft.label: draft for draft in grouped.drafts}
    for index, target in refined.moves.items():
        source = next(d for d in grouped.drafts if index in d.reasons)
        source.members.remove(index)
        by_label[target].members.append(index)
        by_label[target].moved.add(index)
        by_label[target].reasons[index] = source.reasons.pop(index)
    used = {name.casefold() for name in taken}
    grouped.drafts = [draft for draft in grouped.drafts if draft.members]
    for draft in grouped.drafts:
        label = refined.labels.get(draft.label)
        if label is not None:
            draft.name, draft.description, draft.intent = label.name, label.description, label.intent
        if draft.name.casefold() in used:
            draft.name = f"{draft.name}: {members[draft.head].text}"[:200]
        used.add(draft.name.casefold())
        if draft.head not in draft.members:
            draft.head = max(draft.members, key=lambda i: (members[i].demand or 0, -i))


def _summary(answer: Grouped) -> Mapping[str, Any]:
    refined = answer.refined
    if refined is None:
        note = "Names and descriptions are drafts composed from the keywords' own data."
        return {"is_draft_quality": True, "notes": [*answer.notes, note]}
    return {
        "is_draft_quality": False,
        "notes": answer.notes,
        "keywords_moved_by_model": len(refined.moves),
        "unknown_ids_dropped": refined.unknown,
        "doubled_ids_dropped": refined.doubled,
        "keywords_model_left_out": refined.missing,
    }
