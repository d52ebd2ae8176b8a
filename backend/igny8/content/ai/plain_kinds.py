"""How each content type is composed where the model writes short plain paragraphs only.

A post and a page are advice the model can give. Of a product it would invent properties, of a service how to do without it, and
about a topic page there is nothing to advise: these are made of what the brief names and of what people search for, and no model
is asked.
"""

from collections.abc import Sequence
from random import Random
from typing import Any, Final

from igny8.ai.base import PermanentError
from igny8.content.ai import plain_article
from igny8.content.ai.brief import Brief
from igny8.content.ai.brief_facts import facts_of
from igny8.content.ai.plain_article import Keep, Known, Progress, Write, cased, paragraphs_html, recased, shortened
from igny8.content.ai.plain_wording import short_subject
from igny8.content.ai.search_lists import as_question, data_sections, kinds_in, list_html, questions_in
from igny8.content.ai.site_texts import SiteTexts
from igny8.content.base.details import LABELS, details_lines

_MOST_LISTED: Final = 6
_PRODUCT: Final = (
    "This is {subject}. What is known about it stands below; what is not named there, please check before you order.",
    "{Subject}: below are the properties that are known, and what is worth checking before you decide.",
    "Here is what is known about {subject}, and a short list of what to make sure of before you buy.",
    "Before you order {subject}, compare what stands here with what you need it for.",
    "What stands on this page about {subject} is all that is known so far. Ask about anything that is missing.",
)
_CHECKS: Final = (
    "whether it fits the place or the purpose you have in mind, measured and not guessed",
    "what belongs to it, and what you would have to buy besides",
    "how it is cleaned and kept, and whether you want to do that",
    "whether it works together with what you own already",
    "how long you may return it, and who pays for sending it back",
    "whether parts and supplies can be bought later",
    "who uses it, how often, and what for",
    "whether you need help to set it up",
)
_ARRIVAL: Final = (
    "compare it with what you ordered before you use it",
    "keep the packaging until you are sure that it stays",
    "read the instructions once before the first use",
    "note the day it came, because dates for returns count from there",
    "look at it from all sides while the packaging is still there",
    "keep the bill where you will find it",
)
_SERVICE: Final = (
    "This page is about {subject}: what to prepare, what to ask, and what is agreed before anything begins.",
    "{Subject}: tell us what you need, and use the lists below so that nothing is forgotten.",
    "If you are thinking about {subject}, the points below make the first conversation short.",
    "Before {subject} begins, both sides should know what is wanted. This page helps to put it into words.",
)
_READY: Final = (
    "what is to be different afterwards, in one or two sentences",
    "photos or notes of how it is now",
    "dates that suit you, and dates that do not",
    "who decides, and who has to be there",
    "what was tried before, and what came of it",
    "how the place is reached, and when",
    "papers that belong to it, if there are any",
)
_AGREE: Final = (
    "what is included, and what would be charged besides",
    "who does the work, and who answers questions meanwhile",
    "when it begins and how long it takes",
    "what happens if something has to change on the way",
    "what you have to do yourself before, during and after",
    "how you will see that it is finished",
    "whom to tell when something is not right afterwards",
)
_CATEGORY: Final = (
    "This page brings together what there is on {subject}, so that you can compare side by side.",
    "{Subject} in one place: look at what sets them apart, and leave out what you do not need.",
    "Here you compare {subject} with each other instead of searching for each one alone.",
    "What belongs to {subject} stands below. Decide first what you need it for, then narrow the list down.",
)
_TOPIC: Final = (
    "All pages on {subject} are listed here. Begin with the question that is yours.",
    "This topic gathers what stands on this site about {subject}.",
    "{Subject}: the pages below each answer one question about it.",
    "Everything on this site that concerns {subject} is listed below.",
)
NO_PRODUCTS: Final = (
    "The built-in model does not write about products, services and topics: it would invent what it does not know. Nothing was "
    "charged. "
    "Add a provider under Settings, or write this section by hand."
)


def write_text(
    brief: Brief,
    *,
    write: Write,
    done: dict[str, list[str]],
    keep: Keep,
    progress: Progress,
    known: SiteTexts,
    is_familiar: Known = lambda _: True,
) -> dict[str, Any]:
    """The text in the way of its type; see ``plain_article.write_article``.

    :returns: ``{"sections": [{"heading", "html"}], "meta_title", "meta_description", "details"}``.
    """
    if brief.content_type == "product":
        return _product(brief, known)
    if brief.content_type == "service":
        return _service(brief, known)
    if brief.content_type == "taxonomy":
        return _topic(brief, known)
    if brief.content_type == "category":
        return _category(brief, known, write=write, done=done, keep=keep, is_familiar=is_familiar)
    article = plain_article.write_article(
        brief, write=write, done=done, keep=keep, progress=progress, known=known, is_familiar=is_familiar
    )
    return {**article, "details": {}}


def write_section(brief: Brief, *, write: Write, known: SiteTexts) -> dict[str, Any]:
    """Only the section the brief names. :raises PermanentError: no model writes on a text of this type."""
    if brief.content_type in {"product", "service", "taxonomy"}:
        raise PermanentError("LOCAL_MODEL_TOO_WEAK", NO_PRODUCTS)
    return plain_article.write_section(brief, write=write, known=known)


