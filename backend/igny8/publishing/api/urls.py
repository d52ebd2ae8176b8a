"""Addresses below /api/v1/publisher/."""

from django.urls import URLPattern, URLResolver, path

from igny8.core.api.routers import Router
from igny8.publishing.api import views, views_indexnow

router = Router()
router.register("records", views.PublicationViewSet, basename="publisher-records")
router.register("deployments", views.DeploymentViewSet, basename="publisher-deployments")
router.register(
    "indexnow/submissions", views_indexnow.IndexNowSubmissionViewSet, basename="publisher-indexnow-submissions"
)
urlpatterns: list[URLPattern | URLResolver] = [
    path("summary/", views.SummaryView.as_view(), name="publisher-summary"),
    path("publish/", views.PublishView.as_view(), name="publisher-publish"),
    path("unpublish/", views.UnpublishView.as_view(), name="publisher-unpublish"),
    path("unschedule/", views.UnscheduleView.as_view(), name="publisher-unschedule"),
    path("destinations/", views.DestinationsView.as_view(), name="publisher-destinations"),
    path("indexnow/sites/<uuid:pk>/", views_indexnow.IndexNowView.as_view(), name="publisher-indexnow"),
    path("indexnow/sites/<uuid:pk>/rotate/", views_indexnow.IndexNowRotateView.as_view()),
    path("indexnow/sites/<uuid:pk>/verify/", views_indexnow.IndexNowVerifyView.as_view()),
    path("indexnow/sites/<uuid:pk>/submit-all/", views_indexnow.IndexNowSubmitAllView.as_view()),
    *router.urls,
]
