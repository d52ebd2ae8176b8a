"""Shared reference data."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.accounts.api import filters
from igny8.accounts.api import serializers_sites as s
from igny8.accounts.api.serializers import AccountPlanOut
from igny8.accounts.selectors import industry_list, industry_sector_list, plan_list, seed_keyword_list
from igny8.core.api.views import BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.roles import Role


class PlanViewSet(ListMixin, BaseViewSet):
    selector = staticmethod(plan_list)
    output = AccountPlanOut
    ordering_fields = ("price", "name")
    ordering = "price"
    roles: ClassVar[dict[str, Role]] = {"list": Role.VIEWER}

    @extend_schema(responses={200: AccountPlanOut(many=True)}, operation_id="plans", tags=["accounts"])
    def list(self, request: Request, **_: Any) -> Response:
        """Plans on offer."""
        return super().list(request)


class IndustryViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    selector = staticmethod(industry_list)
    output = s.IndustryOut
    search_fields = ("name",)
    ordering_fields = ("name",)
    ordering = "name"
    roles: ClassVar[dict[str, Role]] = {"list": Role.VIEWER, "retrieve": Role.VIEWER, "sectors": Role.VIEWER}

    @extend_schema(responses={200: s.IndustryOut(many=True)}, operation_id="industries", tags=["accounts"])
    def list(self, request: Request, **_: Any) -> Response:
        """Industries a site can belong to."""
        return super().list(request)

    @extend_schema(responses={200: s.IndustryOut}, operation_id="industry", tags=["accounts"])
    def retrieve(self, request: Request, pk: UUID, **_: Any) -> Response:
        """One of them."""
        return super().retrieve(request, pk)

    @extend_schema(
        responses={200: s.IndustrySectorOut(many=True)}, operation_id="industry_sectors_of", tags=["accounts"]
    )
    @action(detail=True, methods=["get"])
    def sectors(self, request: Request, pk: UUID) -> Response:
        """The topic areas of an industry, all at once: there are few."""
        return self.present(s.IndustrySectorOut, industry_sector_list(industry_id=self.found(pk).id).order_by("name"))


class IndustrySectorViewSet(ListMixin, BaseViewSet):
    selector = staticmethod(industry_sector_list)
    output = s.IndustrySectorOut
    filterset_class = filters.IndustrySectorFilter
    search_fields = ("name",)
    ordering_fields = ("name",)
    ordering = "name"
    roles: ClassVar[dict[str, Role]] = {"list": Role.VIEWER}

    @extend_schema(responses={200: s.IndustrySectorOut(many=True)}, operation_id="industry_sectors", tags=["accounts"])
    def list(self, request: Request, **_: Any) -> Response:
        """Topic areas of all industries."""
        return super().list(request)


class SeedKeywordViewSet(ListMixin, BaseViewSet):
    selector = staticmethod(seed_keyword_list)
    output = s.SeedKeywordOut
    filterset_class = filters.SeedKeywordFilter
    search_fields = ("keyword",)
    ordering_fields = ("keyword",)
    ordering = "keyword"
    roles: ClassVar[dict[str, Role]] = {"list": Role.VIEWER}

    @extend_schema(responses={200: s.SeedKeywordOut(many=True)}, operation_id="seed_keywords", tags=["accounts"])
    def list(self, request: Request, **_: Any) -> Response:
        """Starting points for a topic area. Figures nobody measured are null."""
        return super().list(request)
