"""THE table: product words on the left, domains on the right."""

from django.urls import include, path

from igny8.config.dashboard import file_or_document
from igny8.core.api.docs import RedocView, SchemaView, SwaggerView

API = {
    "auth": "igny8.accounts.api.urls_auth",
    "accounts": "igny8.accounts.api.urls",
    "planner": "igny8.planning.api.urls",
    "writer": "igny8.content.api.urls",
    "integration": "igny8.integration.api.urls",
    "publisher": "igny8.publishing.api.urls",
    "system": "igny8.system.api.urls",
    "billing": "igny8.billing.api.urls",
    "ai": "igny8.ai.api.urls",
}
urlpatterns = [
    *(path(f"api/v1/{word}/", include(module)) for word, module in API.items()),
    path("api/schema/", SchemaView.as_view(), name="schema"),
    path("api/schema/swagger-ui/", SwaggerView.as_view(url_name="schema"), name="swagger-ui"),
    path("api/schema/redoc/", RedocView.as_view(url_name="schema"), name="redoc"),
    path("", include("igny8.system.api.urls_health")),
    path("", include("igny8.accounts.api.urls_internal")),
    path("", file_or_document, name="dashboard"),
    path("<path:path>", file_or_document, name="dashboard-page"),
]
handler400 = "igny8.core.api.handler.bad_request"
handler404 = "igny8.core.api.handler.not_found"
handler500 = "igny8.core.api.handler.server_error"
