"""What a bulk action is about: rows by id, or everything a list's filters leave."""

from collections.abc import Mapping
from typing import Any, Final

from rest_framework import serializers

from igny8.core.api.serializers import Input
from igny8.core.errors import Conflict

MAX_SELECTED: Final = 20_000  # rows in one action by filter: one transaction of a few seconds at most
MAX_EXCEPT: Final = 5000
MAX_ONE_BY_ONE: Final = 1000  # where every row is checked and changed by itself: some 10 s on a busy machine


class SelectionChanged(Conflict):
    code = "SELECTION_CHANGED"
    default = "The list has changed since you selected everything in it. Look at it again and repeat."


def except_ids_field() -> serializers.ListField:
    """Rows to leave alone although the filter leaves them; they count in ``expected_count``."""
    return serializers.ListField(
        child=serializers.UUIDField(),
        max_length=MAX_EXCEPT,
        required=False,
        help_text="Goes with `filter`: rows to leave alone although they match; `expected_count` counts them.",
    )


class SelectionIn(Input):
    """Either ``ids``, or ``filter`` with ``expected_count``: the list's own query parameters, ``search`` among them.

    Nothing is done when the filter leaves another number of rows than were shown to whoever selected them.
    """

    ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=5000, required=False)
    filter = serializers.DictField(
        child=serializers.CharField(max_length=2000, allow_blank=True),
        required=False,
        help_text="The list's query parameters and their values.",
    )
    expected_count = serializers.IntegerField(
        min_value=1, max_value=MAX_SELECTED, required=False, help_text="How many rows the filter is known to leave."
    )
    except_ids = except_ids_field()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        check_selection(attrs)
        return attrs


class OneByOneIn(SelectionIn):
    """The same for fewer rows: what is done to each of them takes its own checks and statements."""

    ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=MAX_ONE_BY_ONE, required=False)
    expected_count = serializers.IntegerField(
        min_value=1, max_value=MAX_ONE_BY_ONE, required=False, help_text="How many rows the filter is known to leave."
    )


def check_selection(attrs: Mapping[str, Any], *, ids: str = "ids", needs_one: bool = True) -> None:
    """Exactly one way of selecting.

    :param ids: the name of the field with ids. :param needs_one: None of both is refused, too.
    :raises rest_framework.exceptions.ValidationError: naming the field.
    """
    has_ids, has_filter = attrs.get(ids) is not None, "filter" in attrs
    if has_ids and has_filter:
        raise serializers.ValidationError({"filter": [f"Give either {ids} or filter."]})
    if needs_one and not has_ids and not has_filter:
        raise serializers.ValidationError({ids: [f"Give {ids}, or filter with expected_count."]})
    if "except_ids" in attrs and not has_filter:
        raise serializers.ValidationError({"except_ids": ["Goes with filter."]})
    if has_filter != ("expected_count" in attrs):
        raise serializers.ValidationError({"expected_count": ["Goes with filter, and filter with it."]})
