"""Pages search engines are told of."""

from typing import Any
from uuid import UUID

from igny8.core.events import emit, relay
from igny8.core.ids import uuid7
from igny8.core.tenancy import tenant
from igny8.publishing.events import ContentPublished, ContentUnpublished
from igny8.publishing.models import IndexNowHost, IndexNowSettings, IndexNowSubmission
from igny8.publishing.services.indexnow import indexnow_settings
from igny8.publishing.services.indexnow_work import host_work
from tests.factories.accounts import World

SHOP = "shop:1"  # a destination nobody has installed: a person uploads its key
PAGE = "http://tea.example.com/green-tea/"


def tell(world: World, url: str = PAGE, *, content_id: UUID | None = None, destination: str = SHOP) -> UUID:
    """A content went live at ``url``; the event is delivered. :returns: the content's id."""
    content_id = content_id or uuid7()
    with tenant(world.account_id):
        emit(
            ContentPublished(
                content_id=content_id,
                site_id=world.site_id,
                record_id=uuid7(),
                destination=destination,
                url=url,
                version=1,
            )
        )
    relay()
    return content_id


def tell_gone(world: World, content_id: UUID, url: str = PAGE, *, destination: str = SHOP) -> None:
    """It was taken down."""
    with tenant(world.account_id):
        emit(
            ContentUnpublished(
                content_id=content_id, site_id=world.site_id, record_id=uuid7(), destination=destination, url=url
            )
        )
    relay()


def keys_of(world: World) -> IndexNowSettings:
    with tenant(world.account_id):
        return indexnow_settings(site_id=world.site_id)


def hosts_of(world: World) -> list[IndexNowHost]:
    with tenant(world.account_id):
        return list(IndexNowHost.objects.order_by("host"))


def work(world: World) -> int:
    """What a worker does with hints for all hosts, whether due or not. :returns: how many calls."""
    from django.utils import timezone

    with tenant(world.account_id):
        IndexNowHost.objects.update(not_before=timezone.now())
    return sum(host_work(account_id=world.account_id, host_id=host.id) for host in hosts_of(world))


def lines(world: World) -> list[tuple[str, str, str]]:
    """The log, oldest first: address, state, code."""
    with tenant(world.account_id):
        return list(IndexNowSubmission.objects.order_by("id").values_list("url", "state", "error_code"))


def line(world: World, url: str = PAGE) -> IndexNowSubmission:
    """The newest line about a page."""
    with tenant(world.account_id):
        found: Any = IndexNowSubmission.objects.filter(url=url).order_by("-id").first()
        assert found is not None
        return found


def make_submission(world: World) -> Any:
    """Id of a line; the scope of the world is open."""
    return IndexNowSubmission.objects.create(
        site_id=world.site_id,
        destination=SHOP,
        url=PAGE,
        url_hash="0" * 64,
        reason="published",
        state="failed",
    ).id
