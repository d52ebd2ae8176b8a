"""What a customer sees of billing: balance, movements, usage, estimates, caps, proof."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.billing.api import serializers as s
from igny8.billing.api.filters import DaysFilter, TransactionFilter
from igny8.billing.selectors import balance_get, estimate, transaction_list, usage_log_list, usage_report
from igny8.billing.services.audit import ledger_audit
from igny8.billing.services.spend_caps import spend_cap_set
from igny8.billing.services.summary import summary_get
from igny8.core.api.views import BaseView, BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.roles import Role


class BalanceView(BaseView):
    """The credit meter: everybody of the account may see it."""

    roles: ClassVar[Mapping[str, Role]] = {"get": Role.VIEWER}

    @extend_schema(operation_id="billing_balance", responses=s.BalanceOut)
    def get(self, request: Request) -> Response:
        return self.present(s.BalanceOut, balance_get())


class SummaryView(BaseView):
    """Balance, plan, next renewal and the usage of this billing month."""

    roles: ClassVar[Mapping[str, Role]] = {"get": Role.ADMIN}

    @extend_schema(operation_id="billing_summary", responses=s.SummaryOut)
    def get(self, request: Request) -> Response:
        return self.present(s.SummaryOut, summary_get(now=datetime.now(UTC)))


class TransactionViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    """Every movement of credits, newest first; one of them with both sides."""

    selector = staticmethod(transaction_list)
    output = s.TransactionOut
    roles: ClassVar[Mapping[str, Role]] = {"list": Role.ADMIN, "retrieve": Role.ADMIN}
    filterset_class = TransactionFilter
    search_fields = ("reason",)

    @extend_schema(operation_id="billing_transactions_list", responses=s.TransactionOut(many=True))
    def list(self, request: Request, **_: Any) -> Response:
        return super().list(request)

    @extend_schema(operation_id="billing_transactions_retrieve", responses=s.TransactionDetailOut)
    def retrieve(self, request: Request, pk: Any, **_: Any) -> Response:
        return self.present(s.TransactionDetailOut, self.found(pk))


class UsageViewSet(ListMixin, BaseViewSet):
    """What was charged: every charge, or sums of them."""

    selector = staticmethod(usage_log_list)
    output = s.UsageLogOut
    roles: ClassVar[Mapping[str, Role]] = {"list": Role.ADMIN, "sums": Role.ADMIN}
    filterset_class = DaysFilter
    action_params: ClassVar[Mapping[str, tuple[str, ...]]] = {"sums": ("group_by", "date_from", "date_to")}

    @extend_schema(operation_id="billing_usage_log_list", responses=s.UsageLogOut(many=True))
    def list(self, request: Request, **_: Any) -> Response:
        return super().list(request)

    @extend_schema(operation_id="billing_usage", responses=s.UsageOut)
    def sums(self, request: Request, **_: Any) -> Response:
        query = s.UsageQuery(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        return self.present(s.UsageOut, usage_report(**query.validated_data))


class EstimateView(BaseView):
    """What work would cost; asking is free."""

    roles: ClassVar[Mapping[str, Role]] = {"post": Role.EDITOR}

    @extend_schema(operation_id="billing_estimate", request=s.EstimateIn, responses=s.EstimateOut)
    def post(self, request: Request) -> Response:
        data = self.parse(s.EstimateIn)
        items = [(item["operation"], item["units"]) for item in data.get("items", [data])]
        return self.present(s.EstimateOut, estimate(items))


class SpendCapView(BaseView):
    """The most the account may spend in a calendar month."""

    roles: ClassVar[Mapping[str, Role]] = {"get": Role.ADMIN, "patch": Role.ADMIN}

    @extend_schema(operation_id="billing_spend_cap", responses=s.SpendCapOut)
    def get(self, request: Request) -> Response:
        return self.present(s.SpendCapOut, balance_get())

    @extend_schema(operation_id="billing_spend_cap_update", request=s.SpendCapIn, responses=s.SpendCapOut)
    def patch(self, request: Request) -> Response:
        data = self.parse(s.SpendCapIn)
        return self.present(s.SpendCapOut, spend_cap_set(cap_centi=data["spend_cap"]))


class AuditView(BaseView):
    """Proof that the account's ledger reconciles."""

    roles: ClassVar[Mapping[str, Role]] = {"get": Role.ADMIN}

    @extend_schema(operation_id="billing_audit", responses=s.AuditOut)
    def get(self, request: Request) -> Response:
        return self.present(s.AuditOut, ledger_audit())
