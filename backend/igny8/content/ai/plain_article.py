"""An article from a provider that only writes short plain paragraphs.

Title, headings and meta come from the idea's and keywords' own data; the model writes one to three paragraphs a section, led to
advice rather than facts it does not know. What it could not write is left out, and so is a heading without text. Questions
people search for are listed as such, from the keywords. On money, health and law the model writes nothing at all.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from zlib import crc32

from igny8.content.ai.brief import Brief
from igny8.content.ai.plain_wording import (
    ADVICE,
    ADVICE_BY_TYPE,
    ADVICE_ON_QUESTIONS,
    INTRODUCTIONS,
    advice_only,
    approach_to,
    led,
    noun_of,
    plain_texts,
    short_subject,
    small,
    standing_alone,
)
from igny8.content.ai.search_lists import asked, data_sections, list_html
from igny8.content.ai.sensitive import cautious_paragraphs, is_sensitive, preparation
from igny8.content.ai.site_texts import SiteTexts
from igny8.content.ai.staying import Staying

MOST_WORDS = 620  # a longer text of a small model repeats itself
_MOST = {"page": 360}  # what is no article is shorter
_LEAST = 3  # sections of a page that is made of lists
LEAST_PARTS = 6
_ENOUGH = 420  # words from which general advice is no longer added to the outline's own sections
_PARAGRAPHS = 2  # a section
_MISSES = 2  # paragraphs in a row that failed, after which a section is left as it is
_SECONDS_UNSURE = 15.0  # for a subject the model may only be guessing at
_SHORT = 250  # words below which lists of related searches are added
_SECONDS = 28.0  # after which a text with enough sections is called done
_NAMED_AGAIN = 3  # every third paragraph keeps the beginning that names the subject

Write = Callable[..., str | None]
Known = Callable[[str], bool]
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
    brief: Brief,
    *,
    write: Write,
    done: dict[str, list[str]],
    keep: Keep,
    progress: Progress,
    known: SiteTexts = SiteTexts(),  # noqa: B008 - frozen
    is_familiar: Known = lambda _: True,
) -> dict[str, Any]:
    """The article the model managed to write.

    :param write: writes one paragraph (``igny8.ai.services.writing.paragraph_write`` without its context).
    :param done: paragraphs by heading of an earlier attempt; ``keep`` is given the new state after each section.
    :param known: what the site's other texts say, which is not said again.
    :param is_familiar: whether a word is one everybody knows; about other names the model only guesses.
    :returns: ``{"sections": [{"heading", "html"}], "meta_title", "meta_description"}``; maybe too few sections.
    """
    if sensitive(brief):
        return _composed(brief, known)
    kept = {section["heading"].casefold(): section for section in brief.kept}
    plan = _plan(brief)
    goal = min(brief.target_words, _MOST.get(brief.content_type, MOST_WORDS))
    done = dict(done)
    writer = _Writer(brief, write, known, is_familiar)
    until = time.monotonic() + (_SECONDS_UNSURE if writer.is_unsure else _SECONDS)
    for number, part in enumerate(plan):
        if part.heading in done or part.heading.casefold() in kept:
            continue
        previous = [text for texts in done.values() for text in texts]
        words = sum(len(text.split()) for text in previous)
        is_enough = words >= goal or time.monotonic() > until or (number >= LEAST_PARTS and words >= _ENOUGH)
        if is_enough and (writer.is_unsure or sum(map(bool, done.values())) > brief.least_sections):
            break
        progress(min(words, goal), goal, part.heading or "Introduction")
        count = _PARAGRAPHS if part.heading else 1
        done[part.heading] = writer.paragraphs(part, previous=previous, count=count)
        keep(done)
    sections = []
    for part in plan:
        if part.heading.casefold() in kept:
            sections.append({"heading": part.heading, "html": kept[part.heading.casefold()]["html"]})
        elif texts := done.get(part.heading):
            sections.append({"heading": part.heading, "html": paragraphs_html(texts)})
    description = description_of(brief, [section["heading"] for section in sections if section["heading"]])
    questions = asked(brief, lambda text: recased(text, brief))
    if sum(bool(section["heading"]) for section in sections) >= 2:
        sections += questions
    if sum(len(text.split()) for texts in done.values() for text in texts) < min(_SHORT, goal // 2) and not kept:
        return _composed(brief, known, sections)
    return {"sections": sections, "meta_title": shortened(brief.title, 60), "meta_description": description}


def sensitive(brief: Brief) -> bool:
    """Whether the text is about money, health or law: its title or topic, or more than a quarter of its keywords."""
    count = sum(is_sensitive([keyword]) for keyword in brief.keywords)
    return is_sensitive([brief.topic, brief.title]) or count > len(brief.keywords) / 4


def _composed(brief: Brief, known: SiteTexts, written: Sequence[dict[str, str]] = ()) -> dict[str, Any]:
    """A page of lists from the keywords, which says that it is a draft; no sections when there are too few keywords."""
    subject = short_subject(cased(brief), brief.keywords)
    sections = list(written) or [{"heading": "", "html": paragraphs_html([_cautious(subject, known, seed_of(brief))])}]
    if not written:
        sections += [{"heading": section["heading"], "html": section["html"]} for section in brief.kept]
    lists = data_sections(brief, subject, lambda text: recased(text, brief))
    questions = asked(brief, lambda text: recased(text, brief))
    lists = [*questions, *lists] if not written else [*lists, *questions]
    if lists and (sensitive(brief) or len(sections) + len(lists) < _LEAST):
        lead, items = preparation(subject, seed=seed_of(brief))
        lists.append({"heading": f"What to have ready for {subject}", "html": list_html(items, lead)})
    taken = {section["heading"].casefold() for section in sections}
    sections += [section for section in lists if section["heading"].casefold() not in taken]
    if len(sections) < _LEAST:
        sections = list(written)
    sections.sort(key=lambda section: section["heading"] in {q["heading"] for q in questions} and bool(written))
    description = description_of(brief, [section["heading"] for section in sections if section["heading"]])
    return {"sections": sections, "meta_title": shortened(brief.title, 60), "meta_description": description}


def _cautious(subject: str, known: SiteTexts, seed: int) -> str:
    """One of the introductions, if possible one whose sentences no other page of the site has."""
    texts = cautious_paragraphs(subject)
    turned = texts[seed % len(texts) :] + texts[: seed % len(texts)]
    return next((text for text in turned if not known.has(text)), turned[0])


def seed_of(brief: Brief) -> int:
    """Another start for every page, and for every time it is written anew."""
    return crc32(str(brief.task_id or brief.content_id or brief.title).encode()) % 1_000_000 + (brief.version or 0) * 31


def write_section(brief: Brief, *, write: Write, known: SiteTexts = SiteTexts()) -> dict[str, Any]:  # noqa: B008 - frozen
    """Only the section the brief names. :returns: ``{"sections": [...]}``, empty when the model could not write it."""
    assert brief.section is not None
    heading = brief.section["heading"]
    approach = approach_to(heading, cased(brief))
    previous = [text for section in brief.other_sections for text in plain_texts(section["html"])]
    texts = []
    if approach is not None and not sensitive(brief):
        part = Part(heading, *approach)
        texts = _Writer(brief, write, known).paragraphs(part, previous=previous, count=2 if heading else 1)
    return {"sections": [{"heading": heading, "html": paragraphs_html(texts)}] if texts else []}


def opening_paragraphs(brief: Brief, *, write: Write, known: SiteTexts, is_familiar: Known) -> list[str]:
    """The paragraph a text opens with; none when the model could not write it."""
    subject = short_subject(cased(brief), brief.keywords)
    part = Part("", subject, INTRODUCTIONS, tuple(brief.keywords[:3]))
    return _Writer(brief, write, known, is_familiar).paragraphs(part, previous=(), count=1)


def _plan(brief: Brief) -> list[Part]:
    """The parts of the text: an introduction (no heading), then the outline's sections, topped up where it has too few."""
    topic = cased(brief)
    subject = short_subject(topic, brief.keywords)
    plan = [Part("", subject, INTRODUCTIONS, tuple(brief.keywords[:3]))]
    seen = {brief.title.casefold()}
    wanted = [(str(section["heading"]), section.get("keywords") or ()) for section in brief.outline]
    general = ADVICE_BY_TYPE.get(brief.content_type, ADVICE) if noun_of(topic) == topic else ADVICE_ON_QUESTIONS
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


