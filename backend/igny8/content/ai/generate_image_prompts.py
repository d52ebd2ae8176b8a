"""``content.generate_image_prompts``: the featured image and those in the article, described."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from igny8.accounts.selectors import site_facts
from igny8.ai.base import AIFunction, Payload, RunContext, Saved, Skill
from igny8.ai.services.functions import prompt_file
from igny8.content.ai.answers import PictureAnswer, PicturesAnswer, ask
from igny8.content.constants import IN_ARTICLE_IMAGES, ImageRole
from igny8.content.services.generation import content_subject, refuse_active
from igny8.content.services.images import PlannedImage, images_plan
from igny8.core.html import html_to_text
from igny8.system.services.prompts import prompt_render


class ImagePromptsPayload(Payload):
    """``in_article``: images inside the text, beside the featured one."""

    content_id: UUID
    in_article: int = Field(default=1, ge=0, le=IN_ARTICLE_IMAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the pictures are for."""

    content_id: UUID
    title: str
    topic: str
    text: str
    headings: list[str]
    in_article: int
    site_name: str
    language: str
    voice: str


class GenerateImagePrompts(AIFunction[Scene, list[PlannedImage]]):
    """Priced by content, however many images it gets."""

    name: ClassVar[str] = "content.generate_image_prompts"
    operation: ClassVar[str] = "generate_image_prompts"
    title: ClassVar[str] = "Describe the images of an article"
    Input: ClassVar[type[Payload]] = ImagePromptsPayload
    prompt: ClassVar[str] = prompt_file(__file__)
    prompt_variables = ("title", "primary_keyword", "text", "language", "site_name", "voice")

    def site_of(self, payload: ImagePromptsPayload) -> UUID | None:
        return content_subject(payload.content_id).site_id

    def subject_of(self, payload: ImagePromptsPayload) -> UUID | None:
        return payload.content_id

    def subject_title_of(self, payload: ImagePromptsPayload) -> str:
        return content_subject(payload.content_id).title

    def title_of(self, payload: ImagePromptsPayload, *, subject_title: str) -> str:
        return f"Describe images: {subject_title}"

    def units(self, payload: ImagePromptsPayload) -> int:
        content_subject(payload.content_id)
        refuse_active(payload.content_id)
        return 1

    def prepare(self, *, payload: ImagePromptsPayload, ctx: RunContext) -> Scene:
        row = content_subject(payload.content_id)
        site = site_facts(row.site_id) or {}
        return Scene(
            content_id=row.id,
            title=row.title,
            topic=row.primary_keyword or row.title,
            text=html_to_text(row.html)[:6000],
            headings=[section["heading"] for section in row.structure if section["heading"]],
            in_article=payload.in_article,
            site_name=str(site.get("name", "")),
            language=str(site.get("locale") or "en"),
            voice=str(site.get("brand_voice") or "")[:1000],
        )

    def call(self, *, prepared: Scene, ctx: RunContext) -> Any:
        if Skill.INSTRUCTIONS not in ctx.skills:
            return composed(prepared)
        system = prompt_render(
            ctx.prompt,
            {
                "site_name": prepared.site_name or "the site",
                "title": prepared.title,
                "primary_keyword": prepared.topic,
                "text": prepared.text,
                "language": prepared.language,
                "voice": prepared.voice or "calm and clear",
            },
        )
        answer = ask(
            ctx,
            system=system,
            user=f"Plan one featured image and {prepared.in_article} images inside the text. Answer with a JSON object "
            '{"featured": {"prompt", "alt_text", "caption"}, "in_article": [the same form]}.',
            form=PicturesAnswer,
            max_tokens=400 + 300 * prepared.in_article,
        )
        pictures = [answer.featured, *answer.in_article[: prepared.in_article]]
        return [_planned(number, picture) for number, picture in enumerate(pictures)]

    def parse(self, *, prepared: Scene, answer: Any, ctx: RunContext) -> list[PlannedImage]:
        return list(answer)

    def save(self, *, prepared: Scene, output: list[PlannedImage], ctx: RunContext) -> Saved:
        rows = images_plan(content_id=prepared.content_id, planned=output, run_id=ctx.run_id)
        return Saved(
            result={"content_id": str(prepared.content_id), "image_ids": [str(row.id) for row in rows]},
            units=1,
            object_type="content",
            object_id=prepared.content_id,
            counts={"images": len(rows)},
        )


def _planned(number: int, picture: PictureAnswer) -> PlannedImage:
    return PlannedImage(
        role=ImageRole.IN_ARTICLE if number else ImageRole.FEATURED,
        position=number,
        prompt=" ".join(picture.prompt.split()),
        alt_text=" ".join(picture.alt_text.split()),
        caption=" ".join(picture.caption.split()),
    )


def composed(scene: Scene) -> list[PlannedImage]:
    """Descriptions put together from title, keyword and headings, for a model that does not follow full prompts."""
    style = "Calm editorial photograph, soft daylight, clear composition, no text, no logos, no recognisable people."
    out = [
        PlannedImage(
            role=ImageRole.FEATURED,
            position=0,
            prompt=f"A scene that stands for {scene.topic}. {style}",
            alt_text=scene.title,
        )
    ]
    step = max(len(scene.headings) // max(scene.in_article, 1), 1)
    for number, heading in enumerate(scene.headings[::step][: scene.in_article], start=1):
        out.append(
            PlannedImage(
                role=ImageRole.IN_ARTICLE,
                position=number,
                prompt=f"A scene that stands for: {heading} ({scene.topic}). {style}",
                alt_text=heading,
            )
        )
    return out
