"""A text from a provider that follows full prompts: outline, then section by section, then description and details.

Every finished step is kept, so that a second attempt of the run asks (and pays the provider) for what is missing only.
"""

from typing import Any

from igny8.ai.base import RunContext
from igny8.content.ai.answers import ask
from igny8.content.ai.brief import Brief
from igny8.content.ai.kinds import kind_of
from igny8.content.base.sections import Section
from igny8.core.html import html_to_text
from igny8.system.services.prompts import prompt_render

_TOKENS_PER_WORD = 2.2  # markup and JSON escapes included
#: What the prompts know. ``content_type_rules`` is there for overrides made when all types shared one prompt.
PROMPT_VARIABLES = (
    "title",
    "brief",
    "primary_keyword",
    "keywords",
    "language",
    "content_type_rules",
    "site_name",
    "voice",
    "tone",
)


def system_prompt(brief: Brief, ctx: RunContext) -> str:
    """The prompt of the function, the account's own where it has one, with this article's values."""
    return prompt_render(
        ctx.prompt,
        {
            "site_name": brief.site_name or "the site",
            "language": brief.language,
            "title": brief.title,
            "brief": brief.facts or "none",
            "primary_keyword": brief.topic,
            "keywords": ", ".join(brief.keywords[1:25]) or "none",
            "voice": brief.voice or "clear, friendly, competent",
            "tone": brief.tone or "as the brand voice",
            "content_type_rules": f"This is a {brief.content_type}.",
        },
    )


def write_article(brief: Brief, ctx: RunContext) -> dict[str, Any]:
    """:returns: ``{"sections": [{"heading", "html"}], "meta_title", "meta_description", "details"}``."""
    kind = kind_of(brief.content_type)
    system = system_prompt(brief, ctx)
    outline = _outline(brief, ctx, system)
    kept = {section["heading"].casefold(): section for section in brief.kept}
    wanted = [("", {"heading": "", "points": [], "keywords": []}), *((s["heading"], s) for s in outline)]
    share = max(50, (brief.target_words - kind.opening_words) // max(len(outline), 1))
    opening = brief.target_words if not outline else kind.opening_words
    done: dict[str, Any] = dict(ctx.checkpoint.get("sections", {}))
    for number, (heading, plan) in enumerate(wanted):
        key = f"{number}:{heading}"
        if heading.casefold() in kept or key in done:
            continue
        ctx.progress(number, len(wanted) + 1, heading or "Introduction")
        said = "\n".join(f"- {section['summary']}" for section in done.values())
        done[key] = _section(brief, ctx, system, plan, said, words=share if heading else opening)
        ctx.keep(sections=done)
    meta = ctx.checkpoint.get("meta") or _meta(brief, ctx, system, done)
    ctx.keep(meta=meta)
    sections = [
        {"heading": heading, "html": (kept.get(heading.casefold()) or done[f"{number}:{heading}"])["html"]}
        for number, (heading, _) in enumerate(wanted)
    ]
    return {"sections": sections, **meta}


def write_section(brief: Brief, ctx: RunContext) -> dict[str, Any]:
    """Only the section the brief names. :returns: ``{"sections": [{"heading", "html"}]}``."""
    assert brief.section is not None
    heading = brief.section["heading"]
    plan = next((s for s in brief.outline if s["heading"].casefold() == heading.casefold()), {"heading": heading})
    said = "\n".join(f"- {s['heading'] or 'Introduction'}" for s in brief.other_sections)
    words = max(80, brief.target_words // max(len(brief.other_sections) + 1, 1))
    answer = _section(brief, ctx, system_prompt(brief, ctx), plan, said, words=words)
    return {"sections": [{"heading": heading, "html": answer["html"]}]}


def _outline(brief: Brief, ctx: RunContext, system: str) -> list[dict[str, Any]]:
    if brief.outline:
        return brief.outline
    known = ctx.checkpoint.get("outline")
    if known:
        return list(known)
    kind = kind_of(brief.content_type)
    usual = "; ".join(section["heading"] for section in brief.fallback_outline)
    asked = "; ".join(brief.questions[:8]) or "none known"
    answer = ask(
        ctx,
        system=system,
        user=f"Plan the sections of this page, about {brief.target_words} words in all. Pages of this kind usually go: {usual}. "
        f"Questions people search for: {asked}. {kind.plan} "
        'Answer with a JSON object {"sections": [{"heading", "points", "keywords"}]}.',
        form=kind.outline,
    )
    outline = [section.model_dump() for section in answer.sections]
    ctx.keep(outline=outline)
    return outline


def _section(
    brief: Brief, ctx: RunContext, system: str, plan: dict[str, Any], said: str, *, words: int
) -> dict[str, str]:
    heading = plan["heading"]
    kind = kind_of(brief.content_type)
    what = f'the section "{heading}"' if heading else kind.opening
    lines = [f"Write {what}, about {words} words."]
    if plan.get("points"):
        lines.append(f"It covers: {'; '.join(plan['points'])}.")
    if plan.get("keywords"):
        lines.append(f"Keywords that belong here: {', '.join(plan['keywords'])}.")
    if brief.instruction:
        before = next((s["html"] for s in _present(brief) if s["heading"].casefold() == heading.casefold()), "")
        lines.append(f"It reads now:\n{html_to_text(before)[:6000] or 'nothing'}")
        lines.append(f"Change it as the editor asks; the length may follow from that: {brief.instruction}")
    if said:
        lines.append(f"The rest of the page, which must not be repeated:\n{said}")
    lines.append(
        f'Answer with a JSON object: "html" holds the text of the section as HTML ({kind.tags}; no h1, no h2, do not repeat the '
        'heading), "summary" says in one sentence what the section says.'
    )
    tokens = round(words * _TOKENS_PER_WORD) + 500
    return ask(ctx, system=system, user="\n".join(lines), form=kind.section, max_tokens=tokens).model_dump()


def _present(brief: Brief) -> list[Section]:
    """The sections there are."""
    return [brief.section] if brief.section else brief.other_sections


def _meta(brief: Brief, ctx: RunContext, system: str, done: dict[str, Any]) -> dict[str, Any]:
    kind = kind_of(brief.content_type)
    said = "\n".join(f"- {section['summary']}" for section in done.values())
    answer = ask(
        ctx,
        system=system,
        user=f"The page says:\n{said}\nWrite its title for search results (at most 60 characters; {kind.meta_title}) and its "
        f"description (at most 155 characters, no quotes; {kind.meta_description}). {kind.details} "
        'Answer with a JSON object {"meta_title", "meta_description", "details"}.',
        form=kind.meta,
        max_tokens=1_500,
    )
    return answer.model_dump()
