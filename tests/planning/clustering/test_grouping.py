"""Quality on known pages, and the invariants that hold for every input."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import adjusted_rand_score

from igny8.planning.clustering import ClusterOptions, cluster, plan_requests
from igny8.planning.clustering import dendrogram as dendrogram_module


def partition(labels):
    groups = {}
    for index, label in enumerate(labels):
        groups.setdefault(int(label), []).append(index)
    return sorted(groups.values())


def check(found, count):
    assert found.labels.shape == (count,)
    assert len(found.reasons) == count
    assert sorted(index for group in found.groups for index in group.members) == list(range(count))
    for position, group in enumerate(found.groups):
        assert group.label == position
        assert group.head in group.members
        assert -1.001 <= group.mean_similarity <= 1.001
        assert all(found.labels[index] == position for index in group.members)
    sizes = [len(group.members) for group in found.groups]
    assert sizes == sorted(sizes, reverse=True)
    for index, reason in enumerate(found.reasons):
        assert reason.runner_up != found.labels[index]
        assert (reason.runner_up is None) == (len(found.groups) == 1)


def test_pages_are_found_without_their_number(labelled, embedded):
    texts, labels = labelled
    found = cluster(texts, vectors=embedded)
    assert adjusted_rand_score(labels, found.labels) > 0.75
    assert 0.7 * len(set(labels)) <= len(found.groups) <= 1.5 * len(set(labels))
    assert found.method == "embedding-ward-1"
    check(found, len(texts))


@pytest.mark.parametrize("pages", [5, 10, 20])
def test_pages_are_found_in_parts_of_the_list(labelled, embedded, pages):
    texts, labels = labelled
    chosen = set(sorted(set(labels))[::2][:pages]) if pages < 20 else set(sorted(set(labels))[:20])
    rows = [index for index, label in enumerate(labels) if label in chosen]
    found = cluster([texts[row] for row in rows], vectors=embedded[rows])
    assert adjusted_rand_score([labels[row] for row in rows], found.labels) > 0.7


def test_spelling_alone_finds_about_half(labelled):
    texts, labels = labelled
    found = cluster(texts, vectors=None)
    assert adjusted_rand_score(labels, found.labels) > 0.5
    assert found.method == "lexical-ward-1"
    check(found, len(texts))


def test_tightness_moves_the_number_of_groups(labelled, embedded):
    sizes = [
        len(cluster(labelled[0], vectors=embedded, options=ClusterOptions(tightness=value)).groups)
        for value in (0.0, 0.5, 1.0)
    ]
    assert sizes[0] < sizes[1] < sizes[2]


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_tightness_out_of_range_is_refused(value):
    with pytest.raises(ValueError, match="tightness"):
        ClusterOptions(tightness=value)


def test_order_of_the_input_does_not_matter(labelled, embedded):
    texts = labelled[0]
    shuffled = np.random.default_rng(3).permutation(len(texts))
    straight = cluster(texts, vectors=embedded)
    moved = cluster([texts[i] for i in shuffled], vectors=embedded[shuffled])
    np.testing.assert_array_equal(straight.labels[shuffled], moved.labels)
    heads = [texts[group.head] for group in straight.groups]
    assert heads == [texts[shuffled[group.head]] for group in moved.groups]


def test_large_lists_are_cut_into_cells_first(monkeypatch, labelled, embedded):
    monkeypatch.setattr(dendrogram_module, "MAX_CELL", 60)
    found = cluster(labelled[0], vectors=embedded)
    check(found, len(labelled[0]))
    assert adjusted_rand_score(labelled[1], found.labels) > 0.65


def test_head_is_central_and_prefers_volume():
    vectors = np.array([[1, 0, 0.05], [1, 0, 0.0], [1, 0, -0.05], [0, 1, 0.0]], dtype=np.float32)
    texts = ["loan a", "loan b", "loan c", "garden"]
    assert cluster(texts, vectors=vectors).groups[0].head == 1
    assert cluster(texts, vectors=vectors, volumes=[9000, None, 10, 5]).groups[0].head == 0


def test_reasons_explain_the_place(labelled, embedded):
    texts = labelled[0]
    found = cluster(texts, vectors=embedded)
    index = texts.index("electric standing desk")
    reason = found.reasons[index]
    assert "desk" in reason.shared_terms
    assert reason.similarity > reason.runner_up_similarity
    assert found.groups[found.labels[index]].head == texts.index("standing desk") or reason.shared_terms


def test_serp_overlap_keeps_keywords_together():
    rng = np.random.default_rng(0)
    count = 40
    vectors = rng.normal(size=(count, 16)).astype(np.float32)
    texts = [f"word{i} thing{i}" for i in range(count)]
    serps = [[f"https://site{i}.example/{n}" for n in range(10)] for i in range(count)]
    serps[7] = serps[3][:4] + serps[7][:6]  # exactly 40 % in common
    serps[9] = serps[5][:3] + serps[9][:7]  # 30 %: not enough
    without = cluster(texts, vectors=vectors)
    assert without.labels[3] != without.labels[7]
    found = cluster(texts, vectors=vectors, serps=serps)
    assert found.labels[3] == found.labels[7]
    assert found.method.endswith("+serp")
    head = found.groups[found.labels[3]].head
    assert head in found.groups[found.labels[7]].members
    if head in (3, 7):
        assert found.reasons[7 if head == 3 else 3].serp_overlap == pytest.approx(0.4)
    check(found, count)


def test_serp_pages_are_compared_without_scheme_and_www():
    vectors = np.eye(3, dtype=np.float32)
    pages = [f"a{n}.com/x" for n in range(4)]
    serps = [[f"https://www.{page}/" for page in pages], [f"http://{page}?q=1" for page in pages], None]
    found = cluster(["one", "two", "three"], vectors=vectors, serps=serps)
    assert found.labels[0] == found.labels[1] != found.labels[2]
    assert found.reasons[2].serp_overlap is None


@pytest.mark.parametrize(
    ("texts", "groups"),
    [
        ([], 0),
        (["one"], 1),
        (["loan", "Loan ", "  LOAN"], 1),
        (["", " ", "\u200a"], 1),
        (["", "payday loan", "payday loans"], 2),
        (["payday loan", "wedding dress"], 2),
    ],
)
def test_small_lists_by_spelling(texts, groups):
    found = cluster(texts, vectors=None)
    check(found, len(texts))
    assert len(found.groups) == groups


def test_small_lists_with_embeddings():
    from igny8.ai.providers.minilm import MiniLM

    texts = ["standing desk", "electric standing desk", "lisbon hotels", "hotels in lisbon"]
    found = cluster(texts, vectors=MiniLM().encode(texts))
    assert partition(found.labels) == [[0, 1], [2, 3]]


@pytest.mark.parametrize("count", [2, 3, 9, 60])
def test_equal_vectors_are_one_group(count):
    vectors = np.tile(np.array([0.3, 0.4, 0.5], dtype=np.float32), (count, 1))
    found = cluster([f"text {i}" for i in range(count)], vectors=vectors)
    assert len(found.groups) == 1
    check(found, count)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_vectors_that_are_not_finite_are_refused(bad):
    vectors = np.ones((4, 3), dtype=np.float32)
    vectors[2, 1] = bad
    with pytest.raises(ValueError, match="not finite numbers, first in row 2"):
        cluster(["a", "b", "c", "d"], vectors=vectors)


def test_wrong_shapes_are_refused():
    with pytest.raises(ValueError, match=r"shape \(2, dimensions\)"):
        cluster(["a", "b"], vectors=np.ones((3, 4)))
    with pytest.raises(ValueError, match="volumes"):
        cluster(["a", "b"], vectors=None, volumes=[1])
    with pytest.raises(ValueError, match="serps"):
        cluster(["a", "b"], vectors=None, serps=[None])


TEXT = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["loan", "loans online", "LOAN", "", "कर्ज", "貸付", "best loan near me", "!!!", "crédit rapide"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXT, max_size=30), st.randoms(use_true_random=False))
def test_any_texts_by_spelling(texts, random):
    found = cluster(texts, vectors=None)
    check(found, len(texts))
    order = list(range(len(texts)))
    random.shuffle(order)
    moved = cluster([texts[i] for i in order], vectors=None)
    assert [int(found.labels[i]) for i in order] == moved.labels.tolist()


@st.composite
def with_vectors(draw):
    texts = draw(st.lists(TEXT, min_size=1, max_size=30))
    values = st.one_of(st.sampled_from([0.0, 1.0, -1.0]), st.floats(-10, 10, width=32))
    forms = sorted(set(texts))
    rows = draw(arrays(np.float32, (len(forms), 4), elements=values))
    volumes = draw(st.lists(st.one_of(st.none(), st.integers(0, 10**6)), min_size=len(texts), max_size=len(texts)))
    pages = st.lists(st.sampled_from([f"https://p{n}.example/" for n in range(8)]), max_size=10)
    serps = draw(st.lists(st.one_of(st.none(), pages), min_size=len(texts), max_size=len(texts)))
    return texts, rows[[forms.index(text) for text in texts]], volumes, serps


@settings(max_examples=80, deadline=None)
@given(with_vectors(), st.integers(1, 9))
def test_any_vectors(case, limit):
    texts, vectors, volumes, serps = case
    found = cluster(texts, vectors=vectors, volumes=volumes, serps=serps)
    check(found, len(texts))
    requests = plan_requests(found, limit=limit)
    assert sorted(index for request in requests for index in request) == list(range(len(texts)))
    assert all(0 < len(request) <= limit for request in requests)
    again = cluster(texts, vectors=vectors, volumes=volumes, serps=serps)
    assert again.labels.tolist() == found.labels.tolist()
    assert again.reasons == found.reasons
