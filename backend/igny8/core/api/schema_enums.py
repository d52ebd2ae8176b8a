"""Names of enumerations in the OpenAPI file: those of our ``TextChoices``, so that they never change with the field order."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Choices
from drf_spectacular import plumbing
from drf_spectacular.hooks import postprocess_schema_enums
from drf_spectacular.settings import patched_settings, spectacular_settings


def _classes(base: type[Choices] = Choices) -> Iterator[type[Choices]]:
    for child in base.__subclasses__():
        if child.__module__.startswith("igny8."):
            yield child
        yield from _classes(child)


def enum_names() -> dict[str, Any]:
    """Choices by name. Equal sets share the first name; of two different ones with the same name the later is prefixed
    with its domain. Sets that are no class are named in ``SPECTACULAR_SETTINGS``."""
    names: dict[str, Any] = dict(spectacular_settings.ENUM_NAME_OVERRIDES)
    known: set[tuple[Any, ...]] = set()
    for one in sorted(_classes(), key=lambda c: (c.__module__, c.__qualname__)):
        members = tuple(pair for pair in one.choices if pair[0])
        if members in known:
            continue
        known.add(members)
        name = one.__qualname__.replace(".", "")
        if name in names:
            name = one.__module__.split(".")[1].replace("_", " ").title().replace(" ", "") + name
        names[name] = list(members)
    return names


def name_enums(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Post-processing hook: drf-spectacular's own, told our names."""
    with patched_settings({"ENUM_NAME_OVERRIDES": enum_names()}):
        plumbing._load_enum_name_overrides.cache_clear()
        named: dict[str, Any] = postprocess_schema_enums(result, generator)  # type: ignore[no-untyped-call]
    plumbing._load_enum_name_overrides.cache_clear()
    return named
