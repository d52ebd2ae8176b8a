"""The pages of the API's documentation, without inline scripts and without anything from another host."""

from drf_spectacular.views import SpectacularRedocView, SpectacularSwaggerSplitView


class SwaggerView(SpectacularSwaggerSplitView):
    """Swagger UI; its start-up script is a file of its own, so that the page needs no inline script."""


class RedocView(SpectacularRedocView):
    """ReDoc on our own page: the stock one asks a font service for its letters."""

    template_name = "core/redoc.html"
