"""``content.generate_images``: one provider call an image, each kept as it is finished; what was made is what is charged."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, Field, field_validator

from igny8.ai.base import (
    ActionRequiredError,
    AIFunction,
    ImageRequest,
    Payload,
    PermanentError,
    ProviderError,
    RetryableError,
    RunContext,
    Saved,
)
from igny8.content.base.image_files import StoredImage, image_path, image_prepare, image_store
from igny8.content.constants import IMAGES_PER_REQUEST, ImageRole, ImageStatus
from igny8.content.models import Content, Image
from igny8.content.selectors.contents import content_titles
from igny8.content.services.generation import AlreadyRunning
from igny8.content.services.images import StorageFull, image_attach, image_fail, storage_left
from igny8.core.errors import InvalidInput, NotFound
from igny8.core.images import InvalidImage
from igny8.system.services.activity import some

SIZES = {ImageRole.FEATURED: (1200, 630), ImageRole.SOCIAL: (1200, 630), ImageRole.IN_ARTICLE: (1200, 800)}
_PATIENCE = 3  # retries of the whole run before an image is given up and the others are kept
_FULL = "The site's storage is full."


class ImagesPayload(Payload):
    """Planned images of one site."""

    image_ids: list[UUID] = Field(min_length=1, max_length=IMAGES_PER_REQUEST)

    @field_validator("image_ids")
    @classmethod
    def _different(cls, ids: list[UUID]) -> list[UUID]:
        if len(set(ids)) != len(ids):
            raise ValueError("an image is named twice")
        return ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One image to be made."""

    id: UUID
    prompt: str
    title: str
    subtitle: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The images of a run; ``bytes_left`` of the site's storage."""

    site_id: UUID
    images: list[Wanted]
    bytes_left: int


class Outcome(BaseModel):
    """By image id: the stored file with its maker, and why others are missing."""

    made: dict[str, dict[str, Any]]
    failed: dict[str, str]


