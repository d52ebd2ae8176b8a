"""What happened that people of a site care about: written in the transaction of the change, by whoever makes it."""

from uuid import UUID

from igny8.core.tenancy import Actor, current_actor
from igny8.system.models import Activity

MAX_TITLE = 80  # characters of a title that are repeated in the sentence


def activity_record(
    *,
    kind: str,
    did: str,
    site_id: UUID | None,
    object_type: str = "",
    object_id: UUID | None = None,
    title: str = "",
    actor: Actor | None = None,
) -> Activity:
    """Add to what happened.

    :param kind: ``<object>.<past tense>``, for instance ``content.approved``.
    :param did: the sentence without the actor in front and the full stop behind: ``approved “Best grinders”``.
    :param site_id: None for what concerns the whole account, which everybody in it may read.
    :param title: of the object. :param actor: who, when it is not the scope's actor.
    """
    who = actor or current_actor()
    row = Activity(
        kind=kind,
        actor_kind=who.kind[:10],
        actor_id=who.id,
        object_type=object_type,
        object_id=object_id,
        title=title[:300],
        did=did[:300],
        site_id=site_id,
    )
    row.save(force_insert=True)
    return row


def quoted(title: str) -> str:
    """A title inside a sentence, cut where it is long."""
    short = title if len(title) <= MAX_TITLE else f"{title[: MAX_TITLE - 1].rstrip()}…"
    return f"“{short}”"


def some(count: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 keyword``, ``1,204 keywords``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
