"""Named section templates by content type. ``{topic}`` stands for what the page is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A heading with what belongs below it."""

    heading: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """A template: ``content_types`` are the types it is offered for, ``target_words`` its usual length."""

    name: str
    title: str
    description: str
    content_types: tuple[str, ...]
    target_words: int
    sections: tuple[SectionPlan, ...]

    def outline(self, topic: str) -> list[dict[str, Any]]:
        """The sections with the topic put in, in the form of a task's outline."""
        return [
            {
                "heading": _capitalised(section.heading.format(topic=topic)),
                "points": [point.format(topic=topic) for point in section.points],
                "keywords": [],
                "is_locked": False,
            }
            for section in self.sections
        ]


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _structure(
    name: str,
    title: str,
    description: str,
    types: Sequence[str],
    words: int,
    sections: Mapping[str, Sequence[str]],
) -> Structure:
    plans = tuple(SectionPlan(heading, tuple(points)) for heading, points in sections.items())
    return Structure(name, title, description, tuple(types), words, plans)


_ALL = (
    _structure(
        "guide",
        "Guide",
        "Explains a subject from the ground up.",
        ("post", "page"),
        1200,
        {
            "What is {topic}": ("definition", "who it is for"),
            "How {topic} works": ("the steps behind it", "what it depends on"),
            "Benefits of {topic}": ("what it saves or improves", "when it matters most"),
            "What to look for in {topic}": ("criteria", "how to weigh them"),
            "Common mistakes with {topic}": ("what goes wrong", "how to avoid it"),
            "Getting started with {topic}": ("the first step", "what to prepare"),
        },
    ),
    _structure(
        "how-to",
        "How-to",
        "Leads through a job step by step.",
        ("post",),
        1000,
        {
            "Before you start with {topic}": ("what you need", "what to check"),
            "The steps of {topic}": ("in their order", "what each achieves"),
            "How to check the result": ("signs that it worked",),
            "Common mistakes with {topic}": ("what goes wrong", "how to mend it"),
            "Keeping {topic} going": ("upkeep", "when to repeat it"),
        },
    ),
    _structure(
        "list",
        "List",
        "Goes through options one by one.",
        ("post",),
        1000,
        {
            "How to choose {topic}": ("criteria",),
            "The main types of {topic}": ("what sets them apart",),
            "Which {topic} suits whom": ("needs", "budget"),
            "Mistakes to avoid with {topic}": ("what buyers regret",),
        },
    ),
    _structure(
        "comparison",
        "Comparison",
        "Sets options side by side.",
        ("post", "page"),
        1100,
        {
            "What the options for {topic} have in common": (),
            "How the options for {topic} differ": ("price", "effort", "result"),
            "When each option makes sense": ("situations",),
            "Questions to ask before deciding on {topic}": (),
        },
    ),
    _structure(
        "faq",
        "Questions and answers",
        "Answers what people ask.",
        ("post", "page", "service"),
        800,
        {
            "What is {topic}?": (),
            "How does {topic} work?": (),
            "Who is {topic} for?": (),
            "What should you know before choosing {topic}?": (),
        },
    ),
    _structure(
        "landing-page",
        "Landing page",
        "One offer, one next step.",
        ("page", "service"),
        500,
        {
            "Why {topic}": ("the problem it solves",),
            "How {topic} works": ("steps",),
            "Who {topic} is for": ("situations",),
            "The next step": ("what happens after an enquiry",),
        },
    ),
    _structure(
        "information-page",
        "Information page",
        "Says what visitors of the site need to know, without selling.",
        ("page",),
        450,
        {
            "What you find here about {topic}": ("what the page covers",),
            "What to know before you decide on {topic}": ("conditions", "what to check"),
            "Where to go from here": ("the next page or step",),
        },
    ),
    _structure(
        "service-page",
        "Service page",
        "Presents a service and leads to an enquiry.",
        ("service", "page"),
        700,
        {
            "What {topic} includes": ("scope",),
            "Who {topic} is for": ("situations",),
            "How {topic} works": ("steps from enquiry to result",),
            "What to prepare for {topic}": ("information", "decisions"),
        },
    ),
    _structure(
        "service-process",
        "Service, step by step",
        "Leads through a service from the first call to the result.",
        ("service",),
        800,
        {
            "When {topic} makes sense": ("situations", "when it does not"),
            "From enquiry to result": ("the steps in their order", "who does what"),
            "What you decide, and what we need from you": ("decisions", "documents"),
            "Questions to ask before you order {topic}": ("scope", "dates", "price"),
        },
    ),
    _structure(
        "product-page",
        "Product page",
        "Describes a product so that a buyer can decide.",
        ("product",),
        500,
        {
            "What {topic} is for": ("use", "user"),
            "What to look for in {topic}": ("size", "material", "compatibility"),
            "How to use {topic}": ("first use", "daily use"),
            "Caring for {topic}": ("cleaning", "storage"),
        },
    ),
    _structure(
        "product-fit",
        "Product with help to choose",
        "For products with variants, or that are bought for one certain use.",
        ("product",),
        600,
        {
            "Who {topic} suits": ("needs", "who is better off with something else"),
            "Which variant of {topic} to take": ("how the variants differ, as named in the brief",),
            "What to check before you order {topic}": ("measures", "what it has to fit"),
            "What you need besides {topic}": ("accessories or conditions named in the brief",),
        },
    ),
    _structure(
        "category-page",
        "Category introduction",
        "Stands above the listing: how to choose, and what sets the kinds apart.",
        ("category",),
        180,
        {
            "How to choose {topic}": ("two or three criteria",),
            "Kinds of {topic}": ("what sets them apart",),
        },
    ),
    _structure(
        "category-short",
        "Short category introduction",
        "One passage and one hint for choosing.",
        ("category",),
        110,
        {
            "Choosing {topic}": ("the first criterion",),
        },
    ),
    _structure(
        "topic-page",
        "Topic introduction",
        "Says what a tag or topic covers and which questions its pages answer.",
        ("taxonomy",),
        120,
        {
            "Questions about {topic}": ("what the listed pages answer",),
        },
    ),
    _structure(
        "topic-start",
        "Topic with a place to begin",
        "For a topic with many pages: where newcomers begin.",
        ("taxonomy",),
        140,
        {
            "Where to begin with {topic}": ("what to read first, and why",),
        },
    ),
)
STRUCTURES: dict[str, Structure] = {structure.name: structure for structure in _ALL}
_DEFAULTS = {
    "post": "guide",
    "page": "landing-page",
    "product": "product-page",
    "service": "service-page",
    "category": "category-page",
    "taxonomy": "topic-page",
}


def structure_for(name: str, content_type: str) -> Structure:
    """The template of this name where it is one of the content type's, else the type's usual one."""
    found = STRUCTURES.get(name)
    if found is not None and content_type in found.content_types:
        return found
    return STRUCTURES[_DEFAULTS.get(content_type, "guide")]