class _Writer:
    """Writes the paragraphs of one article: beginnings take turns, and what is said already is not said again."""

    def __init__(self, brief: Brief, write: Write, known: SiteTexts, is_familiar: Known = lambda _: True) -> None:
        self._brief, self._write, self._known = brief, write, known
        self._topic = short_subject(cased(brief), brief.keywords)
        self._staying = Staying(self._topic, [*brief.keywords, *brief.related], is_familiar)
        self.is_unsure = self._staying.is_unsure
        self._number = seed_of(brief)
        self._written = 0
        self._begun: Counter[str] = Counter()

    def paragraphs(self, part: Part, *, previous: Sequence[str], count: int) -> list[str]:
        texts: list[str] = []
        misses = _MISSES if self._staying.names_others(part.subject) else 0
        while len(texts) < count and misses < _MISSES:
            text = self._paragraph(part, [*previous, *texts], texts)
            misses = 0 if text else misses + 1
            if text:
                texts.append(text)
        return texts

    def _paragraph(self, part: Part, previous: Sequence[str], beside: Sequence[str]) -> str:
        least = min(self._begun[opening] for opening in part.openings)
        openings = [opening for opening in part.openings if self._begun[opening] == least]
        self._number += 1
        text = self._write(
            topic=self._topic,
            heading=part.heading or self._topic,
            keywords=[*part.keywords, *self._brief.keywords[:10], self._brief.title],
            points=self._staying.points,
            previous=previous,
            beside=beside,
            min_words=30,
            max_words=90,
            seed=self._number,
            subject=part.subject,
            openings=[led(opening) for opening in openings],
        )
        advice = advice_only(text, openings, self._topic) if text else ""
        own = advice
        for opening in openings:
            lead = led(opening).format(subject=part.subject)
            if advice.startswith(lead):
                self._begun[opening] += 1
                own = advice.removeprefix(lead)
        if not advice or self._known.has(advice) or not self._staying.stays(own):
            return ""
        self._written += 1
        keeps_beginning = not part.heading or self._written % _NAMED_AGAIN == 0
        return advice if keeps_beginning else standing_alone(advice, part.subject, openings)


def description_of(brief: Brief, headings: Sequence[str]) -> str:
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


def paragraphs_html(texts: Sequence[str]) -> str:
    """Plain paragraphs as HTML."""
    return "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)


def shortened(text: str, most: int) -> str:
    """``text`` cut at a word to at most ``most`` characters."""
    if len(text) <= most:
        return text
    return text[: most + 1].rpartition(" ")[0].rstrip(" ,;:-–") or text[:most]
