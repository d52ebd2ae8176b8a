"""Pages of a list: by number, and by cursor at any depth for the same price.

``next`` is always a cursor (keyset) link, so walking a list never gets slower. The count is exact up to ``COUNT_CAP`` rows;
past that an exact one would cost more than the page itself, so it is the cap and ``count_is_exact`` is false, unless the
request insists with ``count=exact``.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.dateparse import parse_date, parse_datetime
from redis.exceptions import RedisError
from rest_framework.request import Request

from igny8.core.errors import InvalidInput

DEFAULT_SIZE = 50
MAX_SIZE = 200
MAX_PAGE = 10_000
MAX_SEARCH = 200  # characters; longer terms match nothing and cost a scan
COUNT_CAP = 10_000
LONG_FOR_S = 60


@dataclass(frozen=True, slots=True)
class Ordering:
    """One field and a direction; ids break ties, nulls come last both ways."""

    model: str  # whose list it is, so that a cursor of another list is noticed
    field: str
    descending: bool
    nullable: bool

    @property
    def label(self) -> str:
        return f"{self.model}:{'-' if self.descending else ''}{self.field}"

    def terms(self) -> list[Any]:
        field = F(self.field)
        nulls = {"nulls_last": True} if self.nullable else {}
        first = field.desc(**nulls) if self.descending else field.asc(**nulls)
        return [first] if self.field == "id" else [first, F("id").desc() if self.descending else F("id").asc()]

    def after(self, value: Any, pk: str) -> Q:
        """Rows behind (value, pk) in this order. The bound on the field alone lets an index start there."""
        step = "lt" if self.descending else "gt"
        ties = Q(**{f"id__{step}": pk})
        if self.field == "id":
            return ties
        if value is None:
            return Q(**{f"{self.field}__isnull": True}) & ties
        return Q(**{f"{self.field}__{step}e": value}) & (
            Q(**{f"{self.field}__{step}": value}) | (Q(**{self.field: value}) & ties)
        )


@dataclass(frozen=True, slots=True)
class Page:
    """``rows`` of one page and where the neighbours are."""

    rows: list[Any]
    count: int
    count_is_exact: bool
    next: str | None
    previous: str | None


def _encode(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return {"t": value.isoformat()}
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def _decode(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    text = str(value["t"])
    return parse_datetime(text) if "T" in text else parse_date(text)


def _seal(raw: bytes) -> bytes:
    """96 bits of HMAC: a cursor's value goes into a query, so it must be one that came out of the same column."""
    return salted_hmac("igny8.cursor", raw, algorithm="sha256").digest()[:12]


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page starts: behind the row with this value and id. ``count`` was taken when the walk began."""

    value: Any
    pk: str
    count: int
    count_is_exact: bool


def make_cursor(ordering: Ordering, row: Any, *, count: int, is_exact: bool, view: str = "") -> str:
    """An opaque token for "behind this row".

    :param view: which list this is, filters included; the token is good for no other.
    """
    value = None if ordering.field == "id" else getattr(row, ordering.field)
    parts = [ordering.label, _encode(value), str(row.pk), count, is_exact, view]
    raw = json.dumps(parts, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_seal(raw) + raw).decode().rstrip("=")


def read_cursor(ordering: Ordering, token: str, *, view: str = "") -> Cursor:
    """What is in a cursor.

    :raises InvalidInput: for a cursor that is not ours or belongs to another list or ordering.
    """
    bad = InvalidInput("cursor: not a cursor of this list. Start again without it.", errors={"cursor": ["Not valid."]})
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError as exc:
        raise bad from exc
    if not constant_time_compare(_seal(sealed[12:]), sealed[:12]):
        raise bad
    label, value, pk, count, is_exact, of_view = json.loads(sealed[12:])
    if (label, of_view) != (ordering.label, view):
        raise bad
    return Cursor(_decode(value), pk, count, is_exact)


def _whole(params: Any, name: str, default: int, high: int) -> int:
    raw = params.get(name)
    if raw is None:
        return default
    if not (raw.isascii() and raw.isdigit() and 1 <= len(raw) <= 9 and 1 <= int(raw) <= high):
        raise InvalidInput(f"{name}: a whole number from 1 to {high}.", errors={name: [f"From 1 to {high}."]})
    return int(raw)


def _fetch(
    queryset: QuerySet[Any], ordering: Ordering, after: tuple[Any, str] | None, size: int, columns: Sequence[str]
) -> list[Any]:
    """Up to ``size`` rows behind ``after``. The null tail of a nullable column is its own query, so both use the index."""
    ordered = _only(queryset.order_by(*ordering.terms()), ordering, columns)
    if after is None:
        return list(ordered[:size])
    rows = list(ordered.filter(ordering.after(*after))[:size])
    if len(rows) < size and ordering.nullable and after[0] is not None:
        rows += ordered.filter(**{f"{ordering.field}__isnull": True})[: size - len(rows)]
    return rows


def _only(queryset: QuerySet[Any], ordering: Ordering, columns: Sequence[str]) -> QuerySet[Any]:
    """Plain tuples with named columns instead of model instances, where the output needs nothing else."""
    if not columns:
        return queryset
    return queryset.values_list("pk", *dict.fromkeys([*columns, ordering.field]), named=True)


def _counted(queryset: QuerySet[Any]) -> tuple[int, bool]:
    """The count up to the cap, and whether it is exact.

    That a list is longer than the cap is remembered for a minute: it is the one count that costs, and says no more than that.
    """
    query = queryset.order_by()[: COUNT_CAP + 1]
    sql, values = query.values("pk").query.sql_with_params()
    key = "list:long:" + hashlib.sha256(repr((sql, values)).encode()).hexdigest()[:32]
    with suppress(RedisError):
        if cache.get(key):
            return COUNT_CAP, False
    count = query.count()
    if count <= COUNT_CAP:
        return count, True
    with suppress(RedisError):
        cache.set(key, 1, LONG_FOR_S)
    return COUNT_CAP, False


def ordering_of(request: Request, queryset: QuerySet[Any], allowed: Sequence[str], default: str) -> Ordering:
    """The ordering asked for with ``ordering=field`` or ``ordering=-field``.

    :raises InvalidInput: for a field that is not offered.
    """
    raw = request.query_params.get("ordering", default)
    name = raw.removeprefix("-")
    if name not in {*allowed, default.removeprefix("-")}:
        raise InvalidInput(
            f"ordering: use one of {', '.join(sorted({*allowed, default.removeprefix('-')}))}, with - in front for descending.",
            errors={"ordering": [f"Unknown field {name[:60]!r}."]},
        )
    model = queryset.model._meta
    try:
        nullable = bool(model.get_field(name).null)
    except FieldDoesNotExist:
        nullable = True  # an annotation: nobody says that it is always there
    return Ordering(model.label_lower, name, raw.startswith("-"), nullable)


def paginate(request: Request, queryset: QuerySet[Any], *, ordering: Ordering, columns: Sequence[str] = ()) -> Page:
    """One page of ``queryset`` as the request asks: ``page`` or ``cursor``, and ``page_size`` (at most 200).

    :param columns: read only these, as named tuples; model instances when empty.
    """
    params = request.query_params
    size = _whole(params, "page_size", DEFAULT_SIZE, MAX_SIZE)
    number = _whole(params, "page", 1, MAX_PAGE)
    cursor = params.get("cursor")
    if cursor is not None and "page" in params:
        raise InvalidInput(errors={"cursor": ["Use page or cursor, not both."]})
    wants_exact = _wants_exact(params)
    view = _view(params)
    start_at = None if cursor is None else read_cursor(ordering, cursor, view=view)
    if start_at is not None:
        found = _fetch(queryset, ordering, (start_at.value, start_at.pk), size + 1, columns)
    elif number == 1:
        found = _fetch(queryset, ordering, None, size + 1, columns)
    else:
        start = (number - 1) * size
        # The offset walks an index of ids only; rows are fetched for the page alone.
        ids = list(queryset.order_by(*ordering.terms()).values_list("pk", flat=True)[start : start + size + 1])
        by_id = {row.pk: row for row in _only(queryset.filter(pk__in=ids), ordering, columns)}
        found = [by_id[i] for i in ids if i in by_id]
    rows, more = found[:size], len(found) > size
    if start_at is not None and (start_at.count_is_exact or not wants_exact):
        count, exact = start_at.count, start_at.count_is_exact
    elif start_at is None and number == 1 and not more:
        count, exact = len(rows), True
    elif wants_exact:
        count, exact = queryset.order_by().count(), True
    else:
        count, exact = _counted(queryset)
    return Page(
        rows=rows,
        count=count,
        count_is_exact=exact,
        next=_link(request, cursor=make_cursor(ordering, rows[-1], count=count, is_exact=exact, view=view))
        if more
        else None,
        previous=_link(request, page=number - 1) if number > 1 else None,
    )


def _wants_exact(params: Any) -> bool:
    given = params.get("count")
    if given not in {None, "exact"}:
        raise InvalidInput("count: exact, or leave it out.", errors={"count": ["exact, or nothing."]})
    return given == "exact"


def _view(params: Any) -> str:
    """A short digest of the filters: a cursor goes on with the list it was made for, whose count it carries."""
    own = {"page", "page_size", "cursor", "ordering", "count"}
    filters = sorted((name, values) for name, values in params.lists() if name not in own)
    return hashlib.sha256(repr(filters).encode()).hexdigest()[:12] if filters else ""


def _link(request: Request, **changes: Any) -> str:
    params = request.query_params.copy()
    params.pop("page", None)
    params.pop("cursor", None)
    params.update({name: str(value) for name, value in changes.items()})
    return request.build_absolute_uri(f"{request.path}?{params.urlencode()}")
