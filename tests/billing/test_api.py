"""Every address below /api/v1/billing/."""

from typing import Any
from uuid import uuid4

import pytest

from igny8.billing.models import CreditTransaction, Price
from igny8.core.tenancy import tenant
from tests.factories.accounts import make_account
from tests.support.client import Api

pytestmark = pytest.mark.django_db
ABSENT = "01a1f7b2-0000-7000-8000-000000000000"  # the same in every worker, which name tests by it
VIEWS = {
    "balance": "viewer", "prices": "viewer", "summary": "admin", "transactions": "admin", "usage": "admin",
    "usage/log": "admin", "spend-cap": "admin", "audit": "admin", "price-changes": "developer",
}  # fmt: skip
RANKS = ("viewer", "editor", "admin", "owner", "developer")
GRANT = {"credits": 12.5, "key": "k1", "reason": "Sorry for the outage"}


@pytest.fixture
def spent(funded: Any, stranger: Any, spend: Any) -> Any:
    """The account and the stranger have spent; answers the account's run."""
    from igny8.billing.services.ledger import credits_grant

    with tenant(funded.account_id):
        run = spend(settle=725, site_id=funded.site_id, user_id=funded.users["editor"])
        spend(settle=None, operation="auto_cluster")
    with tenant(stranger.account_id):
        credits_grant(amount_centi=99_900, kind="grant", key="start")
        spend(settle=333)
    return run


@pytest.fixture
def staff() -> Any:
    """Somebody of our staff, with an account of their own."""
    return make_account(roles=("developer",))


WRITES = (
    ("POST", "estimate"), ("POST", "grants"), ("POST", "adjustments"), ("PATCH", "spend-cap"), ("PATCH", f"prices/{ABSENT}"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("method", "path"), [*(("GET", path) for path in VIEWS), *WRITES, ("GET", f"transactions/{ABSENT}")]
)
def test_nobody_gets_in_unnamed(method: str, path: str, db: Any) -> None:
    status, body = Api().call(method, f"billing/{path}/", {} if method != "GET" else None)
    assert (status, body["success"], body["error_code"]) == (401, False, "NOT_AUTHENTICATED")


@pytest.mark.parametrize(("path", "lowest"), VIEWS.items())
def test_who_may_read(path: str, lowest: str, spent: Any, account: Any, staff: Any) -> None:
    for role in RANKS:
        status, body = Api(staff if role == "developer" else account, role).get(f"billing/{path}/")
        allowed = RANKS.index(role) >= RANKS.index(lowest)
        assert status == (200 if allowed else 403), (role, body)


@pytest.mark.parametrize("role", RANKS[:-1])
def test_only_staff_give_credits_and_set_prices(role: str, account: Any) -> None:
    client, price = Api(account, role), Price.objects.get(operation="auto_cluster").id
    assert client.post("billing/grants/", GRANT)[0] == 403
    assert client.post("billing/adjustments/", GRANT)[0] == 403
    assert client.patch(f"billing/prices/{price}/", {"credits": 1})[0] == 403
    with tenant(account.account_id):
        assert not CreditTransaction.objects.exists()


def test_the_balance_in_credits(spent: Any, api: Api) -> None:
    status, body = api.get("billing/balance/")
    assert status == 200
    assert body["data"] == {"available": 82.75, "held": 10.0, "last_grant": 100.0, "is_low": False, "low_since": None}


def test_an_account_without_credits_has_a_balance_too(api: Api) -> None:
    assert api.get("billing/balance/")[1]["data"]["available"] == 0


def test_transactions_are_the_accounts_own_and_sum_to_the_balance(spent: Any, api: Api) -> None:
    body = api.get("billing/transactions/")[1]
    assert body["count"] == 5
    assert [(row["kind"], row["amount"], row["moved"]) for row in body["results"]] == [
        ("reserve", -10.0, 10.0), ("release", 2.75, 2.75), ("settle", 0.0, 7.25), ("reserve", -10.0, 10.0),
        ("grant", 100.0, 100.0),
    ]  # fmt: skip
    assert sum(row["amount"] for row in body["results"]) == 82.75


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("kind=grant", ["grant"]),
        ("kind=settle,release", ["release", "settle"]),
        ("run_id={run}", ["release", "settle", "reserve"]),
        ("site_id={site}&kind=reserve", ["reserve"]),
        ("user_id={user}&kind=settle", ["settle"]),
        ("operation=auto_cluster", ["reserve"]),
        ("date_to=2020-01-01", []),
        ("date_from=2020-01-01&kind=grant", ["grant"]),
        ("date_to=9999-12-31&kind=grant", ["grant"]),
        ("search=for the test", ["grant"]),
        ("site_id={stranger}", []),
        ("page_size=1&kind=release,settle&ordering=created_at", ["settle"]),
    ],
)
def test_transactions_filter(query: str, kinds: list[str], spent: Any, account: Any, stranger: Any, api: Api) -> None:
    named = query.format(run=spent, site=account.site_id, user=account.users["editor"], stranger=stranger.site_id)
    body = api.get(f"billing/transactions/?{named.replace(' ', '%20')}")[1]
    assert [row["kind"] for row in body["results"]] == kinds


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("transactions/?kind=gift", "kind"),
        ("transactions/?kind=grant,gift", "kind"),
        ("transactions/?site_id=7", "site_id"),
        ("transactions/?date_from=yesterday", "date_from"),
        ("transactions/?date_to=10/25/2026", "date_to"),
        ("transactions/?page_size=201", "page_size"),
        ("transactions/?kinds=grant", "kinds"),
        ("transactions/?ordering=reason", "ordering"),
        ("usage/?group_by=moon", "group_by"),
        ("usage/?date_from=2026-02-30", "date_from"),
        ("usage/?date_from=2026-03-02&date_to=2026-03-01", "date_from"),
        ("usage/?date_from=2020-01-01&date_to=2026-03-01", "date_from"),
        ("usage/?site_id=7", "site_id"),
        ("usage/log/?run_id=x", "run_id"),
        ("usage/log/?group_by=day", "group_by"),
        ("balance/?x=1", "x"),
    ],
)
def test_senseless_queries_name_the_field(path: str, field: str, spent: Any, api: Api) -> None:
    status, body = api.get(f"billing/{path}")
    assert (status, body["error_code"], list(body["errors"])) == (400, "INVALID_INPUT", [field])


