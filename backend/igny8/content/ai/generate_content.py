"""``content.generate_content``: the text of a task, or a content (or one of its sections) written anew.

Each content type has its prompt (``prompts/``), its forms and rules (``kinds``, ``forms``) and its way to be composed where the
model cannot follow instructions (``plain_kinds``).
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from math import ceil
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from igny8.ai.base import AIFunction, InvalidAnswer, Payload, PermanentError, RunContext, Saved, Skill
from igny8.ai.services.writing import is_familiar, paragraph_write
from igny8.billing.selectors import cost_centi
from igny8.content.ai import full_article, plain_article, plain_kinds
from igny8.content.ai.brief import Brief, brief_of_content, brief_of_task
from igny8.content.ai.full_article import PROMPT_VARIABLES
from igny8.content.ai.grounding import grounded
from igny8.content.ai.kinds import type_prompts
from igny8.content.ai.site_texts import SiteTexts, site_texts, without_doubles
from igny8.content.base.sections import heading_text, sections_html, without_high_headings
from igny8.content.constants import RESERVE_FACTOR, ContentType, TaskStatus
from igny8.content.services.generated import (
    SectionIsLocked,
    Written,
    content_article_save,
    section_save,
    task_article_save,
)
from igny8.content.services.generation import TaskIsCancelled, content_subject, refuse_active
from igny8.content.services.tasks import TaskIsDone, task_locked
from igny8.core.errors import NotFound
from igny8.core.html import HtmlTooLarge, sanitize_html, word_count
from igny8.system.services.activity import quoted, some

POST = str(ContentType.POST)
DRAFT_NOTE = "Written by a small model; a person should read it before it is published."
LISTS_NOTE = "Made of lists of what people search for; an expert should add the facts before it is published."
CANNOT_FOLLOW = "The built-in model cannot follow instructions. Nothing was charged. Add a provider under Settings."
_BLOCK_TAGS = ("<p", "<ul", "<ol", "<table", "<h3", "<h4", "<blockquote", "<div", "<dl", "<pre", "<section", "<figure")


class ContentPayload(Payload):
    """Either a task, or a content and optionally one of its sections."""

    task_id: UUID | None = None
    content_id: UUID | None = None
    section_id: str = Field(default="", max_length=40)
    instruction: str = Field(default="", max_length=500)

    @model_validator(mode="after")
    def _one_subject(self) -> "ContentPayload":
        if (self.task_id is None) == (self.content_id is None):
            raise ValueError("give either task_id or content_id")
        if self.section_id and self.content_id is None:
            raise ValueError("section_id needs content_id")
        if self.instruction and self.content_id is None:
            raise ValueError("instruction needs content_id")
        return self


class Article(BaseModel):
    """The checked output. ``words`` counts what was written in this run: locked sections are not paid for again.

    ``details`` as the content type has them; ``dropped`` counts statements among them that the brief does not name.
    """

    sections: list[dict[str, str]]
    meta_title: str
    meta_description: str
    details: dict[str, Any]
    dropped: int
    words: int
    is_draft_quality: bool


class GenerateContent(AIFunction[Brief, Article]):
    """Units are words: reserved for the length asked for and a fifth more, settled for the words there are."""

    name: ClassVar[str] = "content.generate_content"
    operation: ClassVar[str] = "generate_content"
    title: ClassVar[str] = "Write an article"
    Input: ClassVar[type[Payload]] = ContentPayload
    prompt: ClassVar[str] = type_prompts()[POST]
    prompts: ClassVar[Mapping[str, str]] = {name: text for name, text in type_prompts().items() if name != POST}
    prompt_version: ClassVar[str] = "2"
    prompt_variables = PROMPT_VARIABLES

    def site_of(self, payload: ContentPayload) -> UUID | None:
        if payload.task_id:
            return task_locked(payload.task_id).site_id
        assert payload.content_id is not None
        return content_subject(payload.content_id).site_id

    def subject_of(self, payload: ContentPayload) -> UUID | None:
        return payload.task_id or payload.content_id

    def prompt_of(self, payload: ContentPayload) -> str:
        """Each content type has its own; the function's name alone is that of posts."""
        kind = self._content_type(payload)
        return f"{self.name}:{kind}" if kind in self.prompts else self.name

    @staticmethod
    def _content_type(payload: ContentPayload) -> str:
        if payload.task_id:
            return str(task_locked(payload.task_id).content_type)
        assert payload.content_id is not None
        return str(content_subject(payload.content_id).content_type)

    def subject_title_of(self, payload: ContentPayload) -> str:
        if payload.task_id:
            return task_locked(payload.task_id).title
        assert payload.content_id is not None
        return content_subject(payload.content_id).title

    def title_of(self, payload: ContentPayload, *, subject_title: str) -> str:
        how = "Write" if payload.task_id else "Rewrite a section" if payload.section_id else "Rewrite"
        return f"{how}: {subject_title}"

    def units(self, payload: ContentPayload) -> int:
        subject = payload.task_id or payload.content_id
        assert subject is not None
        brief = self._brief(payload)
        refuse_active(subject)
        words = brief.target_words
        if payload.section_id:
            words = max(100, words // max(len(brief.other_sections) + 1, 1))
        return ceil(words * RESERVE_FACTOR)

    @staticmethod
    def _brief(payload: ContentPayload) -> Brief:
        """What is to be written. :raises AppError: when it cannot be."""
        if payload.task_id:
            task = task_locked(payload.task_id)
            if task.status == TaskStatus.CANCELLED:
                raise TaskIsCancelled
            if task.status == TaskStatus.COMPLETED:
                raise TaskIsDone
            return brief_of_task(task)
        assert payload.content_id is not None
        brief = brief_of_content(content_subject(payload.content_id), payload.section_id)
        if payload.section_id and brief.section is None:
            raise NotFound("No such section.")
        if brief.section and brief.section["is_locked"]:
            raise SectionIsLocked
        return brief

    def prepare(self, *, payload: ContentPayload, ctx: RunContext) -> Brief:
        brief = self._brief(payload)
        if Skill.INSTRUCTIONS in ctx.skills:
            return replace(brief, instruction=payload.instruction)
        if payload.instruction:
            raise PermanentError("LOCAL_MODEL_TOO_WEAK", CANNOT_FOLLOW)
        return replace(brief, site_texts=_others(brief))

    def call(self, *, prepared: Brief, ctx: RunContext) -> Any:
        if Skill.INSTRUCTIONS in ctx.skills:
            write = full_article.write_section if prepared.section else full_article.write_article
            return {**write(prepared, ctx), "is_draft_quality": False}
        return {**self._plain(prepared, ctx), "is_draft_quality": True}

    @staticmethod
    def _plain(brief: Brief, ctx: RunContext) -> dict[str, Any]:
        write = partial(paragraph_write, ctx)
        if brief.section:
            article = plain_kinds.write_section(brief, write=write, known=brief.site_texts)
            least = 1
        else:
            article = plain_kinds.write_text(
                brief,
                write=write,
                done=ctx.checkpoint.get("paragraphs", {}),
                keep=lambda done: ctx.keep(paragraphs=done),
                progress=ctx.progress,
                known=brief.site_texts,
                is_familiar=partial(is_familiar, ctx),
            )
            least = brief.least_sections
        if len(article["sections"]) < least:
            raise PermanentError(
                "LOCAL_MODEL_TOO_WEAK",
                f"The built-in model managed only {len(article['sections'])} usable sections on {brief.topic[:80]!r}. "
                "Nothing was charged. Add a provider under Settings, or try other keywords.",
            )
        return article

    def parse(self, *, prepared: Brief, answer: Any, ctx: RunContext) -> Article:
        kept = {section["heading"].casefold() for section in prepared.kept}
        sections = []
        words = 0
        for section in answer["sections"]:
            heading = heading_text(section["heading"])
            try:
                html = without_high_headings(sanitize_html(section["html"])).strip()
            except HtmlTooLarge as exc:
                raise InvalidAnswer(str(exc)) from exc
            if not html.startswith(_BLOCK_TAGS):
                html = f"<p>{html}</p>"
            if not word_count(html):
                raise InvalidAnswer(f"The section {heading or 'introduction'!r} has no text.")
            sections.append({"heading": heading, "html": html})
            if heading.casefold() not in kept:
                words += word_count(sections_html([sections[-1]]))
        if not prepared.section and len(sections) < prepared.least_sections:
            least = prepared.least_sections
            raise InvalidAnswer(f"The text has {len(sections)} sections; it needs {least} at least.")
        details, dropped = grounded(answer.get("details", {}), prepared.source)
        return Article(
            sections=sections,
            meta_title=plain_article.shortened(" ".join(answer.get("meta_title", "").split()), 70),
            meta_description=plain_article.shortened(" ".join(answer.get("meta_description", "").split()), 165),
            details=details,
            dropped=dropped,
            words=words,
            is_draft_quality=answer["is_draft_quality"],
        )

    def save(self, *, prepared: Brief, output: Article, ctx: RunContext) -> Saved:
        if output.is_draft_quality and not prepared.section and not plain_article.sensitive(prepared):
            output = _said_once(prepared, output)
        written = Written(
            title=prepared.title,
            sections=output.sections,
            meta_title=output.meta_title,
            meta_description=output.meta_description,
            details=output.details,
            run_id=ctx.run_id,
            user_id=ctx.user_id,
            cost_centi=cost_centi(self.operation, min(output.words, ceil(prepared.target_words * RESERVE_FACTOR))),
            provenance={
                "model": ctx.model,
                "prompt_version": ctx.prompt_version,
                "run_id": str(ctx.run_id),
                "note": (DRAFT_NOTE if ctx.model else LISTS_NOTE) if output.is_draft_quality else "",
            },
            is_draft_quality=output.is_draft_quality,
        )
        if prepared.task_id:
            row = task_article_save(task_id=prepared.task_id, written=written)
        elif prepared.section:
            assert prepared.content_id is not None
            html = output.sections[0]["html"]
            row = section_save(
                content_id=prepared.content_id, section_id=prepared.section["id"], html=html, written=written
            )
        else:
            assert prepared.content_id is not None
            row = content_article_save(
                content_id=prepared.content_id, written=written, expected_version=prepared.version
            )
        return Saved(
            result={
                "content_id": str(row.id),
                "title": row.title,
                "version": row.current_version,
                "words": output.words,
            },
            units=output.words,
            object_type="content",
            object_id=row.id,
            counts={"sections": len(output.sections), "words": output.words, "dropped": output.dropped},
            did=f"had {'a section of ' if prepared.section else ''}{quoted(row.title)} written: {some(output.words, 'word')}",
            title=row.title,
        )


def _others(brief: Brief) -> SiteTexts:
    if brief.site_id is None:
        return SiteTexts()
    return site_texts(brief.site_id, but=[brief.content_id], but_task=brief.task_id)


def _said_once(brief: Brief, article: Article) -> Article:
    """The article without what another one of the same site, saved while this one was written, says already."""
    kept = {section["heading"].casefold() for section in brief.kept}
    sections = without_doubles(article.sections, _others(brief), but=kept, least=brief.least_sections)
    words = sum(word_count(sections_html([s])) for s in sections if s["heading"].casefold() not in kept)
    return article.model_copy(update={"sections": sections, "words": words})
