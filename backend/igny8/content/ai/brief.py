"""What a text is to be about: read once in PREP, plain data from then on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from igny8.accounts.selectors import site_facts
from igny8.content.ai.site_texts import SiteTexts
from igny8.content.base.details import details_fitting, details_lines
from igny8.content.base.sections import Section
from igny8.content.base.structures import structure_for
from igny8.content.base.type_limits import limits_of
from igny8.content.models import Content, Task
from igny8.planning.selectors import cluster_facts
from igny8.system.selectors import author_for

_FACTS = {"attributes", "includes", "steps"}
_QUESTION_WORDS = {"how", "what", "why", "when", "where", "which", "who", "is", "are", "can", "do", "does", "should"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything the writing needs.

    ``outline``: sections with heading, points and keywords, empty when the model is to make it. ``kept`` are locked sections
    of the text there is; ``section`` is the one to write anew, if only one is wanted. ``questions`` are searches of the cluster
    that ask something, ``related`` all of them, most searched first.
    ``instruction`` is what an editor wants done differently, ``details`` what the content has besides its text.
    ``site_texts`` is what the site's other texts say; only read for a small model, which repeats itself.
    """

    title: str
    topic: str
    brief: str
    content_type: str
    keywords: list[str]
    questions: list[str]
    outline: list[dict[str, Any]]
    fallback_outline: list[dict[str, Any]]
    target_words: int
    site_name: str
    language: str
    voice: str
    tone: str
    related: list[str] = field(default_factory=list)
    site_id: UUID | None = None
    site_texts: SiteTexts = field(default_factory=SiteTexts)
    task_id: UUID | None = None
    content_id: UUID | None = None
    version: int | None = None
    kept: list[Section] = field(default_factory=list)
    section: Section | None = None
    other_sections: list[Section] = field(default_factory=list)
    instruction: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def least_sections(self) -> int:
        """With fewer it is no text of its type."""
        return limits_of(self.content_type).least_sections

    @property
    def facts(self) -> str:
        """The brief with the properties the content has already."""
        lines = details_lines({k: v for k, v in self.details.items() if k in _FACTS})
        return "\n".join(part for part in (self.brief, *lines.values()) if part)

    @property
    def source(self) -> str:
        """Everything a statement of the text may be taken from."""
        return "\n".join([self.title, self.facts, *self.keywords, *self.related])


def brief_of_task(task: Task) -> Brief:
    """The brief of a task; the content it has already, if any, gives its locked sections."""
    known = Content.objects.filter(task_id=task.id).first()
    keywords = [str(word) for word in task.target_keywords]
    structure = structure_for(task.structure, task.content_type)
    topic = keywords[0] if keywords else task.title
    return Brief(
        title=task.title,
        topic=topic,
        brief=task.brief,
        content_type=task.content_type,
        keywords=keywords,
        questions=questions_of(task.cluster_id, keywords),
        related=searches_of(task.cluster_id),
        outline=_fitting(task.outline, task.content_type),
        fallback_outline=structure.outline(topic),
        target_words=min(task.target_words, limits_of(task.content_type).most_words),
        details=details_fitting(task.content_type, known.details) if known else {},
        task_id=task.id,
        content_id=known.id if known else None,
        kept=[s for s in known.structure if s["is_locked"]] if known else [],
        site_id=task.site_id,
        **_voice(task.site_id, task.author_profile_id),
    )


def brief_of_content(content: Content, section_id: str = "") -> Brief:
    """The brief for writing a content, or one of its sections, anew."""
    task = Task.objects.filter(pk=content.task_id).first() if content.task_id else None
    keywords = [word for word in [content.primary_keyword, *content.secondary_keywords] if word]
    topic = keywords[0] if keywords else content.title
    structure = structure_for(task.structure if task else "", content.content_type)
    section = next((s for s in content.structure if s["id"] == section_id), None) if section_id else None
    own = [{"heading": s["heading"], "points": [], "keywords": []} for s in content.structure if s["heading"]]
    return Brief(
        title=content.title,
        topic=topic,
        brief=task.brief if task else content.meta_description,
        content_type=content.content_type,
        keywords=keywords,
        questions=questions_of(content.cluster_id, keywords),
        related=searches_of(content.cluster_id),
        outline=_fitting(task.outline if task and task.outline else own, content.content_type),
        fallback_outline=structure.outline(topic),
        target_words=min(_length(content, task), limits_of(content.content_type).most_words),
        details=details_fitting(content.content_type, content.details),
        content_id=content.id,
        version=content.current_version,
        kept=[s for s in content.structure if s["is_locked"]],
        section=section,
        other_sections=[s for s in content.structure if s is not section],
        site_id=content.site_id,
        **_voice(content.site_id, content.author_profile_id),
    )


def _length(content: Content, task: Task | None) -> int:
    if task:
        return int(task.target_words)
    return max(content.word_count, min(300, structure_for("", content.content_type).target_words))


def _fitting(outline: Sequence[dict[str, Any]], content_type: str) -> list[dict[str, Any]]:
    """As many sections as the type has room for below its opening."""
    return list(outline)[: limits_of(content_type).most_sections - 1]


def questions_of(cluster_id: UUID | None, keywords: Sequence[str]) -> list[str]:
    """Searches among the cluster's keywords that are questions, most searched first."""
    facts = cluster_facts(cluster_id) if cluster_id else None
    texts = [*(fact.text for fact in facts.keywords), *keywords] if facts else list(keywords)
    found = [" ".join(text.split()) for text in texts]
    asked = [text for text in found if text.partition(" ")[0].lower() in _QUESTION_WORDS and len(text.split()) >= 3]
    return list(dict.fromkeys(asked))[:30]


def searches_of(cluster_id: UUID | None) -> list[str]:
    """The cluster's keywords, most searched first, at most 60."""
    facts = cluster_facts(cluster_id) if cluster_id else None
    return [" ".join(fact.text.split()) for fact in facts.keywords[:60]] if facts else []


def _voice(site_id: UUID, author_profile_id: UUID | None) -> dict[str, Any]:
    site = site_facts(site_id) or {}
    author = author_for(site_id=site_id, author_id=author_profile_id)
    voice = "; ".join(f"{key}: {_plain(value)}" for key, value in (site.get("brand_voice") or {}).items() if value)
    tone = ". ".join(part for part in (author.tone, author.credentials) if part) if author else ""
    return {
        "site_name": str(site.get("name", "")),
        "language": str(site.get("locale") or "en"),
        "voice": voice[:2000],
        "tone": tone[:1000],
    }


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
