"""An article from a provider that only writes short plain paragraphs.

Title, headings and meta come from the idea's and keywords' own data; the model writes one to three paragraphs a section, led to
advice rather than facts it does not know. What it could not write is left out, and so is a heading without text. Questions
people search for are listed as such, from the keywords.
"""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from igny8.content.ai.brief import Brief
from igny8.content.ai.plain_wording import (
    ADVICE,
    ADVICE_ON_QUESTIONS,
    INTRODUCTIONS,
    advice_only,
    approach_to,
    noun_of,
    plain_texts,
    short_subject,
    small,
)
from igny8.content.constants import LEAST_SECTIONS

MOST_WORDS = 620  # a longer text of a small model repeats itself
LEAST_PARTS = 6
_ENOUGH = 420  # words from which general advice is no longer added to the outline's own sections
_PARAGRAPHS = 2  # a section
_MISSES = 2  # paragraphs in a row that failed, after which a section is left as it is
_SECONDS = 50.0  # after which a text with enough sections is called done
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
    goal = min(brief.target_words, MOST_WORDS)
    done = dict(done)
    until = time.monotonic() + _SECONDS
    for number, part in enumerate(plan):
        if part.heading in done or part.heading.casefold() in kept:
            continue
        previous = [text for texts in done.values() for text in texts]
        words = sum(len(text.split()) for text in previous)
        is_enough = words >= goal or time.monotonic() > until or (number >= LEAST_PARTS and words >= _ENOUGH)
        if is_enough and sum(map(bool, done.values())) > LEAST_SECTIONS:
            break
        progress(min(words, goal), goal, part.heading or "Introduction")
        count = _PARAGRAPHS if part.heading else 1
        done[part.heading] = _paragraphs(brief, write, part, previous=previous, count=count, seed=number)
        keep(done)
    sections = []
    for part in plan:
        if part.heading.casefold() in kept:
            sections.append({"heading": part.heading, "html": kept[part.heading.casefold()]["html"]})
        elif texts := done.get(part.heading):
            sections.append({"heading": part.heading, "html": paragraphs_html(texts)})
    description = _description(brief, [section["heading"] for section in sections if section["heading"]])
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
    subject = short_subject(topic, brief.keywords)
    plan = [Part("", subject, INTRODUCTIONS, tuple(brief.keywords[:3]))]
    seen = {brief.title.casefold()}
    wanted = [(str(section["heading"]), section.get("keywords") or ()) for section in brief.outline]
    general = ADVICE if noun_of(topic) == topic else ADVICE_ON_QUESTIONS
    advice: list[tuple[str, Sequence[str]]] = [(heading.format(topic=subject), ()) for heading in general]
    for text, keywords in [*wanted, *advice]:
        heading = " ".join(text.split())
        if heading.casefold() in seen:
            continue
        approach = approach_to(heading, subject)
        if approach is not None:
            seen.add(heading.casefold())
            plan.append(Part(heading, *approach, tuple(keywords)))
    return plan


def _paragraphs(brief: Brief, write: Write, part: Part, *, previous: Sequence[str], count: int, seed: int) -> list[str]:
    texts: list[str] = []
    topic = short_subject(cased(brief), brief.keywords)
    misses = number = 0
    while len(texts) < count and misses < _MISSES:
        text = write(
            topic=topic,
            heading=part.heading or topic,
            keywords=[*part.keywords, *brief.keywords[:10], brief.title],
            previous=[*previous, *texts],
            min_words=30,
            max_words=90,
            seed=seed * 10 + number,
            subject=part.subject,
            openings=part.openings,
        )
        advice = advice_only(text, part.openings, topic) if text else ""
        misses = 0 if advice else misses + 1
        number += 1
        if advice:
            texts.append(advice)
    return texts


def _description(brief: Brief, headings: Sequence[str]) -> str:
    """What the page has to offer, from its own headings: ``Payday loans: where to start, what to prepare.``"""
    subject = short_subject(cased(brief), brief.keywords)
    text = f"{subject[:1].upper()}{subject[1:]}"
    named = re.compile(rf"\s+(?:(?:in|with|about|for)\s+)?{re.escape(subject)}$", re.IGNORECASE)
    for number, heading in enumerate(headings):
        plain = named.sub("", small(heading.rstrip("?.:")))
        longer = f"{text}{', ' if number else ': '}{plain}"
        if len(longer) > 154:
            break
        text = longer
    return f"{text}."


def _asked(brief: Brief) -> list[dict[str, str]]:
    """The questions people search for, as a list: real data, and a reader (or an editor) sees what is still open."""
    found: dict[frozenset[str], str] = {}
    for question in brief.questions:
        words = frozenset(word.rstrip("s") for word in question.lower().rstrip("?").split())
        found.setdefault(words - {"do", "doe", "i", "are", "the", "a", "you"}, as_question(question))
    if len(found) < _LEAST_QUESTIONS:
        return []
    questions = list(found.values())[:_MOST_QUESTIONS]
    items = "".join(f"<li>{escape(recased(question, brief), quote=False)}</li>" for question in questions)
    return [{"heading": "What people also ask", "html": f"<ul>{items}</ul>"}]


def cased(brief: Brief) -> str:
    """The topic with the capitals its words have in title and headings: ``ndis housing`` is ``NDIS housing``."""
    return recased(brief.topic, brief)


def recased(text: str, brief: Brief) -> str:
    """``text`` with abbreviations and names as title and headings write them: capitals within a word, or within a heading."""
    headings = [str(section["heading"]).split() for section in brief.outline]
    inner = [word for words in headings for word in words[1:] if word[:1].isupper()]
    mixed = [word for word in brief.title.split() if word[1:] != word[1:].lower()]
    firsts = [words[0] for words in headings if words and words[0][1:] != words[0][1:].lower()]
    told = re.findall(r"(?<=[a-z,] )[A-Z][\w-]+", brief.brief)  # in the middle of a sentence
    names = {word.strip(",.:;?!()").lower(): word.strip(",.:;?!()") for word in [*mixed, *firsts, *told, *inner]}
    names["i"] = "I"
    return re.sub(r"[^\W_]+(?:[-'.][^\W_]+)*", lambda word: names.get(word.group().lower(), word.group()), text)


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
