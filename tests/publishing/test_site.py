"""Publishing to our own sites, rendered for real."""

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from PIL import Image as Picture

from igny8.content.models import Content, Image
from igny8.content.services.approval import NotPublishable, content_approve
from igny8.content.services.contents import content_update
from igny8.core.errors import Conflict, InvalidInput, NotFound
from igny8.core.models import OutboxEvent
from igny8.core.tenancy import tenant
from igny8.publishing.models import PublicationSnapshot, PublishingRecord
from igny8.publishing.services.deployments import VersionNotKept, deployment_request, deployment_rollback
from igny8.publishing.services.publications import NoDestination, SiteNotActive, content_unpublish, record_retry
from igny8.publishing.services.work import sweep
from igny8.system.models import Notification
from tests.factories.publishing import (
    change_site,
    deployments,
    make_article,
    publish,
    published,
    record_of,
    work,
)

pytestmark = pytest.mark.django_db


def version(data: Path, world: Any, number: int | None = None) -> Path:
    return data / "clients" / str(world.site_id) / (f"v{number}" if number else "current")


def page(data: Path, world: Any, slug: str) -> Path:
    return version(data, world) / slug / "index.html"


def rename(world: Any, content_id: Any, slug: str) -> None:
    """Straight into the row: what the writer's own rules would refuse must not break us either."""
    with tenant(world.account_id):
        Content.objects.filter(pk=content_id).update(slug=slug)


def edit(world: Any, content_id: Any, **changes: Any) -> None:
    with tenant(world.account_id):
        content_update(content_id=content_id, changes=changes)
        content_approve(content_id=content_id)


def unpublish(world: Any, content_id: Any) -> PublishingRecord:
    with tenant(world.account_id):
        return content_unpublish(content_ids=[content_id])[0]


def events(world: Any, name: str) -> int:
    with tenant(world.account_id):
        return OutboxEvent.objects.filter(name=f"publishing.{name}").count()


def test_many_publishes_are_one_deployment(account: Any, sites_data: Path) -> None:
    ids = [make_article(account, title=f"Brewing coffee {n}") for n in range(12)]
    for content_id in ids:
        publish(account, content_id)
    assert work(account) == 1
    assert deployments(account) == [(1, "live")]
    for n, content_id in enumerate(ids):
        record = record_of(account, content_id)
        assert (record.status, record.live_version, record.error) == ("live", 1, "")
        assert record.external_url.endswith(f"/brewing-coffee-{n}/")
        assert f"Brewing coffee {n}" in page(sites_data, account, f"brewing-coffee-{n}").read_text()
    with tenant(account.account_id):
        assert set(Content.objects.values_list("status", flat=True)) == {"published"}
    assert (events(account, "ContentPublished"), events(account, "SiteDeployed")) == (12, 1)


def test_asking_again_changes_nothing(account: Any, sites_data: Path) -> None:
    content_id = published(account)
    before = record_of(account, content_id)
    publish(account, content_id)
    assert work(account) == 0
    after = record_of(account, content_id)
    assert (after.status, after.external_url, after.attempts) == ("live", before.external_url, 0)
    assert (deployments(account), events(account, "ContentPublished")) == ([(1, "live")], 1)


def test_a_draft_never_leaks_into_a_deployment_of_something_else(account: Any, sites_data: Path) -> None:
    first = published(account, title="Moka pot")
    with tenant(account.account_id):
        content_update(content_id=first, changes={"html": "<p>An unfinished draft nobody has approved yet.</p>"})
    published(account, title="French press")
    assert "unfinished" not in page(sites_data, account, "moka-pot").read_text()
    assert page(sites_data, account, "french-press").exists()
    with pytest.raises(Conflict, match="not approved"):
        publish(account, first)


def test_a_changed_version_is_brought_up_to_date_in_place(account: Any, sites_data: Path) -> None:
    content_id = published(account, title="Moka pot")
    edit(account, content_id, html="<p>Now with twice as much to say about steam and pressure in the pot.</p>")
    publish(account, content_id)
    assert work(account) == 1
    record = record_of(account, content_id)
    assert (record.status, record.live_version, record.content_version) == ("live", 2, 2)
    assert "twice as much" in page(sites_data, account, "moka-pot").read_text()
    assert deployments(account) == [(1, "superseded"), (2, "live")]


def test_unpublishing_takes_the_page_away_and_publishing_brings_it_back(account: Any, sites_data: Path) -> None:
    content_id, other = published(account, title="Moka pot"), published(account, title="French press")
    unpublish(account, content_id)
    assert work(account) == 1
    assert not page(sites_data, account, "moka-pot").exists()
    assert page(sites_data, account, "french-press").exists()
    record = record_of(account, content_id)
    assert (record.status, record.external_url, record.live_version) == ("unpublished", "", None)
    with tenant(account.account_id):
        assert Content.objects.get(pk=content_id).status == "approved"
        assert Content.objects.get(pk=other).status == "published"
    unpublish(account, content_id)
    assert (work(account), events(account, "ContentUnpublished")) == (0, 1)
    publish(account, content_id)
    work(account)
    assert page(sites_data, account, "moka-pot").exists()


