"""The adapter of the guide, taken through everything an adapter has to stand."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from igny8.core.tenancy import tenant
from igny8.publishing import registry
from igny8.publishing.base import Adapter, Target
from igny8.publishing.services.publications import content_unpublish, record_retry
from tests.factories.publishing import make_article, publish, record_of, work
from tests.publishing.json_folder import JsonFolderAdapter
from tests.publishing.test_site import edit

pytestmark = pytest.mark.django_db
KEY = "json_folder:1"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "out"
    path.mkdir()

    def targets(site_id: Any) -> list[Target]:
        return [
            Target(key=KEY, platform="json_folder", name="Files", site_id=str(site_id), config={"folder": str(path)})
        ]

    registry.register(JsonFolderAdapter(), targets=targets)
    yield path
    registry.remove("json_folder")


def test_it_is_an_adapter_and_known_by_name() -> None:
    assert isinstance(JsonFolderAdapter(), Adapter)
    with pytest.raises(ValueError, match="twice"):
        registry.register(registry.adapter_for("igny8_sites"), targets=lambda _: [])


def test_from_publishing_to_taking_down(account: Any, folder: Path) -> None:
    content_id = make_article(account, title="Moka pot")
    for _ in range(3):
        publish(account, content_id, destinations=[KEY])
        work(account, KEY)
    [file] = folder.iterdir()
    assert json.loads(file.read_text())["title"] == "Moka pot"
    assert record_of(account, content_id, KEY).external_url == file.as_uri()
    edit(account, content_id, title="Moka pot, second edition")
    publish(account, content_id, destinations=[KEY])
    work(account, KEY)
    assert "second edition" in file.read_text()
    with tenant(account.account_id):
        content_unpublish(content_ids=[content_id], destinations=[KEY])
    work(account, KEY)
    assert list(folder.iterdir()) == []


def test_it_says_what_is_wrong_and_goes_on_when_that_is_mended(account: Any, folder: Path, api: Any) -> None:
    folder.rmdir()
    status, body = api.get(f"publisher/destinations/?site_id={account.site_id}")
    listed = {d["key"]: d for d in body["data"]["destinations"]}
    assert (status, listed[KEY]["check"]["ok"]) == (200, False)
    content_id = make_article(account)
    publish(account, content_id, destinations=[KEY])
    work(account, KEY)
    record = record_of(account, content_id, KEY)
    assert (record.status, record.error_code) == ("failed", "FOLDER_MISSING")
    folder.mkdir()
    with tenant(account.account_id):
        record_retry(record_id=record.id)
    work(account, KEY)
    assert record_of(account, content_id, KEY).status == "live"
