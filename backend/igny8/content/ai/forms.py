"""The forms a model has to answer in when a text is written: outline, section and end, of each content type its own."""

from typing import Annotated

from pydantic import AfterValidator, Field

from igny8.content.ai.answers import Answer
from igny8.content.base.details import Attributes, Highlights, Lines, plain_text


class OutlineSection(Answer):
    heading: str = Field(min_length=3, max_length=200)
    points: list[str] = Field(max_length=12)
    keywords: list[str] = Field(max_length=12)


class OutlineAnswer(Answer):
    """The opening is not among the sections."""

    sections: list[OutlineSection]


class PostOutlineAnswer(OutlineAnswer):
    sections: list[OutlineSection] = Field(min_length=3, max_length=14)


class PageOutlineAnswer(OutlineAnswer):
    sections: list[OutlineSection] = Field(min_length=2, max_length=8)


class ProductOutlineAnswer(OutlineAnswer):
    sections: list[OutlineSection] = Field(min_length=2, max_length=6)


class ServiceOutlineAnswer(OutlineAnswer):
    sections: list[OutlineSection] = Field(min_length=3, max_length=8)


class CategoryOutlineAnswer(OutlineAnswer):
    sections: list[OutlineSection] = Field(max_length=2)


class TaxonomyOutlineAnswer(OutlineAnswer):
    sections: list[OutlineSection] = Field(max_length=1)


class SectionAnswer(Answer):
    html: str = Field(min_length=20, max_length=30_000)
    summary: str = Field(max_length=1_000)


class PostSectionAnswer(SectionAnswer):
    """A section of an article."""


class PageSectionAnswer(SectionAnswer):
    html: str = Field(min_length=20, max_length=16_000)


class ProductSectionAnswer(SectionAnswer):
    html: str = Field(min_length=20, max_length=8_000)


class ServiceSectionAnswer(SectionAnswer):
    html: str = Field(min_length=20, max_length=12_000)


class CategorySectionAnswer(SectionAnswer):
    html: str = Field(min_length=20, max_length=2_500)


class TaxonomySectionAnswer(SectionAnswer):
    html: str = Field(min_length=20, max_length=1_800)


class DetailsAnswer(Answer):
    short_description: Annotated[str, Field(min_length=20, max_length=320), AfterValidator(plain_text)]


class PostDetailsAnswer(DetailsAnswer):
    """The excerpt."""


class PageDetailsAnswer(DetailsAnswer):
    """The excerpt."""


class ProductDetailsAnswer(DetailsAnswer):
    short_description: Annotated[str, Field(min_length=20, max_length=400), AfterValidator(plain_text)]
    highlights: Highlights
    attributes: Attributes


class ServiceDetailsAnswer(DetailsAnswer):
    includes: Lines
    steps: Lines


class CategoryDetailsAnswer(DetailsAnswer):
    short_description: Annotated[str, Field(min_length=20, max_length=200), AfterValidator(plain_text)]


class TaxonomyDetailsAnswer(DetailsAnswer):
    short_description: Annotated[str, Field(min_length=20, max_length=200), AfterValidator(plain_text)]


class MetaAnswer(Answer):
    """What a text ends with: title and description for search results, and the details of its type."""

    meta_title: str = Field(min_length=5, max_length=200)
    meta_description: str = Field(min_length=20, max_length=500)
    details: DetailsAnswer


class PostMetaAnswer(MetaAnswer):
    details: PostDetailsAnswer


class PageMetaAnswer(MetaAnswer):
    details: PageDetailsAnswer


class ProductMetaAnswer(MetaAnswer):
    details: ProductDetailsAnswer


class ServiceMetaAnswer(MetaAnswer):
    details: ServiceDetailsAnswer


class CategoryMetaAnswer(MetaAnswer):
    details: CategoryDetailsAnswer


class TaxonomyMetaAnswer(MetaAnswer):
    details: TaxonomyDetailsAnswer
