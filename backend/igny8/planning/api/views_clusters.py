"""Clusters: made by hand or by runs, merged, split, locked; the map; ideas from them."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import StreamingHttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.core.api.selection import OneByOneIn
from igny8.core.api.serializers import CountOut, Empty
from igny8.core.api.views import BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.errors import InvalidInput
from igny8.core.roles import Role
from igny8.planning.api import filters
from igny8.planning.api import serializers_clusters as s
from igny8.planning.api.downloads import CSV, csv_response
from igny8.planning.selectors import cluster_list, cluster_map
from igny8.planning.selectors.exports import CLUSTER_COLUMNS, csv_export
from igny8.planning.services import cluster_reshape, clusters, starting


class ClusterViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    selector = staticmethod(cluster_list)
    output = s.ClusterOut
    filterset_class = filters.ClusterFilter
    search_fields = ("name", "head_keyword")
    ordering_fields = (
        "created_at", "updated_at", "name", "keyword_count", "total_volume", "cohesion", "status", "intent", "role",
    )  # fmt: skip
    action_params: ClassVar[dict[str, tuple[str, ...]]] = {
        "export": ("search", *filters.ClusterFilter.get_filters()),
        "map": ("site_id", "sector_id"),
    }
    spending = frozenset({"generate_ideas"})
    roles: ClassVar[dict[str, Role]] = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "map": Role.VIEWER,
        "export": Role.VIEWER,
        "create": Role.EDITOR,
        "partial_update": Role.EDITOR,
        "destroy": Role.EDITOR,
        "merge": Role.EDITOR,
        "split": Role.EDITOR,
        "lock": Role.EDITOR,
        "unlock": Role.EDITOR,
        "bulk_update": Role.EDITOR,
        "bulk_delete": Role.EDITOR,
        "bulk_status": Role.EDITOR,
        "generate_ideas": Role.EDITOR,
    }

    @extend_schema(responses=s.ClusterOut(many=True), operation_id="clusters", tags=["planner"])
    def list(self, request: Request, **_: Any) -> Response:
        """Clusters of the sites this person may see."""
        return super().list(request)

    @extend_schema(responses=s.ClusterOut, operation_id="cluster", tags=["planner"])
    def retrieve(self, request: Request, pk: UUID, **_: Any) -> Response:
        """One cluster; its keywords are ``/planner/keywords/?cluster_id=``."""
        return super().retrieve(request, pk)

    @extend_schema(request=s.ClusterIn, responses={201: s.ClusterOut}, operation_id="cluster_create", tags=["planner"])
    def create(self, request: Request) -> Response:
        """Make a cluster by hand; its name is never overwritten by a run."""
        return self.present(s.ClusterOut, clusters.cluster_create(**self.parse(s.ClusterIn)), status=201)

    @extend_schema(request=s.ClusterPatchIn, responses=s.ClusterOut, operation_id="cluster_update", tags=["planner"])
    def partial_update(self, request: Request, pk: UUID) -> Response:
        """Rename or change a cluster. The next run chooses roles anew, except in locked clusters."""
        row = clusters.cluster_update(cluster_id=pk, changes=self.parse(s.ClusterPatchIn))
        return self.present(s.ClusterOut, row)

    @extend_schema(responses={204: None}, operation_id="cluster_delete", tags=["planner"])
    def destroy(self, request: Request, pk: UUID) -> Response:
        """Delete a cluster; its keywords are new again, its ideas go with it."""
        clusters.cluster_delete(cluster_id=pk)
        return Response(status=204)

    @extend_schema(request=s.ClusterMergeIn, responses=s.ClusterOut, operation_id="cluster_merge", tags=["planner"])
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: UUID) -> Response:
        """Take the keywords and ideas of other clusters of the sector in; those are gone afterwards."""
        row = cluster_reshape.clusters_merge(cluster_id=pk, source_ids=self.parse(s.ClusterMergeIn)["source_ids"])
        return self.present(s.ClusterOut, row)

    @extend_schema(
        request=s.ClusterSplitIn, responses=s.ClusterOut(many=True), operation_id="cluster_split", tags=["planner"]
    )
    @action(detail=True, methods=["post"])
    def split(self, request: Request, pk: UUID) -> Response:
        """Cut parts out of a cluster. Answers the cluster and its new neighbours."""
        parts = [cluster_reshape.Part(**part) for part in self.parse(s.ClusterSplitIn)["parts"]]
        return self.present(s.ClusterOut, cluster_reshape.cluster_split(cluster_id=pk, parts=parts))

    @extend_schema(request=Empty, responses=s.ClusterOut, operation_id="cluster_lock", tags=["planner"])
    @action(detail=True, methods=["post"])
    def lock(self, request: Request, pk: UUID) -> Response:
        """Keep a cluster as it is: no run, merge or split changes it."""
        self.parse(Empty)
        return self.present(s.ClusterOut, clusters.cluster_lock(cluster_id=pk, is_locked=True))

    @extend_schema(request=Empty, responses=s.ClusterOut, operation_id="cluster_unlock", tags=["planner"])
    @action(detail=True, methods=["post"])
    def unlock(self, request: Request, pk: UUID) -> Response:
        """Open a locked cluster again."""
        self.parse(Empty)
        return self.present(s.ClusterOut, clusters.cluster_lock(cluster_id=pk, is_locked=False))

    @extend_schema(
        request=s.ClusterBulkUpdateIn, responses=CountOut, operation_id="clusters_bulk_update", tags=["planner"]
    )
    @action(detail=False, methods=["post"], url_path="bulk-update")
    def bulk_update(self, request: Request) -> Response:
        """The same intent, role or status for many clusters."""
        data = self.parse(s.ClusterBulkUpdateIn)
        count = clusters.clusters_update(cluster_ids=self.selected(data), changes=data["changes"])
        return self.present(CountOut, {"count": count})

    @extend_schema(request=OneByOneIn, responses=CountOut, operation_id="clusters_bulk_delete", tags=["planner"])
    @action(detail=False, methods=["post"], url_path="bulk-delete")
    def bulk_delete(self, request: Request) -> Response:
        """Delete many clusters, all or none."""
        return self.present(
            CountOut, {"count": clusters.clusters_delete(cluster_ids=self.selected(self.parse(OneByOneIn)))}
        )

    @extend_schema(
        request=s.ClusterBulkStatusIn, responses=CountOut, operation_id="clusters_bulk_status", tags=["planner"]
    )
    @action(detail=False, methods=["post"], url_path="bulk-status")
    def bulk_status(self, request: Request) -> Response:
        """Archive many clusters, or make them active again."""
        data = self.parse(s.ClusterBulkStatusIn)
        count = clusters.clusters_update(cluster_ids=self.selected(data), changes={"status": data["status"]})
        return self.present(CountOut, {"count": count})

    @extend_schema(
        request=s.GenerateIdeasIn,
        responses={202: s.IdeasStartedOut},
        operation_id="clusters_generate_ideas",
        tags=["planner"],
    )
    @action(detail=False, methods=["post"], url_path="generate-ideas")
    def generate_ideas(self, request: Request) -> Response:
        """Ideas for clusters, 15 credits each. Clusters whose intent a page answers already are left out, free of charge."""
        return self.present(s.IdeasStartedOut, starting.ideas_start(**self.parse(s.GenerateIdeasIn)), status=202)

    @extend_schema(responses=s.ClusterMapOut, operation_id="cluster_map", tags=["planner"])
    @action(detail=False, methods=["get"])
    def map(self, request: Request) -> Response:
        """Pillars, spokes and how they hang together."""
        return self.present(s.ClusterMapOut, cluster_map(**_where(request)))

    @extend_schema(responses=CSV, operation_id="clusters_export", tags=["planner"])
    @action(detail=False, methods=["get"])
    def export(self, request: Request) -> StreamingHttpResponse:
        """CSV of the clusters the filters leave; formula cells get an apostrophe in front."""
        return csv_response(csv_export(self.filtered(self.get_queryset()), CLUSTER_COLUMNS), filename="clusters.csv")


def _where(request: Request) -> dict[str, UUID]:
    """``site_id`` and perhaps ``sector_id`` of the query. :raises InvalidInput: naming the one that is no id."""
    out: dict[str, UUID] = {}
    for name in ("site_id", "sector_id"):
        raw = request.query_params.get(name)
        if raw is None and name == "sector_id":
            continue
        try:
            out[name] = UUID(raw or "")
        except ValueError as exc:
            raise InvalidInput(errors={name: ["Give an id."]}) from exc
    return out
