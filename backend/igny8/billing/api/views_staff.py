"""Prices, which everybody reads and staff change, and what staff do to a balance.

Staff act in the account named by ``X-IGNY8-Account``, or in their own.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.billing.api import serializers as s
from igny8.billing.selectors import price_change_list, price_list
from igny8.billing.services.corrections import staff_adjust, staff_grant
from igny8.billing.services.prices import price_update
from igny8.core.api.views import BaseView, BaseViewSet, ListMixin
from igny8.core.roles import Role


class PriceViewSet(ListMixin, BaseViewSet):
    """The price list of the product."""

    selector = staticmethod(price_list)
    output = s.PriceOut
    ordering_fields = ("operation",)
    ordering = "operation"
    roles: ClassVar[Mapping[str, Role]] = {"list": Role.VIEWER, "partial_update": Role.DEVELOPER}

    @extend_schema(operation_id="billing_prices_list", responses=s.PriceOut(many=True))
    def list(self, request: Request, **_: Any) -> Response:
        return super().list(request)

    @extend_schema(operation_id="billing_prices_update", request=s.PriceIn, responses=s.PriceOut)
    def partial_update(self, request: Request, pk: Any, **_: Any) -> Response:
        return self.present(s.PriceOut, price_update(price_id=pk, **self.parse(s.PriceIn)))


class PriceChangeViewSet(ListMixin, BaseViewSet):
    """Who changed which price, and what it was before."""

    selector = staticmethod(price_change_list)
    output = s.PriceChangeOut
    roles: ClassVar[Mapping[str, Role]] = {"list": Role.DEVELOPER}

    @extend_schema(operation_id="billing_price_changes_list", responses=s.PriceChangeOut(many=True))
    def list(self, request: Request, **_: Any) -> Response:
        return super().list(request)


class GrantView(BaseView):
    """Credits given by hand: 201 when given, 200 when this key gave them before."""

    roles: ClassVar[Mapping[str, Role]] = {"post": Role.DEVELOPER}

    @extend_schema(
        operation_id="billing_grant", request=s.GrantIn, responses={201: s.TransactionOut, 200: s.TransactionOut}
    )
    def post(self, request: Request) -> Response:
        row, made = staff_grant(**self.parse(s.GrantIn))
        return self.present(s.TransactionOut, row, status=201 if made else 200)


class AdjustmentView(BaseView):
    """A correction of the balance by hand: 201 when made, 200 when this key made it before."""

    roles: ClassVar[Mapping[str, Role]] = {"post": Role.DEVELOPER}

    @extend_schema(
        operation_id="billing_adjustment",
        request=s.AdjustmentIn,
        responses={201: s.TransactionOut, 200: s.TransactionOut},
    )
    def post(self, request: Request) -> Response:
        row, made = staff_adjust(**self.parse(s.AdjustmentIn))
        return self.present(s.TransactionOut, row, status=201 if made else 200)
