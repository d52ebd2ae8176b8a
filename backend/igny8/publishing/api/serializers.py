"""Inputs and outputs of /api/v1/publisher/."""

from rest_framework import serializers

from igny8.content.selectors import content_versions
from igny8.core.api.lookups import LookedUp
from igny8.core.api.serializers import Input, Output, counts_out
from igny8.publishing import constants as c
from igny8.publishing.services.destinations import destination_names


class PublishIn(Input):
    content_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=c.MAX_PER_REQUEST)
    destinations = serializers.ListField(
        child=serializers.CharField(max_length=60),
        required=False,
        max_length=20,
        help_text="Keys of the destinations; all the site has when missing or empty.",
    )
    scheduled_at = serializers.DateTimeField(
        source="at", required=False, allow_null=True, help_text="Not before this moment; at once when missing or past."
    )


class UnpublishIn(Input):
    content_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=c.MAX_PER_REQUEST)
    destinations = serializers.ListField(child=serializers.CharField(max_length=60), required=False, max_length=20)


class UnscheduleIn(Input):
    content_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=c.MAX_PER_REQUEST)


class PublicationOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    content_id = serializers.UUIDField()
    title = serializers.CharField()
    destination = serializers.CharField()
    destination_name = LookedUp(destination_names, by=("site_id", "destination"))
    status = serializers.ChoiceField(choices=c.PublicationStatus.choices)
    wanted = serializers.ChoiceField(choices=c.Wanted.choices)
    content_version = serializers.IntegerField(help_text="Asked for.")
    live_version = serializers.IntegerField(allow_null=True, help_text="What visitors read.")
    current_version = LookedUp(
        content_versions,
        by="content_id",
        shows=serializers.IntegerField(allow_null=True),
        help_text="The newest there is, in work or not; null when the content is gone.",
    )
    external_id = serializers.CharField()
    url = serializers.CharField(source="external_url")
    attempts = serializers.IntegerField()
    error_kind = serializers.CharField(help_text="retry, action_required, permanent, unknown or empty.")
    error_code = serializers.CharField()
    error = serializers.CharField()
    warnings = serializers.ListField(
        child=serializers.CharField(), help_text="Sentences: what the destination did not take."
    )
    scheduled_for = serializers.DateTimeField(
        allow_null=True, help_text="The moment visitors are to read it from, while that is to come."
    )
    not_before = serializers.DateTimeField(help_text="Nothing is sent before this moment.")
    published_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class PublicationsOut(Output):
    records = PublicationOut(many=True)


class CapabilitiesOut(Output):
    content_types = serializers.ListField(child=serializers.CharField())
    has_media = serializers.BooleanField()
    has_terms = serializers.BooleanField()
    has_schedule = serializers.BooleanField(help_text="The destination itself can wait for a moment; we can for all.")
    is_whole_site = serializers.BooleanField(help_text="Many contents become one deployment.")


class CheckOut(Output):
    ok = serializers.BooleanField()
    problem = serializers.CharField()


class DestinationOut(Output):
    key = serializers.CharField(source="target.key")
    platform = serializers.CharField(source="target.platform")
    name = serializers.CharField(source="target.name")
    capabilities = CapabilitiesOut()
    check = CheckOut(allow_null=True, help_text="Null where only a call to the destination could tell.")


class DestinationsOut(Output):
    destinations = DestinationOut(many=True)


class DeploymentIn(Input):
    site_id = serializers.UUIDField()


class DeploymentOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    version = serializers.IntegerField()
    blueprint_id = serializers.UUIDField(allow_null=True)
    status = serializers.ChoiceField(choices=c.DeploymentStatus.choices)
    reason = serializers.CharField()
    pages = serializers.IntegerField()
    files = serializers.IntegerField()
    bytes = serializers.IntegerField()
    seconds = serializers.FloatField(allow_null=True)
    url = serializers.CharField()
    deployed_at = serializers.DateTimeField(allow_null=True)
    rolled_back_from = serializers.IntegerField(allow_null=True)
    error_code = serializers.CharField()
    error = serializers.CharField()
    created_at = serializers.DateTimeField()


PublicationCountsOut = counts_out("PublicationCountsOut", c.PublicationStatus)


class LastDeploymentOut(Output):
    id = serializers.UUIDField()
    version = serializers.IntegerField()
    status = serializers.ChoiceField(choices=c.DeploymentStatus.choices)
    deployed_at = serializers.DateTimeField(allow_null=True)
    url = serializers.CharField()


class PublisherSummaryOut(Output):
    """A site's publications and its newest deployment."""

    records = PublicationCountsOut()
    failed = serializers.IntegerField(help_text="Publications given up: somebody has to look.")
    needs_action = serializers.IntegerField(help_text="Those of them that wait for a person, such as a new password.")
    last_deployment = LastDeploymentOut(allow_null=True)
    site_url = serializers.CharField(allow_null=True, help_text="Where the site is being served; null while it is not.")
