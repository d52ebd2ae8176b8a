"""Real processes, really killed with -9."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from igny8.core.tenancy import tenant
from igny8.publishing import registry
from igny8.publishing.models import DeploymentRecord, DestinationLane, PublishingRecord
from igny8.publishing.services.work import sweep
from tests.factories.publishing import deployments, make_article, publish, published, record_of, work
from tests.publishing.blog import Blog, BlogAdapter, targets_at
from tests.publishing.test_crashes import disk_matches, folder

pytestmark = pytest.mark.django_db(transaction=True)
BLOG = "blog:1"


@pytest.fixture
def blog() -> Iterator[Blog]:
    with Blog() as running:
        registry.register(BlogAdapter(), targets=targets_at(running.url))
        yield running
        registry.remove("blog")


def start(world: Any, settings: Any, destination: str, blog_url: str = "") -> "subprocess.Popen[bytes]":
    """A worker that has come up and begun."""
    environment = os.environ | {
        "IGNY8_SITES_DATA": str(settings.SITES_DATA),
        "IGNY8_STORAGE": str(settings.STORAGE_ROOT),
    }
    command = [sys.executable, str(Path(__file__).with_name("doomed.py")), str(world.account_id), str(world.site_id)]
    process = subprocess.Popen(
        [*command, destination, *([blog_url] if blog_url else [])],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert process.stdout is not None
    while (line := process.stdout.readline()) and line.strip() != b"ready":
        pass
    return process


def kill(process: "subprocess.Popen[bytes]") -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def expire(world: Any) -> None:
    with tenant(world.account_id):
        past = timezone.now() - timedelta(seconds=1)
        for model in (PublishingRecord, DestinationLane, DeploymentRecord):
            model.objects.filter(lease_until__isnull=False).update(lease_until=past)


def test_killed_between_sending_and_recording_makes_no_second_post(account: Any, blog: Blog, settings: Any) -> None:
    content_id, waiting = make_article(account), make_article(account)
    publish(account, content_id, waiting, destinations=[BLOG])
    blog.behaviours.append("hang_after")
    process = start(account, settings, BLOG, blog.url)
    assert blog.created.wait(30)
    assert work(account, BLOG) == 0, "the destination is taken as long as the lease runs"
    kill(process)
    assert {record_of(account, pk, BLOG).status for pk in (content_id, waiting)} == {"sending"}
    expire(account)
    assert sweep()["expired"] == 2, "one was sent and one only taken; nobody knows which"
    work(account, BLOG)
    assert {record_of(account, pk, BLOG).status for pk in (content_id, waiting)} == {"live"}
    assert (len(blog.posts), set(blog.keys.values()), blog.asked["POST"]) == (2, {1}, 2)


@pytest.mark.heavy
def test_killed_again_and_again_while_publishing(account: Any, blog: Blog, settings: Any) -> None:
    ids = [make_article(account) for _ in range(60)]
    publish(account, *ids, destinations=[BLOG])
    draw = random.Random(7)
    blog.behaviours.extend(draw.choices(["ok", "drop_after", "drop_before", "500"], k=300))
    kills = 0
    while kills < 3:
        process = start(account, settings, BLOG, blog.url)
        time.sleep(draw.uniform(0.05, 0.4))
        if process.poll() is None:
            kills += 1
        kill(process)
        expire(account)
        sweep()
    blog.behaviours.clear()
    work(account, BLOG)
    assert set(blog.keys) == {str(pk) for pk in ids}
    assert set(blog.keys.values()) == {1}
    with tenant(account.account_id):
        assert set(PublishingRecord.objects.values_list("status", flat=True)) == {"live"}


@pytest.mark.heavy
def test_killed_again_and_again_while_deploying(account: Any, sites_data: Path, settings: Any) -> None:
    old = published(account, title="Moka pot")
    ids = [make_article(account) for _ in range(20)]
    publish(account, *ids)
    draw = random.Random(11)
    for _ in range(3):
        process = start(account, settings, "igny8_sites")
        time.sleep(draw.uniform(0.0, 0.9))
        kill(process)
        assert (folder(sites_data, account) / "current" / "moka-pot" / "index.html").exists()
        expire(account)
        sweep()
    work(account)
    assert {record_of(account, pk).status for pk in (old, *ids)} == {"live"}
    assert [state for _, state in deployments(account)].count("live") == 1
    sweep()
    disk_matches(sites_data, account)
