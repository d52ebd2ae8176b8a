"""Publish, take down, see what became of it; deployments of our own sites."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.core.api.serializers import SectorQuery, SiteQuery
from igny8.core.api.views import BaseView, BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.roles import Role
from igny8.publishing.api import serializers as s
from igny8.publishing.api.filters import DeploymentFilter, PublicationFilter
from igny8.publishing.selectors import deployment_list, publisher_summary, record_list
from igny8.publishing.services.deployments import deployment_request, deployment_rollback
from igny8.publishing.services.destinations import destinations_of
from igny8.publishing.services.publications import content_publish, content_unpublish, content_unschedule, record_retry

SITE_ID = OpenApiParameter("site_id", OpenApiTypes.UUID, required=True)


class SummaryView(BaseView):
    """What became of a site's publications, in figures."""

    roles: ClassVar[Mapping[str, Role]] = {"get": Role.VIEWER}
    query_params: ClassVar[Sequence[str]] = ("site_id", "sector_id")

    @extend_schema(operation_id="publisher_summary", parameters=[SectorQuery], responses=s.PublisherSummaryOut)
    def get(self, request: Request) -> Response:
        return self.present(s.PublisherSummaryOut, publisher_summary(**self.query(SectorQuery)))


class PublishView(BaseView):
    """Contents to destinations: a record for each pair. Who may: an editor, where the site's policy lets content go live."""

    roles: ClassVar[Mapping[str, Role]] = {"post": Role.EDITOR}

    @extend_schema(operation_id="publisher_publish", request=s.PublishIn, responses={202: s.PublicationsOut})
    def post(self, request: Request) -> Response:
        records = content_publish(**self.parse(s.PublishIn))
        return self.present(s.PublicationsOut, {"records": records}, status=202)


class UnpublishView(BaseView):
    """Take contents down, everywhere or at some destinations."""

    roles: ClassVar[Mapping[str, Role]] = {"post": Role.EDITOR}

    @extend_schema(operation_id="publisher_unpublish", request=s.UnpublishIn, responses={202: s.PublicationsOut})
    def post(self, request: Request) -> Response:
        records = content_unpublish(**self.parse(s.UnpublishIn))
        return self.present(s.PublicationsOut, {"records": records}, status=202)


class UnscheduleView(BaseView):
    """Call off what waits for its moment; what visitors read already stays. Publishing again with another moment moves it."""

    roles: ClassVar[Mapping[str, Role]] = {"post": Role.EDITOR}

    @extend_schema(operation_id="publisher_unschedule", request=s.UnscheduleIn, responses=s.PublicationsOut)
    def post(self, request: Request) -> Response:
        records = content_unschedule(**self.parse(s.UnscheduleIn))
        return self.present(s.PublicationsOut, {"records": records})


class PublicationViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    """What became of each content at each destination."""

    selector = staticmethod(record_list)
    output = s.PublicationOut
    roles: ClassVar[Mapping[str, Role]] = {"list": Role.VIEWER, "retrieve": Role.VIEWER, "retry": Role.EDITOR}
    filterset_class = PublicationFilter
    search_fields = ("title",)
    ordering_fields = ("created_at", "published_at", "updated_at", "title", "status", "destination")

    @extend_schema(operation_id="publisher_records_list", responses=s.PublicationOut(many=True))
    def list(self, request: Request, **_: Any) -> Response:
        return super().list(request)

    @extend_schema(operation_id="publisher_records_retrieve", responses=s.PublicationOut)
    def retrieve(self, request: Request, pk: Any, **_: Any) -> Response:
        return super().retrieve(request, pk)

    @extend_schema(operation_id="publisher_records_retry", request=None, responses={202: s.PublicationOut})
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: Any, **_: Any) -> Response:
        return self.present(s.PublicationOut, record_retry(record_id=pk), status=202)


class DestinationsView(BaseView):
    """Where a site can publish to, and what each destination takes."""

    roles: ClassVar[Mapping[str, Role]] = {"get": Role.VIEWER}
    query_params: ClassVar[Sequence[str]] = ("site_id",)

    @extend_schema(operation_id="publisher_destinations", parameters=[SITE_ID], responses=s.DestinationsOut)
    def get(self, request: Request) -> Response:
        return self.present(s.DestinationsOut, {"destinations": destinations_of(**self.query(SiteQuery))})


class DeploymentViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    """Every version of every site we host."""

    selector = staticmethod(deployment_list)
    output = s.DeploymentOut
    roles: ClassVar[Mapping[str, Role]] = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "create": Role.EDITOR,
        "rollback": Role.ADMIN,
    }
    filterset_class = DeploymentFilter
    ordering_fields = ("created_at", "version", "status", "deployed_at")

    @extend_schema(operation_id="publisher_deployments_list", responses=s.DeploymentOut(many=True))
    def list(self, request: Request, **_: Any) -> Response:
        return super().list(request)

    @extend_schema(operation_id="publisher_deployments_retrieve", responses=s.DeploymentOut)
    def retrieve(self, request: Request, pk: Any, **_: Any) -> Response:
        return super().retrieve(request, pk)

    @extend_schema(
        operation_id="publisher_deployments_create", request=s.DeploymentIn, responses={202: s.DeploymentOut}
    )
    def create(self, request: Request, **_: Any) -> Response:
        return self.present(s.DeploymentOut, deployment_request(**self.parse(s.DeploymentIn)), status=202)

    @extend_schema(operation_id="publisher_deployments_rollback", request=None, responses=s.DeploymentOut)
    @action(detail=True, methods=["post"])
    def rollback(self, request: Request, pk: Any, **_: Any) -> Response:
        row = self.found(pk)
        return self.present(s.DeploymentOut, deployment_rollback(site_id=row.site_id, version=row.version))
