"""What is on the site already, as the domains above report it."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from igny8.planning import formats
from igny8.planning.models import SitePage

MAX_KEYWORDS = 100


@transaction.atomic
def page_record(
    *,
    source: str,
    source_id: UUID,
    site_id: UUID,
    title: str,
    primary_keyword: str = "",
    keywords: Sequence[str] = (),
    also: Sequence[str] = (),
    url: str = "",
    is_published: bool = False,
    cluster_id: UUID | None = None,
) -> SitePage:
    """Remember a page, or what changed about it. Planning checks it before anything else is written for the same intent.

    :param also: what says what it is about besides its title: meta title, slug. A page without keywords is known by these.
    :param source: who keeps the page: content, wordpress, ... :param source_id: its id there.
    :param cluster_id: the cluster it was written for, when known.
    """
    row, _ = SitePage.objects.update_or_create(
        source=source,
        source_id=source_id,
        defaults={
            "site_id": site_id,
            "title": title[:300],
            "primary_keyword": primary_keyword[:255],
            "keywords": [formats.normalise_keyword(text)[:255] for text in keywords[:MAX_KEYWORDS]],
            "also": [text[:300] for text in dict.fromkeys(also) if text],
            "url": url[:2000],
            "is_published": is_published,
            "cluster_id_hint": cluster_id,
            "seen_at": timezone.now(),
        },
    )
    return row


@transaction.atomic
def page_forget(*, source: str, source_id: UUID) -> bool:
    """Forget a page that is gone. :returns: whether it was known."""
    deleted, _ = SitePage.objects.filter(source=source, source_id=source_id).delete()
    return deleted > 0
