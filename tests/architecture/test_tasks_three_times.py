"""Every Celery task of the product, run three times, has one effect. A task nobody wrote a scenario for fails the build."""

import inspect
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured

from igny8.config.celery import app
from tests.architecture.task_scenarios import ABSENT, SCENARIOS

app.loader.import_default_modules()
TASKS = {name: task for name, task in app.tasks.items() if not name.startswith(("celery.", "tests."))}


@pytest.fixture(autouse=True)
def _alone(settings: Any, tmp_path: Path) -> None:
    settings.RUN_BACKOFF_SCALE = 0.0
    settings.STORAGE_ROOT = tmp_path / "storage"
    settings.STORAGE_ROOT.mkdir()
    settings.SITES_DATA = tmp_path / "sites"


def test_every_task_has_a_scenario() -> None:
    assert sorted(SCENARIOS) == sorted(TASKS), "add it to tests/architecture/task_scenarios.py"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_three_times_one_effect(name: str, account: Any) -> None:
    task = TASKS[name]
    with SCENARIOS[name](account) as scenario:
        before = scenario.effect()
        task(**scenario.kwargs)
        once = scenario.effect()
        assert (once != before) is scenario.changes, "the first run has its effect"
        for _ in range(2):
            task(**scenario.kwargs)
        assert scenario.effect() == once


@pytest.mark.parametrize("name", sorted(TASKS))
def test_an_old_worker_understands_a_newer_call(name: str) -> None:
    parameters = inspect.signature(TASKS[name].run).parameters.values()
    assert any(p.kind is p.VAR_KEYWORD for p in parameters), (
        "take **_: a rolling update sends what this worker does not know"
    )
    assert all(p.kind in {p.KEYWORD_ONLY, p.VAR_KEYWORD} for p in parameters)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", [n for n, t in sorted(TASKS.items()) if "account_id" in inspect.signature(t.run).parameters]
)
def test_a_hint_for_something_deleted_is_no_fault(name: str, account: Any) -> None:
    wanted = inspect.signature(TASKS[name].run).parameters
    known = {"account_id": str(account.account_id), "destination": "igny8_sites"}
    TASKS[name](**{p: known.get(p, ABSENT) for p, kind in wanted.items() if kind.kind is kind.KEYWORD_ONLY})


def test_beat_knows_only_tasks_there_are() -> None:
    scheduled = {entry["task"] for entry in configured.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled <= set(TASKS)
    sweepers = {n for n, t in TASKS.items() if "account_id" not in inspect.signature(t.run).parameters} - {"ai.work"}
    assert sweepers <= scheduled, "work that owns itself is looked for by beat, since hints may be lost"
