"""A deployment that dies at each of its steps: what is served stays whole, and nothing is lost."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from igny8.core.tenancy import tenant
from igny8.publishing.adapters import igny8_sites, site_disk
from igny8.publishing.engine import deploy
from igny8.publishing.engine.reconcile import reconcile, reconcile_all
from igny8.publishing.models import DeploymentRecord, PublishingRecord
from igny8.publishing.services.work import sweep
from tests.factories.publishing import deployments, make_article, publish, published, record_of, work

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The process is gone: no handler of ours runs."""


def before(call: Callable[..., Any]) -> Callable[..., Any]:
    def die(*args: Any, **kwargs: Any) -> Any:
        raise Killed

    return die


def after(call: Callable[..., Any]) -> Callable[..., Any]:
    def die(*args: Any, **kwargs: Any) -> Any:
        call(*args, **kwargs)
        raise Killed

    return die


STEPS = {
    "before rendering": (igny8_sites.SitesAdapter, "render", before),
    "after rendering": (igny8_sites.SitesAdapter, "render", after),
    "before verifying": (deploy, "verify", before),
    "before renaming": (site_disk.SiteDisk, "promote", before),
    "after renaming": (site_disk.SiteDisk, "promote", after),
    "before switching": (site_disk.SiteDisk, "switch", before),
    "after switching": (site_disk.SiteDisk, "switch", after),
    "before the routes": (deploy, "point_routes", before),
    "after the routes": (deploy, "point_routes", after),
    "before the records": (deploy, "_finish_records", before),
    "after the records": (deploy, "_finish_records", after),
    "before the last word": (deploy, "emit", before),
    "after the last word": (deploy, "emit", after),
    "before forgetting old versions": (deploy, "prune", before),
}


def folder(data: Path, world: Any) -> Path:
    return data / "clients" / str(world.site_id)


def expire(world: Any) -> None:
    with tenant(world.account_id):
        DeploymentRecord.objects.filter(status="rendering").update(lease_until=timezone.now() - timedelta(seconds=1))


def disk_matches(data: Path, world: Any) -> None:
    """What is served is what the rows say, and nothing else lies around."""
    states = dict(deployments(world))
    live = next((n for n, state in states.items() if state == "live"), None)
    names = {path.name for path in folder(data, world).iterdir()} if folder(data, world).exists() else set()
    kept = {f"v{n}" for n, state in states.items() if state in {"live", "superseded"}}
    assert names == kept | ({"current"} if live else set())
    if live:
        assert os.readlink(folder(data, world) / "current") == f"v{live}"
    with tenant(world.account_id):
        for record in PublishingRecord.objects.exclude(live_hash=""):
            assert (folder(data, world) / "current" / record.live_slug / "index.html").exists()
        assert not PublishingRecord.objects.filter(status="sending").exists()


@pytest.mark.parametrize("has_history", [False, True], ids=["first deployment", "later deployment"])
@pytest.mark.parametrize("step", STEPS)
def test_killed_at(step: str, has_history: bool, account: Any, sites_data: Path, monkeypatch: Any) -> None:
    old = published(account, title="Moka pot") if has_history else None
    content_id = make_article(account, title="French press")
    publish(account, content_id)
    owner, name, how = STEPS[step]
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, how(getattr(owner, name)))
        with pytest.raises(Killed):
            work(account)
    if old:
        assert (folder(sites_data, account) / "current" / "moka-pot" / "index.html").exists(), (
            "never without the old page"
        )
    assert work(account) == 0, "the lease is still running"
    expire(account)
    sweep()
    disk_matches(sites_data, account)
    work(account)
    disk_matches(sites_data, account)
    assert record_of(account, content_id).status == "live"
    assert (folder(sites_data, account) / "current" / "french-press" / "index.html").exists()
    assert not old or record_of(account, old).status == "live"
    assert [state for _, state in deployments(account)].count("live") == 1
    assert sweep() == {"expired": 0, "hints": 0, "mended": 0}


@pytest.mark.parametrize(
    "fault",
    [OSError(28, "No space left on device"), ValueError("a fault of ours")],
    ids=["disk full", "our own fault"],
)
@pytest.mark.parametrize("name", ["promote", "switch"])
def test_an_error_is_not_a_crash_it_is_tried_again(
    name: str, fault: Exception, account: Any, sites_data: Path, monkeypatch: Any
) -> None:
    content_id = make_article(account, title="French press")
    publish(account, content_id)
    tries: list[int] = []
    real = getattr(site_disk.SiteDisk, name)

    def sometimes(self: Any, number: int | None) -> None:
        if number is not None:
            tries.append(number)
            if len(tries) < 3:
                raise fault
        real(self, number)

    monkeypatch.setattr(site_disk.SiteDisk, name, sometimes)
    assert work(account) == 3
    assert deployments(account) == [(1, "failed"), (2, "failed"), (3, "live")]
    assert record_of(account, content_id).status == "live"
    disk_matches(sites_data, account)


