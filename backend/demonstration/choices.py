"""What the environment chooses, checked before anything is asked of the product."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

SAMPLE = Path(__file__).resolve().parent.parent / "igny8" / "planning" / "samples" / "home-coffee.csv"
MOST_ARTICLES = 100


class WrongChoice(Exception):
    """A variable says something that cannot be done; the sentence names it and the cure."""


@dataclass(frozen=True)
class Choices:
    """One demo. ``provider_wanted``: how the environment names a provider of its own, empty for the local model."""

    keywords: Path
    articles: int
    public_url: str
    sites_url: str
    var: Path
    is_once: bool
    provider_wanted: str


def choices_read(environment: Mapping[str, str]) -> Choices:
    """The choices in ``KEYWORDS``, ``ARTICLES``, ``ONCE`` and the addresses.

    :raises WrongChoice: with one sentence for a person.
    """
    root = Path(__file__).resolve().parents[2]
    return Choices(
        keywords=_keywords(environment),
        articles=_articles(environment.get("ARTICLES", "").strip()),
        public_url=environment.get("IGNY8_PUBLIC_URL") or "http://127.0.0.1:8000",
        sites_url=environment.get("IGNY8_SITES_URL") or "http://127.0.0.1:8002",
        var=Path(environment.get("IGNY8_VAR") or root / "var"),
        is_once=environment.get("ONCE", "").strip() not in {"", "0"},
        provider_wanted=_provider(environment),
    )


def _articles(raw: str) -> int:
    if not raw:
        return 3
    if not (raw.isascii() and raw.isdigit() and len(raw) < 5 and 1 <= int(raw) <= MOST_ARTICLES):
        raise WrongChoice(f"ARTICLES={raw[:40]} is not a whole number from 1 to {MOST_ARTICLES}.")
    return int(raw)


def _keywords(environment: Mapping[str, str]) -> Path:
    raw = environment.get("KEYWORDS", "").strip()
    path = Path(raw).expanduser() if raw else SAMPLE
    try:
        if path.is_dir():
            raise WrongChoice(f"KEYWORDS={raw} is a folder. Give the file your keyword tool exported.")
        with path.open("rb") as handle:
            size = os.fstat(handle.fileno()).st_size if path.is_file() else -1
    except FileNotFoundError:
        raise WrongChoice(f"KEYWORDS={raw} does not exist (looked in {Path.cwd()}).") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is not the name of a file"
        raise WrongChoice(f"KEYWORDS={raw} cannot be read: {why}.") from None
    if size == 0:
        raise WrongChoice(f"KEYWORDS={raw} is empty.")
    if size < 0:
        raise WrongChoice(f"KEYWORDS={raw} is not a file.")
    return path


def _provider(environment: Mapping[str, str]) -> str:
    """The variable that names the provider; keys are not repeated, and addresses without what may be secret in them."""
    address = environment.get("OPENAI_BASE_URL", "").strip()
    if address:
        parts = urlsplit(address)
        return f"OPENAI_BASE_URL={parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    return "OPENAI_API_KEY" if environment.get("OPENAI_API_KEY", "").strip() else ""
