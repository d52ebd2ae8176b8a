"""Forward pass of a BERT sentence encoder in float32 numpy.

Sentences are *packed*: the tokens of a whole batch lie under each other in one ``(tokens, hidden)`` matrix, so no
operation is spent on padding, and attention runs once per group of equally long sentences, so it needs no mask.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Rows of the feed-forward layer computed at a time: 256 x 1536 floats stay in a core's second-level cache.
SLAB_ROWS = 256

# Abramowitz and Stegun, Handbook of Mathematical Functions (1964), formula 7.1.26: erf to 1.5e-7, written for
# erf(|x| / sqrt 2) / 2 so that it can be used for the normal distribution function directly.
_ERF_P = np.float32(0.3275911 / np.sqrt(2.0))
_ERF_A = tuple(np.float32(a / 2.0) for a in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592))


def gelu(x: Floats) -> None:
    """Gaussian error linear unit ``x * Phi(x)``, in place, within 1e-6 of the exact function.

    With ``Q(x) = 1 - Phi(x)`` the identity ``gelu(x) = max(x, 0) - |x| Q(|x|)`` needs no sign handling.
    """
    magnitude = np.abs(x)
    t = magnitude * _ERF_P
    t += 1.0
    np.reciprocal(t, out=t)
    tail = t * _ERF_A[0]
    for coefficient in _ERF_A[1:]:
        tail += coefficient
        tail *= t
    np.multiply(x, x, out=t)
    t *= np.float32(-0.5)
    np.exp(t, out=t)
    tail *= t
    tail *= magnitude
    np.maximum(x, 0.0, out=x)
    x -= tail


def layer_norm(x: Floats, weight: Floats, bias: Floats, epsilon: float) -> None:
    """Normalise every row of ``x`` ``(rows, hidden)`` to mean 0 and variance 1, then scale and shift; in place."""
    x -= x.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", x, x)
    variance /= x.shape[1]
    variance += epsilon
    np.sqrt(variance, out=variance)
    x /= variance[:, None]
    x *= weight
    x += bias


@dataclass(frozen=True, slots=True)
class _Layer:
    """One transformer layer; matrices are ``(in, out)`` and contiguous."""

    attention_in: Floats  # query (already divided by sqrt of the head size), key and value side by side
    attention_in_bias: Floats
    attention_out: Floats
    attention_out_bias: Floats
    attention_norm: tuple[Floats, Floats]
    widen: Floats
    widen_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    output_norm: tuple[Floats, Floats]


class BertEncoder:
    """Mean-pooled, L2-normalised sentence vectors.

    :param weights: tensors by their name in the published checkpoint (``embeddings.*``, ``encoder.layer.N.*``).
    :param layers: number of transformer layers.
    :param heads: attention heads per layer.
    :param epsilon: added to the variance in layer normalisation.
    :raises KeyError: when a tensor is missing.
    """

    def __init__(self, weights: Mapping[str, Floats], *, layers: int, heads: int, epsilon: float) -> None:
        self._words = weights["embeddings.word_embeddings.weight"]
        # Every input is one segment, so the segment embedding is a constant added to the positions once.
        self._positions = (
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self._norm = (weights["embeddings.LayerNorm.weight"], weights["embeddings.LayerNorm.bias"])
        self._heads = heads
        self._epsilon = epsilon
        self.hidden = int(self._words.shape[1])
        self._layers = [self._layer(weights, f"encoder.layer.{number}.") for number in range(layers)]

    def _layer(self, weights: Mapping[str, Floats], prefix: str) -> _Layer:
        scale = np.float32(1.0 / np.sqrt(self.hidden // self._heads))

        def matrix(name: str) -> tuple[Floats, Floats]:
            return np.ascontiguousarray(weights[f"{prefix}{name}.weight"].T), weights[f"{prefix}{name}.bias"]

        def norm(name: str) -> tuple[Floats, Floats]:
            return weights[f"{prefix}{name}.LayerNorm.weight"], weights[f"{prefix}{name}.LayerNorm.bias"]

        query, key, value = (matrix(f"attention.self.{part}") for part in ("query", "key", "value"))
        attention_out, attention_out_bias = matrix("attention.output.dense")
        widen, widen_bias = matrix("intermediate.dense")
        narrow, narrow_bias = matrix("output.dense")
        return _Layer(
            attention_in=np.concatenate([query[0] * scale, key[0], value[0]], axis=1),
            attention_in_bias=np.concatenate([query[1] * scale, key[1], value[1]]),
            attention_out=attention_out,
            attention_out_bias=attention_out_bias,
            attention_norm=norm("attention.output"),
            widen=widen,
            widen_bias=widen_bias,
            narrow=narrow,
            narrow_bias=narrow_bias,
            output_norm=norm("output"),
        )

    def encode(self, sentences: Sequence[Sequence[int]]) -> Floats:
        """Vectors of ``sentences``, given as token ids including the special tokens and **sorted by length**.

        :returns: ``(sentences, hidden)``, rows of length 1.
        """
        groups: list[tuple[int, int, int]] = []  # first row, number of sentences, tokens in each
        row = 0
        for length, members in groupby(len(sentence) for sentence in sentences):
            count = sum(1 for _ in members)
            groups.append((row, count, length))
            row += count * length
        x = self._words[np.concatenate([np.asarray(sentence, dtype=np.int64) for sentence in sentences])]
        for start, count, length in groups:
            block = x[start : start + count * length].reshape(count, length, self.hidden)
            block += self._positions[:length]
        layer_norm(x, *self._norm, self._epsilon)
        for layer in self._layers:
            x += self._attention(x, groups, layer)
            layer_norm(x, *layer.attention_norm, self._epsilon)
            self._feed_forward(x, layer)
        pooled = [
            x[start : start + count * length].reshape(count, length, self.hidden).mean(axis=1)
            for start, count, length in groups
        ]
        vectors = np.concatenate(pooled)
        vectors /= np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]
        return vectors

    def _attention(self, x: Floats, groups: Sequence[tuple[int, int, int]], layer: _Layer) -> Floats:
        projected = x @ layer.attention_in
        projected += layer.attention_in_bias
        context = np.empty_like(x)
        for start, count, length in groups:
            rows = slice(start, start + count * length)
            # (count, length, 3, heads, size) -> one (count, heads, length, size) view for query, key and value each
            parts = projected[rows].reshape(count, length, 3, self._heads, -1).transpose(2, 0, 3, 1, 4)
            scores = parts[0] @ parts[1].transpose(0, 1, 3, 2)
            scores -= scores.max(axis=-1, keepdims=True)
            np.exp(scores, out=scores)
            scores /= scores.sum(axis=-1, keepdims=True)
            merged = context[rows].reshape(count, length, self._heads, -1)
            merged[...] = (scores @ parts[2]).transpose(0, 2, 1, 3)
        out = context @ layer.attention_out
        out += layer.attention_out_bias
        return out

    def _feed_forward(self, x: Floats, layer: _Layer) -> None:
        for start in range(0, len(x), SLAB_ROWS):
            rows = x[start : start + SLAB_ROWS]
            wide = rows @ layer.widen
            wide += layer.widen_bias
            gelu(wide)
            rows += wide @ layer.narrow
            rows += layer.narrow_bias
            layer_norm(rows, *layer.output_norm, self._epsilon)