def test_one_transaction_shows_both_sides(spent: Any, api: Api, account: Any, stranger: Any) -> None:
    with tenant(account.account_id):
        mine = CreditTransaction.objects.get(kind="settle").id
    with tenant(stranger.account_id):
        foreign = CreditTransaction.objects.get(kind="settle").id
    body = api.get(f"billing/transactions/{mine}/")[1]
    assert body["data"]["entries"] == [{"bucket": "held", "amount": -7.25}, {"bucket": "revenue", "amount": 7.25}]
    answers = [api.get(f"billing/transactions/{pk}/") for pk in (foreign, uuid4())]
    assert [status for status, _ in answers] == [404, 404]
    assert answers[0][1]["error"] == answers[1][1]["error"]


def test_usage_sums_and_log(spent: Any, api: Api, account: Any) -> None:
    data = api.get("billing/usage/?group_by=site")[1]["data"]
    assert data["total"] == 7.25
    (charged,) = data["rows"]
    assert charged.pop("label").startswith("Site ")
    assert charged == {"key": str(account.site_id), "credits": 7.25, "units": 7, "runs": 1}
    assert api.get("billing/usage/")[1]["data"]["rows"][0]["key"] == "generate_content"
    (row,) = api.get("billing/usage/log/?operation=generate_content")[1]["results"]
    assert (row["run_id"], row["credits"], row["object_type"]) == (str(spent), 7.25, "content")
    assert api.get("billing/usage/log/?operation=auto_cluster")[1]["count"] == 0


def test_the_summary(spent: Any, api: Api) -> None:
    data = api.get("billing/summary/")[1]["data"]
    assert data["balance"]["available"] == 82.75
    assert data["spend_cap"] == {"spend_cap": None, "spent": 7.25, "held": 10.0}
    assert data["spent_in_period"] == 7.25
    assert data["period_start"] < data["next_renewal"]
    assert (data["plan"]["billing_cycle"], data["plan"]["price"]) == ("monthly", 0)


def test_estimates(funded: Any, account: Any) -> None:
    client = Api(account, "editor")
    one = client.post("billing/estimate/", {"operation": "generate_content", "units": 550})[1]["data"]
    assert (one["credits"], one["available"], one["enough"]) == (5.5, 100.0, True)
    items = [{"operation": "generate_images", "units": 6}, {"operation": "generate_site_structure", "units": 2}]
    many = client.post("billing/estimate/", {"items": items})[1]["data"]
    assert (many["credits"], many["enough"]) == (130.0, False)
    assert [(line["operation"], line["unit_name"], line["credits"]) for line in many["items"]] == [
        ("generate_images", "image", 30.0), ("generate_site_structure", "blueprint", 100.0),
    ]  # fmt: skip
    assert Api(account, "viewer").post("billing/estimate/", {"items": items})[0] == 403


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "operation"),
        ({"operation": "generate_content"}, "units"),
        ({"operation": "teleport", "units": 1}, "operation"),
        ({"operation": "generate_content", "units": -1}, "units"),
        ({"operation": "generate_content", "units": 1, "items": []}, "items"),
        ({"operation": "generate_content", "units": 1, "items": [{"operation": "generate_page", "units": 1}]}, "items"),
        ({"items": "all"}, "items"),
        ({"operation": "generate_content", "units": 1, "price": 0}, "price"),
    ],
)
def test_senseless_estimates(body: Any, field: str, api: Api) -> None:
    status, answer = api.post("billing/estimate/", body)
    assert status == 400
    assert any(name.startswith(field) for name in answer["errors"]), answer


