"""``planning.generate_ideas``: page ideas for one cluster, never a second page for the same intent.

A capable provider proposes them from the full prompt; otherwise they are composed from the cluster's own keywords and marked
as drafts. Collisions are looked for before a credit is reserved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from django.db import transaction
from pydantic import BaseModel, Field

from igny8.accounts.selectors import sector_get, site_facts
from igny8.ai.base import (
    AIFunction,
    ChatRequest,
    InvalidAnswer,
    Message,
    Payload,
    RunContext,
    Saved,
    parse_json_answer,
)
from igny8.ai.services.functions import prompt_file
from igny8.core.errors import Conflict, NotFound
from igny8.planning import formats
from igny8.planning.ai.auto_cluster import follows_instructions
from igny8.planning.ai.cluster_refining import strict_schema
from igny8.planning.ai.idea_drafting import DraftIdea, draft_ideas
from igny8.planning.constants import ClusterStatus, IdeaStatus
from igny8.planning.models import Cluster, ContentIdea, SitePage
from igny8.planning.selectors.clusters import ClusterFacts, cluster_facts, cluster_names
from igny8.planning.services.cannibalisation import cluster_collisions, refuse_collisions
from igny8.planning.services.ideas import IdeaExists, idea_create
from igny8.system.services.activity import quoted, some
from igny8.system.services.prompts import prompt_render

MAX_TITLES = 80
PROMPT_KEYWORDS = 60
Line = Annotated[str, Field(min_length=1, max_length=300)]


class EmptyCluster(Conflict):
    code = "EMPTY_CLUSTER"
    default = "The cluster has no keywords to make ideas from."


class GenerateIdeasPayload(Payload):
    """One run a cluster. ``allow_overlap``: make ideas although something answers the cluster's intent."""

    cluster_id: UUID
    count: int = Field(default=1, ge=1, le=5)
    allow_overlap: bool = False


class SectionAnswer(BaseModel):
    heading: Line
    points: list[Line] = Field(max_length=12)
    keywords: list[Line] = Field(max_length=30)


class IdeaAnswer(BaseModel):
    title: str = Field(min_length=3, max_length=200)
    description: str = Field(min_length=1, max_length=1500)
    angle: str = Field(max_length=300)
    primary_keyword: Line
    keywords: list[Line] = Field(max_length=60)
    outline: list[SectionAnswer] = Field(min_length=1, max_length=12)
    content_type: Literal["post", "page", "product", "service", "category", "taxonomy"]
    intent: Literal["informational", "commercial", "transactional", "navigational"]
    role: Literal["pillar", "spoke"]


class IdeasAnswer(BaseModel):
    ideas: list[IdeaAnswer] = Field(min_length=1, max_length=10)


@dataclass(frozen=True, slots=True)
class Prepared:
    facts: ClusterFacts
    count: int
    titles: list[str]
    context: str


@dataclass(slots=True)
class Ideas:
    """What is saved, and what was dropped from the answer."""

    ideas: list[DraftIdea]
    is_draft_quality: bool
    unknown_keywords: int = 0
    dropped: list[str] = field(default_factory=list)


