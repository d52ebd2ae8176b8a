"""Sites and sectors: names, domains, limits, removal."""

from typing import Any

import pytest

from igny8.accounts.base.addresses import domain_normalise
from igny8.accounts.models import IndustrySector, Sector, Site, SiteAPIKey
from igny8.accounts.services.sectors import sector_create, sector_update
from igny8.accounts.services.sites import site_create
from igny8.core.errors import AppError, InvalidInput
from igny8.core.tenancy import tenant
from tests.factories.accounts import World
from tests.support.client import Api
from tests.support.racing import race

pytestmark = pytest.mark.django_db


def make(api: Api, **fields: Any) -> tuple[int, Any]:
    return api.post("accounts/sites/", {"name": "Shop", **fields})


def test_a_site_with_all_its_fields(api: Api) -> None:
    industry = api.get("accounts/industries/")[1]["results"][0]
    area = api.get(f"accounts/industries/{industry['id']}/sectors/")[1]["data"][0]
    status, body = make(
        api,
        domain="https://Bücher.Example.com/",
        locale="PT_br",
        timezone="America/Sao_Paulo",
        site_type="existing",
        hosting_type="wordpress",
        publish_policy="auto",
        brand_voice={"tone": "dry"},
        seo={"title_suffix": " | Shop"},
        industry_id=industry["id"],
        sectors=[{"name": "One", "industry_sector_id": area["id"]}, {"name": "Two"}],
    )
    assert status == 201, body
    site = body["data"]
    assert site["domain"] == "xn--bcher-kva.example.com"
    assert site["locale"] == "pt-BR"
    assert site["industry_id"] == industry["id"]
    assert api.get(f"accounts/sectors/?site_id={site['id']}")[1]["count"] == 2


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"domain": "no spaces.com"}, "domain"),
        ({"locale": "klingon!"}, "locale"),
        ({"timezone": "Nowhere/Land"}, "timezone"),
        ({"site_type": "odd"}, "site_type"),
        ({"publish_policy": "never"}, "publish_policy"),
        ({"brand_voice": "loud"}, "brand_voice"),
        ({"brand_voice": {"x": "y" * 20_000}}, "brand_voice"),
        ({"slug": "Not a slug"}, "slug"),
        ({"industry_id": "00000000-0000-7000-8000-000000000000"}, "industry_id"),
        ({"status": "archived"}, "status"),
        ({"account_id": "x"}, "account_id"),
        ({"sectors": [{"name": str(n)} for n in range(6)]}, "sectors"),
        ({"sectors": [{"nom": "x"}]}, "sectors.0.nom"),
    ],
)
def test_bad_input_names_the_field(api: Api, fields: dict[str, Any], field: str) -> None:
    status, body = make(api, **fields)
    assert status == 400, body
    assert field in body["errors"], body


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("example.com", "example.com"),
        (" HTTPS://WWW.Example.com/ ", "www.example.com"),
        ("example.com.", "example.com"),
        ("bücher.de", "xn--bcher-kva.de"),
        ("XN--BCHER-KVA.de", "xn--bcher-kva.de"),
        ("bu\u0308cher.de", "xn--bcher-kva.de"),  # u and a combining diaeresis
        ("", ""),
    ],
)
def test_one_spelling_a_domain(typed: str, kept: str) -> None:
    assert domain_normalise(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "example", "localhost", "shop.localhost", "printer.local", "db.internal", "127.0.0.1", "[::1]", "1.2.3",
        "example.com/path", "example.com:80", "user@example.com", "example.com?x", "-a.com", "a-.com", "a..com",
        ".com", "ex ample.com", "exa_mple.com", "a" * 64 + ".com", ".".join(["abcdefgh"] * 32) + ".com", "ex\u202eample.com",
        "ftp://example.com", "*.example.com",
    ],
)  # fmt: skip
def test_what_is_no_public_domain(typed: str) -> None:
    with pytest.raises(InvalidInput):
        domain_normalise(typed)


def test_the_platforms_own_host_cannot_be_claimed(api: Api, settings: Any) -> None:
    settings.PUBLIC_URL = "https://app.example.com"
    assert make(api, domain="APP.example.com")[0] == 400


def test_a_domain_belongs_to_one_site_of_all_accounts(api: Api, stranger: World) -> None:
    assert make(api, domain="example.com")[0] == 201
    for client in (api, Api(stranger)):
        status, body = make(client, domain="Example.COM")
        assert (status, body["error_code"]) == (409, "DOMAIN_TAKEN")
    assert make(api)[0] == make(api)[0] == 201, "having none is no clash"


def test_slugs_are_unique_over_all_accounts(api: Api, stranger: World) -> None:
    slugs = [make(client)[1]["data"]["slug"] for client in (api, Api(stranger), api, Api(stranger))]
    assert slugs == ["shop", "shop-2", "shop-3", "shop-4"]
    mine = api.get("accounts/sites/?search=shop")[1]["results"][0]["id"]
    assert api.patch(f"accounts/sites/{mine}/", {"slug": "My-Shop"})[1]["data"]["slug"] == "my-shop"
    status, body = api.patch(f"accounts/sites/{mine}/", {"slug": "shop-2"})
    assert (status, body["error_code"]) == (409, "SLUG_TAKEN")


@pytest.mark.django_db(transaction=True)
def test_slugs_stay_unique_in_a_race(account: World, stranger: World) -> None:
    def create(number: int) -> str:
        with tenant((account, stranger)[number % 2].account_id):
            return site_create(name="Race").slug

    slugs = race(12, create)
    assert len(set(map(str, slugs))) == 12, slugs
    assert all(str(s).startswith("race") for s in slugs)


