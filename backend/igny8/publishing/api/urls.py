"""Addresses below /api/v1/publisher/."""

from django.urls import URLPattern, URLResolver, path

from igny8.core.api.routers import Router
from igny8.publishing.api import views

router = Router()
router.register("records", views.PublicationViewSet, basename="publisher-records")
router.register("deployments", views.DeploymentViewSet, basename="publisher-deployments")
urlpatterns: list[URLPattern | URLResolver] = [
    path("summary/", views.SummaryView.as_view(), name="publisher-summary"),
    path("publish/", views.PublishView.as_view(), name="publisher-publish"),
    path("unpublish/", views.UnpublishView.as_view(), name="publisher-unpublish"),
    path("unschedule/", views.UnscheduleView.as_view(), name="publisher-unschedule"),
    path("destinations/", views.DestinationsView.as_view(), name="publisher-destinations"),
    *router.urls,
]
