"""Tell planning which page answers which intent."""

from igny8.content.constants import ContentStatus
from igny8.content.models import Content
from igny8.planning.services.pages import page_forget, page_record


def note_page(row: Content) -> None:
    """Record the content as a page of its site, as it is now; what is archived answers nobody."""
    if row.status == ContentStatus.ARCHIVED:
        page_forget(source="content", source_id=row.id)
        return
    page_record(
        source="content",
        source_id=row.id,
        site_id=row.site_id,
        title=row.title,
        primary_keyword=row.primary_keyword,
        keywords=row.secondary_keywords,
        also=[row.meta_title, row.slug],
        url=row.url,
        is_published=row.published_version is not None,
        cluster_id=row.cluster_id,
    )
