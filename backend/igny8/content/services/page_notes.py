"""Tell planning which page answers which intent."""

from igny8.content.models import Content
from igny8.planning.services.pages import page_record


def note_page(row: Content) -> None:
    """Record the content as a page of its site, as it is now."""
    page_record(
        source="content",
        source_id=row.id,
        site_id=row.site_id,
        title=row.title,
        primary_keyword=row.primary_keyword,
        keywords=row.secondary_keywords,
        url=row.url,
        is_published=row.published_version is not None,
        cluster_id=row.cluster_id,
    )
