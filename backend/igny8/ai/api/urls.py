"""``/api/v1/ai/``"""

from django.urls import path

from igny8.ai.api import views
from igny8.core.api.routers import Router

router = Router()
router.register("runs", views.RunViewSet, basename="ai-run")
urlpatterns = [
    path("functions/", views.FunctionsView.as_view(), name="ai-functions"),
    path("model/", views.ModelView.as_view(), name="ai-model"),
    path("provider-settings/<uuid:pk>/test/", views.ProviderTestView.as_view(), name="ai-provider-test"),
    *router.urls,
]