class GenerateIdeas(AIFunction[Prepared, Ideas]):
    name: ClassVar[str] = "planning.generate_ideas"
    operation: ClassVar[str] = "generate_ideas"
    title: ClassVar[str] = "Generate ideas"
    Input: ClassVar[type[Payload]] = GenerateIdeasPayload
    prompt: ClassVar[str] = prompt_file(__file__)
    prompt_version: ClassVar[str] = "1"
    prompt_variables: ClassVar[Sequence[str]] = ("count", "context", "cluster", "keywords", "existing")

    def site_of(self, payload: GenerateIdeasPayload) -> UUID | None:
        return Cluster.objects.filter(pk=payload.cluster_id).values_list("site_id", flat=True).first()

    def subject_of(self, payload: GenerateIdeasPayload) -> UUID:
        return payload.cluster_id

    def subject_title_of(self, payload: GenerateIdeasPayload) -> str:
        return cluster_names([payload.cluster_id]).get(payload.cluster_id, "")

    def title_of(self, payload: GenerateIdeasPayload, *, subject_title: str) -> str:
        return f"Find ideas: {subject_title}"

    def units(self, payload: GenerateIdeasPayload) -> int:
        """One cluster. :raises NotFound, EmptyCluster, Cannibalisation: and then nothing is reserved."""
        _check(payload)
        return 1

    def prepare(self, *, payload: GenerateIdeasPayload, ctx: RunContext) -> Prepared:
        _check(payload)  # once more: a page may have come since the run was submitted
        facts = cluster_facts(payload.cluster_id)
        assert facts is not None
        site = site_facts(facts.site_id) or {}
        sector = sector_get(facts.sector_id)
        topic = sector.name if sector else ""
        context = f"language {site.get('locale', 'en')}; site {site.get('name', '')}; topic area {topic}"
        return Prepared(facts, payload.count, _titles(facts), context)

    def call(self, *, prepared: Prepared, ctx: RunContext) -> Any:
        if not follows_instructions(ctx):
            return Ideas(draft_ideas(prepared.facts, count=prepared.count, existing=prepared.titles), True)
        return self._ask(ctx, [Message("user", self._prompt(prepared, ctx))], prepared)

    def repair(self, *, prepared: Prepared, answer: Any, problems: Sequence[str], ctx: RunContext) -> Any:
        if not isinstance(answer, str):
            return self.call(prepared=prepared, ctx=ctx)
        complaint = InvalidAnswer("", problems).repair_prompt()
        messages = [
            Message("user", self._prompt(prepared, ctx)),
            Message("assistant", answer[:20_000]),
            Message("user", complaint),
        ]
        return self._ask(ctx, messages, prepared)

    def parse(self, *, prepared: Prepared, answer: Any, ctx: RunContext) -> Ideas:
        """Known keywords only, no title twice, at least one idea."""
        if isinstance(answer, Ideas):
            return answer
        said = parse_json_answer(answer, IdeasAnswer)
        known = {formats.normalise_keyword(k.text): k for k in prepared.facts.keywords}
        titles = {title.casefold() for title in prepared.titles}
        out = Ideas([], False)
        primaries: set[str] = set()
        for idea in said.ideas[: prepared.count]:
            title = " ".join(idea.title.split())
            if title.casefold() in titles:
                out.dropped.append(f"“{title}” exists already.")
                continue
            draft = _checked(idea, title, known, out)
            if draft is None or draft.primary_keyword in primaries:
                out.dropped.append(f"“{title}” has no primary keyword of its own in the cluster.")
                continue
            titles.add(title.casefold())
            primaries.add(draft.primary_keyword)
            out.ideas.append(draft)
        if not out.ideas:
            raise InvalidAnswer("No idea of the answer can be used.", out.dropped)
        return out

    def save(self, *, prepared: Prepared, output: Ideas, ctx: RunContext) -> Saved:
        saved: list[ContentIdea] = []
        for slot, idea in enumerate(output.ideas):
            try:
                with transaction.atomic():
                    row = idea_create(
                        cluster_id=prepared.facts.id,
                        title=idea.title,
                        description=idea.description,
                        angle=idea.angle,
                        outline=idea.outline,
                        primary_keyword=idea.primary_keyword,
                        suggested_keywords=idea.keywords,
                        content_type=idea.content_type,
                        intent=idea.intent,
                        role=idea.role,
                        is_draft_quality=output.is_draft_quality,
                        run_id=ctx.run_id,
                        slot=slot,
                    )
                saved.append(row)
            except IdeaExists as exc:
                output.dropped.append(f"“{idea.title}”: {exc.sentence}")
        if not saved:
            raise IdeaExists("Every title of this run was taken meanwhile. Nothing was charged.")
        return Saved(
            result={
                "idea_ids": [str(row.id) for row in saved],
                "titles": [row.title for row in saved],
                "is_draft_quality": output.is_draft_quality,
                "unknown_keywords_dropped": output.unknown_keywords,
                "dropped": output.dropped[:10],
            },
            units=1,
            object_type="cluster",
            object_id=prepared.facts.id,
            counts={"ideas": len(saved)},
            did=f"had {some(len(saved), 'idea')} drafted for {quoted(prepared.facts.name)}",
            title=prepared.facts.name,
        )

    @staticmethod
    def _ask(ctx: RunContext, messages: Sequence[Message], prepared: Prepared) -> str:
        ctx.progress(0, 1, f"Asking for ideas on {prepared.facts.name}"[:200])
        request = ChatRequest(
            messages,
            max_tokens=1200 + 1400 * prepared.count,
            temperature=0.7,
            schema=strict_schema(IdeasAnswer),
            schema_name="ideas",
        )
        return ctx.chat(request).text

    @staticmethod
    def _prompt(prepared: Prepared, ctx: RunContext) -> str:
        facts = prepared.facts
        lines = [
            f"- {k.text}{'' if k.volume is None else f' | {k.volume} searches'}{f' | {k.intent}' if k.intent else ''}"
            for k in facts.keywords[:PROMPT_KEYWORDS]
        ]
        return prompt_render(
            ctx.prompt,
            {
                "count": prepared.count,
                "context": prepared.context,
                "cluster": f"{facts.name}. {facts.description}".strip(),
                "keywords": "\n".join(lines),
                "existing": "\n".join(f"- {title}" for title in prepared.titles[:MAX_TITLES]) or "- none yet",
            },
        )


