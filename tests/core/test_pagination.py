"""Walking a list yields each row once, in order; nothing else than our own cursors gets in."""

import base64
import json
from datetime import timedelta
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from igny8.core.api import pagination
from igny8.core.api.pagination import Page, ordering_of, paginate
from igny8.core.errors import InvalidInput
from igny8.core.models import IdempotencyKey
from igny8.core.tenancy import tenant

pytestmark = pytest.mark.django_db
FIELDS = ("created_at", "status", "key", "lease_until")
NOW = timezone.now()
_number = count()


def fill(rows: list[tuple[int | None, int, int]]) -> None:
    """Rows with these (status, minutes of the lease, letter of the key); many equal, some without a status."""
    IdempotencyKey.objects.bulk_create(
        IdempotencyKey(
            key=f"{'abc'[letter]}-{number}", fingerprint="", status=status, lease_until=NOW + timedelta(minutes=minutes)
        )
        for number, (status, minutes, letter) in zip(_number, rows, strict=False)
    )


def ask(query: str = "", queryset: Any = None) -> Page:
    request = Request(APIRequestFactory().get(f"/rows/?{query}"))
    queryset = IdempotencyKey.objects.all() if queryset is None else queryset
    return paginate(request, queryset, ordering=ordering_of(request, queryset, FIELDS, "-id"))


def walk(query: str, size: int) -> list[Any]:
    """The ids of all pages, by the cursors in ``next``."""
    page, seen = ask(f"{query}&page_size={size}"), []
    for _ in range(200):
        seen += [row.pk for row in page.rows]
        if page.next is None:
            return seen
        parts = parse_qs(urlsplit(page.next).query)
        assert parts["page_size"] == [str(size)]
        page = ask(urlsplit(page.next).query)
    raise AssertionError("the walk does not end")


def expected(order: str) -> list[Any]:
    """The order worked out in Python: nulls last both ways, ids break ties."""
    field, falling = order.removeprefix("-"), order.startswith("-")
    rows = sorted(IdempotencyKey.objects.all(), key=lambda r: r.pk, reverse=falling)
    there = [r for r in rows if getattr(r, field) is not None]
    there.sort(key=lambda r: getattr(r, field), reverse=falling)
    return [r.pk for r in there] + [r.pk for r in rows if getattr(r, field) is None]


ROW = st.tuples(st.none() | st.integers(200, 203), st.integers(0, 3), st.integers(0, 2))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(ROW, max_size=25),
    order=st.sampled_from([s + f for f in ("id", "status", "lease_until", "created_at") for s in ("", "-")]),
    size=st.integers(1, 7),
)
def test_a_walk_yields_each_row_once_and_in_order(account: Any, rows: Any, order: str, size: int) -> None:
    with transaction.atomic():
        with tenant(account.account_id):
            fill(rows)
            right = expected(order)
            assert walk(f"ordering={order}", size) == right
            pages: list[Any] = []
            for number in range(1, len(rows) // size + 2):
                page = ask(f"ordering={order}&page={number}&page_size={size}")
                assert (page.count, page.count_is_exact) == (len(rows), True)
                pages += [row.pk for row in page.rows]
            assert pages == right, "page numbers agree with cursors"
        transaction.set_rollback(True)


@pytest.mark.parametrize("order", ["key", "-key"])
def test_text_walks_in_the_databases_own_order(scope: Any, order: str) -> None:
    fill([(None, 0, n % 3) for n in range(20)])
    right = list(IdempotencyKey.objects.order_by(order).values_list("id", flat=True))
    assert walk(f"ordering={order}", 3) == right


def test_rows_added_in_front_do_not_shift_the_walk(scope: Any) -> None:
    fill([(200, 0, 0)] * 6)
    first = ask("page_size=3")
    fill([(200, 0, 1)] * 3)
    second = ask(urlsplit(first.next or "").query)
    assert not {r.pk for r in first.rows} & {r.pk for r in second.rows}
    assert len(second.rows) == 3


def token(page: Page) -> str:
    return parse_qs(urlsplit(page.next or "").query)["cursor"][0]


def forge(value: Any) -> str:
    raw = json.dumps(value).encode()
    return base64.urlsafe_b64encode(b"0" * 12 + raw).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "ä", "====", "AAAA", "a" * 5000, "\x01", forge(1), forge([]), forge(["core.idempotencykey:-id", None, "zebra"]),
     forge(["core.idempotencykey:-id", None, "018f0000-0000-7000-8000-000000000000"]), base64.b64encode(b"[" * 9000).decode()],
)  # fmt: skip
def test_a_cursor_that_is_not_ours(scope: Any, cursor: str) -> None:
    from urllib.parse import quote

    fill([(200, 0, 0)] * 3)
    with pytest.raises(InvalidInput) as caught:
        ask(f"cursor={quote(cursor)}")
    assert "cursor" in caught.value.errors


