"""The first hour of an agency, over HTTP: people come by mail, an editor writes, the owner approves, readers read."""

import csv
import io
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from demonstration.client import Api, ApiFault
from tests.journeys.product import Product

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(240)]
PASSWORD = "a long walk by the river"
TEXT = "<p>Grind the beans just before you brew, because ground coffee loses its scent within the hour.</p>"


@dataclass
class Agency:
    """An account with an owner, an editor of one of its two sites and a viewer of the same."""

    owner: Api
    editor: Api
    viewer: Api
    stranger: Api
    site_id: str
    sector_id: str
    other_site_id: str


def until(look: Callable[[], Any], *, seconds: float = 45.0) -> Any:
    """What ``look`` finds, as soon as it finds something. :raises AssertionError: after ``seconds``."""
    ends = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < ends, "it never came"
        time.sleep(0.2)
    return found


def refusal(api: Api, method: str, path: str, **body: Any) -> tuple[int, str]:
    """Status and code of a call that must not succeed."""
    with pytest.raises(ApiFault) as caught:
        api.call(method, path, **({"json": body} if body else {}))
    return caught.value.status, caught.value.code


def register(product: Product, name: str) -> Api:
    api = product.api()
    email = f"{name}@agency.example.com"
    api.sign_in(
        api.post("auth/register/", email=email, password=PASSWORD, name=name.title(), account_name=f"{name} & Co")
    )
    return api


def join(product: Product, owner: Api, *, name: str, role: str, site_id: str) -> Api:
    """Invite somebody and accept the invitation out of the mail."""
    email = f"{name}@agency.example.com"
    owner.post("accounts/invitations/", email=email, role=role, site_ids=[site_id])
    token = until(lambda: product.mailed("accept-invitation", email))[-1]
    api = product.api()
    api.sign_in(api.post("auth/accept-invitation/", token=token, name=name.title(), password=PASSWORD))
    assert (
        refusal(product.api(), "POST", "auth/accept-invitation/", token=token, name="Late", password=PASSWORD)[0] == 400
    )
    return api


@pytest.fixture(scope="module")
def agency(product: Product) -> Agency:
    owner = register(product, "olga")
    token = until(lambda: product.mailed("verify-email", "olga@agency.example.com"))[-1]
    assert owner.get("auth/me/")["email_verified_at"] is None
    product.api().post("auth/verify-email/", token=token)
    assert owner.get("auth/me/")["email_verified_at"]
    site, other = (owner.post("accounts/sites/", name=name)["id"] for name in ("Coffee Notes", "Tea Notes"))
    sector = owner.post("accounts/sectors/", site_id=site, name="Brewing")["id"]
    editor = join(product, owner, name="edward", role="editor", site_id=site)
    viewer = join(product, owner, name="vera", role="viewer", site_id=site)
    return Agency(owner, editor, viewer, register(product, "stella"), site, sector, other)


@pytest.fixture
def reader() -> Iterator[httpx.Client]:
    """Somebody with a browser, signed in nowhere."""
    with httpx.Client(trust_env=False, timeout=20) as client:
        yield client


