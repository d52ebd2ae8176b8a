import csv
from pathlib import Path

import pytest

from igny8.ai.providers.minilm import MiniLM

LABELLED = Path(__file__).parents[3] / "bench" / "data" / "keywords-labelled.csv"


@pytest.fixture(scope="session")
def labelled():
    """Keywords with the page each belongs to: ``(texts, labels)``."""
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["text"] for row in rows], [row["label"] for row in rows]


@pytest.fixture(scope="session")
def embedded(labelled):
    return MiniLM().encode(labelled[0])
