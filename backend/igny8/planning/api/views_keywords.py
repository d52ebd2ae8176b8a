"""Keywords, opportunities and seed keywords."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import StreamingHttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.accounts.selectors import seed_keyword_list
from igny8.core.api.parsers import StrictMultiPartParser
from igny8.core.api.serializers import CountOut
from igny8.core.api.views import BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.roles import Role
from igny8.planning.api import filters
from igny8.planning.api import serializers_keywords as s
from igny8.planning.api.downloads import CSV, csv_response
from igny8.planning.selectors import keyword_list, keyword_rows, opportunity_list
from igny8.planning.selectors.exports import KEYWORD_COLUMNS, csv_export
from igny8.planning.services import keyword_bulk, keyword_import, keywords, starting

FIGURES = ("search_volume", "difficulty", "cpc", "priority_score", "position", "clicks", "impressions")


class KeywordViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    selector = staticmethod(keyword_list)
    output = s.KeywordOut
    filterset_class = filters.KeywordFilter
    search_fields = ("keyword",)
    ordering_fields = ("created_at", "keyword", "status", "intent", *FIGURES)
    action_params: ClassVar[dict[str, tuple[str, ...]]] = {
        "export": ("search", *filters.KeywordFilter.get_filters()),
    }
    spending = frozenset({"auto_cluster"})
    roles: ClassVar[dict[str, Role]] = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "export": Role.VIEWER,
        "create": Role.EDITOR,
        "partial_update": Role.EDITOR,
        "destroy": Role.EDITOR,
        "bulk_create": Role.EDITOR,
        "bulk_update": Role.EDITOR,
        "bulk_delete": Role.EDITOR,
        "bulk_status": Role.EDITOR,
        "import_file": Role.EDITOR,
        "auto_cluster": Role.EDITOR,
    }

    def get_queryset(self) -> Any:
        return keyword_rows() if self.action == "list" else keyword_list()

    @extend_schema(responses=s.KeywordOut(many=True), operation_id="keywords", tags=["planner"])
    def list(self, request: Request, **_: Any) -> Response:
        """Keywords of the sites this person may see. Unknown figures are null."""
        return super().list(request)

    @extend_schema(responses=s.KeywordDetailOut, operation_id="keyword", tags=["planner"])
    def retrieve(self, request: Request, pk: UUID, **_: Any) -> Response:
        """One keyword with everything known of it, and why it is in its cluster."""
        return self.present(s.KeywordDetailOut, self.found(pk))

    @extend_schema(
        request=s.KeywordIn, responses={201: s.KeywordDetailOut}, operation_id="keyword_create", tags=["planner"]
    )
    def create(self, request: Request) -> Response:
        """Add one keyword."""
        return self.present(s.KeywordDetailOut, keywords.keyword_create(**self.parse(s.KeywordIn)), status=201)

    @extend_schema(
        request=s.KeywordPatchIn, responses=s.KeywordDetailOut, operation_id="keyword_update", tags=["planner"]
    )
    def partial_update(self, request: Request, pk: UUID) -> Response:
        """Change text, figures, intent, status or cluster."""
        row = keywords.keyword_update(keyword_id=pk, changes=self.parse(s.KeywordPatchIn))
        return self.present(s.KeywordDetailOut, row)

    @extend_schema(responses={204: None}, operation_id="keyword_delete", tags=["planner"])
    def destroy(self, request: Request, pk: UUID) -> Response:
        """Delete a keyword."""
        keywords.keyword_delete(keyword_id=pk)
        return Response(status=204)

    @extend_schema(
        request=s.KeywordBulkCreateIn,
        responses={201: s.KeywordBulkCreateOut},
        operation_id="keywords_bulk_create",
        tags=["planner"],
    )
    @action(detail=False, methods=["post"], url_path="bulk-create")
    def bulk_create(self, request: Request) -> Response:
        """Add up to 5,000 keywords; each faulty row is reported by its index."""
        data = self.parse(s.KeywordBulkCreateIn)
        return self.present(
            s.KeywordBulkCreateOut, keyword_bulk.keywords_create(rows=data.pop("keywords"), **data), status=201
        )

    @extend_schema(
        request=s.KeywordBulkUpdateIn, responses=CountOut, operation_id="keywords_bulk_update", tags=["planner"]
    )
    @action(detail=False, methods=["post"], url_path="bulk-update")
    def bulk_update(self, request: Request) -> Response:
        """The same intent, cluster or status for many keywords, by id or for all that a filter leaves."""
        data = self.parse(s.KeywordBulkUpdateIn)
        count = keywords.keywords_update(keyword_ids=self.selected(data), changes=data["changes"])
        return self.present(CountOut, {"count": count})

    @extend_schema(
        request=s.KeywordBulkDeleteIn, responses=CountOut, operation_id="keywords_bulk_delete", tags=["planner"]
    )
    @action(detail=False, methods=["post"], url_path="bulk-delete")
    def bulk_delete(self, request: Request) -> Response:
        """Delete many keywords for good, by id or all that a filter leaves."""
        ids = self.selected(self.parse(s.KeywordBulkDeleteIn))
        return self.present(CountOut, {"count": keywords.keywords_delete(keyword_ids=ids)})

    @extend_schema(
        request=s.KeywordBulkStatusIn, responses=CountOut, operation_id="keywords_bulk_status", tags=["planner"]
    )
    @action(detail=False, methods=["post"], url_path="bulk-status")
    def bulk_status(self, request: Request) -> Response:
        """Archive many keywords, or take them up again."""
        data = self.parse(s.KeywordBulkStatusIn)
        count = keywords.keywords_set_status(keyword_ids=self.selected(data), status=data["status"])
        return self.present(CountOut, {"count": count})

    @extend_schema(
        request={"multipart/form-data": s.KeywordImportIn},
        responses={200: s.ImportPreviewOut, 202: s.ImportStartedOut},
        operation_id="keywords_import",
        tags=["planner"],
    )
    @action(detail=False, methods=["post"], url_path="import", parser_classes=[StrictMultiPartParser])
    def import_file(self, request: Request) -> Response:
        """Import an export of any keyword tool in the background; with ``dry_run`` say what an import would do."""
        data = self.parse(s.KeywordImportIn)
        upload = data.pop("file")
        where = {**data, "file": upload.file, "filename": upload.name}
        if where.pop("dry_run"):
            return self.present(s.ImportPreviewOut, keyword_import.import_preview(**where))
        return self.present(s.ImportStartedOut, {"import_id": keyword_import.import_start(**where).id}, status=202)

    @extend_schema(
        request=s.AutoClusterIn,
        responses={202: s.ClusteringStartedOut},
        operation_id="keywords_auto_cluster",
        tags=["planner"],
    )
    @action(detail=False, methods=["post"], url_path="auto-cluster")
    def auto_cluster(self, request: Request) -> Response:
        """Cluster the new keywords of a sector, or those selected: 10 credits for each request of 50 keywords."""
        data = self.parse(s.AutoClusterIn)
        if "filter" in data:
            names = ("filter", "expected_count", "except_ids")
            selection = {name: data.pop(name) for name in names if name in data}
            data["keyword_ids"] = self.selected(selection)
        run_id = starting.clustering_start(**data)
        return self.present(s.ClusteringStartedOut, {"run_id": run_id}, status=202)

    @extend_schema(responses=CSV, operation_id="keywords_export", tags=["planner"])
    @action(detail=False, methods=["get"])
    def export(self, request: Request) -> StreamingHttpResponse:
        """CSV of the keywords the filters leave. Cells a spreadsheet would run as a formula get an apostrophe in front."""
        chunks = csv_export(self.filtered(self.get_queryset()), KEYWORD_COLUMNS)
        return csv_response(chunks, filename="keywords.csv")


class OpportunityViewSet(ListMixin, BaseViewSet):
    selector = staticmethod(opportunity_list)
    output = s.OpportunityOut
    filterset_class = filters.OpportunityFilter
    search_fields = ("keyword",)
    ordering_fields = ("priority_score", "search_volume", "difficulty")
    ordering = "-priority_score"
    roles: ClassVar[dict[str, Role]] = {"list": Role.VIEWER}

    @extend_schema(responses=s.OpportunityOut(many=True), operation_id="keyword_opportunities", tags=["planner"])
    def list(self, request: Request, **_: Any) -> Response:
        """Keywords no page is written for, best first: demand on a logarithmic scale times ease of ranking."""
        return super().list(request)


class SeedKeywordViewSet(ListMixin, BaseViewSet):
    selector = staticmethod(seed_keyword_list)
    output = s.SeedKeywordChoiceOut
    filterset_class = filters.SeedKeywordFilter
    search_fields = ("keyword",)
    ordering_fields = ("keyword",)
    ordering = "keyword"
    roles: ClassVar[dict[str, Role]] = {"list": Role.VIEWER, "add": Role.EDITOR}

    @extend_schema(responses=s.SeedKeywordChoiceOut(many=True), operation_id="planner_seed_keywords", tags=["planner"])
    def list(self, request: Request, **_: Any) -> Response:
        """Starting points by topic area of an industry."""
        return super().list(request)

    @extend_schema(
        request=s.SeedKeywordsAddIn,
        responses={201: s.KeywordBulkCreateOut},
        operation_id="seed_keywords_add",
        tags=["planner"],
    )
    @action(detail=False, methods=["post"])
    def add(self, request: Request) -> Response:
        """Take starting points into a sector."""
        data = self.parse(s.SeedKeywordsAddIn)
        seed_ids = data.pop("seed_keyword_ids")
        return self.present(
            s.KeywordBulkCreateOut, keyword_bulk.seed_keywords_add(seed_ids=seed_ids, **data), status=201
        )
