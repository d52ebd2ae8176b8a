"""What was published is what the sites server answers, also while versions change under load."""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.conf import settings as project

from igny8.core.tenancy import tenant
from igny8.publishing.services.deployments import deployment_rollback
from igny8.publishing.services.platforms import node_program
from igny8.publishing.services.publications import content_unpublish
from tests.factories.publishing import change_site, publish, published, record_of, work
from tests.publishing.test_site import edit, rename

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(sites_data: Path, settings: Any) -> Iterator[httpx.Client]:
    """The sites server over this test's folder, on a free port."""
    sites_data.mkdir()
    process = subprocess.Popen(
        [str(node_program()), str(project.ROOT / "sites" / "dist" / "server.js")],
        env={"IGNY8_SITES_DATA": str(sites_data), "PORT": "0", "HOST": "127.0.0.1", "PATH": os.defpath},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    port = json.loads(process.stdout.readline())["port"]
    settings.SITES_URL = f"http://127.0.0.1:{port}"
    with httpx.Client(trust_env=False, timeout=20) as client:
        yield client
    process.terminate()
    process.wait(10)
    process.stdout.close()


def test_the_published_address_answers(account: Any, server: httpx.Client) -> None:
    first, second = published(account, title="Moka pot"), published(account, title="Кофе в турке")
    for content_id, title in ((first, "Moka pot"), (second, "Кофе в турке")):
        answer = server.get(record_of(account, content_id).external_url)
        assert answer.status_code == 200
        assert title in answer.text
    home = record_of(account, first).external_url.removesuffix("moka-pot/")
    assert "Moka pot" in server.get(home).text
    assert server.get(f"{home}feed.xml").status_code == 200
    assert server.get(f"{home}sitemap.xml").text.count("<loc>") >= 3
    assert server.get(f"{home}manifest.json").status_code == 404
    assert server.get(f"{home}nothing-here/").status_code == 404


def test_taken_down_renamed_and_gone_back_to(account: Any, server: httpx.Client) -> None:
    content_id, other = published(account, title="Moka pot"), published(account, title="French press")
    old = record_of(account, content_id).external_url
    rename(account, content_id, "moka-history")
    publish(account, content_id)
    with tenant(account.account_id):
        content_unpublish(content_ids=[other])
    gone = record_of(account, other).external_url
    work(account)
    moved = server.get(old)
    assert (moved.status_code, server.get(gone).status_code) == (301, 404)
    assert server.get(old, follow_redirects=True).status_code == 200
    with tenant(account.account_id):
        deployment_rollback(site_id=account.site_id, version=2)
    assert (server.get(old).status_code, server.get(gone).status_code) == (200, 200)
    assert record_of(account, other).status == "live"


def test_an_own_domain_answers_to_its_host(account: Any, server: httpx.Client, settings: Any) -> None:
    address, settings.SITES_URL = settings.SITES_URL, "https://sites.example.com"
    change_site(account, domain="brewing-coffee.com")
    published(account, title="Moka pot")
    answer = server.get(f"{address}/moka-pot/", headers={"host": "brewing-coffee.com"})
    assert answer.status_code == 200
    assert "Moka pot" in answer.text
    assert server.get(f"{address}/moka-pot/").status_code == 404


@pytest.mark.heavy
def test_under_load_every_answer_is_whole_while_versions_change(account: Any, server: httpx.Client) -> None:
    content_id = published(account, title="Moka pot")
    url = record_of(account, content_id).external_url
    done, faults, seen = threading.Event(), [], set()

    def visit() -> None:
        with httpx.Client(trust_env=False, timeout=20) as client:
            while not done.is_set():
                answer = client.get(url)
                if answer.status_code != 200 or not answer.text.rstrip().endswith("</html>"):
                    faults.append((answer.status_code, len(answer.text)))
                seen.add(next((n for n in range(20) if f"edition number {n} " in answer.text), -1))

    visitors = [threading.Thread(target=visit) for _ in range(3)]
    for thread in visitors:
        thread.start()
    try:
        for number in range(6):
            edit(account, content_id, html=f"<p>This is edition number {number} of the text about the moka pot.</p>")
            publish(account, content_id)
            work(account)
        with tenant(account.account_id):
            deployment_rollback(site_id=account.site_id, version=4)
        assert "edition number 2 " in server.get(url).text
    finally:
        done.set()
        for thread in visitors:
            thread.join()
    assert faults == []
    assert {0, 5, 2} & seen
