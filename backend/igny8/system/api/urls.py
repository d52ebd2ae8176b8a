from django.urls import URLPattern, URLResolver, path

from igny8.core.api.routers import Router
from igny8.system.api import views
from igny8.system.api.views_activity import ActivityViewSet
from igny8.system.api.views_prompts import PromptVersionViewSet, PromptViewSet

router = Router()
router.register("prompts", PromptViewSet, basename="system-prompt")
router.register("prompt-versions", PromptVersionViewSet, basename="system-prompt-version")
router.register("author-profiles", views.AuthorProfileViewSet, basename="system-author-profile")
router.register("provider-settings", views.ProviderSettingsViewSet, basename="system-provider-settings")
router.register("audit-log", views.AuditEntryViewSet, basename="system-audit-entry")
router.register("activity", ActivityViewSet, basename="system-activity")
router.register("notifications", views.NotificationViewSet, basename="system-notification")
urlpatterns: list[URLPattern | URLResolver] = [
    path("prompts/", PromptViewSet.as_view({"get": "catalog"}), name="system-prompt-catalog"),
    path("status/", views.SystemStatusView.as_view(), name="system-status"),
    *router.urls,
]