def _check(payload: GenerateIdeasPayload) -> None:
    cluster = Cluster.objects.defer("centroid").filter(pk=payload.cluster_id).first()
    if cluster is None:
        raise NotFound("No such cluster.")
    if cluster.status == ClusterStatus.ARCHIVED:
        raise Conflict("The cluster is archived. Make it active first.")
    if not cluster.keyword_count:
        raise EmptyCluster
    if not payload.allow_overlap:
        refuse_collisions(cluster_collisions(cluster=cluster))


def _titles(facts: ClusterFacts) -> list[str]:
    """Titles in use on the site: this sector's first, they are what a model must not repeat."""
    ideas = ContentIdea.objects.filter(site_id=facts.site_id).exclude(status=IdeaStatus.REJECTED).order_by("-id")
    near = list(ideas.filter(sector_id=facts.sector_id).values_list("title", flat=True))
    far = list(ideas.exclude(sector_id=facts.sector_id).values_list("title", flat=True))
    pages = list(SitePage.objects.filter(site_id=facts.site_id).order_by("-id").values_list("title", flat=True))
    return list(dict.fromkeys([*near, *pages, *far]))


def _checked(idea: IdeaAnswer, title: str, known: dict[str, Any], out: Ideas) -> DraftIdea | None:
    """The idea with nothing but the cluster's own keywords in it; None when its primary keyword is not one of them."""

    def texts(said: Sequence[str]) -> list[str]:
        found = [known[n].text for text in said if (n := formats.normalise_keyword(text)) in known]
        out.unknown_keywords += len(said) - len(found)
        return list(dict.fromkeys(found))

    primary = known.get(formats.normalise_keyword(idea.primary_keyword))
    keywords = texts(idea.keywords)
    if primary is None:
        out.unknown_keywords += 1
        primary = known[formats.normalise_keyword(keywords[0])] if keywords else None
    if primary is None:
        return None
    return DraftIdea(
        title=title[:255],
        description=idea.description.strip(),
        angle=idea.angle.strip()[:300],
        outline=[
            {"heading": " ".join(s.heading.split()), "points": s.points, "keywords": texts(s.keywords)}
            for s in idea.outline
        ],
        primary_keyword=primary.text,
        keywords=list(dict.fromkeys([primary.text, *keywords])),
        intent=idea.intent,
        content_type=idea.content_type,
        role=idea.role,
    )