def test_an_empty_site_is_deleted_and_a_used_one_archived(api: Api, account: World) -> None:
    empty = make(api, sectors=[{"name": "One"}], domain="example.com")[1]["data"]["id"]
    assert api.delete(f"accounts/sites/{empty}/")[1]["data"] == {"id": empty, "status": "deleted"}
    assert api.get(f"accounts/sites/{empty}/")[0] == 404
    assert api.delete(f"accounts/sites/{empty}/")[0] == 404
    assert make(api, domain="example.com")[0] == 201


def test_whatever_hangs_from_a_site_keeps_it(api: Api, account: World, monkeypatch: Any) -> None:
    """With sectors and keys left out of the deletion, they play the part of another domain's rows."""
    from igny8.accounts.services import sites

    monkeypatch.setattr(sites, "OWN_ROWS", ())
    assert api.delete(f"accounts/sites/{account.site_id}/")[1]["data"]["status"] == "archived"
    assert api.get(f"accounts/sites/{account.site_id}/")[1]["data"]["status"] == "archived"
    status, body = api.post("accounts/sectors/", {"site_id": str(account.site_id), "name": "More"})
    assert (status, body["error_code"]) == (409, "SITE_ARCHIVED")
    assert api.patch(f"accounts/sites/{account.site_id}/", {"status": "active"})[0] == 200


def test_sectors_from_one_to_five(api: Api, account: World) -> None:
    site_id = str(account.site_id)
    for n in range(4):
        assert api.post("accounts/sectors/", {"site_id": site_id, "name": f"S{n}"})[0] == 201
    status, body = api.post("accounts/sectors/", {"site_id": site_id, "name": "Sixth"})
    assert (status, body["error_code"]) == (409, "SECTOR_LIMIT")
    first = str(account.sector_id)
    assert api.patch(f"accounts/sectors/{first}/", {"status": "archived"})[0] == 200
    assert api.post("accounts/sectors/", {"site_id": site_id, "name": "Sixth"})[0] == 201
    assert api.patch(f"accounts/sectors/{first}/", {"status": "active"})[1]["error_code"] == "SECTOR_LIMIT"
    active = api.get(f"accounts/sectors/?site_id={site_id}&status=active")[1]["results"]
    for row in active[:4]:
        assert api.delete(f"accounts/sectors/{row['id']}/")[1]["data"]["status"] == "deleted"
    assert api.delete(f"accounts/sectors/{active[4]['id']}/")[1]["error_code"] == "LAST_SECTOR"
    assert api.patch(f"accounts/sectors/{active[4]['id']}/", {"status": "archived"})[1]["error_code"] == "LAST_SECTOR"


def test_sector_names_and_kinds(api: Api, account: World, stranger: World) -> None:
    site_id = str(account.site_id)
    status, body = api.post("accounts/sectors/", {"site_id": site_id, "name": "MAIN"})
    assert (status, body["error_code"]) == (409, "SECTOR_EXISTS")
    assert api.post("accounts/sectors/", {"site_id": str(stranger.site_id), "name": "Bridge"})[0] == 404
    kind = IndustrySector.objects.first()
    assert kind
    ok = api.post("accounts/sectors/", {"site_id": site_id, "name": "New", "industry_sector_id": str(kind.id)})
    assert ok[1]["data"]["industry_sector_id"] == str(kind.id)
    bad = api.patch(f"accounts/sectors/{account.sector_id}/", {"industry_sector_id": site_id})
    assert (bad[0], list(bad[1]["errors"])) == (400, ["industry_sector_id"])


@pytest.mark.django_db(transaction=True)
def test_twelve_sectors_at_once_leave_five(account: World) -> None:
    def create(number: int) -> None:
        with tenant(account.account_id):
            sector_create(site_id=account.site_id, name=f"S{number}")

    results = race(12, create)
    assert sum(r is None for r in results) == 4, results
    assert all(r is None or isinstance(r, AppError) for r in results), results
    with tenant(account.account_id):
        ids = list(Sector.objects.values_list("id", flat=True))
        assert len(ids) == 5

    def archive(number: int) -> None:
        with tenant(account.account_id):
            sector_update(sector_id=ids[number], changes={"status": "archived"})

    assert sum(r is None for r in race(5, archive)) == 4
    with tenant(account.account_id):
        assert Sector.objects.filter(status="active").count() == 1


def test_the_lists_show_own_rows_only(api: Api, account: World, stranger: World) -> None:
    for path in ("sites", "sectors", "users", "site-access", "invitations", "api-keys"):
        rows = api.get(f"accounts/{path}/")[1]["results"]
        with tenant(stranger.account_id):
            theirs = {str(i) for m in (Site, Sector, SiteAPIKey) for i in m.objects.values_list("id", flat=True)}
        assert not theirs & {r["id"] for r in rows}
    assert [s["id"] for s in api.get("accounts/sites/")[1]["results"]] == [str(account.site_id)]


def test_a_row_of_a_domain_above_keeps_its_site(api: Api, account: World) -> None:
    from tests.architecture.foreign import FOREIGN

    with tenant(account.account_id):
        run_id = FOREIGN["api/v1/ai/runs/"](account)
    assert api.delete(f"accounts/sites/{account.site_id}/")[1]["data"]["status"] == "archived"
    assert api.get(f"ai/runs/{run_id}/")[0] == 200
    assert api.get(f"accounts/sectors/{account.sector_id}/")[0] == 200
