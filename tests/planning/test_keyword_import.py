"""Importing exports: every row accounted for, exactly once, in bounded memory."""

import io
import resource
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from igny8.core.errors import NotFound
from igny8.core.models import OutboxEvent
from igny8.core.tenancy import Actor, tenant
from igny8.planning.models import Keyword, KeywordImport, KeywordReject
from igny8.planning.services.keyword_import import (
    UnreadableKeywordFile,
    import_preview,
    import_run,
    import_start,
    imports_sweep,
)
from igny8.planning.tasks import import_keywords
from tests.support.client import Api

pytestmark = pytest.mark.django_db
CSV = (
    b"Keyword,Volume,Keyword Difficulty,CPC (USD),Intent\n"
    b'moka pot,"1,300",20,1.20,Commercial\nMoka  Pot,90,,,\nespresso,,,,\n,5,,,\n'
)


@pytest.fixture(autouse=True)
def _storage(settings: Any, tmp_path: Path) -> None:
    settings.STORAGE_ROOT = tmp_path


def start(world: Any, content: bytes = CSV) -> KeywordImport:
    with tenant(world.account_id):
        return import_start(
            site_id=world.site_id, sector_id=world.sector_id, file=io.BytesIO(content), filename="export.csv"
        )


def finished(world: Any, row: KeywordImport) -> KeywordImport:
    with tenant(world.account_id):
        return KeywordImport.objects.get(pk=row.pk)


def test_whoever_uploaded_the_file_is_told_how_it_ended(account: Any) -> None:
    with tenant(account.account_id, actor=Actor("user", account.users["editor"])):
        row = import_start(
            site_id=account.site_id, sector_id=account.sector_id, file=io.BytesIO(CSV), filename="export.csv"
        )
    import_run(account_id=account.account_id, import_id=row.id)
    (told,) = Api(account, "editor").get("system/notifications/")[1]["results"]
    assert (told["title"], told["link"]) == (
        "2 keywords imported",
        f"/sites/{account.site_id}/planner/imports/{row.id}",
    )
    assert told["body"] == "export.csv: 4 rows read, 2 new, 1 known already, 1 not taken."
    assert Api(account, "owner").get("system/notifications/")[1]["results"] == []
    activity = Api(account).get("system/activity/?kind=keywords.imported")[1]["results"]
    assert [one["sentence"] for one in activity] == ["Editor imported 2 keywords from “export.csv”."]


def test_every_row_is_created_duplicate_or_rejected_with_its_line(
    account: Any, django_capture_on_commit_callbacks: Any
) -> None:
    row = start(account)
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(3):  # the task is safe to run again
            import_keywords.run(account_id=str(account.account_id), import_id=str(row.id))
    done = finished(account, row)
    assert (done.status, done.rows, done.created, done.duplicates, done.rejected) == ("done", 4, 2, 1, 1)
    with tenant(account.account_id):
        moka = Keyword.objects.get(normalised="moka pot")
        assert (moka.search_volume, moka.difficulty, str(moka.cpc), moka.intent) == (1300, 20, "1.2000", "commercial")
        espresso = Keyword.objects.get(normalised="espresso")
        assert espresso.search_volume is None
        assert espresso.priority_score is None
        reject = KeywordReject.objects.get()
        assert (reject.line, reject.reason_code) == (5, "EMPTY_KEYWORD")
        assert OutboxEvent.objects.filter(name="planning.KeywordsAdded").count() == 1
    assert not list(settings.STORAGE_ROOT.rglob("imports/*")), "the upload is removed when it has been read"


def test_the_same_file_twice_adds_nothing(account: Any) -> None:
    for expected in ((2, 1), (0, 3)):
        row = start(account)
        import_run(account_id=account.account_id, import_id=row.id)
        done = finished(account, row)
        assert (done.created, done.duplicates) == expected


def test_accounts_do_not_share_keywords(account: Any, stranger: Any) -> None:
    for world in (account, stranger):
        row = start(world)
        import_run(account_id=world.account_id, import_id=row.id)
        assert finished(world, row).created == 2


def test_another_accounts_sector_does_not_exist(account: Any, stranger: Any) -> None:
    with tenant(account.account_id), pytest.raises(NotFound):
        import_start(site_id=account.site_id, sector_id=stranger.sector_id, file=io.BytesIO(CSV), filename="x.csv")
    assert import_run(account_id=account.account_id, import_id=start(stranger).id) == "busy"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04zip", b"%PDF-1.7", b"a,b\n1,2\n", b"\x00" * 50])
def test_a_file_that_cannot_be_read_names_cause_and_cure(account: Any, content: bytes) -> None:
    with pytest.raises(UnreadableKeywordFile) as caught:
        start(account, content)
    assert caught.value.errors["file"][0].count(" ") > 4


def test_a_preview_writes_nothing(account: Any) -> None:
    with tenant(account.account_id):
        found = import_preview(
            site_id=account.site_id, sector_id=account.sector_id, file=io.BytesIO(CSV), filename="export.csv"
        )
        assert not Keyword.objects.exists()
    assert (found["rows"], found["duplicates"], found["rejected"]) == (4, 1, 1)
    assert found["detection"]["tool"] == "semrush_magic"


def test_a_lost_upload_ends_in_a_failed_import(account: Any) -> None:
    row = start(account)
    (settings.STORAGE_ROOT / row.path).unlink()
    assert import_run(account_id=account.account_id, import_id=row.id) == "failed"
    assert finished(account, row).error_code == "FILE_LOST"


def test_a_lost_import_is_found_by_the_sweeper(account: Any, monkeypatch: Any) -> None:
    hints: list[str] = []
    monkeypatch.setattr("igny8.planning.services.keyword_import.kick", lambda name, **kw: hints.append(kw["import_id"]))
    row = start(account)
    assert imports_sweep() == 0
    with tenant(account.account_id):
        KeywordImport.objects.filter(pk=row.pk).update(updated_at="2020-01-01T00:00Z")
    assert imports_sweep() == 1
    assert hints == [str(row.id)]


def test_a_hundred_thousand_rows_stay_in_bounded_memory(account: Any) -> None:
    lines = "".join(
        f'home espresso grinder {i},"{i % 9000}",{i % 101},0.{i % 90:02d},Commercial\n' for i in range(100_000)
    )
    row = start(account, b"Keyword,Volume,Keyword Difficulty,CPC (USD),Intent\n" + lines.encode())
    del lines
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    import_run(account_id=account.account_id, import_id=row.id)
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    done = finished(account, row)
    assert (done.rows, done.created) == (100_000, 100_000)
    assert grown_mb < 300