def test_what_is_taken_back_before_its_turn_is_never_sent(account: Any, sites_data: Path) -> None:
    content_id = make_article(account)
    publish(account, content_id)
    assert unpublish(account, content_id).status == "unpublished"
    assert (work(account), deployments(account)) == (0, [])


def test_a_new_address_redirects_from_the_old_one(account: Any, sites_data: Path) -> None:
    content_id = published(account, title="Moka pot")
    for slug in ("moka", "moka-brewing"):
        rename(account, content_id, slug)
        publish(account, content_id)
        work(account)
    redirects = json.loads((version(sites_data, account) / "_redirects.json").read_text())["redirects"]
    assert set(redirects) == {"/moka-pot", "/moka"}
    assert all(target["to"].endswith("/moka-brewing/") for target in redirects.values())
    assert not page(sites_data, account, "moka-pot").exists()


def test_a_freed_address_may_be_taken_in_the_same_deployment(account: Any, sites_data: Path) -> None:
    old, new = published(account, title="Moka pot"), make_article(account, title="Another")
    rename(account, old, "moka-history")
    rename(account, new, "moka-pot")
    publish(account, old, new)
    work(account)
    assert "Another" in page(sites_data, account, "moka-pot").read_text()
    assert page(sites_data, account, "moka-history").exists()


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("../../../etc/passwd", "INVALID_SLUG"),
        ("..", "INVALID_SLUG"),
        (".hidden", "INVALID_SLUG"),
        ("a/b", "INVALID_SLUG"),
        ("a\\b", "INVALID_SLUG"),
        ("Upper", "INVALID_SLUG"),
        ("two words", "INVALID_SLUG"),
        ("%2e%2e", "INVALID_SLUG"),
        ("line\nbreak", "INVALID_SLUG"),
        ("cafe\u0301", "INVALID_SLUG"),
        ("кофе" * 30, "INVALID_SLUG"),
        ("", "INVALID_SLUG"),
        ("manifest.json", "INVALID_SLUG"),
        ("index", "RESERVED_SLUG"),
        ("assets", "RESERVED_SLUG"),
        ("moka-pot", "SLUG_TAKEN"),
    ],
)
def test_a_hostile_address_fails_alone(account: Any, sites_data: Path, slug: str, code: str) -> None:
    held = published(account, title="Moka pot")
    if slug == "moka-pot":
        rename(account, held, "moka-brewing")  # its draft moved on, the page did not
    bad, good = make_article(account), make_article(account, title="French press")
    rename(account, bad, slug)
    publish(account, bad, good)
    work(account)
    failed = record_of(account, bad)
    assert (failed.status, failed.error_code) == ("failed", code)
    assert page(sites_data, account, "french-press").exists()
    assert page(sites_data, account, "moka-pot").exists()
    root = version(sites_data, account).resolve()
    assert all(Path(p).resolve().is_relative_to(root) for p, _, _ in os.walk(root))
    with tenant(account.account_id):
        assert Notification.objects.filter(kind="publishing.failed").count() == 1
    assert events(account, "PublicationFailed") == 1


def test_slugs_of_any_script_become_pages(account: Any, sites_data: Path) -> None:
    content_id = published(account, title="Кофе в турке")
    record = record_of(account, content_id)
    assert record.status == "live"
    assert "%D0" in record.external_url


def test_what_only_the_renderer_sees_fails_alone_too(account: Any, sites_data: Path) -> None:
    live, good = published(account, title="Moka pot"), make_article(account, title="French press")
    edit(account, live, title="Moka pot again")
    publish(account, live, good)
    with tenant(account.account_id):  # a control character the writer would never let pass
        snapshot = PublicationSnapshot.objects.get(record__content_id=live, version=2)
        snapshot.payload["html"] = "<p>\x01</p>"
        snapshot.save()
    assert work(account) == 1
    failed = record_of(account, live)
    assert (failed.status, failed.error_code, failed.live_version) == ("failed", "INVALID_DEFINITION", 1)
    assert (
        "<title>Moka pot</title>" in page(sites_data, account, "moka-pot").read_text()
        or "Moka pot" in page(sites_data, account, "moka-pot").read_text()
    )
    assert record_of(account, good).status == "live"


