import numpy as np
import pytest

from igny8.planning.clustering import ExistingCluster, assign

SAME, OTHER, THIRD = [1.0, 0.0, 0.0, 0.1], [0.0, 1.0, 0.0, 0.1], [0.0, 0.0, 1.0, 0.1]


def existing(*, locked=False):
    return [
        ExistingCluster(key=11, texts=["a1", "a2"], vectors=np.array([SAME, SAME]), locked=locked),
        ExistingCluster(key=22, texts=["b1", "b2"], vectors=np.array([OTHER, OTHER])),
    ]


def test_near_keywords_join_and_the_rest_is_grouped_anew():
    found = assign(["a3", "c1", "b3", "c2"], vectors=np.array([SAME, THIRD, OTHER, THIRD]), existing=existing())
    assert [(joined.index, joined.key) for joined in found.joined] == [(0, 11), (2, 22)]
    assert found.rest == (1, 3)
    assert found.fresh.labels.tolist() == [0, 0]


def test_a_locked_cluster_gains_nothing_unless_allowed():
    case = {"vectors": np.array([SAME, OTHER]), "existing": existing(locked=True)}
    assert [(j.index, j.key) for j in assign(["a3", "b3"], **case).joined] == [(1, 22)]
    assert [j.key for j in assign(["a3", "b3"], **case, allow_locked=True).joined] == [11, 22]


def test_a_known_keyword_goes_where_it_is_known():
    found = assign([" A1"], vectors=np.array([OTHER]), existing=existing())
    assert [(joined.key, joined.similarity) for joined in found.joined] == [(11, 1.0)]


def test_held_back_keywords_find_their_page(labelled, embedded):
    texts, labels = labelled
    rng = np.random.default_rng(5)
    held = [index for index in range(len(texts)) if rng.random() < 0.3]
    kept = [index for index in range(len(texts)) if index not in set(held)]
    pages = sorted({labels[index] for index in kept})
    rows = {page: [index for index in kept if labels[index] == page] for page in pages}
    clusters = [ExistingCluster(page, [texts[i] for i in rows[page]], embedded[rows[page]]) for page in pages]
    found = assign([texts[i] for i in held], vectors=embedded[held], existing=clusters)
    right = sum(labels[held[joined.index]] == joined.key for joined in found.joined)
    assert right > 0.85 * len(found.joined)
    assert right > 0.7 * len(held)
    assert sorted([j.index for j in found.joined] + list(found.rest)) == list(range(len(held)))


def test_spelling_alone_joins_what_is_spelt_alike():
    clusters = [
        ExistingCluster("desk", ["standing desk", "electric standing desk", "cheap standing desk"]),
        ExistingCluster("dog", ["dog insurance", "cheap dog insurance", "dog insurance cost"]),
    ]
    found = assign(["standing desks", "lisbon hotels"], vectors=None, existing=clusters)
    assert [(joined.index, joined.key) for joined in found.joined] == [(0, "desk")]
    assert found.rest == (1,)


def test_no_clusters_or_no_texts():
    assert assign(["one"], vectors=None, existing=[]).rest == (0,)
    nothing = assign([], vectors=None, existing=[ExistingCluster(1, ["x"])])
    assert (nothing.joined, nothing.rest) == ((), ())
    assert assign(["one"], vectors=None, existing=[ExistingCluster(1, [])]).joined == ()


def test_wrong_input_is_named():
    with pytest.raises(ValueError, match="same key"):
        assign(["x"], vectors=None, existing=[ExistingCluster(1, ["a"]), ExistingCluster(1, ["b"])])
    with pytest.raises(ValueError, match="no vectors"):
        assign(["x"], vectors=np.array([SAME]), existing=[ExistingCluster(1, ["a"])])
    with pytest.raises(ValueError, match="another model"):
        assign(["x"], vectors=np.array([SAME]), existing=[ExistingCluster(1, ["a"], np.ones((1, 3)))])