def test_a_destination_that_never_works_is_given_up(account: Any, sites_data: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(site_disk.SiteDisk, "promote", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    content_id = make_article(account)
    publish(account, content_id)
    assert work(account) == 8
    record = record_of(account, content_id)
    assert (record.status, record.error_code, record.attempts) == ("failed", "DISK", 8)
    assert work(account) == 0


def test_who_was_replaced_changes_nothing(account: Any, sites_data: Path) -> None:
    """A worker that slept through its lease comes back after another has finished."""
    content_id = make_article(account, title="French press")
    publish(account, content_id)
    sleeper = deploy.begin(account_id=account.account_id, site_id=account.site_id)
    assert sleeper is not None
    expire(account)
    work(account)
    work(account)
    assert deployments(account) == [(1, "failed"), (2, "live")]
    deploy.run(sleeper)
    assert deployments(account) == [(1, "failed"), (2, "live")]
    assert os.readlink(folder(sites_data, account) / "current") == "v2"
    assert record_of(account, content_id).status == "live"
    reconcile(account_id=account.account_id, site_id=account.site_id)
    disk_matches(sites_data, account)


@pytest.mark.parametrize(
    "damage",
    [
        lambda v: (v / "index.html").write_text("defaced"),
        lambda v: (v / "added.html").write_text("planted"),
        lambda v: (v / "404.html").unlink(),
        lambda v: (v / "link").symlink_to("/etc/passwd"),
        lambda v: (v / "dir").symlink_to("/etc"),
        lambda v: (v / "manifest.json").write_text("{"),
        lambda v: (v / "manifest.json").write_text('{"version": 1, "files": {"../../x": {"sha256": "", "size": 0}}}'),
    ],
    ids=["changed", "added", "missing", "link", "linked folder", "broken manifest", "path outside"],
)
def test_a_version_that_is_not_what_its_manifest_says_is_never_served(
    damage: Callable[[Path], Any], account: Any, sites_data: Path, monkeypatch: Any
) -> None:
    render = igny8_sites.SitesAdapter.render

    def damaged(self: Any, definition: Any, *, out: Path, **options: Any) -> Any:
        rendered = render(self, definition, out=out, **options)
        damage(out)
        return rendered

    old = published(account, title="Moka pot")
    monkeypatch.setattr(igny8_sites.SitesAdapter, "render", damaged)
    content_id = make_article(account)
    publish(account, content_id)
    work(account)
    record = record_of(account, content_id)
    assert (record.status, record.error_code) == ("failed", "VERSION_INVALID")
    assert record_of(account, old).status == "live"
    disk_matches(sites_data, account)


def test_the_renderers_own_breakdown_is_retried(
    account: Any, sites_data: Path, monkeypatch: Any, tmp_path: Path
) -> None:
    from igny8.publishing import registry

    program = tmp_path / "broken.js"
    program.write_text("process.stderr.write('out of memory'); process.exit(134)")
    content_id = make_article(account)
    publish(account, content_id)
    with monkeypatch.context() as patch:
        patch.setattr(registry.adapter_for("igny8_sites"), "program", program)
        work(account)
    failed = record_of(account, content_id)
    assert (failed.error_kind, failed.error_code) == ("retry", "RENDERER_BROKE")
    assert "out of memory" in failed.error


def test_a_renderer_that_hangs_is_stopped(account: Any, sites_data: Path, monkeypatch: Any, tmp_path: Path) -> None:
    from igny8.publishing import registry
    from igny8.publishing.base import Retry

    program = tmp_path / "hangs.js"
    program.write_text("setInterval(() => {}, 1000)")
    adapter = registry.adapter_for("igny8_sites")
    monkeypatch.setattr(adapter, "program", program)
    monkeypatch.setattr(adapter, "timeout_s", 0.1)
    with pytest.raises(Retry, match="too long"):
        adapter.render({}, out=tmp_path / "out", previous=None)  # type: ignore[attr-defined]


def test_lost_files_are_rendered_again(account: Any, sites_data: Path) -> None:
    import shutil

    content_id = published(account, title="Moka pot")
    shutil.rmtree(sites_data)
    assert "lost" in " ".join(reconcile(account_id=account.account_id, site_id=account.site_id))
    assert work(account) == 1
    assert record_of(account, content_id).status == "live"
    reconcile(account_id=account.account_id, site_id=account.site_id)
    disk_matches(sites_data, account)


def test_the_command_mends_all_and_removes_sites_that_are_no_more(account: Any, sites_data: Path, capsys: Any) -> None:
    published(account)
    (folder(sites_data, account) / "current").unlink()
    (folder(sites_data, account) / "v7").mkdir()
    (folder(sites_data, account) / "current.new").symlink_to("v9")
    orphan = site_disk.SiteDisk(sites_data, "01a1f7d6-66b4-7fba-9738-d8b08b8d7d3c")
    orphan.version(1).mkdir(parents=True)
    orphan.switch(1)
    orphan.route("slugs", "nobody")
    call_command("reconcile_sites")
    assert "2 sites mended" in capsys.readouterr().out
    disk_matches(sites_data, account)
    assert not orphan.folder.exists()
    assert not (sites_data / "routes" / "slugs" / "nobody").exists()
    assert reconcile_all() == {}


@pytest.mark.parametrize("name", ["../x", "a/b", ".x", "", "A", "x" * 200, "..", "a\n"])
def test_no_route_leaves_its_folder(name: str, tmp_path: Path) -> None:
    disk = site_disk.SiteDisk(tmp_path, "01a1f7d6-66b4-7fba-9738-d8b08b8d7d3c")
    for kind in ("slugs", "hosts"):
        with pytest.raises(ValueError, match="cannot be a route"):
            disk.route(kind, name)
    assert not (tmp_path / "routes").exists()


def test_a_sites_folder_is_named_by_a_uuid_only(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="badly formed"):
        site_disk.SiteDisk(tmp_path, "../../etc")
