"""Clustering: speed and memory on 5,000 keywords, agreement with known labels, beside scikit-learn in the same run.

``python -m bench.clustering [--labels FILE]``; FILE is a CSV file with a text column and a label column (environment
variable ``LABELS``), by default the keyword set that comes with the project.
"""

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from bench.report import Row, table

DEFAULT_LABELS: Final = Path(__file__).parent / "data" / "keywords-labelled.csv"
KEYWORDS: Final = 5000
# Cosine distance at which the peer's average linkage stops when it is not told the number of groups; the best of
# 0.5 ... 0.97 on the keyword set of the project, so the peer is shown at its best there.
PEER_DISTANCE: Final = 0.93


def generated_keywords(count: int, *, seed: int = 7) -> list[str]:
    """``count`` different keywords: things, qualities, places and questions in the shapes real exports have."""
    rng = random.Random(seed)
    things = "desk chair lamp sofa mattress kettle blender tent backpack bicycle helmet drill printer monitor keyboard"
    things += " camera guitar piano aquarium stroller carpet heater boiler fence awning ladder mower router charger"
    kinds = "standing office wooden electric folding kids outdoor portable wireless smart vintage compact heavy-duty"
    asks = ["best {}", "{} reviews", "cheap {}", "{} for sale", "how to clean a {}", "{} near me", "what is a {}"]
    asks += ["{} repair", "{} size guide", "{} vs rental", "used {}", "{} for beginners", "buy {} online", "{} ideas"]
    asks += ["{} in {}", "{} shop {}", "{} rental {}"]
    towns = "leeds bristol austin denver lyon porto graz malmo cork perth"
    found: set[str] = set()
    while len(found) < count:
        thing = rng.choice(things.split())
        named = f"{rng.choice(kinds.split())} {thing}" if rng.random() < 0.8 else thing
        found.add(rng.choice(asks).format(named, rng.choice(towns.split())))
    return sorted(found)


def rows(labels: str | None = None) -> Iterable[Row]:
    """The figures, each measured in a process of its own so that its peak memory is its own.

    :raises ValueError: a labelled file without a text and a label column, or with fewer than two rows.
    """
    file = Path(labels or os.environ.get("LABELS") or DEFAULT_LABELS)
    read_labelled(file)
    ours, peer = (_measured(job, KEYWORDS) for job in ("ours-speed", "peer-speed"))
    yield Row(f"{KEYWORDS:,} keywords: embed and group", ours["seconds"], peer["seconds"], "s", "<= 60")
    yield Row("  of which embedding", ours["embedding"], None, "s")
    yield Row("  groups found", ours["groups"], peer["groups"], "groups")
    yield Row("  peak memory", ours["megabytes"], peer["megabytes"], "MB", "<= 1000")
    found, spelling, told, untold = (
        _measured(job, str(file.resolve())) for job in ("ours", "ours-lexical", "peer-told", "peer-untold")
    )
    name = file.name
    yield Row(f"{name}: ARI, peer told the number of groups", found["ari"], told["ari"], "", ">= 0.60")
    yield Row(f"{name}: ARI, peer at a fixed distance", found["ari"], untold["ari"])
    yield Row(f"{name}: NMI, peer told the number of groups", found["nmi"], told["nmi"])
    yield Row(f"{name}: ARI by spelling alone", spelling["ari"], told["ari"])
    yield Row(f"{name}: groups, peer at a fixed distance", found["groups"], untold["groups"], "groups")
    yield Row(f"{name}: labels in the file", found["labels"], None, "labels")
    yield Row(f"{name}: seconds", found["seconds"], told["seconds"], "s")


