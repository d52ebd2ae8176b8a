"""Inputs and outputs of /api/v1/publisher/indexnow/."""

from rest_framework import serializers

from igny8.core.api.lookups import LookedUp
from igny8.core.api.serializers import Input, Output
from igny8.publishing import constants as c
from igny8.publishing.services.destinations import destination_names


class IndexNowPatchIn(Input):
    is_enabled = serializers.BooleanField()


class IndexNowHostOut(Output):
    host = serializers.CharField(help_text="Of the pages; an address where nobody outside can open them.")
    destination = serializers.CharField()
    destination_name = serializers.CharField()
    how = serializers.ChoiceField(
        choices=["hosted", "plugin", "file", "none"],
        help_text="Who puts the key there: we, the IGNY8 plugin, a person who uploads a file; none where nothing is sent.",
    )
    key_url = serializers.CharField(help_text="Where the key has to open.")
    key_state = serializers.ChoiceField(choices=c.KeyState.choices)
    key_error = serializers.CharField(help_text="What is wrong with the key there, and what to do.")
    key_checked_at = serializers.DateTimeField(allow_null=True)
    sent_at = serializers.DateTimeField(allow_null=True, help_text="When search engines were last told of a page.")
    problem = serializers.CharField(help_text="Why nothing is sent for these pages.")


class IndexNowOut(Output):
    """A site and search engines."""

    site_id = serializers.UUIDField()
    is_available = serializers.BooleanField(help_text="False where the operator switched it off for everybody.")
    is_enabled = serializers.BooleanField()
    key = serializers.CharField(help_text="Public by its nature: what the file has to hold.")
    file_name = serializers.SerializerMethodField(help_text="Of the file, for hosts whose key a person uploads.")
    key_state = serializers.ChoiceField(choices=c.KeyState.choices, help_text="The worst of all hosts.")
    hosts = IndexNowHostOut(many=True)
    waiting = serializers.IntegerField(help_text="Pages whose turn comes.")

    def get_file_name(self, state: object) -> str:
        return f"{getattr(state, 'key', '')}.txt"


class IndexNowQueuedOut(Output):
    waiting = serializers.IntegerField(help_text="Pages that are in the queue now.")
    skipped = serializers.IntegerField(help_text="Pages nobody outside can open; the log says why.")


class IndexNowSubmissionOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    content_id = serializers.UUIDField(allow_null=True)
    destination = serializers.CharField()
    destination_name = LookedUp(destination_names, by=("site_id", "destination"))
    url = serializers.CharField()
    reason = serializers.ChoiceField(choices=c.SubmissionReason.choices)
    state = serializers.ChoiceField(choices=c.SubmissionState.choices)
    attempts = serializers.IntegerField()
    status_code = serializers.IntegerField(allow_null=True, help_text="200, or 202: they still read the key.")
    error_code = serializers.CharField()
    error = serializers.CharField()
    finished_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
