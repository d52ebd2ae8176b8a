"""What the environment may say, and what a person reads when it says something else."""

from pathlib import Path

import pytest

from demonstration.choices import SAMPLE, WrongChoice, choices_read
from demonstration.job import site_name


def refused(**environment: str) -> str:
    with pytest.raises(WrongChoice) as caught:
        choices_read(environment)
    return str(caught.value)


def test_nothing_set_is_the_sample_and_three_articles() -> None:
    choices = choices_read({})
    assert (choices.keywords, choices.articles, choices.is_once, choices.provider_wanted) == (SAMPLE, 3, False, "")
    assert SAMPLE.is_file()


def test_blank_is_not_set() -> None:
    choices = choices_read({"KEYWORDS": " ", "ARTICLES": "", "ONCE": "0", "OPENAI_API_KEY": " "})
    assert (choices.keywords, choices.articles, choices.is_once, choices.provider_wanted) == (SAMPLE, 3, False, "")


@pytest.mark.parametrize("raw", ["0", "101", "-1", "3.5", "three", "٣", "1" * 5000, "1e2", "+4"])
def test_articles_out_of_range(raw: str) -> None:
    sentence = refused(ARTICLES=raw)
    assert sentence.endswith("is not a whole number from 1 to 100.")
    assert len(sentence) < 120


@pytest.mark.parametrize("raw", ["1", "100", " 7 ", "003"])
def test_articles_in_range(raw: str) -> None:
    assert choices_read({"ARTICLES": raw}).articles == int(raw)


def test_keywords_that_are_no_file(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    assert "does not exist" in refused(KEYWORDS=str(tmp_path / "none.csv"))
    assert "is a folder" in refused(KEYWORDS=str(tmp_path))
    assert refused(KEYWORDS=str(empty)) == f"KEYWORDS={empty} is empty."
    assert "is not a file" in refused(KEYWORDS="/dev/null")
    assert "cannot be read" in refused(KEYWORDS="a\0b")
    assert "cannot be read" in refused(KEYWORDS="x" * 5000)


def test_keywords_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.csv"
    path.write_text("Keyword\nmoka pot\n")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # root may read everything
    assert refused(KEYWORDS=str(path)) == f"KEYWORDS={path} cannot be read: Permission denied."


def test_a_path_below_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "mine.csv").write_text("Keyword\nmoka pot\n")
    assert choices_read({"KEYWORDS": "~/mine.csv"}).keywords == tmp_path / "mine.csv"


def test_what_is_secret_is_not_repeated() -> None:
    assert choices_read({"OPENAI_API_KEY": "sk-secret"}).provider_wanted == "OPENAI_API_KEY"
    named = choices_read({"OPENAI_BASE_URL": "https://user:word@ai.example.com/v1?key=sk-secret"}).provider_wanted
    assert named == "OPENAI_BASE_URL=https://ai.example.com/v1"


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("home-coffee.csv", "Home Coffee"),
        ("semrush_ai-code-review_broad-match_us.csv", "AI Code Review"),
        ("ahrefs_google_us_payday-loans_matching-terms_2026-05-01.csv", "Payday Loans"),
        ("how to brew.CSV", "How to Brew"),
        ("Queries.csv", "Demo"),
        ("コーヒー_2026.csv", "コーヒー"),
        ("[bold]x\x07y[b].csv", "Bold X Y B"),
        ("a" * 200 + ".csv", "A" + "a" * 59),
        ("---.csv", "Demo"),
    ],
)
def test_the_site_is_named_after_the_topic(name: str, site: str) -> None:
    assert site_name(Path(name)) == site
