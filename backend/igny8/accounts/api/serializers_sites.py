"""Inputs and outputs of sites, sectors, access, keys and reference data."""

from rest_framework import serializers

from igny8.accounts import constants as c
from igny8.accounts.api.fields import NameField, SmallObject
from igny8.accounts.selectors import site_names, user_names
from igny8.core.api.lookups import LookedUp
from igny8.core.api.serializers import Input, Output

REMOVED = [("archived", "Archived"), ("deleted", "Deleted")]


class FirstSectorIn(Input):
    name = NameField(max_length=100)
    industry_sector_id = serializers.UUIDField(required=False, allow_null=True)


class SitePatchIn(Input):
    name = NameField(max_length=200, required=False)
    slug = serializers.SlugField(max_length=80, required=False)
    domain = serializers.CharField(max_length=260, required=False, allow_blank=True)
    industry_id = serializers.UUIDField(required=False, allow_null=True)
    locale = serializers.CharField(max_length=35, required=False)
    timezone = serializers.CharField(max_length=64, required=False)
    site_type = serializers.ChoiceField(choices=c.SiteType.choices, required=False)
    hosting_type = serializers.ChoiceField(choices=c.HostingType.choices, required=False)
    status = serializers.ChoiceField(choices=c.SiteStatus.choices, required=False)
    brand_voice = SmallObject(required=False)
    publish_policy = serializers.ChoiceField(choices=c.PublishPolicy.choices, required=False)
    seo = SmallObject(required=False)


class SiteIn(SitePatchIn):
    name = NameField(max_length=200)
    status = None  # type: ignore[assignment]  # a new site is active
    sectors = serializers.ListField(child=FirstSectorIn(), max_length=c.MAX_SECTORS, required=False)


class SiteOut(Output):
    id = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    domain = serializers.CharField()
    industry_id = serializers.UUIDField(allow_null=True)
    locale = serializers.CharField()
    timezone = serializers.CharField()
    site_type = serializers.ChoiceField(choices=c.SiteType.choices)
    hosting_type = serializers.ChoiceField(choices=c.HostingType.choices)
    status = serializers.ChoiceField(choices=c.SiteStatus.choices)
    brand_voice = serializers.DictField()
    publish_policy = serializers.ChoiceField(choices=c.PublishPolicy.choices)
    seo = serializers.DictField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class RemovedOut(Output):
    id = serializers.UUIDField()
    status = serializers.ChoiceField(
        choices=REMOVED, help_text="Archived when something hangs from it, deleted otherwise."
    )


class SectorIn(Input):
    site_id = serializers.UUIDField()
    name = NameField(max_length=100)
    industry_sector_id = serializers.UUIDField(required=False, allow_null=True)


class SectorPatchIn(Input):
    name = NameField(max_length=100, required=False)
    industry_sector_id = serializers.UUIDField(required=False, allow_null=True)
    status = serializers.ChoiceField(choices=c.SectorStatus.choices, required=False)


class SectorOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    name = serializers.CharField()
    industry_sector_id = serializers.UUIDField(allow_null=True)
    status = serializers.ChoiceField(choices=c.SectorStatus.choices)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class SiteAccessIn(Input):
    user_id = serializers.UUIDField()
    site_id = serializers.UUIDField()


class SiteAccessOut(Output):
    id = serializers.UUIDField()
    user_id = serializers.UUIDField()
    user_name = LookedUp(user_names, by="user_id")
    site_id = serializers.UUIDField()
    site_name = LookedUp(site_names, by="site_id")
    created_at = serializers.DateTimeField()


class ApiKeyIn(Input):
    site_id = serializers.UUIDField()
    name = NameField(max_length=100)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=[(x, x) for x in c.KEY_SCOPES]),
        min_length=1,
        max_length=10,
        required=False,
    )
    expires_at = serializers.DateTimeField(required=False, allow_null=True)


class ApiKeyOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    site_name = LookedUp(site_names, by="site_id")
    name = serializers.CharField()
    prefix = serializers.CharField(help_text="The visible part: ig8_<prefix>_...")
    scopes = serializers.ListField(child=serializers.CharField())
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)


class NewApiKeyOut(ApiKeyOut):
    key = serializers.CharField(help_text="Shown this once; only its hash is kept.")


class KeySiteOut(Output):
    id = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    domain = serializers.CharField()


class CurrentKeyOut(ApiKeyOut):
    site = KeySiteOut()


class IndustryOut(Output):
    id = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    description = serializers.CharField()


class IndustrySectorOut(Output):
    id = serializers.UUIDField()
    industry_id = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    description = serializers.CharField()


class SeedKeywordOut(Output):
    id = serializers.UUIDField()
    industry_sector_id = serializers.UUIDField()
    industry_sector = serializers.CharField(source="industry_sector.name")
    keyword = serializers.CharField()
    intent = serializers.ChoiceField(choices=c.Intent.choices, allow_blank=True)
    search_volume = serializers.IntegerField(allow_null=True)
    difficulty = serializers.FloatField(allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]
