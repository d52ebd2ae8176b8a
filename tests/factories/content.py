"""Rows of the writer for tests; the tenant scope of the account is open."""

from itertools import count
from typing import Any

from igny8.content.base.image_files import image_prepare, image_store
from igny8.content.models import Content, ContentComment, ContentTaxonomy, Image, Task
from igny8.content.services.approval import content_comment
from igny8.content.services.contents import content_create
from igny8.content.services.images import PlannedImage, image_attach, images_plan
from igny8.content.services.tasks import task_create
from igny8.content.services.taxonomies import taxonomy_create
from tests.factories.accounts import World

_number = count(1)
HTML = (
    "<p>Good coffee begins with fresh beans and clean water, and with a little patience in the morning.</p>"
    "<h2>Choosing beans</h2><p>Look for a roast date on the bag, and buy what you will drink within a month.</p>"
    "<h2>Grinding</h2><p>Grind right before brewing, as coarse as sea salt for a press and finer for a filter.</p>"
)


def make_task(world: World, **fields: Any) -> Task:
    """A queued task about coffee."""
    values = {
        "title": f"Coffee at Home {next(_number)}",
        "target_keywords": ["coffee at home", "coffee beans"],
        **fields,
    }
    return task_create(sector_id=world.sector_id, **values)


def make_content(world: World, **fields: Any) -> Content:
    """A draft with an introduction and two sections."""
    values = {"title": f"Coffee {next(_number)}", "html": HTML, "primary_keyword": "coffee", **fields}
    return content_create(site_id=world.site_id, sector_id=world.sector_id, **values)


def make_taxonomy(world: World, **fields: Any) -> ContentTaxonomy:
    """A category."""
    return taxonomy_create(site_id=world.site_id, **{"name": f"Brewing {next(_number)}", **fields})


def make_comment(world: World, **fields: Any) -> ContentComment:
    """A remark on a new content."""
    return content_comment(content_id=make_content(world).id, body=fields.get("body", "Please shorten."))


def make_image(world: World, *, content: Content | None = None, role: str = "featured", position: int = 0) -> Image:
    """A planned image."""
    row = content or make_content(world)
    plan = PlannedImage(role=role, position=position, prompt="A cup on a table", alt_text="A cup of coffee")
    return images_plan(content_id=row.id, planned=[plan])[0]


def make_ready_image(world: World, **fields: Any) -> Image:
    """An image with its file."""
    from tests.support.standin.good_answers import picture

    row = make_image(world, **fields)
    data, media_type, width, height = image_prepare(picture(64, 48))
    stored = image_store(row.site_id, data, media_type=media_type, width=width, height=height)
    ready = image_attach(image_id=row.id, stored=stored, provider="test", run_id=None)
    assert ready is not None
    return ready
