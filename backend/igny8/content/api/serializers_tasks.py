"""Shapes of tasks, templates, terms and the calendar."""

from rest_framework import serializers

from igny8.accounts.selectors import sector_names, user_names
from igny8.content.api.fields import OutlineSectionIn, OutlineSectionOut
from igny8.content.base.structures import STRUCTURES
from igny8.content.constants import ContentStatus, ContentType, TaskStatus, TaxonomyType
from igny8.content.selectors import content_states
from igny8.core.api.lookups import LookedUp
from igny8.core.api.selection import OneByOneIn
from igny8.core.api.serializers import Input, Output
from igny8.planning.selectors import cluster_names, idea_titles
from igny8.system.selectors import author_profile_names


class TaskFields(Input):
    brief = serializers.CharField(max_length=10_000, allow_blank=True, required=False)
    cluster_id = serializers.UUIDField(allow_null=True, required=False)
    target_keywords = serializers.ListField(child=serializers.CharField(max_length=255), max_length=100, required=False)
    outline = OutlineSectionIn(many=True, required=False)
    content_type = serializers.ChoiceField(choices=ContentType.choices, required=False)
    structure = serializers.ChoiceField(choices=sorted(STRUCTURES), required=False)
    target_words = serializers.IntegerField(min_value=100, max_value=10_000, required=False)
    author_profile_id = serializers.UUIDField(allow_null=True, required=False)
    planned_date = serializers.DateField(allow_null=True, required=False)
    assignee_id = serializers.UUIDField(allow_null=True, required=False)


class TaskIn(TaskFields):
    sector_id = serializers.UUIDField()
    title = serializers.CharField(max_length=255)


class TaskPatch(TaskFields):
    title = serializers.CharField(max_length=255, required=False)


class TaskOut(Output):
    """A piece of content to be written; ``content_id`` once it is."""

    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    sector_id = serializers.UUIDField()
    sector_name = LookedUp(sector_names, by="sector_id")
    title = serializers.CharField()
    brief = serializers.CharField()
    cluster_id = serializers.UUIDField(allow_null=True)
    cluster_name = LookedUp(cluster_names, by="cluster_id")
    idea_id = serializers.UUIDField(allow_null=True)
    idea_title = LookedUp(idea_titles, by="idea_id")
    content_id = serializers.UUIDField(allow_null=True)
    content_status = LookedUp(
        content_states, by="content_id", shows=serializers.ChoiceField(choices=ContentStatus.choices, allow_null=True)
    )
    target_keywords = serializers.ListField(child=serializers.CharField())
    outline = OutlineSectionOut(many=True)
    content_type = serializers.ChoiceField(choices=ContentType.choices)
    structure = serializers.CharField()
    target_words = serializers.IntegerField()
    author_profile_id = serializers.UUIDField(allow_null=True)
    author_profile_name = LookedUp(author_profile_names, by="author_profile_id")
    planned_date = serializers.DateField(allow_null=True)
    assignee_id = serializers.UUIDField(allow_null=True)
    assignee_name = LookedUp(user_names, by="assignee_id")
    status = serializers.ChoiceField(choices=TaskStatus.choices)
    error = serializers.CharField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class TasksChange(Input):
    """The same change for many tasks; ``status`` may be queued (try again) or cancelled."""

    status = serializers.ChoiceField(choices=[TaskStatus.QUEUED, TaskStatus.CANCELLED], required=False)
    assignee_id = serializers.UUIDField(allow_null=True, required=False)
    planned_date = serializers.DateField(allow_null=True, required=False)
    author_profile_id = serializers.UUIDField(allow_null=True, required=False)
    target_words = serializers.IntegerField(min_value=100, max_value=10_000, required=False)


class TasksUpdateIn(OneByOneIn):
    changes = TasksChange()


class GenerateIn(Input):
    """Tasks to be written: up to 100 at once."""

    ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=100)


class WritingRunsOut(Output):
    """The runs that do the work, and the most they can cost. Follow them at ``/api/v1/ai/runs/{run_id}/``."""

    run_ids = serializers.ListField(child=serializers.UUIDField())
    credits_reserved = serializers.DecimalField(max_digits=14, decimal_places=2)


class StructureSectionOut(Output):
    heading = serializers.CharField()
    points = serializers.ListField(child=serializers.CharField())


class StructureOut(Output):
    """A section template; ``{topic}`` stands for the main keyword."""

    name = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    content_types = serializers.ListField(child=serializers.CharField())
    target_words = serializers.IntegerField()
    sections = StructureSectionOut(many=True)


class TaxonomyIn(Input):
    site_id = serializers.UUIDField()
    name = serializers.CharField(max_length=200)
    type = serializers.ChoiceField(choices=TaxonomyType.choices, default=TaxonomyType.CATEGORY)
    slug = serializers.CharField(max_length=200, required=False)
    description = serializers.CharField(max_length=5000, allow_blank=True, required=False)


class TaxonomyPatch(Input):
    name = serializers.CharField(max_length=200, required=False)
    slug = serializers.CharField(max_length=200, required=False)
    description = serializers.CharField(max_length=5000, allow_blank=True, required=False)


class TaxonomyOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    type = serializers.ChoiceField(choices=TaxonomyType.choices)
    description = serializers.CharField()
    external_id = serializers.CharField()
    external_taxonomy = serializers.CharField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class CalendarEntryOut(Output):
    """Planned is a wish, scheduled a promise; ``date`` in the site's time zone."""

    kind = serializers.ChoiceField(choices=["planned_task", "planned", "scheduled", "published"])
    date = serializers.DateField()
    id = serializers.UUIDField()
    time = serializers.CharField(allow_null=True, help_text="HH:MM in the site's time zone; null for a whole day.")
    at = serializers.DateTimeField(allow_null=True)
    task_id = serializers.UUIDField(allow_null=True)
    content_id = serializers.UUIDField(allow_null=True)
    title = serializers.CharField()
    status = serializers.CharField()
    content_type = serializers.CharField()
    assignee_id = serializers.UUIDField(allow_null=True)
    assignee_name = LookedUp(user_names, by="assignee_id")
