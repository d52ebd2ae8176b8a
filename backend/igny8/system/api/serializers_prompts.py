"""Prompts in and out."""

from typing import Any

from rest_framework import serializers

from igny8.accounts.selectors import user_names
from igny8.core.api.lookups import LookedUp
from igny8.core.api.serializers import Input, Output
from igny8.system.constants import PROMPT_MAX_CHARS


class PromptVersionIn(Input):
    """A new version of an account's (``site_id`` null) or a site's own prompt."""

    function = serializers.CharField(max_length=100)
    site_id = serializers.UUIDField(required=False, allow_null=True)
    body = serializers.CharField(max_length=PROMPT_MAX_CHARS, trim_whitespace=False)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True)


class PromptVersionOut(Output):
    """One stored version."""

    id = serializers.UUIDField()
    function = serializers.CharField()
    site_id = serializers.UUIDField(allow_null=True)
    version = serializers.IntegerField()
    body = serializers.CharField()
    note = serializers.CharField()
    is_active = serializers.BooleanField()
    author_id = serializers.UUIDField(allow_null=True)
    author_name = LookedUp(user_names, by="author_id")
    created_at = serializers.DateTimeField()


class PromptOut(Output):
    """A function's prompt as it stands: the product's default, own versions in use, and which text a run would get."""

    function = serializers.CharField(source="default.function")
    variables = serializers.ListField(child=serializers.CharField(), source="default.variables")
    required_variables = serializers.ListField(child=serializers.CharField(), source="default.required")
    default_text = serializers.CharField(source="default.text")
    default_version = serializers.CharField(source="default.version")
    account_override = PromptVersionOut(allow_null=True)
    site_override = PromptVersionOut(allow_null=True)
    active_version = serializers.CharField(source="active.version")
    active_text = serializers.CharField(source="active.text")
    problems = serializers.ListField(child=serializers.CharField())


class PromptCatalogOut(Output):
    """The prompts of all functions."""

    prompts = PromptOut(many=True)


class PromptRollbackIn(Input):
    site_id = serializers.UUIDField(required=False, allow_null=True)
    to_version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class PromptResetIn(Input):
    site_id = serializers.UUIDField(required=False, allow_null=True)


class PromptDiffParams(Input):
    """Query of a diff: version 0 is the default; without ``to_version`` it is what is in use."""

    site_id = serializers.UUIDField(required=False, allow_null=True)
    from_version = serializers.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    to_version = serializers.IntegerField(required=False, min_value=0, max_value=2**31 - 1)


class DiffLineOut(Output):
    op = serializers.ChoiceField(choices=["equal", "insert", "delete"])
    text = serializers.CharField()


class PromptDiffOut(Output):
    """All lines of both texts in order."""

    lines = DiffLineOut(many=True)


class PromptPreviewIn(Input):
    body = serializers.CharField(max_length=PROMPT_MAX_CHARS, trim_whitespace=False)
    variables: Any = serializers.DictField(
        child=serializers.CharField(max_length=10_000, allow_blank=True, trim_whitespace=False), required=False
    )


class PromptPreviewOut(Output):
    text = serializers.CharField()
    variables = serializers.ListField(child=serializers.CharField())
    problems = serializers.ListField(child=serializers.CharField())


class SiteParam(Input):
    """``site_id`` in the query."""

    site_id = serializers.UUIDField(required=False, allow_null=True)
