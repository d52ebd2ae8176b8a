"""Vectors from spelling alone: what clustering runs on when there are no embeddings."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from igny8.planning.clustering.normalise import normal_form, terms
from igny8.planning.clustering.result import Floats

LATENT_DIMENSIONS: Final = 150
DENSE_CELLS: Final = 2_000_000  # a term matrix up to this size (8 MB) is used as it is: few texts have no latent topics


def lexical_vectors(texts: Sequence[str]) -> Floats:
    """Latent semantic analysis of ``texts``, shape ``(texts, dimensions)``.

    TF-IDF of character 3- to 5-grams inside the topic words, which meets spelling variants, endings and compounds in
    any language, reduced to 150 latent dimensions. A text without letters or digits gets a zero row.
    """
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, dtype=np.float32)
    try:
        matrix = vectorizer.fit_transform([" ".join(terms(text)) or normal_form(text) for text in texts])
    except ValueError:  # empty vocabulary: no text holds anything
        return np.zeros((len(texts), 1), dtype=np.float32)
    if min(matrix.shape) <= LATENT_DIMENSIONS and matrix.shape[0] * matrix.shape[1] <= DENSE_CELLS:
        return np.asarray(matrix.toarray(), dtype=np.float32)
    dimensions = min(LATENT_DIMENSIONS, matrix.shape[0] - 1, matrix.shape[1] - 1)
    reduced = TruncatedSVD(dimensions, random_state=0).fit_transform(matrix)
    return np.asarray(reduced, dtype=np.float32)
