"""One router: kebab-case paths, trailing slash. Ids are UUIDs (``BaseViewSet.lookup_value_converter``), so anything else is an
unknown address and never reaches the database."""

from rest_framework.routers import SimpleRouter


class Router(SimpleRouter):
    """SimpleRouter on path converters."""

    def __init__(self) -> None:
        super().__init__(trailing_slash=True, use_regex_path=False)
