"""Input and output of synchronisations, conflicts and deletions."""

from rest_framework import serializers

from igny8.core.api.serializers import Input, Output
from igny8.integration import constants as c


class SyncIn(Input):
    """``full`` looks at everything; ``incremental`` at what has changed."""

    kind = serializers.ChoiceField(choices=c.SyncKind.choices, required=False)


class SyncRunOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    integration_id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=c.SyncKind.choices)
    trigger = serializers.ChoiceField(choices=c.SyncTrigger.choices)
    status = serializers.ChoiceField(choices=c.SyncRunStatus.choices)
    total = serializers.IntegerField(allow_null=True, help_text="Of all there is to look at; null until that is known.")
    created = serializers.IntegerField()
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    conflicts = serializers.IntegerField()
    tombstones = serializers.IntegerField(help_text="Deleted on the platform.")
    failed = serializers.IntegerField()
    pages = serializers.IntegerField()
    error_kind = serializers.CharField()
    error_code = serializers.CharField()
    error = serializers.CharField()
    is_cancelled = serializers.BooleanField()
    not_before = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class SyncLogOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    integration_id = serializers.UUIDField()
    run_id = serializers.UUIDField(allow_null=True)
    item_id = serializers.UUIDField(allow_null=True)
    content_id = serializers.UUIDField(allow_null=True)
    level = serializers.ChoiceField(choices=c.LogLevel.choices)
    code = serializers.CharField()
    message = serializers.CharField()
    created_at = serializers.DateTimeField()


class SyncedItemOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    integration_id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=c.ItemKind.choices)
    remote_type = serializers.CharField()
    external_id = serializers.CharField()
    content_id = serializers.UUIDField(allow_null=True)
    taxonomy_id = serializers.UUIDField(allow_null=True)
    title = serializers.CharField()
    url = serializers.CharField()
    remote_status = serializers.CharField()
    remote_modified_at = serializers.DateTimeField(allow_null=True)
    state = serializers.ChoiceField(choices=c.ItemState.choices)
    error = serializers.CharField()
    updated_at = serializers.DateTimeField()


class DeletionIn(Input):
    choice = serializers.ChoiceField(choices=c.DeletionChoice.choices)


class ConflictOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    integration_id = serializers.UUIDField()
    item_id = serializers.UUIDField()
    content_id = serializers.UUIDField()
    title = serializers.CharField()
    status = serializers.ChoiceField(choices=c.ConflictStatus.choices)
    resolution = serializers.CharField()
    resolved_by_id = serializers.UUIDField(allow_null=True)
    resolved_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class SideOut(Output):
    title = serializers.CharField()
    html = serializers.CharField()
    meta_title = serializers.CharField()
    meta_description = serializers.CharField()


class ConflictTextsOut(ConflictOut):
    """``base`` is what both sides agreed on last; ``ours`` is the content's newest version."""

    base = SideOut()
    ours = SideOut()
    theirs = SideOut()
    ours_version = serializers.IntegerField()
    theirs_hash = serializers.CharField(help_text="Of the website's text as shown; another one once it goes on there.")


class ConflictResolveIn(Input):
    """``html``, and with it the lines around it, go with the resolution ``merged``."""

    resolution = serializers.ChoiceField(choices=c.Resolution.choices)
    html = serializers.CharField(max_length=300_000, required=False, allow_blank=True, trim_whitespace=False)
    title = serializers.CharField(max_length=255, required=False)
    meta_title = serializers.CharField(max_length=255, required=False, allow_blank=True)
    meta_description = serializers.CharField(max_length=500, required=False, allow_blank=True)
    expected_version = serializers.IntegerField(min_value=1, required=False)
    expected_theirs = serializers.CharField(
        max_length=64, required=False, help_text="``theirs_hash`` of what was shown; refused when the website went on."
    )


class BridgeConnectIn(Input):
    """How a WordPress introduces itself."""

    site_url = serializers.CharField(max_length=500)
    rest_url = serializers.CharField(max_length=500)
    plugin_version = serializers.CharField(max_length=20)
    wordpress_version = serializers.CharField(max_length=40)
    php_version = serializers.CharField(max_length=40)
    site_name = serializers.CharField(max_length=200, allow_blank=True)
    locale = serializers.CharField(max_length=20, allow_blank=True)
    timezone = serializers.CharField(max_length=60, allow_blank=True)


class BridgeDisconnectIn(Input):
    site_url = serializers.CharField(max_length=500, required=False, allow_blank=True)


class BridgeSiteOut(Output):
    id = serializers.UUIDField()
    name = serializers.CharField()


class BridgeCheckOut(Output):
    code = serializers.CharField()
    ok = serializers.BooleanField()
    sentence = serializers.CharField()
    cure = serializers.CharField()


class BridgeConnectedOut(Output):
    """``secret`` signs both ways and is told only here."""

    integration_id = serializers.UUIDField()
    site = BridgeSiteOut()
    secret = serializers.CharField()
    webhook_url = serializers.CharField()
    dashboard_url = serializers.CharField()
    checks = BridgeCheckOut(many=True)


class BridgeDisconnectedOut(Output):
    was_connected = serializers.BooleanField()


class BridgeStatusOut(Output):
    connected = serializers.BooleanField()
    site = BridgeSiteOut()
    last_sync_at = serializers.DateTimeField(allow_null=True)
    pending_conflicts = serializers.IntegerField()
    minimum_plugin_version = serializers.CharField(help_text="Of the plugin; older ones have to be updated.")


class WebhookIn(Input):
    """A message of the plugin. It is verified and read byte by byte, so this describes it only."""

    type = serializers.CharField(max_length=40)
    sequence = serializers.IntegerField(min_value=0)
    data = serializers.DictField(help_text="Which object; what it is now is fetched.")  # type: ignore[assignment]


class WebhookTakenOut(Output):
    is_new = serializers.BooleanField()
