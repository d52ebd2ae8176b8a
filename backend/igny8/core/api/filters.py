"""Filter bases: every list narrows by site and sector."""

from typing import Any

import django_filters

from igny8.core.errors import InvalidInput

MAX_IDS = 200  # of one filter


class Filters(django_filters.FilterSet):
    """Base of all filter sets: builds only the filters a request names, since copying all of them costs a third of a list."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        declared: dict[str, Any] = vars(type(self))["base_filters"]
        self.base_filters = {name: one for name, one in declared.items() if name in (data or {})}
        super().__init__(data, **options)


class SiteFilter(Filters):
    """``site_id``."""

    site_id = django_filters.UUIDFilter(field_name="site_id")


class SectorFilter(SiteFilter):
    """Also ``sector_id``."""

    sector_id = django_filters.UUIDFilter(field_name="sector_id")


class IdsFilter(django_filters.BaseInFilter, django_filters.UUIDFilter):
    """``content_ids=a,b``: any of up to 200 rows. ``param`` is the parameter's name, to say so."""

    def __init__(self, *args: Any, param: str, **kwargs: Any) -> None:
        self.param = param
        super().__init__(*args, **kwargs)

    def filter(self, qs: Any, value: Any) -> Any:
        if value and len(value) > MAX_IDS:
            raise InvalidInput(errors={self.param: [f"At most {MAX_IDS} ids."]})
        return super().filter(qs, value)


class PresentFilter(django_filters.BooleanFilter):
    """``planned=true``: rows with a value in the field; ``false``: those without."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "lookup_expr": "isnull", "exclude": True})


class CsvFilter(django_filters.BaseInFilter, django_filters.CharFilter):
    """``status=new,used``: any of the values."""

    def filter(self, qs: Any, value: Any) -> Any:
        return super().filter(qs, [v for v in value if v] if value else value)
