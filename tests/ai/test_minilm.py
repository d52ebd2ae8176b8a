"""Local embeddings: the packed float32 encoder against a plain float64 one, and the provider's promises."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from safetensors.numpy import load_file
from scipy.special import erf
from tokenizers import Tokenizer

from igny8.ai.messages import ActionRequiredError, EmbeddingProvider, RetryableError, Skill
from igny8.ai.providers import minilm
from igny8.ai.providers.bert_encoder import gelu
from igny8.ai.providers.minilm import MiniLM, model_folder

TEXTS = [
    "espresso machine",
    "best espresso machine under 500",
    "how do payday loans work",
    "Ärztlicher Notdienst München – heute geöffnet?",
    "",
    "東京 ホテル",
    "a " * 400,
]


class Reference:
    """The published architecture, one sentence at a time, in float64, with the exact error function."""

    def __init__(self):
        folder = model_folder()
        config = json.loads((folder / "config.json").read_text())
        self.heads, self.layers = config["num_attention_heads"], config["num_hidden_layers"]
        self.epsilon = config["layer_norm_eps"]
        self.w = {k: v.astype(np.float64) for k, v in load_file(folder / "model.safetensors").items()}
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(256)
        self.tokenizer.no_padding()

    def norm(self, x, name):
        x = x - x.mean(axis=1, keepdims=True)
        x = x / np.sqrt((x**2).mean(axis=1, keepdims=True) + self.epsilon)
        return x * self.w[f"{name}.weight"] + self.w[f"{name}.bias"]

    def linear(self, x, name):
        return x @ self.w[f"{name}.weight"].T + self.w[f"{name}.bias"]

    def vector(self, text):
        ids = self.tokenizer.encode(text).ids
        x = self.w["embeddings.word_embeddings.weight"][ids]
        x = x + self.w["embeddings.position_embeddings.weight"][: len(ids)]
        x = self.norm(x + self.w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for number in range(self.layers):
            name = f"encoder.layer.{number}"
            query, key, value = (
                np.split(self.linear(x, f"{name}.attention.self.{part}"), self.heads, axis=1)
                for part in ("query", "key", "value")
            )
            heads = []
            for q, k, v in zip(query, key, value, strict=True):
                score = np.exp(q @ k.T / np.sqrt(q.shape[1]))
                heads.append(score / score.sum(axis=1, keepdims=True) @ v)
            attended = self.linear(np.concatenate(heads, axis=1), f"{name}.attention.output.dense")
            x = self.norm(x + attended, f"{name}.attention.output.LayerNorm")
            wide = self.linear(x, f"{name}.intermediate.dense")
            wide = wide * 0.5 * (1 + erf(wide / np.sqrt(2)))
            x = self.norm(x + self.linear(wide, f"{name}.output.dense"), f"{name}.output.LayerNorm")
        mean = x.mean(axis=0)
        return mean / np.linalg.norm(mean)


def test_vectors_equal_the_reference_to_five_digits():
    reference = Reference()
    expected = np.array([reference.vector(text) for text in TEXTS])
    found = MiniLM().encode(TEXTS)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, atol=5e-6)
    assert (np.sum(found * expected, axis=1) > 0.999999).all()


def test_near_texts_are_nearer_than_far_ones():
    coffee, espresso, loan = MiniLM().encode(["coffee maker", "espresso machine", "payday loan"])
    assert coffee @ espresso > 0.5 > 0.3 > coffee @ loan


def test_gelu_is_within_a_millionth():
    x = np.linspace(-12, 12, 20_001, dtype=np.float32)
    exact = x.astype(np.float64) * 0.5 * (1 + erf(x.astype(np.float64) / np.sqrt(2)))
    gelu(x)
    assert np.abs(x - exact).max() < 1e-6


def test_provider_contract():
    provider = MiniLM()
    assert isinstance(provider, EmbeddingProvider)
    assert Skill.EMBEDDINGS in provider.skills
    answer = provider.embed(["one", "two words"])
    assert answer.model == "all-MiniLM-L6-v2"
    assert [len(vector) for vector in answer.vectors] == [384, 384]
    assert all(isinstance(value, float) for value in answer.vectors[0])
    assert answer.usage.tokens_in == 7  # [CLS] one [SEP] + [CLS] two words [SEP]
    assert answer.usage.cost_usd == 0.0


def test_same_set_in_any_order_gives_identical_vectors():
    texts = [f"keyword number {i} {'long ' * (i % 7)}" for i in range(300)]
    forward = MiniLM().encode(texts)
    backward = MiniLM().encode(texts[::-1])[::-1]
    np.testing.assert_array_equal(forward, backward)


def test_repeated_texts_and_no_texts():
    vectors = MiniLM().encode(["same", "other", "same"])
    np.testing.assert_array_equal(vectors[0], vectors[2])
    assert MiniLM().encode([]).shape == (0, 384)
    assert MiniLM().embed([]).vectors == []


def test_lone_surrogate_does_not_fail_the_batch():
    vectors = MiniLM().encode(["bad \ud800 text", "good text"])
    assert np.isfinite(vectors).all()


def test_several_threads_at_once():
    texts = [[f"thread {t} text {i}" for i in range(20)] for t in range(6)]
    alone = [MiniLM().encode(batch) for batch in texts]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda batch: MiniLM().encode(batch), texts))
    for one, other in zip(alone, together, strict=True):
        np.testing.assert_array_equal(one, other)


def test_weights_are_loaded_once(monkeypatch):
    MiniLM().encode(["warm"])
    monkeypatch.setattr(minilm, "model_folder", lambda: pytest.fail("loaded a second time"))
    assert MiniLM().encode(["again"]).shape == (1, 384)


def test_deadline_passed_is_a_retryable_error():
    with pytest.raises(RetryableError) as caught:
        MiniLM().embed(["text"], deadline_s=-1.0)
    assert caught.value.code == "EMBEDDING_TIMEOUT"
    assert MiniLM().encode(["text"]).shape == (1, 384)  # the lock was given back


def test_waiting_for_another_call_counts_against_the_deadline():
    with MiniLM._lock:
        caught = []

        def call():
            try:
                MiniLM().embed(["text"], deadline_s=0.05)
            except RetryableError as error:
                caught.append(error.code)

        thread = threading.Thread(target=call)
        thread.start()
        thread.join(5)
    assert caught == ["EMBEDDING_TIMEOUT"]


def test_missing_wheel_is_named(monkeypatch):
    monkeypatch.setattr(MiniLM, "_loaded", None)
    monkeypatch.setattr(minilm, "PACKAGE", "no_such_package_at_all")
    assert not MiniLM.available()
    with pytest.raises(ActionRequiredError, match="no_such_package_at_all") as caught:
        MiniLM().embed(["text"])
    assert caught.value.code == "EMBEDDINGS_NOT_INSTALLED"