def test_images_are_published_and_a_missing_one_fails_its_content_alone(
    account: Any, sites_data: Path, settings: Any
) -> None:
    with_image, without = make_article(account, title="Moka pot"), make_article(account, title="French press")
    name = f"{uuid4().hex}{uuid4().hex}.webp"
    folder = settings.STORAGE_ROOT / str(account.site_id) / "images"
    folder.mkdir(parents=True)
    with tenant(account.account_id):
        Image.objects.create(
            site_id=account.site_id, content_id=with_image, role="featured", file=name, status="ready",
            alt_text="A pot on a stove", width=40, height=20, media_type="image/webp",
        )  # fmt: skip
    publish(account, with_image, without)
    work(account)
    assert record_of(account, with_image).error_code == "IMAGE_MISSING"
    assert record_of(account, without).status == "live"
    Picture.new("RGB", (40, 20), "brown").save(folder / name)
    with tenant(account.account_id):
        record_retry(record_id=record_of(account, with_image).id)
    work(account)
    assert record_of(account, with_image).status == "live"
    assert 'alt="A pot on a stove"' in page(sites_data, account, "moka-pot").read_text()
    assert list((version(sites_data, account) / "assets" / "images").iterdir())
    (folder / name).unlink()
    published(account, title="Aeropress")
    assert page(sites_data, account, "moka-pot").exists()


def test_a_scheduled_publication_waits_for_its_moment(account: Any, sites_data: Path) -> None:
    content_id = make_article(account)
    moment = timezone.now() + timedelta(days=2)
    record = publish(account, content_id, at=moment)[0]
    assert (record.status, record.not_before) == ("planned", moment)
    assert work(account) == 0
    with tenant(account.account_id):
        assert Content.objects.get(pk=content_id).status == "scheduled"
        with pytest.raises(Conflict):
            record_retry(record_id=record.id)
        PublishingRecord.objects.update(not_before=timezone.now())
    assert work(account) == 1
    assert record_of(account, content_id).status == "live"


def test_a_schedule_that_is_taken_back(account: Any, sites_data: Path) -> None:
    content_id = make_article(account)
    publish(account, content_id, at=timezone.now() + timedelta(days=2))
    unpublish(account, content_id)
    with tenant(account.account_id):
        assert Content.objects.get(pk=content_id).status == "approved"


def test_what_may_not_be_published_is_refused_as_a_whole(account: Any, stranger: Any, sites_data: Path) -> None:
    good, draft, foreign = make_article(account), make_article(account, is_approved=False), make_article(stranger)
    with pytest.raises(Conflict, match="not approved") as refused:
        publish(account, good, draft)
    assert len(refused.value.errors["content_ids"]) == 1
    with pytest.raises(NotFound):
        publish(account, good, foreign)
    with pytest.raises(InvalidInput, match=r"not valid") as wrong:
        publish(account, good, destinations=["wordpress:1"])
    assert "igny8_sites" in wrong.value.errors["destinations"][0]
    with tenant(account.account_id):
        assert not PublishingRecord.objects.exists()
    change_site(account, publish_policy="draft_only")
    with pytest.raises(Conflict, match="draft only"):
        publish(account, good)
    change_site(account, publish_policy="auto")
    assert publish(account, draft)[0].status == "planned"
    change_site(account, hosting_type="wordpress")
    with pytest.raises(NoDestination):
        publish(account, good)
    change_site(account, hosting_type="igny8_sites", status="paused")
    with pytest.raises(SiteNotActive):
        publish(account, good)
    assert issubclass(NotPublishable, Conflict)


def test_only_the_last_versions_are_kept(account: Any, sites_data: Path, settings: Any) -> None:
    settings.SITES_KEEP_VERSIONS = 3
    ids = [published(account) for _ in range(6)]
    states = dict(deployments(account))
    assert [states[n] for n in range(1, 7)] == ["removed"] * 3 + ["superseded"] * 2 + ["live"]
    kept = {path.name for path in version(sites_data, account, 1).parent.iterdir()}
    assert kept == {"v4", "v5", "v6", "current"}
    with tenant(account.account_id), pytest.raises(VersionNotKept):
        deployment_rollback(site_id=account.site_id, version=2)
    assert len(ids) == 6


def test_equal_files_are_links_to_the_version_before(account: Any, sites_data: Path) -> None:
    published(account, title="Moka pot")
    published(account, title="French press")
    assert any(path.stat().st_nlink > 1 for path in version(sites_data, account).rglob("*.woff2"))


