"""Input and output of connections and synchronisations."""

from typing import Any

from rest_framework import serializers

from igny8.core.api.lookups import LookedUp
from igny8.core.api.serializers import Input, Output
from igny8.integration import constants as c
from igny8.integration.platforms.wordpress.places import places_of
from igny8.integration.selectors import integration_states
from igny8.integration.services.settings import WAYS_DOWN


class IntegrationConfig(Input):
    """Settings; those that are not named stay as they are, empty ones go back to the default."""

    post_types = serializers.ListField(
        child=serializers.CharField(max_length=60),
        max_length=50,
        required=False,
        help_text="What is synchronised; all types when empty.",
    )
    destinations = serializers.DictField(
        child=serializers.CharField(max_length=60, allow_blank=True),
        required=False,
        help_text="Post type (post, page, service, product) or taxonomy (category, taxonomy) by type of content.",
    )
    author_id = serializers.CharField(
        max_length=40, required=False, allow_blank=True, help_text="Whom contents without an author there are by."
    )
    on_unpublish = serializers.ChoiceField(
        choices=WAYS_DOWN, required=False, help_text="What becomes of a text that is taken down; a draft when missing."
    )


class IntegrationIn(Input):
    site_id = serializers.UUIDField()
    platform = serializers.ChoiceField(choices=c.Platform.choices)
    base_url = serializers.CharField(max_length=500)
    name = serializers.CharField(max_length=120, required=False, allow_blank=True)
    username = serializers.CharField(max_length=200, required=False, allow_blank=True)
    app_password = serializers.CharField(
        max_length=200, required=False, allow_blank=True, help_text="Of WordPress; never shown again."
    )
    sync_enabled = serializers.BooleanField(required=False)
    is_active = serializers.BooleanField(
        required=False, help_text="False while it is still being made; the plugin makes it active when it connects."
    )
    config = IntegrationConfig(required=False)


class IntegrationPatchIn(Input):
    """An empty ``app_password`` removes the stored one."""

    name = serializers.CharField(max_length=120, required=False)
    base_url = serializers.CharField(max_length=500, required=False)
    username = serializers.CharField(max_length=200, required=False, allow_blank=True)
    app_password = serializers.CharField(max_length=200, required=False, allow_blank=True)
    sync_enabled = serializers.BooleanField(required=False)
    is_active = serializers.BooleanField(required=False)
    config = IntegrationConfig(required=False)


class CheckOut(Output):
    """One thing the doctor looked at. Fine, and with a cure, is a warning."""

    code = serializers.CharField()
    ok = serializers.BooleanField()
    sentence = serializers.CharField()
    cure = serializers.CharField()


class PluginOut(Output):
    version = serializers.CharField()
    wordpress = serializers.CharField()
    php = serializers.CharField()


class WaitingOut(Output):
    """What waits for a person."""

    conflicts = serializers.IntegerField()
    deletions = serializers.IntegerField()


class ConfigOut(Output):
    """The settings as a person made them. ``destinations`` holds only what was chosen."""

    post_types = serializers.ListField(child=serializers.CharField())
    destinations = serializers.DictField(child=serializers.CharField())
    author_id = serializers.CharField()
    on_unpublish = serializers.ChoiceField(choices=WAYS_DOWN)


class IntegrationOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    platform = serializers.ChoiceField(choices=c.Platform.choices)
    platform_type = serializers.CharField()
    name = serializers.CharField()
    base_url = serializers.CharField()
    rest_url = serializers.CharField()
    username = serializers.CharField()
    has_app_password = serializers.SerializerMethodField()
    has_bridge = serializers.SerializerMethodField()
    connected_at = serializers.DateTimeField(allow_null=True)
    is_active = serializers.BooleanField()
    sync_enabled = serializers.BooleanField()
    sync_status = serializers.ChoiceField(choices=c.SyncStatus.choices)
    sync_error = serializers.CharField()
    last_sync_at = serializers.DateTimeField(allow_null=True)
    next_sync_at = serializers.DateTimeField()
    post_types = serializers.SerializerMethodField()
    config = serializers.SerializerMethodField()
    places = serializers.SerializerMethodField(
        help_text="Post type or taxonomy by type of content, chosen or by default."
    )
    plugin = serializers.SerializerMethodField()
    checks = CheckOut(many=True)
    checked_at = serializers.DateTimeField(allow_null=True)
    structure_at = serializers.DateTimeField(allow_null=True)
    waiting = LookedUp(integration_states, by="id", shows=WaitingOut(), missing={"conflicts": 0, "deletions": 0})
    created_at = serializers.DateTimeField()

    def get_has_app_password(self, row: Any) -> bool:
        return bool(row.app_password)

    def get_has_bridge(self, row: Any) -> bool:
        return bool(row.bridge_secret)

    def get_post_types(self, row: Any) -> list[str]:
        return list(row.config.get("post_types") or [])

    def get_config(self, row: Any) -> ConfigOut:
        return {  # type: ignore[return-value]
            "post_types": row.config.get("post_types") or [],
            "destinations": row.config.get("destinations") or {},
            "author_id": row.config.get("author_id", ""),
            "on_unpublish": row.config.get("on_unpublish", "draft"),
        }

    def get_places(self, row: Any) -> dict[str, str]:
        chosen = row.config.get("destinations") or {}
        return {name: place.name for name, place in places_of(row.structure, chosen).items()}

    def get_plugin(self, row: Any) -> PluginOut:
        return {n: str(row.plugin.get(n, "")) for n in ("version", "wordpress", "php")}  # type: ignore[return-value]


class DiagnosisOut(Output):
    ok = serializers.BooleanField(help_text="Every check is fine; some may still be warnings.")
    checks = CheckOut(many=True)
    checked_at = serializers.DateTimeField()


class PostTypeOut(Output):
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    is_hierarchical = serializers.BooleanField()
    supports = serializers.ListField(child=serializers.CharField())
    taxonomies = serializers.ListField(child=serializers.CharField())
    rest_base = serializers.CharField()


class RemoteTaxonomyOut(Output):
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    is_hierarchical = serializers.BooleanField()
    object_types = serializers.ListField(child=serializers.CharField())


class RemoteAuthorOut(Output):
    id = serializers.CharField()
    name = serializers.CharField()
    slug = serializers.CharField()


class RemoteStructureOut(Output):
    """What the platform is made of, as last pulled. ``counts`` are by post type and state."""

    updated_at = serializers.DateTimeField(allow_null=True)
    seo_plugin = serializers.CharField()
    woocommerce = serializers.CharField()
    post_types = PostTypeOut(many=True)
    taxonomies = RemoteTaxonomyOut(many=True)
    authors = RemoteAuthorOut(many=True)
    counts = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))


def structure_shown(row: Any) -> dict[str, Any]:
    """The structure of a connection; empty lists where none was pulled yet."""
    found = row.structure
    return {
        "updated_at": row.structure_at,
        **{name: str(found.get(name, "")) for name in ("seo_plugin", "woocommerce")},
        **{name: found.get(name, []) for name in ("post_types", "taxonomies", "authors")},
        "counts": found.get("counts", {}),
    }