@pytest.fixture
def keywords(tmp_path: Path) -> Path:
    """A query export of Google Search Console."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Top queries", "Clicks", "Impressions", "CTR", "Position"])
    for number, topic in enumerate(("moka pot", "cold brew", "french press", "pour over", "coffee grinder")):
        for ending in ("", " ratio", " how to use", " best size", " cleaning"):
            writer.writerow([f"{topic}{ending}", 40 - number, 900 - 10 * number, "4.4%", "6.2"])
    writer.writerow(["moka pot", 1, 2, "50%", "3"])
    path = tmp_path / "Queries.csv"
    path.write_text(out.getvalue())
    return path


def written(agency: Agency, title: str) -> str:
    """An article the editor wrote and handed in and the owner approved. :returns: its id."""
    content_id = str(agency.editor.post("writer/content/", site_id=agency.site_id, title=title, html=TEXT)["id"])
    agency.editor.post(f"writer/content/{content_id}/submit-review/")
    agency.owner.post(f"writer/content/{content_id}/approve/")
    return content_id


def record(agency: Agency, content_id: str) -> dict[str, Any]:
    rows = agency.owner.get("publisher/records/", content_id=content_id)["results"]
    assert len(rows) == 1
    return dict(rows[0])


def published(agency: Agency, content_id: str) -> str:
    """:returns: the address, once readers can open it."""
    agency.owner.post("publisher/publish/", content_ids=[content_id])
    version = agency.owner.get(f"writer/content/{content_id}/")["current_version"]
    live = until(lambda: (r := record(agency, content_id))["status"] == "live" and r["live_version"] == version and r)
    return str(live["url"])


def home_of(agency: Agency) -> str:
    rows = agency.owner.get("publisher/deployments/", site_id=agency.site_id)["results"]
    return str(next(row["url"] for row in rows if row["status"] == "live"))


def test_an_invited_editor_sees_one_site(agency: Agency) -> None:
    assert [row["id"] for row in agency.editor.every("accounts/sites/")] == [agency.site_id]
    assert refusal(agency.editor, "GET", f"accounts/sites/{agency.other_site_id}/")[0] == 404
    elsewhere = {"site_id": agency.other_site_id, "title": "Not mine", "html": TEXT}
    assert refusal(agency.editor, "POST", "writer/content/", **elsewhere)[0] in {400, 404}
    assert refusal(agency.editor, "POST", "accounts/invitations/", email="x@example.com", role="viewer")[0] == 403
    assert {row["id"] for row in agency.owner.every("accounts/sites/")} == {agency.site_id, agency.other_site_id}


def test_the_editor_imports_and_the_viewer_may_not(agency: Agency, keywords: Path) -> None:
    where = {"site_id": agency.site_id, "sector_id": agency.sector_id}
    with pytest.raises(ApiFault) as caught:
        agency.viewer.upload("planner/keywords/import/", file=keywords, **where)
    assert caught.value.status == 403
    started = agency.editor.upload("planner/keywords/import/", file=keywords, **where)
    address = f"planner/imports/{started['import_id']}/"
    done = until(lambda: (row := agency.editor.get(address))["status"] == "done" and row)
    assert {name: done[name] for name in ("rows", "created", "duplicates", "rejected")} == {
        "rows": 26, "created": 25, "duplicates": 1, "rejected": 0,
    }  # fmt: skip
    assert len(list(agency.viewer.every("planner/keywords/", site_id=agency.site_id))) == 25
    assert refusal(agency.stranger, "GET", address)[0] == 404
    assert list(agency.stranger.every("planner/keywords/")) == []


def test_a_run_can_be_watched(product: Product, agency: Agency, keywords: Path) -> None:
    where = {"site_id": agency.site_id, "sector_id": agency.sector_id}
    started = agency.editor.upload("planner/keywords/import/", file=keywords, **where)
    until(lambda: agency.editor.get(f"planner/imports/{started['import_id']}/")["status"] == "done")
    product.provider.latency_s = 0.5
    ids = [row["id"] for row in agency.editor.every("planner/keywords/", site_id=agency.site_id)]
    run_id = agency.editor.post("planner/keywords/auto-cluster/", **where, keyword_ids=ids)["run_id"]
    stream = f"{product.public_url}/api/v1/ai/runs/{run_id}/events/"
    seen: list[dict[str, Any]] = []
    with httpx.Client(trust_env=False, timeout=60) as client:
        with client.stream("GET", stream, headers={"authorization": f"Bearer {agency.viewer.access}"}) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            seen = [json.loads(line[6:]) for line in answer.iter_lines() if line.startswith("data: ")]
        foreign = client.get(stream, headers={"authorization": f"Bearer {agency.stranger.access}"})
        assert foreign.status_code == 404
        assert client.get(stream).status_code == 401
    product.provider.latency_s = 0.0
    assert {event["id"] for event in seen} == {run_id}
    assert len(seen) >= 3, "more than the beginning and the end"
    assert seen[-1]["status"] == "succeeded"
    assert any(event["status"] == "running" and event["message"] for event in seen)
    assert seen[-1]["credits_settled"] == 10


def test_nothing_goes_live_unapproved_or_early(agency: Agency, reader: httpx.Client) -> None:
    draft = agency.editor.post("writer/content/", site_id=agency.site_id, title="Filter papers", html=TEXT)["id"]
    assert refusal(agency.viewer, "POST", f"writer/content/{draft}/submit-review/")[0] == 403
    agency.editor.post(f"writer/content/{draft}/submit-review/")
    assert refusal(agency.editor, "POST", f"writer/content/{draft}/approve/") == (403, "APPROVAL_NEEDS_ADMIN")
    assert refusal(agency.editor, "POST", "publisher/publish/", content_ids=[draft]) == (409, "NOT_PUBLISHABLE")
    agency.owner.post(f"writer/content/{draft}/approve/")
    soon = datetime.now(UTC) + timedelta(seconds=8)
    agency.editor.post("publisher/publish/", content_ids=[draft], scheduled_at=soon.isoformat())
    assert agency.owner.get(f"writer/content/{draft}/")["status"] == "scheduled"
    assert record(agency, draft)["status"] == "planned"
    live = until(lambda: (r := record(agency, draft))["status"] == "live" and r)
    assert datetime.fromisoformat(live["published_at"]) >= soon
    assert reader.get(live["url"]).status_code == 200


def test_published_moved_rolled_back_and_taken_down(agency: Agency, reader: httpx.Client) -> None:
    first, second = written(agency, "Steep cold brew"), written(agency, "Clean a moka pot")
    old, other = published(agency, first), published(agency, second)
    home = home_of(agency)
    feed, sitemap = f"{home}feed.xml", f"{home}sitemap.xml"
    assert reader.get(old).status_code == 200
    assert old in reader.get(feed).text
    assert f"<loc>{other}</loc>" in reader.get(sitemap).text

    agency.editor.call(
        "PATCH", f"writer/content/{first}/", json={"slug": "cold-brew-time", "title": "How long to steep"}
    )
    agency.editor.post(f"writer/content/{first}/submit-review/")
    agency.owner.post(f"writer/content/{first}/approve/")
    new = published(agency, first)
    assert new == f"{home}cold-brew-time/"
    moved = reader.get(old)
    assert (moved.status_code, moved.headers["location"].endswith("/cold-brew-time/")) == (301, True)
    assert "How long to steep" in reader.get(old, follow_redirects=True).text

    agency.owner.post("publisher/unpublish/", content_ids=[second])
    until(lambda: record(agency, second)["status"] == "unpublished")
    assert reader.get(other).status_code == 404
    assert other not in reader.get(sitemap).text + reader.get(feed).text
    assert reader.get(new).status_code == 200

    versions = agency.owner.get("publisher/deployments/", site_id=agency.site_id)["results"]
    before = sorted((row for row in versions if row["pages"]), key=lambda row: row["version"])[-3]
    assert refusal(agency.editor, "POST", f"publisher/deployments/{before['id']}/rollback/")[0] == 403
    agency.owner.post(f"publisher/deployments/{before['id']}/rollback/")
    assert reader.get(other).status_code == 200
    assert (reader.get(old).status_code, reader.get(new).status_code) == (200, 404)


def test_a_stranger_finds_nothing(agency: Agency) -> None:
    content_id = written(agency, "A secret recipe")
    deployments = agency.owner.get("publisher/deployments/")["results"]
    addresses = [
        f"writer/content/{content_id}/",
        f"writer/content/{content_id}/versions/",
        f"accounts/sites/{agency.site_id}/",
    ]
    addresses += [f"publisher/deployments/{row['id']}/" for row in deployments[:1]]
    for address in addresses:
        absent = address.replace(content_id, str(uuid4())).replace(agency.site_id, str(uuid4()))
        assert refusal(agency.stranger, "GET", address) == refusal(agency.stranger, "GET", absent)
    assert refusal(agency.stranger, "POST", "publisher/publish/", content_ids=[content_id])[0] == 404
    assert refusal(agency.stranger, "POST", f"writer/content/{content_id}/approve/")[0] == 404
    for path in ("writer/content/", "publisher/records/", "publisher/deployments/", "ai/runs/", "accounts/sites/"):
        assert list(agency.stranger.every(path)) == []


def test_an_api_key_opens_its_own_door_only(product: Product, agency: Agency) -> None:
    made = agency.owner.post("accounts/api-keys/", site_id=agency.site_id, name="Plugin")
    with httpx.Client(base_url=f"{product.public_url}/api/v1/", trust_env=False, timeout=20) as client:
        client.headers["x-igny8-api-key"] = made["key"]
        assert client.get("accounts/api-keys/current/").json()["data"]["site"]["id"] == agency.site_id
        statuses = {
            path: client.get(path).status_code
            for path in ("writer/content/", "accounts/sites/", "auth/me/", "ai/runs/")
        }
        assert set(statuses.values()) <= {401, 403}, statuses
        agency.owner.call("DELETE", f"accounts/api-keys/{made['id']}/")
        assert client.get("accounts/api-keys/current/").status_code == 401


def test_signing_out_ends_the_session(product: Product, agency: Agency) -> None:
    api = product.api()
    api.sign_in(api.post("auth/login/", email="edward@agency.example.com", password=PASSWORD))
    assert api.get("auth/me/")["role"] == "editor"
    api.post("auth/logout/", refresh=api.refresh)
    assert refusal(product.api(), "POST", "auth/refresh/", refresh=api.refresh)[0] == 401
    assert refusal(api, "GET", "auth/me/")[0] == 401
    assert agency.editor.get("auth/me/")["role"] == "editor", "the other session goes on"
    assert (
        refusal(product.api(), "POST", "auth/login/", email="edward@agency.example.com", password="wrong words")[0]
        == 401
    )
