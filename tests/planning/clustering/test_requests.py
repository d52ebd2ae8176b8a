import numpy as np
import pytest

from igny8.planning.clustering import Clustering, Group, cluster, plan_requests


def clustering_of(sizes, *, space=None):
    labels = np.repeat(np.arange(len(sizes)), sizes).astype(np.int64)
    groups = tuple(
        Group(label=label, members=tuple(np.flatnonzero(labels == label).tolist()), head=0, mean_similarity=1.0)
        for label in range(len(sizes))
    )
    if space is None:
        space = np.random.default_rng(0).normal(size=(len(labels), 5)).astype(np.float32)
    return Clustering(labels=labels, groups=groups, reasons=(), method="test", space=space)


def test_groups_up_to_the_limit_stay_whole_and_requests_are_few():
    found = clustering_of([50, 30, 20, 20, 15, 15, 1])
    requests = plan_requests(found)
    assert len(requests) == 4
    for group in found.groups:
        assert sum(1 for request in requests if set(request) & set(group.members)) == 1
    assert sorted(index for request in requests for index in request) == list(range(151))


def test_a_large_group_is_split_along_its_own_structure():
    space = np.zeros((80, 2), dtype=np.float32)
    space[::2, 0] = 1.0
    space[1::2, 1] = 1.0
    requests = plan_requests(clustering_of([80], space=space))
    assert sorted(map(sorted, requests)) == [list(range(0, 80, 2)), list(range(1, 80, 2))]


def test_a_large_group_of_equal_rows_is_split_by_position():
    requests = plan_requests(clustering_of([120], space=np.ones((120, 3), dtype=np.float32)))
    assert sorted(index for request in requests for index in request) == list(range(120))
    assert all(len(request) <= 50 for request in requests)


def test_nothing_to_plan_and_bad_limit():
    assert plan_requests(cluster([], vectors=None)) == []
    with pytest.raises(ValueError, match="limit"):
        plan_requests(clustering_of([2]), limit=0)
