"""Keywords, clusters and ideas for tests."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from igny8.core.ids import uuid7
from igny8.planning.formats import normalise_keyword
from igny8.planning.models import Cluster, ContentIdea, Keyword, KeywordImport, KeywordReject, SitePage
from igny8.planning.services.cluster_members import clusters_recount
from tests.factories.accounts import World

_number = count(1)


def make_keyword(world: World, keyword: str = "", **fields: Any) -> Keyword:
    """A keyword of the world's sector; inside its scope."""
    text = keyword or f"keyword {next(_number)}"
    values = {
        "site_id": world.site_id,
        "sector_id": world.sector_id,
        "keyword": text,
        "normalised": normalise_keyword(text),
    }
    row = Keyword(**{**values, **fields})
    row.save(force_insert=True)
    return row


def make_keywords(world: World, texts: Sequence[str], **fields: Any) -> list[Keyword]:
    """Keywords in one statement."""
    return Keyword.objects.bulk_create(
        [
            Keyword(
                id=uuid7(),
                site_id=world.site_id,
                sector_id=world.sector_id,
                keyword=text,
                normalised=normalise_keyword(text),
                **fields,
            )
            for text in texts
        ]
    )


def make_cluster(world: World, name: str = "", *, keywords: Sequence[str] = (), **fields: Any) -> Cluster:
    """A cluster, with keywords made for it; the first one is its head."""
    row = Cluster(
        id=uuid7(),
        site_id=world.site_id,
        sector_id=world.sector_id,
        name=name or f"Cluster {next(_number)}",
        **{"head_keyword": keywords[0] if keywords else "", **fields},
    )
    row.save(force_insert=True)
    make_keywords(world, keywords, cluster_id=row.id, status="clustered")
    clusters_recount(cluster_ids=[row.id])
    row.refresh_from_db()
    return row


def make_idea(world: World, cluster: Cluster | None = None, **fields: Any) -> ContentIdea:
    """An idea of a cluster."""
    number = next(_number)
    cluster = cluster or make_cluster(world, keywords=[f"subject {number}"])
    values = {"title": f"Idea {number}", "primary_keyword": f"primary {number}"}
    row = ContentIdea(
        id=uuid7(), site_id=world.site_id, sector_id=world.sector_id, cluster_id=cluster.id, **{**values, **fields}
    )
    row.save(force_insert=True)
    return row


def make_page(world: World, **fields: Any) -> SitePage:
    """A page the site has."""
    values = {"source": "content", "source_id": uuid7(), "title": f"Page {next(_number)}"}
    row = SitePage(site_id=world.site_id, **{**values, **fields})
    row.save(force_insert=True)
    return row


def make_import(world: World, **fields: Any) -> KeywordImport:
    """A finished import with one rejected row."""
    values = {
        "filename": "export.csv",
        "path": "gone",
        "bytes": 10,
        "status": "done",
        "rows": 2,
        "created": 1,
        "rejected": 1,
    }
    row = KeywordImport(id=uuid7(), site_id=world.site_id, sector_id=world.sector_id, **{**values, **fields})
    row.save(force_insert=True)
    KeywordReject(
        site_id=world.site_id,
        keyword_import_id=row.id,
        line=3,
        reason_code="EMPTY_KEYWORD",
        reason="No keyword.",
        raw="=1+1",
    ).save(force_insert=True)
    return row
