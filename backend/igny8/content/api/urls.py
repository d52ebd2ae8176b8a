"""``/api/v1/writer/``"""

from django.urls import path

from igny8.content.api import views, views_images, views_summary, views_tasks
from igny8.core.api.routers import Router

router = Router()
router.register("tasks", views_tasks.TaskViewSet, basename="writer-task")
router.register("content", views.ContentViewSet, basename="writer-content")
router.register("images", views_images.ImageViewSet, basename="writer-image")
router.register("taxonomies", views_tasks.TaxonomyViewSet, basename="writer-taxonomy")
urlpatterns = [
    path("summary/", views_summary.SummaryView.as_view(), name="writer-summary"),
    path("image-prompts/", views_images.ImagePromptsView.as_view(), name="writer-image-prompts"),
    path("structures/", views_tasks.StructuresView.as_view(), name="writer-structures"),
    path("calendar/", views_tasks.CalendarView.as_view(), name="writer-calendar"),
    *router.urls,
]
