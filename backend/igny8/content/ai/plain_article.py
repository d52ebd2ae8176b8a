"""An article from a provider that only writes short plain paragraphs.

Title, headings and meta come from the idea's and keywords' own data; the model writes one to three paragraphs a section, led to
advice rather than facts it does not know. What it could not write is left out, and so is a heading without text. Questions
people search for are listed as such, from the keywords.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from igny8.content.ai.brief import Brief
from igny8.content.ai.plain_wording import ADVICE, INTRODUCTIONS, approach_to, plain_texts, without_claims
from igny8.core.html import excerpt

MOST_WORDS = 620  # a longer text of a small model repeats itself
LEAST_PARTS = 6
_PARAGRAPH = 60  # words of a usual paragraph after all checks
_TRIES = 2
_LEAST_QUESTIONS, _MOST_QUESTIONS = 3, 8

Write = Callable[..., str | None]
Keep = Callable[[dict[str, list[str]]], None]
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Part:
    """A section to be written: ``subject`` is what it is about in the middle of a sentence."""

    heading: str
    subject: str
    openings: tuple[str, ...]
    keywords: tuple[str, ...] = ()


def write_article(
    brief: Brief, *, write: Write, done: dict[str, list[str]], keep: Keep, progress: Progress
) -> dict[str, Any]:
    """The article the model managed to write.

    :param write: writes one paragraph (``igny8.ai.services.writing.paragraph_write`` without its context).
    :param done: paragraphs by heading of an earlier attempt; ``keep`` is given the new state after each section.
    :returns: ``{"sections": [{"heading", "html"}], "meta_title", "meta_description"}``; maybe too few sections.
    """
    kept = {section["heading"].casefold(): section for section in brief.kept}
    plan = _plan(brief)
    count = max(1, min(3, round(min(brief.target_words, MOST_WORDS) / len(plan) / _PARAGRAPH)))
    done = dict(done)
    for number, part in enumerate(plan):
        if part.heading in done or part.heading.casefold() in kept:
            continue
        progress(number, len(plan), part.heading or "Introduction")
        previous = [text for texts in done.values() for text in texts]
        done[part.heading] = _paragraphs(
            brief, write, part, previous=previous, count=count if part.heading else 1, seed=number
        )
        keep(done)
    sections = []
    for part in plan:
        if part.heading.casefold() in kept:
            sections.append({"heading": part.heading, "html": kept[part.heading.casefold()]["html"]})
        elif texts := done.get(part.heading):
            sections.append({"heading": part.heading, "html": paragraphs_html(texts)})
    description = excerpt(" ".join(section["html"] for section in sections), max_chars=155)
    if sum(bool(section["heading"]) for section in sections) >= 2:
        sections += _asked(brief)
    return {"sections": sections, "meta_title": shortened(brief.title, 60), "meta_description": description}


def write_section(brief: Brief, *, write: Write) -> dict[str, Any]:
    """Only the section the brief names. :returns: ``{"sections": [...]}``, empty when the model could not write it."""
    assert brief.section is not None
    heading = brief.section["heading"]
    approach = approach_to(heading, cased(brief))
    previous = [text for section in brief.other_sections for text in plain_texts(section["html"])]
    texts = []
    if approach is not None:
        part = Part(heading, *approach)
        seed = len(brief.section["html"]) % 97 + (brief.version or 0)
        texts = _paragraphs(brief, write, part, previous=previous, count=2 if heading else 1, seed=seed)
    return {"sections": [{"heading": heading, "html": paragraphs_html(texts)}] if texts else []}


def _plan(brief: Brief) -> list[Part]:
    """The parts of the text: an introduction (no heading), then the outline's sections, topped up where it has too few."""
    topic = cased(brief)
    plan = [Part("", topic, INTRODUCTIONS, tuple(brief.keywords[:3]))]
    seen = {brief.title.casefold()}
    wanted = [(str(section["heading"]), section.get("keywords") or ()) for section in brief.outline]
    advice = [(heading.format(topic=topic), ()) for heading in ADVICE]
    for number, (text, keywords) in enumerate([*wanted, *advice]):
        heading = " ".join(text.split())
        if heading.casefold() in seen or (number >= len(wanted) and len(plan) >= LEAST_PARTS):
            continue
        seen.add(heading.casefold())
        approach = approach_to(heading, topic)
        if approach is not None:
            plan.append(Part(heading, *approach, tuple(keywords)))
    return plan


def _paragraphs(brief: Brief, write: Write, part: Part, *, previous: Sequence[str], count: int, seed: int) -> list[str]:
    texts: list[str] = []
    for number in range(count * _TRIES):
        if len(texts) == count:
            break
        text = write(
            topic=cased(brief),
            heading=part.heading or cased(brief),
            keywords=[*part.keywords, *brief.keywords[:10], brief.title],
            previous=[*previous, *texts],
            seed=seed * 10 + number,
            subject=part.subject,
            openings=part.openings,
        )
        cautious = without_claims(text) if text else ""
        if cautious:
            texts.append(cautious)
    return texts


def _asked(brief: Brief) -> list[dict[str, str]]:
    """The questions people search for, as a list: real data, and a reader (or an editor) sees what is still open."""
    headings = {str(section["heading"]).rstrip("?").casefold() for section in brief.outline}
    found = [as_question(question) for question in brief.questions if question.rstrip("?").casefold() not in headings]
    if len(found) < _LEAST_QUESTIONS:
        return []
    items = "".join(f"<li>{escape(recased(question, brief), quote=False)}</li>" for question in found[:_MOST_QUESTIONS])
    return [{"heading": f"Questions people ask about {cased(brief)}", "html": f"<ul>{items}</ul>"}]


def cased(brief: Brief) -> str:
    """The topic with the capitals its words have in title and headings: ``ndis housing`` is ``NDIS housing``."""
    return recased(brief.topic, brief)


def recased(text: str, brief: Brief) -> str:
    """``text`` with the abbreviations and names of title and headings written as they are there."""
    words = " ".join([brief.title, *(str(section["heading"]) for section in brief.outline)]).split()
    bare = (word.strip(",.:;?!()") for word in words)
    names = {word.lower(): word for word in bare if word[1:] != word[1:].lower()}
    return " ".join(names.get(word.lower(), word) for word in text.split())


def as_question(search: str) -> str:
    """``how do payday loans work`` as ``How do payday loans work?``"""
    text = " ".join(search.split()).rstrip("?")
    return f"{text[:1].upper()}{text[1:]}?"


def paragraphs_html(texts: Sequence[str]) -> str:
    """Plain paragraphs as HTML."""
    return "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)


def shortened(text: str, most: int) -> str:
    """``text`` cut at a word to at most ``most`` characters."""
    if len(text) <= most:
        return text
    return text[: most + 1].rpartition(" ")[0].rstrip(" ,;:-–") or text[:most]
