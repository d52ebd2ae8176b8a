"""Deterministic grouping of keywords into page-sized clusters. Plain Python: arrays in, dataclasses out.

``cluster`` groups, ``assign`` adds keywords to clusters that exist, ``plan_requests`` packs groups for a model,
``name_groups``, ``name_group`` and ``guess_intent`` describe a group without one.
"""

from igny8.planning.clustering.grouping import cluster
from igny8.planning.clustering.incremental import Assignment, ExistingCluster, Joined, assign
from igny8.planning.clustering.intent import Intent, guess_intent
from igny8.planning.clustering.naming import name_group, name_groups
from igny8.planning.clustering.requests import REQUEST_KEYWORDS, plan_requests
from igny8.planning.clustering.result import Clustering, ClusterOptions, Group, Reason

__all__ = [
    "REQUEST_KEYWORDS",
    "Assignment",
    "ClusterOptions",
    "Clustering",
    "ExistingCluster",
    "Group",
    "Intent",
    "Joined",
    "Reason",
    "assign",
    "cluster",
    "guess_intent",
    "name_group",
    "name_groups",
    "plan_requests",
]