class GenerateImages(AIFunction[Batch, Outcome]):
    """Images of contents."""

    name: ClassVar[str] = "content.generate_images"
    operation: ClassVar[str] = "generate_images"
    title: ClassVar[str] = "Make images"
    kind: ClassVar[Any] = "images"
    Input: ClassVar[type[Payload]] = ImagesPayload

    def site_of(self, payload: ImagesPayload) -> UUID | None:
        return _rows(payload)[0].site_id

    def subject_of(self, payload: ImagesPayload) -> UUID | None:
        return payload.image_ids[0] if len(payload.image_ids) == 1 else None

    def subject_title_of(self, payload: ImagesPayload) -> str:
        contents = {row.content_id for row in _rows(payload)}
        return content_titles(contents).get(contents.pop(), "") if len(contents) == 1 else ""

    def title_of(self, payload: ImagesPayload, *, subject_title: str) -> str:
        count = len(payload.image_ids)
        made = "Make an image" if count == 1 else f"Make {count} images"
        return f"{made}: {subject_title}" if subject_title else made

    def units(self, payload: ImagesPayload) -> int:
        rows = _rows(payload)
        if len({row.site_id for row in rows}) > 1:
            raise InvalidInput(errors={"image_ids": ["Of one site only."]})
        if any(row.status == ImageStatus.QUEUED for row in rows):
            raise AlreadyRunning
        if storage_left(rows[0].site_id) == 0:
            raise StorageFull
        return len(rows)

    def prepare(self, *, payload: ImagesPayload, ctx: RunContext) -> Batch:
        rows = _rows(payload)
        contents = Content.objects.in_bulk({row.content_id for row in rows})
        return Batch(
            site_id=rows[0].site_id,
            images=[_wanted(row, contents[row.content_id]) for row in rows],
            bytes_left=storage_left(rows[0].site_id),
        )

    def call(self, *, prepared: Batch, ctx: RunContext) -> Any:
        made: dict[str, dict[str, Any]] = dict(ctx.checkpoint.get("made", {}))
        failed: dict[str, str] = dict(ctx.checkpoint.get("failed", {}))
        left = prepared.bytes_left - sum(file["size"] for file in made.values())
        last: ProviderError | None = None
        for slot, image in enumerate(prepared.images):
            key = str(image.id)
            if key in failed or (key in made and image_path(prepared.site_id, made[key]["file"]).exists()):
                continue
            ctx.progress(len(made), len(prepared.images), image.title)
            try:
                made[key] = self._make(image, slot, left, prepared, ctx)
            except ActionRequiredError as exc:
                if not made:
                    raise
                failed |= {str(i.id): exc.sentence for i in prepared.images if str(i.id) not in made}
                break
            except RetryableError as exc:
                self._be_patient(exc, ctx, made, failed)
                failed[key], last = exc.sentence, exc
            except PermanentError as exc:
                failed[key], last = exc.sentence, exc
            else:
                left -= made[key]["size"]
            ctx.keep(made=made, failed=failed)
        if not made and last is not None:
            raise PermanentError(last.code, last.sentence)
        return {"made": made, "failed": failed}

    @staticmethod
    def _be_patient(exc: RetryableError, ctx: RunContext, made: Mapping[str, Any], failed: Mapping[str, str]) -> None:
        """Let the engine try again later, until patience ends.

        :raises RetryableError: the same, while there is patience.
        """
        waits = int(ctx.checkpoint.get("waits", 0))
        if exc.code == "CIRCUIT_OPEN" or waits < _PATIENCE:
            ctx.keep(made=made, failed=failed, waits=waits + (exc.code != "CIRCUIT_OPEN"))
            raise exc

    @staticmethod
    def _make(image: Wanted, slot: int, left: int, batch: Batch, ctx: RunContext) -> dict[str, Any]:
        answer = ctx.image(
            ImageRequest(
                prompt=image.prompt,
                key=f"{ctx.run_id}:{slot}",
                width=image.width,
                height=image.height,
                title=image.title,
                subtitle=image.subtitle,
            )
        )
        try:
            data, media_type, width, height = image_prepare(answer.data)
        except InvalidImage as exc:
            raise PermanentError("INVALID_IMAGE", f"The provider's image cannot be used: {exc}") from exc
        if len(data) > left:
            raise PermanentError(StorageFull.code, _FULL)
        stored = image_store(batch.site_id, data, media_type=media_type, width=width, height=height)
        return {**asdict(stored), "provider": answer.model}

    def parse(self, *, prepared: Batch, answer: Any, ctx: RunContext) -> Outcome:
        return Outcome.model_validate(answer)

    def save(self, *, prepared: Batch, output: Outcome, ctx: RunContext) -> Saved:
        count = 0
        failed = dict(output.failed)
        for key, file in output.made.items():
            stored = StoredImage(**{name: value for name, value in file.items() if name != "provider"})
            try:
                row = image_attach(image_id=UUID(key), stored=stored, provider=file["provider"], run_id=ctx.run_id)
            except StorageFull:
                failed[key] = _FULL
                continue
            count += row is not None
        for key, error in failed.items():
            image_fail(image_id=UUID(key), error=error)
        return Saved(
            result={"image_ids": [k for k in output.made if k not in failed], "failed": failed},
            units=count,
            object_type="image",
            object_id=prepared.images[0].id,
            counts={"images": count, "failed": len(failed)},
            did=f"had {some(count, 'image')} made" if count else "",
        )


def _rows(payload: ImagesPayload) -> list[Image]:
    """The images in the order named. :raises NotFound: one does not exist."""
    found = Image.objects.in_bulk(payload.image_ids)
    if len(found) != len(payload.image_ids):
        raise NotFound("No such image.")
    return [found[image_id] for image_id in payload.image_ids]


def _wanted(row: Image, content: Content) -> Wanted:
    width, height = SIZES[ImageRole(row.role)]
    is_inside = row.role == ImageRole.IN_ARTICLE
    return Wanted(
        id=row.id,
        prompt=row.prompt or row.alt_text,
        title=row.alt_text if is_inside else content.title,
        subtitle=content.title if is_inside else content.primary_keyword,
        width=width,
        height=height,
    )