def _product(brief: Brief, known: SiteTexts) -> dict[str, Any]:
    subject = _subject(brief)
    details = facts_of(brief.facts, "product")
    chance = Random(plain_article.seed_of(brief))
    sections = [_opening(_PRODUCT, subject, brief, known)]
    sections = _with_facts(sections, details)
    lead = "Make sure of these points:"
    sections.append(_list(f"Before you choose {subject}", chance.sample(_CHECKS, 5), lead))
    sections += _questions(brief, f"What buyers ask about {subject}")
    sections.append(_list("When it arrives", chance.sample(_ARRIVAL, 4)))
    lines = [line for line in details_lines(details).get("attributes", "").split("\n") if line]
    named = ". ".join([subject, *lines]) + "." if lines else ""
    if named:
        details = {"short_description": shortened(named, 300), **details}
    return _done(brief, sections, shortened(named, 154), details)


def _service(brief: Brief, known: SiteTexts) -> dict[str, Any]:
    subject = _subject(brief)
    details = facts_of(brief.facts, "service")
    chance = Random(plain_article.seed_of(brief))
    sections = _with_facts([_opening(_SERVICE, subject, brief, known)], details)
    sections.append(
        _list(f"What to prepare for {subject}", chance.sample(_READY, 5), "It helps to have these at hand:")
    )
    sections += _questions(brief, f"What customers ask about {subject}")
    sections.append(_list("What to agree on first", chance.sample(_AGREE, 5)))
    return _done(brief, sections, "", details)


def _topic(brief: Brief, known: SiteTexts) -> dict[str, Any]:
    subject = _subject(brief)
    sections = [_opening(_TOPIC, subject, brief, known)]
    listed = _questions(brief, f"Questions about {subject}") or _kinds(brief, f"What people look for around {subject}")
    asked = shortened(" ".join(as_question(recased(text, brief)) for text in questions_in(brief)[:3]), 154)
    made = _done(brief, [*sections, *listed], asked, {})
    return {**made, "details": {"short_description": made["meta_description"]}}


def _category(
    brief: Brief, known: SiteTexts, *, write: Write, done: dict[str, list[str]], keep: Keep, is_familiar: Known
) -> dict[str, Any]:
    subject = _subject(brief)
    texts = done.get("")
    if texts is None:
        texts = []
        if not plain_article.sensitive(brief):
            texts = plain_article.opening_paragraphs(brief, write=write, known=known, is_familiar=is_familiar)
        keep({"": texts})
    opening = {"heading": "", "html": paragraphs_html(texts)} if texts else _opening(_CATEGORY, subject, brief, known)
    listed = _kinds(brief, f"Kinds of {subject} people look for")
    if not listed:
        listed = data_sections(brief, subject, lambda text: recased(text, brief))[:1]
    kinds = ", ".join(recased(text, brief) for text in kinds_in(brief)[:4])
    made = _done(brief, [opening, *listed], shortened(f"{_first_big(subject)}: {kinds}", 154) if kinds else "", {})
    return {**made, "details": {"short_description": made["meta_description"]}}


def _done(
    brief: Brief, sections: Sequence[dict[str, str]], description: str, details: dict[str, Any]
) -> dict[str, Any]:
    headings = [section["heading"] for section in sections if section["heading"]]
    return {
        "sections": list(sections),
        "meta_title": shortened(brief.title, 60),
        "meta_description": description or plain_article.description_of(brief, headings),
        "details": details,
    }


def _with_facts(sections: Sequence[dict[str, str]], details: dict[str, Any]) -> list[dict[str, str]]:
    """The sections with what the brief names as facts after the opening, each list under its name."""
    taken = {section["heading"].casefold() for section in sections}
    lines = details_lines(details)
    made = [
        {"heading": LABELS[name], "html": list_html(text.split("\n"))}
        for name, text in lines.items()
        if name != "short_description" and LABELS[name].casefold() not in taken
    ]
    at = 1 if sections and not sections[0]["heading"] else 0
    return [*sections[:at], *made, *sections[at:]]


def _questions(brief: Brief, heading: str) -> list[dict[str, str]]:
    found = [as_question(recased(text, brief)) for text in questions_in(brief)][:_MOST_LISTED]
    return [_list(heading, found)] if len(found) >= 2 else []


def _kinds(brief: Brief, heading: str) -> list[dict[str, str]]:
    found = [recased(text, brief) for text in kinds_in(brief)][:_MOST_LISTED]
    return [_list(heading, found)] if len(found) >= 3 else []


def _list(heading: str, items: Sequence[str], lead: str = "") -> dict[str, str]:
    return {"heading": heading, "html": list_html(items, lead)}


def _opening(texts: Sequence[str], subject: str, brief: Brief, known: SiteTexts) -> dict[str, str]:
    """One of the texts, if possible one that no other page of the site has."""
    at = plain_article.seed_of(brief) % len(texts)
    named = [text.format(subject=subject, Subject=_first_big(subject)) for text in [*texts[at:], *texts[:at]]]
    return {"heading": "", "html": paragraphs_html([next((t for t in named if not known.has(t)), named[0])])}


def _subject(brief: Brief) -> str:
    """A product is called by its name, everything else by what is searched for."""
    if brief.content_type == "product":
        return brief.title
    return short_subject(cased(brief), brief.keywords)


def _first_big(text: str) -> str:
    return text[:1].upper() + text[1:]
