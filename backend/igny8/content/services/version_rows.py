"""The rows of a content's history. What an editor saves every few seconds is one version, until somebody relies on it."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from igny8.accounts.selectors import actor_names
from igny8.content.constants import VersionCause
from igny8.content.models import Content, ContentVersion
from igny8.core.tenancy import Actor

SPELL: Final = timedelta(minutes=10)  # of one person's editing that makes one version (docs/adr/0013)


def version_keep(*, content_id: UUID, number: int) -> None:
    """Somebody relies on this version: it stays in the history as it is."""
    ContentVersion.objects.filter(content_id=content_id, number=number, is_kept=False).update(is_kept=True)


def version_note(*, content_id: UUID, number: int, note: str) -> None:
    """Give a version a note, with which it stays in the history."""
    ContentVersion.objects.filter(content_id=content_id, number=number).update(note=note[:300], is_kept=True)


def version_write(row: Content, *, cause: str, who: Actor, note: str, **origin: Any) -> bool:
    """Write the content as it is now as its version ``row.current_version``.

    The number always goes up, so that whoever saves on an older text is told; the row of the same spell of editing takes the
    new number.

    :param origin: run_id, cost_centi, provenance. :returns: whether a version of the same spell was taken over.
    """
    spell = _spell(row, cause=cause, who=who)
    version = spell or ContentVersion(site_id=row.site_id, content_id=row.id)
    values: dict[str, Any] = {
        "number": row.current_version,
        "title": row.title,
        "html": row.html,
        "meta_title": row.meta_title,
        "meta_description": row.meta_description,
        "structure": row.structure,
        "details": row.details,
        "word_count": row.word_count,
        "cause": cause,
        "actor_kind": who.kind[:12],
        "actor_id": who.id,
        "note": note[:300],
        "is_kept": bool(note),
        **origin,
    }
    for field, value in values.items():
        setattr(version, field, value)
    version.save(force_insert=spell is None)
    return spell is not None


def _spell(row: Content, *, cause: str, who: Actor) -> ContentVersion | None:
    """The version this person is working on: theirs, begun in the last ten minutes, and nobody relies on it.

    The first version is where a text comes from and stays.
    """
    if cause != VersionCause.HUMAN or who.kind != "user" or row.current_version <= 2:
        return None
    last = ContentVersion.objects.defer("html", "structure").filter(content_id=row.id).order_by("-number").first()
    if last is None or last.is_kept or last.number == row.published_version:
        return None
    is_theirs = (last.cause, last.actor_kind, last.actor_id) == (VersionCause.HUMAN, "user", who.id)
    return last if is_theirs and last.created_at > timezone.now() - SPELL else None


def version_author(row: Content) -> str:
    """Who saved the newest version, by name; empty when nobody knows."""
    saved = ContentVersion.objects.filter(content_id=row.id, number=row.current_version)
    actor = saved.values_list("actor_kind", "actor_id").first()
    return actor_names([actor]).get(actor, "") if actor else ""
