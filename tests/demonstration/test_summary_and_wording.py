"""The summary's shape and how it is written; what a person is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from demonstration.choices import choices_read
from demonstration.summary import Summary, summary_of, summary_write
from demonstration.wording import provider_sentences, result_sentences

FOUND: dict[str, Any] = {
    "seconds": {"total": 61.2},
    "ledger_ok": True,
    "credits": {"granted": 1000.0, "settled": 288.96, "released": 35.24, "held": 0.0, "available": 711.04},
    "images": 2,
    "content": [{"id": "c", "title": "Moka [pot]", "words": 300, "url": "http://127.0.0.1:8002/s/x/moka-pot/"}],
    "tasks": 1,
    "ideas": 3,
    "clusters": 12,
    "keywords": {"rows": 52, "created": 50, "duplicates": 2, "rejected": 0},
    "model": "local/small",
    "something_else": 1,
}


def test_the_shape_is_fixed(tmp_path: Path) -> None:
    path = summary_write(summary_of(FOUND), folder=tmp_path / "demo")
    assert list(json.loads(path.read_text("utf-8"))) == [
        "model", "keywords", "clusters", "ideas", "tasks", "content", "images", "credits", "ledger_ok", "seconds",
    ]  # fmt: skip
    assert list(tmp_path.joinpath("demo").iterdir()) == [path]


def test_a_missing_stage_is_noticed() -> None:
    with pytest.raises(KeyError, match="images"):
        summary_of({name: value for name, value in FOUND.items() if name != "images"})


def test_an_earlier_summary_survives_a_failed_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = summary_write(summary_of(FOUND), folder=tmp_path)
    before = path.read_text("utf-8")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        summary_write(summary_of(FOUND | {"images": 9}), folder=tmp_path)
    assert path.read_text("utf-8") == before
    assert list(tmp_path.iterdir()) == [path]


def told(summary: Summary, **environment: str) -> str:
    choices = choices_read(environment)
    login = {"email": "demo@example.com", "password": "pw"}
    return "\n".join(result_sentences(summary, choices=choices, login=login, home="http://h/", is_draft=True))


def test_one_address_first_then_the_login_then_the_site() -> None:
    lines = told(summary_of(FOUND)).splitlines()
    at = lines.index("Dashboard          http://127.0.0.1:8000/")
    assert lines[at + 1 : at + 3] == ["Login              demo@example.com  pw", "Published site     http://h/"]


def test_what_came_out_and_where() -> None:
    text = told(summary_of(FOUND))
    assert "50 keywords (2 duplicates), 12 clusters, 3 ideas, 1 article, 2 images in 61 s." in text
    assert "288.96 of 1000 credits settled, 711.04 left; ledger in balance." in text
    for part in (
        "Moka [pot] (300 words)",
        "http://127.0.0.1:8002/s/x/moka-pot/",
        "http://h/",
        "demo@example.com  pw",
        "drafts",
    ):
        assert part in text
    assert text.endswith("The product goes on running; make down stops it.")
    assert "ledger NOT in balance" in told(summary_of(FOUND | {"ledger_ok": False}))


def test_once_says_that_it_stops() -> None:
    assert "The product stops now (ONCE=1)" in told(summary_of(FOUND), ONCE="1")


LOCAL = {"provider": "local", "model": "small"}


def test_who_writes() -> None:
    (own,) = provider_sentences({"provider": "openai", "model": "gpt"}, wanted="OPENAI_API_KEY")
    assert own == "Texts and images come from OpenAI, model gpt (OPENAI_API_KEY)."
    first, second = provider_sentences(LOCAL, wanted="")
    assert "local model on this machine, small" in first
    assert "drafts" in first
    assert "set OPENAI_API_KEY" in second
    _, second = provider_sentences(LOCAL, wanted="OPENAI_BASE_URL=http://x")
    assert (
        second
        == "OPENAI_BASE_URL is set now, but the product was started without it. Use it with: make down, then make demo."
    )