def test_every_changed_letter_of_a_cursor_is_noticed(scope: Any) -> None:
    fill([(200, 0, 0)] * 3)
    good = token(ask("ordering=-status&page_size=1"))
    for index in range(0, len(good) - 1, 3):
        bad = good[:index] + ("A" if good[index] != "A" else "B") + good[index + 1 :]
        with pytest.raises(InvalidInput):
            ask(f"ordering=-status&cursor={bad}")


def test_a_cursor_of_another_order_or_list(scope: Any) -> None:
    from igny8.core.models import OutboxEvent

    fill([(200, 0, 0)] * 3)
    for name in ("a", "b"):
        OutboxEvent(name=name).save()
    cursor = token(ask("page_size=1"))
    for query, queryset in ((f"ordering=id&cursor={cursor}", None), (f"cursor={cursor}", OutboxEvent.objects.all())):
        with pytest.raises(InvalidInput):
            ask(query, queryset)


def test_another_accounts_cursor_shows_nothing_of_it(account: Any, stranger: Any) -> None:
    with tenant(stranger.account_id):
        fill([(200, 0, 0)] * 3)
        cursor = token(ask("page_size=1"))
    with tenant(account.account_id):
        assert ask(f"cursor={cursor}").rows == []


@pytest.mark.parametrize(
    ("query", "field"),
    [("page=0", "page"), ("page=-1", "page"), ("page=x", "page"), ("page=1.5", "page"), ("page=%C2%B2", "page"),
     ("page=", "page"),
     ("page=99999999999999999999", "page"), ("page=10001", "page"), ("page_size=0", "page_size"), ("page_size=201", "page_size"),
     ("ordering=", "ordering"), ("ordering=--id", "ordering"), ("ordering=fingerprint", "ordering"),
     ("ordering=account__name", "ordering"), ("ordering=id,key", "ordering"), ("ordering=?", "ordering"),
     ("page=1&cursor=x", "cursor")],
)  # fmt: skip
def test_what_a_page_may_be(scope: Any, query: str, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        ask(query)
    assert field in caught.value.errors


def test_the_count_is_capped_and_says_so(scope: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagination, "COUNT_CAP", 5)
    fill([(200, 0, 0)] * 5)
    assert (ask("page_size=2").count, ask("page_size=2").count_is_exact) == (5, True)
    fill([(200, 0, 0)] * 3)
    assert (ask("page_size=2").count, ask("page_size=2").count_is_exact) == (5, False)


def test_an_exact_count_on_request(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagination, "COUNT_CAP", 5)
    with tenant(account.account_id):
        fill([(200, 0, 0)] * 9)
        short, exact = ask("page_size=2"), ask("page_size=2&count=exact")
        assert (short.count, short.count_is_exact) == (5, False)
        assert (exact.count, exact.count_is_exact) == (9, True)
        assert ask("page=3&page_size=2&count=exact").count == 9
        assert ask("page=50&page_size=2&count=exact").rows == []
        assert exact.next
        assert short.next
        assert ask(urlsplit(exact.next).query).count == 9
        late = ask(f"{urlsplit(short.next).query}&count=exact")  # a walk that began without
        assert (late.count, late.count_is_exact) == (9, True)
        with pytest.raises(InvalidInput) as refused:
            ask("count=about")
    assert list(refused.value.errors) == ["count"]


def test_a_page_past_the_end_is_empty_and_still_counts(scope: Any) -> None:
    fill([(200, 0, 0)] * 3)
    page = ask("page=9&page_size=2")
    assert (page.rows, page.count, page.next) == ([], 3, None)


@pytest.fixture
def rows(web: Client, account: Any) -> Any:
    with tenant(account.account_id):
        fill([(200, 0, n % 3) for n in range(7)])

    def call(query: str) -> tuple[int, Any]:
        response = web.get(f"/api/v1/rows/?{query}", headers=account.auth())
        return response.status_code, json.loads(response.content)

    return call


def test_the_list_over_http(rows: Any) -> None:
    status, body = rows("page_size=3")
    assert status == 200
    assert list(body) == [
        "success",
        "count",
        "count_is_exact",
        "next",
        "previous",
        "results",
        "request_id",
        "timestamp",
    ]
    assert (body["count"], len(body["results"]), body["previous"]) == (7, 3, None)
    _, second = rows("page_size=3&page=2")
    _, behind = rows(urlsplit(body["next"]).query)
    assert second["results"] == behind["results"]
    assert "page=1" in second["previous"]


@pytest.mark.parametrize(
    ("term", "found"), [("a-", 3), ("A-", 3), ("zzz", 0), ("%25", 0), ("_-", 0), ("%5C", 0), ("'", 0)]
)
def test_search_is_literal(rows: Any, term: str, found: int) -> None:
    status, body = rows(f"search={term}")
    assert (status, body["count"]) == (200, found)


@pytest.mark.parametrize(
    "query", ["search=" + "x" * 201, "search=a&search=b", "page=1&page=2", "ordering=key&ordering=id", "site_id=x"]
)
def test_lists_refuse_what_they_do_not_know(rows: Any, query: str) -> None:
    status, body = rows(query)
    assert (status, body["error_code"]) == (400, "INVALID_INPUT")
    assert body["errors"]
