"""Many keywords at once, as JSON rows or from the seed list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db import transaction

from igny8.accounts.selectors import seed_keyword_list
from igny8.core.errors import InvalidInput
from igny8.core.events import emit
from igny8.planning import formats
from igny8.planning.constants import Intent, KeywordSource
from igny8.planning.events import KeywordsAdded
from igny8.planning.formats.rows import MAX_COUNT, MAX_CPC
from igny8.planning.services.keyword_rows import Origin, keyword_rows_insert
from igny8.planning.services.keywords import keyword_forms
from igny8.planning.services.sectors import sector_require
from igny8.system.services.activity import activity_record, some

MAX_ROWS = 5000
FIELDS = frozenset(
    {
        "keyword",
        "search_volume",
        "volume_low",
        "volume_high",
        "difficulty",
        "cpc",
        "cpc_currency",
        "intent",
        "serp_urls",
    }
)


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a row; ``index`` counts from 0."""

    index: int
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class BulkResult:
    """rows = created + duplicates + rejected; ``errors`` name each rejected row."""

    rows: int
    created: int
    duplicates: int
    rejected: int
    errors: tuple[RowError, ...]


class _Bad(Exception):
    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


@transaction.atomic
def keywords_create(
    *, site_id: UUID, sector_id: UUID, rows: Sequence[Any], source: str = KeywordSource.API
) -> BulkResult:
    """Add up to 5,000 keywords. A faulty row is reported by its index and does not hold up the others.

    :param rows: texts, or objects with ``keyword`` and the fields of ``FIELDS``.
    :raises NotFound: no such sector. :raises InvalidInput: too many rows.
    """
    sector_require(site_id=site_id, sector_id=sector_id)
    if len(rows) > MAX_ROWS:
        raise InvalidInput(errors={"keywords": [f"At most {MAX_ROWS:,} a request; import a file for more."]})
    good: list[formats.ParsedRow] = []
    errors: list[RowError] = []
    for index, raw in enumerate(rows):
        try:
            good.append(_parsed(index, {"keyword": raw} if isinstance(raw, str) else raw))
        except _Bad as exc:
            errors.append(RowError(index, exc.field, exc.message))
    created = _insert(good, Origin(site_id, sector_id, source))
    return BulkResult(len(rows), created, len(good) - created, len(errors), tuple(errors))


@transaction.atomic
def seed_keywords_add(*, site_id: UUID, sector_id: UUID, seed_ids: Sequence[UUID]) -> BulkResult:
    """Take starting points of the shared list into a sector.

    :raises NotFound: no such sector. :raises InvalidInput: an id that is no seed keyword.
    """
    sector_require(site_id=site_id, sector_id=sector_id)
    seeds = list(seed_keyword_list().filter(pk__in=set(seed_ids)).order_by("keyword"))
    if len(seeds) != len(set(seed_ids)):
        raise InvalidInput(errors={"seed_keyword_ids": ["An id is not one of the seed keywords."]})
    rows = [
        formats.ParsedRow(
            number,
            seed.keyword,
            formats.normalise_keyword(seed.keyword),
            search_volume=seed.search_volume,
            difficulty=seed.difficulty,
            intents=(seed.intent,) if seed.intent else (),
        )
        for number, seed in enumerate(seeds, 1)
    ]
    created = _insert(rows, Origin(site_id, sector_id, KeywordSource.SEED))
    return BulkResult(len(rows), created, len(rows) - created, 0, ())


def _insert(rows: Sequence[formats.ParsedRow], origin: Origin) -> int:
    if not rows:
        return 0
    _, created = keyword_rows_insert(rows, origin=origin)
    if created:
        emit(
            KeywordsAdded(site_id=origin.site_id, sector_id=origin.sector_id, count=created, source=str(origin.source))
        )
        activity_record(
            kind="keywords.added",
            did=f"added {some(created, 'keyword')}",
            site_id=origin.site_id,
            object_type="sector",
            object_id=origin.sector_id,
        )
    return created


def _parsed(index: int, raw: Any) -> formats.ParsedRow:
    if not isinstance(raw, Mapping):
        raise _Bad("keyword", "A row is a text or an object with the field keyword.")
    for name in raw:
        if name not in FIELDS:
            raise _Bad(str(name)[:60], f"Unknown field. Known fields: {', '.join(sorted(FIELDS))}.")
    text = raw.get("keyword")
    if not isinstance(text, str):
        raise _Bad("keyword", "This field is required and must be a text.")
    try:
        keyword, normalised = keyword_forms(text)
    except InvalidInput as exc:
        raise _Bad("keyword", exc.errors["keyword"][0]) from exc
    intent = raw.get("intent") or ""
    if intent and intent not in Intent.values:
        raise _Bad("intent", f"Use one of {', '.join(Intent.values)}.")
    currency = raw.get("cpc_currency") or None
    if currency is not None and not (isinstance(currency, str) and len(currency) == 3 and currency.isalpha()):
        raise _Bad("cpc_currency", "Use a three-letter currency code.")
    low, high = _count(raw, "volume_low"), _count(raw, "volume_high")
    if low is not None and high is not None and low > high:
        raise _Bad("volume_low", "Must not be larger than volume_high.")
    return formats.ParsedRow(
        index + 1,
        keyword,
        normalised,
        search_volume=_count(raw, "search_volume"),
        volume_low=low,
        volume_high=high,
        difficulty=_share(raw, "difficulty"),
        cpc=_money(raw),
        currency=currency.upper() if currency else None,
        intents=(intent,) if intent else (),
        extra=_serp(raw),
    )


def _count(raw: Mapping[str, Any], name: str) -> int | None:
    value = raw.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_COUNT:
        raise _Bad(name, f"Use a whole number from 0 to {MAX_COUNT:,}, or null when unknown.")
    return value


def _share(raw: Mapping[str, Any], name: str) -> float | None:
    value = raw.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        raise _Bad(name, "Use a number from 0 to 100, or null when unknown.")
    return float(value)


def _money(raw: Mapping[str, Any]) -> Decimal | None:
    value = raw.get("cpc")
    if value is None:
        return None
    try:
        amount = Decimal(str(value)) if not isinstance(value, bool) else Decimal(-1)
    except InvalidOperation:
        amount = Decimal(-1)
    if not (amount.is_finite() and 0 <= amount <= MAX_CPC):
        raise _Bad("cpc", "Use an amount of at least 0, or null when unknown.")
    return amount.quantize(Decimal("0.0001"))


def _serp(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The top results of the keyword, best first: they take part in clustering."""
    urls = raw.get("serp_urls")
    if urls is None:
        return {}
    if not isinstance(urls, list) or len(urls) > 10 or not all(isinstance(u, str) and 0 < len(u) <= 2000 for u in urls):
        raise _Bad("serp_urls", "Use a list of up to ten addresses, best result first.")
    return {"serp_urls": urls}
