"""``/api/v1/planner/``"""

from django.urls import path

from igny8.core.api.routers import Router
from igny8.planning.api import views_clusters, views_ideas, views_imports, views_keywords, views_summary

router = Router()
router.register("keywords/opportunities", views_keywords.OpportunityViewSet, basename="keyword-opportunities")
router.register("keywords", views_keywords.KeywordViewSet, basename="keywords")
router.register("seed-keywords", views_keywords.SeedKeywordViewSet, basename="planner-seed-keywords")
router.register("imports", views_imports.ImportViewSet, basename="keyword-imports")
router.register("clusters", views_clusters.ClusterViewSet, basename="clusters")
router.register("ideas", views_ideas.IdeaViewSet, basename="ideas")
urlpatterns = [
    path("summary/", views_summary.SummaryView.as_view(), name="planner-summary"),
    path("imports/<uuid:import_id>/rejects/", views_imports.RejectViewSet.as_view({"get": "list"})),
    path("imports/<uuid:import_id>/rejects/export/", views_imports.RejectExportView.as_view()),
    *router.urls,
]
