"""Reads of planning, for the open scope only."""

from igny8.planning.selectors.clusters import (
    ClusterFacts,
    cluster_facts,
    cluster_get,
    cluster_list,
    cluster_names,
    content_counts,
    idea_counts,
)
from igny8.planning.selectors.ideas import IdeaBrief, idea_brief, idea_get, idea_list, idea_titles
from igny8.planning.selectors.keywords import (
    import_get,
    import_list,
    keyword_get,
    keyword_list,
    keyword_rows,
    opportunity_list,
    reject_list,
)
from igny8.planning.selectors.maps import ClusterMap, MapEdge, MapNode, cluster_map
from igny8.planning.selectors.summaries import planner_summary

__all__ = [
    "ClusterFacts",
    "ClusterMap",
    "IdeaBrief",
    "MapEdge",
    "MapNode",
    "cluster_facts",
    "cluster_get",
    "cluster_list",
    "cluster_map",
    "cluster_names",
    "content_counts",
    "idea_brief",
    "idea_counts",
    "idea_get",
    "idea_list",
    "idea_titles",
    "import_get",
    "import_list",
    "keyword_get",
    "keyword_list",
    "keyword_rows",
    "opportunity_list",
    "planner_summary",
    "reject_list",
]
