"""What sets the content types apart when a provider that follows full prompts writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from igny8.content.ai import forms

_PROMPTS: Final = Path(__file__).with_name("prompts")
_SHORT_FORM: Final = "p, ul, li, strong; no headings"
_SHORT: Final = (
    '"details" holds "short_description": one or two plain sentences (at most {most} characters) that stand beside the title in '
    "lists; not the description again word for word."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """``opening`` is what stands before the first heading, ``plan`` what is said of the sections, ``tags`` their HTML.

    ``meta_title``, ``meta_description`` and ``details`` are what is asked for at the end.
    """

    outline: type[forms.OutlineAnswer]
    section: type[forms.SectionAnswer]
    meta: type[forms.MetaAnswer]
    opening: str
    opening_words: int
    plan: str
    tags: str = "p, ul, ol, li, strong, em, h3, blockquote, table"
    meta_title: str
    meta_description: str
    details: str


_KINDS: Final[Mapping[str, Kind]] = {
    "post": Kind(
        outline=forms.PostOutlineAnswer,
        section=forms.PostSectionAnswer,
        meta=forms.PostMetaAnswer,
        opening="the opening before the first heading, one or two paragraphs that answer the reader",
        opening_words=90,
        plan="Keep only sections that help this reader; no introduction, no conclusion.",
        meta_title="the main keyword early",
        meta_description="the answer in short, and what else the article settles",
        details=_SHORT.format(most=300),
    ),
    "page": Kind(
        outline=forms.PageOutlineAnswer,
        section=forms.PageSectionAnswer,
        meta=forms.PageMetaAnswer,
        opening="the opening before the first heading, two or three sentences: what this is, and for whom",
        opening_words=60,
        plan="Sections that can be read alone, the last one with the next step; no introduction, no questions and answers.",
        meta_title="what the page is, then the name of the site if there is room",
        meta_description="what is offered and for whom, and what the visitor can do there",
        details=_SHORT.format(most=300),
    ),
    "product": Kind(
        outline=forms.ProductOutlineAnswer,
        section=forms.ProductSectionAnswer,
        meta=forms.ProductMetaAnswer,
        opening="the opening before the first heading, one paragraph: what the buyer does with it, and for whom it is",
        opening_words=70,
        plan="Only sections for which the brief gives ground: use, fit, handling, care. None for properties that are not named.",
        tags="p, ul, ol, li, strong, em, h3",
        meta_title="the product's name first, then its use or its most telling named property",
        meta_description="use and the named properties that decide; no price, no superlative",
        details=(
            '"details" holds "short_description": what it is and what for, as it stands beside the price (at most 300 '
            'characters); "highlights": up to six lines of at most 120 characters, each a named property and what it means in use'
            '; "attributes": the properties the brief names, as {"name", "options"} with the values in the brief\'s own words '
            "(several where it names several). A property that the brief does not name is left out; when it names none, both "
            "lists are empty."
        ),
    ),
    "service": Kind(
        outline=forms.ServiceOutlineAnswer,
        section=forms.ServiceSectionAnswer,
        meta=forms.ServiceMetaAnswer,
        opening="the opening before the first heading, one paragraph: the customer's situation, and what is different afterwards",
        opening_words=80,
        plan="Among the sections are what the service includes, how it runs from enquiry to result, and what to prepare; "
        "no introduction.",
        meta_title="the service, and the place only if the brief has one",
        meta_description="whom it helps, what it includes, and how to begin",
        details=(
            '"details" holds "short_description": whom the service helps and how (at most 300 characters); "includes": what it '
            'includes as the page says, up to ten short lines; "steps": how it runs from the first message to the result, up to '
            "eight short lines in their order. Only what the brief or the page above names; an empty list where there is nothing."
        ),
    ),
    "category": Kind(
        outline=forms.CategoryOutlineAnswer,
        section=forms.CategorySectionAnswer,
        meta=forms.CategoryMetaAnswer,
        opening="the opening passage, two or three sentences: what belongs into this category, and what does not",
        opening_words=50,
        plan="One or two short passages below an opening: how to choose, what sets the kinds apart. It is no article.",
        tags=_SHORT_FORM,
        meta_title="the name of the category, then what helps to choose",
        meta_description="what belongs here and by what one chooses; no number of entries, nothing that changes",
        details=_SHORT.format(most=180),
    ),
    "taxonomy": Kind(
        outline=forms.TaxonomyOutlineAnswer,
        section=forms.TaxonomySectionAnswer,
        meta=forms.TaxonomyMetaAnswer,
        opening="the opening passage, one or two sentences: what this topic is here, and what it is not",
        opening_words=50,
        plan="At most one passage below an opening, with the questions the listed pages answer; none if the opening says it all.",
        tags=_SHORT_FORM,
        meta_title="the topic and the word for what one finds there",
        meta_description="which questions about the topic are answered there",
        details=_SHORT.format(most=180),
    ),
}


def kind_of(content_type: str) -> Kind:
    """How a content type is written."""
    return _KINDS.get(content_type) or _KINDS["post"]


@cache
def type_prompts() -> Mapping[str, str]:
    """The prompt of each content type."""
    return {name: (_PROMPTS / f"{name}.md").read_text("utf-8") for name in _KINDS}
