"""``/api/v1/integration/``"""

from django.urls import path

from igny8.core.api.routers import Router
from igny8.integration.api import views, views_bridge, views_sync

router = Router()
router.register("integrations", views.IntegrationViewSet, basename="integration")
router.register("sync-runs", views_sync.SyncRunViewSet, basename="integration-run")
router.register("sync-log", views_sync.SyncLogViewSet, basename="integration-log")
router.register("items", views_sync.SyncedItemViewSet, basename="integration-item")
router.register("conflicts", views_sync.ConflictViewSet, basename="integration-conflict")
urlpatterns = [
    *router.urls,
    path("bridge/connect/", views_bridge.BridgeConnectView.as_view()),
    path("bridge/disconnect/", views_bridge.BridgeDisconnectView.as_view()),
    path("bridge/status/", views_bridge.BridgeStatusView.as_view()),
    path("bridge/plugin/", views_bridge.PluginPackageView.as_view()),
    path("webhooks/wordpress/<uuid:pk>/", views_bridge.WebhookView.as_view()),
]
