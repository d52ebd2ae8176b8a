"""``summary.json``: its shape, and how it reaches the disk."""

import json
import os
from pathlib import Path
from typing import Any, TypedDict


class KeywordCounts(TypedDict):
    """Rows read = created + duplicates + rejected."""

    rows: int
    created: int
    duplicates: int
    rejected: int


class Published(TypedDict):
    """One article that is live."""

    id: str
    title: str
    words: int
    url: str


class Credits(TypedDict):
    """The ledger's sums, in credits."""

    granted: float
    settled: float
    released: float
    held: float
    available: float


class Summary(TypedDict):
    """What a demo came to; ``seconds`` by stage, and their total."""

    model: str
    keywords: KeywordCounts
    clusters: int
    ideas: int
    tasks: int
    content: list[Published]
    images: int
    credits: Credits
    ledger_ok: bool
    seconds: dict[str, float]


def summary_of(found: dict[str, Any]) -> Summary:
    """The summary in its fixed order.

    :raises KeyError: a stage did not tell what it is for.
    """
    return Summary(**{name: found[name] for name in Summary.__annotations__})  # type: ignore[typeddict-item]


def summary_write(summary: Summary, *, folder: Path) -> Path:
    """Write ``summary.json`` whole or not at all. :returns: where it is.

    :raises OSError: when it cannot be written; an earlier one is left as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "summary.json"
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        temporary.write_text(json.dumps(summary, indent=2, ensure_ascii=False) + "\n", "utf-8")
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return target