def test_going_back_and_what_comes_after(
    account: Any, sites_data: Path, django_capture_on_commit_callbacks: Any
) -> None:
    first = published(account, title="Moka pot")
    edit(account, first, html="<p>The second version of the text, which turned out to be quite wrong.</p>")
    publish(account, first)
    second = make_article(account, title="French press")
    publish(account, second)
    work(account)
    with django_capture_on_commit_callbacks(execute=True), tenant(account.account_id):
        row = deployment_rollback(site_id=account.site_id, version=1)
    assert (row.status, row.rolled_back_from) == ("live", 2)
    assert os.readlink(version(sites_data, account)) == "v1"
    assert "quite wrong" not in page(sites_data, account, "moka-pot").read_text()
    record = record_of(account, first)
    assert (record.status, record.live_version, record.wanted) == ("live", 1, "publish")
    gone = record_of(account, second)
    assert (gone.status, gone.wanted, gone.external_url) == ("unpublished", "unpublish", "")
    third = published(account, title="Aeropress")
    assert deployments(account) == [(1, "superseded"), (2, "superseded"), (3, "live")]
    assert "quite wrong" not in page(sites_data, account, "moka-pot").read_text()
    assert not page(sites_data, account, "french-press").exists()
    with django_capture_on_commit_callbacks(execute=True), tenant(account.account_id):
        deployment_rollback(site_id=account.site_id, version=2)
    assert "quite wrong" in page(sites_data, account, "moka-pot").read_text()
    assert record_of(account, second).status == "live"
    assert record_of(account, third).status == "unpublished"
    with tenant(account.account_id):
        assert deployment_rollback(site_id=account.site_id, version=2).status == "live"
        with pytest.raises(NotFound):
            deployment_rollback(site_id=account.site_id, version=99)


def test_a_rollback_whose_switch_was_lost_is_mended_by_the_sweeper(account: Any, sites_data: Path) -> None:
    published(account)
    published(account)
    with tenant(account.account_id):
        deployment_rollback(site_id=account.site_id, version=1)
    assert os.readlink(version(sites_data, account)) == "v2"
    assert sweep()["mended"] == 1
    assert os.readlink(version(sites_data, account)) == "v1"
    assert sweep()["mended"] == 0


def test_another_slug_moves_the_site_and_frees_the_old_route(account: Any, sites_data: Path) -> None:
    content_id = published(account, title="Moka pot")
    routes = sites_data / "routes" / "slugs"
    assert [path.read_text() for path in routes.iterdir()] == [str(account.site_id)]
    change_site(account, slug="new-coffee", name="New coffee")
    with tenant(account.account_id):
        deployment_request(site_id=account.site_id)
    assert work(account) == 1
    assert [path.name for path in routes.iterdir()] == ["new-coffee"]
    assert "New coffee" in page(sites_data, account, "moka-pot").read_text()
    assert "/s/new-coffee/" in page(sites_data, account, "moka-pot").read_text()
    with tenant(account.account_id), pytest.raises(VersionNotKept, match="address"):
        deployment_rollback(site_id=account.site_id, version=1)
    assert record_of(account, content_id).external_url.endswith("/s/new-coffee/moka-pot/")


def test_an_own_domain_is_served_where_our_server_is_public(account: Any, sites_data: Path, settings: Any) -> None:
    change_site(account, domain="brewing-coffee.com")
    content_id = published(account, title="Moka pot")
    assert record_of(account, content_id).external_url.startswith(settings.SITES_URL)
    settings.SITES_URL = "https://sites.example.com"
    with tenant(account.account_id):
        deployment_request(site_id=account.site_id)
    work(account)
    assert (sites_data / "routes" / "hosts" / "brewing-coffee.com").read_text() == str(account.site_id)
    assert 'href="https://brewing-coffee.com/moka-pot/"' in page(sites_data, account, "moka-pot").read_text()
    assert record_of(account, content_id).external_url == "https://brewing-coffee.com/moka-pot/"


def test_pages_are_pages_and_not_posts(account: Any, sites_data: Path) -> None:
    published(account, title="Contact", content_type="page")
    assert page(sites_data, account, "contact").exists()
    assert "Contact" not in (version(sites_data, account) / "feed.xml").read_text()


def test_without_the_program_the_cure_is_named(account: Any, sites_data: Path, monkeypatch: Any) -> None:
    from igny8.publishing import registry

    monkeypatch.setattr(registry.adapter_for("igny8_sites"), "program", sites_data / "render.js")
    content_id = make_article(account)
    publish(account, content_id)
    work(account)
    record = record_of(account, content_id)
    assert (record.status, record.error_kind, record.error_code) == ("failed", "action_required", "SITES_NOT_BUILT")
    assert "npm run build" in record.error
    assert deployments(account) == [(1, "failed")]


def test_deploying_without_news_renders_the_site_again(account: Any, sites_data: Path) -> None:
    published(account)
    with tenant(account.account_id):
        one, two = (deployment_request(site_id=account.site_id) for _ in range(2))
    assert one.id == two.id
    assert work(account) == 1
    assert deployments(account) == [(1, "superseded"), (2, "live")]