def test_the_spend_cap(funded: Any, account: Any) -> None:
    client = Api(account, "admin")
    assert client.patch("billing/spend-cap/", {"spend_cap": 20.25})[1]["data"]["spend_cap"] == 20.25
    assert client.get("billing/spend-cap/")[1]["data"] == {"spend_cap": 20.25, "spent": 0.0, "held": 0.0}
    assert client.patch("billing/spend-cap/", {"spend_cap": None})[1]["data"]["spend_cap"] is None
    for wrong in ({"spend_cap": -1}, {"spend_cap": 0.001}, {"spend_cap": "much"}, {"spend_cap": 1e15}, {}):
        status, body = client.patch("billing/spend-cap/", wrong)
        assert (status, list(body["errors"])) == (400, ["spend_cap"]), wrong
    assert Api(account, "editor").patch("billing/spend-cap/", {"spend_cap": 1})[0] == 403


def test_the_audit_of_the_account(spent: Any, api: Api) -> None:
    data = api.get("billing/audit/")[1]["data"]
    assert data == {
        "ok": True, "granted": 100.0, "adjusted": 0.0, "refunded": 0.0, "reserved": 20.0, "settled": 7.25,
        "released": 2.75, "held": 10.0, "available": 82.75, "open_holds": 1, "findings": [],
    }  # fmt: skip


def test_staff_grant_and_adjust_a_customers_credits(account: Any, api: Api, staff: Any) -> None:
    client, at = Api(staff, "developer"), {"X-IGNY8-Account": str(account.account_id)}
    status, body = client.post("billing/grants/", GRANT, **at)
    assert (status, body["data"]["kind"], body["data"]["amount"]) == (201, "grant", 12.5)
    assert body["data"]["actor_id"] == str(staff.users["developer"])
    assert client.post("billing/grants/", GRANT, **at)[0] == 200
    status, body = client.post("billing/grants/", {**GRANT, "credits": 13}, **at)
    assert (status, body["error_code"]) == (409, "GRANT_KEY_REUSED")
    away = {"credits": -2.5, "key": "k1", "reason": "Half of it was meant"}
    assert [client.post("billing/adjustments/", away, **at)[0] for _ in range(2)] == [201, 200]
    status, body = client.post("billing/adjustments/", {**away, "credits": -100, "key": "k2"}, **at)
    assert (status, body["error_code"]) == (409, "ADJUSTMENT_TOO_LARGE")
    assert api.get("billing/balance/")[1]["data"]["available"] == 10.0
    assert client.get("billing/balance/")[1]["data"]["available"] == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"credits": 0}, "credits"),
        ({"credits": -1}, "credits"),
        ({"credits": 0.005}, "credits"),
        ({"credits": None}, "credits"),
        ({"key": ""}, "key"),
        ({"key": "x" * 151}, "key"),
        ({"reason": " "}, "reason"),
        ({"kind": "monthly"}, "kind"),
        ({"account_id": "x"}, "account_id"),
    ],
)
def test_senseless_grants(change: dict[str, Any], field: str, staff: Any) -> None:
    status, body = Api(staff, "developer").post("billing/grants/", {**GRANT, **change})
    assert (status, list(body["errors"])) == (400, [field])


def test_prices_are_read_by_all_and_changed_by_staff(account: Any, staff: Any) -> None:
    prices = {row["operation"]: row for row in Api(account, "viewer").get("billing/prices/")[1]["results"]}
    assert len(prices) == 9
    assert (prices["optimize_content"]["credits"], prices["optimize_content"]["per_units"]) == (1.0, 200)
    client, path = Api(staff, "developer"), f"billing/prices/{prices['optimize_content']['id']}/"
    assert client.patch(path, {"credits": 1.25})[1]["data"]["credits"] == 1.25
    (change,) = client.get("billing/price-changes/")[1]["results"]
    assert (change["operation"], change["before"]["credits"], change["after"]["credits"]) == (
        "optimize_content",
        1.0,
        1.25,
    )
    assert client.patch(f"billing/prices/{uuid4()}/", {"credits": 1})[0] == 404
    for wrong, field in (
        ({"per_units": 0}, "per_units"),
        ({"credits": -1}, "credits"),
        ({"unit_name": "x"}, "unit_name"),
    ):
        status, body = client.patch(path, wrong)
        assert (status, list(body["errors"])) == (400, [field])
