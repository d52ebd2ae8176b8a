"""Addresses below /api/v1/billing/."""

from django.urls import URLPattern, URLResolver, path

from igny8.billing.api import views, views_staff
from igny8.core.api.routers import Router

router = Router()
router.register("transactions", views.TransactionViewSet, basename="billing-transactions")
router.register("prices", views_staff.PriceViewSet, basename="billing-prices")
router.register("price-changes", views_staff.PriceChangeViewSet, basename="billing-price-changes")
urlpatterns: list[URLPattern | URLResolver] = [
    path("balance/", views.BalanceView.as_view(), name="billing-balance"),
    path("summary/", views.SummaryView.as_view(), name="billing-summary"),
    path("usage/", views.UsageViewSet.as_view({"get": "sums"}), name="billing-usage"),
    path("usage/log/", views.UsageViewSet.as_view({"get": "list"}), name="billing-usage-log"),
    path("estimate/", views.EstimateView.as_view(), name="billing-estimate"),
    path("spend-cap/", views.SpendCapView.as_view(), name="billing-spend-cap"),
    path("audit/", views.AuditView.as_view(), name="billing-audit"),
    path("grants/", views_staff.GrantView.as_view(), name="billing-grants"),
    path("adjustments/", views_staff.AdjustmentView.as_view(), name="billing-adjustments"),
    *router.urls,
]
