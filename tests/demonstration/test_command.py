"""How the command ends: exit code, one sentence, no traceback, whatever happens on the way."""

import io
from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.console import Console

from demonstration import command
from demonstration.client import Api, ApiFault, Unreachable
from demonstration.job import Job, JobFailed
from demonstration.pages import PageFault
from demonstration.screen import Lines
from demonstration.summary import summary_of
from tests.demonstration.test_summary_and_wording import FOUND


def ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, outcome: Any, **environment: str) -> tuple[int, str]:
    """Run the command with a job that ends so."""

    def run(job: Job) -> Any:
        job.model = {"is_draft_quality": True}
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    monkeypatch.setattr(Job, "run", run)
    out = io.StringIO()
    code = command.main({"IGNY8_VAR": str(tmp_path), **environment}, console=Console(file=out, width=80))
    return code, out.getvalue()


@pytest.mark.parametrize(
    ("outcome", "code", "sentence"),
    [
        (JobFailed("No cluster of this file gave an idea."), 1, "The demo stopped. No cluster"),
        (Unreachable("The product cannot be reached."), 1, "The demo stopped. The product cannot"),
        (ApiFault(402, {"error": "Too few credits."}, "POST x/"), 1, "The demo stopped. Too few credits."),
        (PageFault("http://x/ answers 404."), 1, "The demo stopped. http://x/ answers 404."),
        (OSError(28, "No space left on device"), 1, "cannot be written"),
        (KeyboardInterrupt(), 130, "The demo was interrupted."),
    ],
)
def test_a_fault_is_a_sentence(
    outcome: BaseException, code: int, sentence: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found, text = ended(monkeypatch, tmp_path, outcome)
    assert found == code
    assert sentence in text
    assert "Traceback" not in text
    assert not (tmp_path / "demo" / "summary.json").exists()


def test_success_and_a_ledger_out_of_balance(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code, text = ended(monkeypatch, tmp_path, summary_of(FOUND))
    assert code == 0
    assert f"Summary            {tmp_path / 'demo' / 'summary.json'}" in text
    assert ended(monkeypatch, tmp_path, summary_of(FOUND | {"ledger_ok": False}))[0] == 1


def test_a_wrong_choice_asks_nothing_of_the_product(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code, text = ended(monkeypatch, tmp_path, AssertionError("the job must not start"), ARTICLES="0")
    assert (code, text) == (2, "ARTICLES=0 is not a whole number from 1 to 100.\n")


def test_an_interrupted_job_cancels_what_still_runs() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(f"{request.method} {request.url.path} {request.url.params.get('is_active', '')}".strip())
        if request.method == "GET":
            return httpx.Response(200, json={"results": [{"id": "r1"}, {"id": "r2"}], "next": None})
        return httpx.Response(409, json={"error": "It has ended."})

    api = Api("http://product.example", transport=httpx.MockTransport(answer))
    job = Job(api, keywords=Path("x.csv"), articles=1, screen=Lines(Console(file=io.StringIO())))
    job.give_up()
    assert asked == [], "nobody is signed in yet"
    api.access = "token"
    job.give_up()
    assert asked == ["GET /api/v1/ai/runs/ true", "POST /api/v1/ai/runs/r1/cancel/", "POST /api/v1/ai/runs/r2/cancel/"]