def read_labelled(file: Path) -> tuple[list[str], list[str]]:
    """Texts and labels of a CSV file: columns ``text`` (or ``keyword``) and ``label``, else the first two."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.reader(opened)
        header = [name.strip().casefold() for name in next(reader, [])]
        text = next((header.index(name) for name in ("text", "keyword", "query") if name in header), 0)
        label = next((header.index(name) for name in ("label", "category", "intent", "cluster") if name in header), 1)
        lines = [line for line in reader if len(line) > max(text, label)]
    if len(lines) < 2:
        raise ValueError(f"{file} holds no rows with a text and a label.")
    return [line[text] for line in lines], [line[label] for line in lines]


def _measured(job: str, argument: str | int) -> dict[str, float]:
    """Result of one job run in a child process."""
    command = [sys.executable, "-m", "bench.clustering", "--job", job, str(argument)]
    child = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[1], check=False)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {child.stderr.strip()[-2000:]}")
    result: dict[str, float] = json.loads(child.stdout.splitlines()[-1])
    return result


def _ours(texts: Sequence[str], *, embed: bool) -> tuple[np.ndarray, float]:
    from igny8.ai.providers.minilm import MiniLM
    from igny8.planning.clustering import cluster

    start = time.perf_counter()
    vectors = MiniLM().encode(texts) if embed else None
    embedding = time.perf_counter() - start
    return cluster(texts, vectors=vectors).labels, embedding


def _peer(texts: Sequence[str], *, groups: int | None) -> np.ndarray:
    """What most tools do: TF-IDF of words and average linkage over cosine distances."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    # Dense, because agglomerative clustering takes no sparse input; float32 and sublinear to be fair to it.
    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32).fit_transform(texts).toarray()
    vectors[~vectors.any(axis=1), 0] = 1e-6  # cosine is not defined for an empty row
    limit = None if groups else PEER_DISTANCE
    model = AgglomerativeClustering(groups, metric="cosine", linkage="average", distance_threshold=limit)
    found: np.ndarray = model.fit_predict(vectors)
    return found


def _speed(group: Callable[[Sequence[str]], tuple[np.ndarray, float]], argument: str) -> dict[str, float]:
    texts = generated_keywords(int(argument))
    start = time.perf_counter()
    found, embedding = group(texts)
    return {"seconds": time.perf_counter() - start, "embedding": embedding, "groups": len(np.unique(found))}


def _agreement(group: Callable[[Sequence[str], int], np.ndarray], argument: str) -> dict[str, float]:
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    texts, labels = read_labelled(Path(argument))
    start = time.perf_counter()
    found = group(texts, len(set(labels)))
    return {
        "seconds": time.perf_counter() - start,
        "ari": float(adjusted_rand_score(labels, found)),
        "nmi": float(normalized_mutual_info_score(labels, found)),
        "groups": len(np.unique(found)),
        "labels": len(set(labels)),
    }


_JOBS: Final[dict[str, Callable[[str], dict[str, float]]]] = {
    "ours-speed": lambda argument: _speed(lambda texts: _ours(texts, embed=True), argument),
    "peer-speed": lambda argument: _speed(lambda texts: (_peer(texts, groups=None), 0.0), argument),
    "ours": lambda argument: _agreement(lambda texts, _: _ours(texts, embed=True)[0], argument),
    "ours-lexical": lambda argument: _agreement(lambda texts, _: _ours(texts, embed=False)[0], argument),
    "peer-told": lambda argument: _agreement(lambda texts, groups: _peer(texts, groups=groups), argument),
    "peer-untold": lambda argument: _agreement(lambda texts, _: _peer(texts, groups=None), argument),
}


def _shown(found: Iterable[Row]) -> Iterator[Row]:
    for row in found:
        print(f"  {row.name} ...", file=sys.stderr, flush=True)
        yield row


def run(labelled: Path | None = None) -> list[Row]:
    """Measure, print the table and return its rows."""
    found = list(_shown(rows(None if labelled is None else str(labelled))))
    print(table(found))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; exit status 1 when a goal is missed, 2 when the labelled file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m bench.clustering", description=__doc__)
    parser.add_argument("--labels", type=Path, default=None, help="CSV file with the columns text and label")
    parser.add_argument("--job", nargs=2, metavar=("NAME", "ARGUMENT"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.job:
        result: dict[str, Any] = _JOBS[options.job[0]](options.job[1])
        kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
        print(json.dumps({**result, "megabytes": kilobytes / 1024}))
        return 0
    try:
        found = run(options.labels)
    except (OSError, ValueError) as error:
        print(f"bench.clustering: {error}", file=sys.stderr)
        return 2
    return 1 if any(row.met is False for row in found) else 0


if __name__ == "__main__":
    sys.exit(main())
