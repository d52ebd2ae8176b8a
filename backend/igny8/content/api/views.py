"""/api/v1/writer/content/: texts, their versions and their way to approval."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.response import Response

from igny8.content import selectors
from igny8.content.api import filters
from igny8.content.api import serializers as s
from igny8.content.api.serializers_tasks import WritingRunsOut
from igny8.content.api.views_tasks import started
from igny8.content.base.exports import MEDIA_TYPES
from igny8.content.services import approval, contents, versions
from igny8.content.services.generation import content_regenerate
from igny8.core.api.downloads import as_file
from igny8.core.api.serializers import Empty
from igny8.core.api.views import BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.errors import InvalidInput
from igny8.core.roles import Role

_READS = ("list", "retrieve", "versions", "version", "diff", "comments", "duplicates", "export", "export_list")
_WRITES = (
    "create", "partial_update", "restore", "lock_section", "regenerate", "regenerate_section", "submit_review",
    "request_changes", "approve", "archive", "unarchive", "comment", "resolve_comment",
)  # fmt: skip


def number_param(view: Any, name: str) -> int:
    """A version number among the query parameters. :raises InvalidInput: missing, or no number."""
    raw = view.request.query_params.get(name, "")
    if not (raw.isascii() and raw.isdigit() and len(raw) < 9):
        raise InvalidInput(f"{name}: the number of a version.", errors={name: ["The number of a version."]})
    return int(raw)


@extend_schema_view(
    list=extend_schema(responses=s.ContentRowOut(many=True)), retrieve=extend_schema(responses=s.ContentOut)
)
class ContentViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    """Texts. Approving needs an admin where the site's policy is review; publishing is its own domain."""

    selector = staticmethod(selectors.content_list)
    output = s.ContentRowOut
    filterset_class = filters.ContentFilter
    search_fields = ("title", "primary_keyword")
    ordering_fields = (
        "created_at", "updated_at", "title", "word_count", "status", "content_type", "primary_keyword", "published_at",
        "first_published_at", "planned_date", "scheduled_at",
    )  # fmt: skip
    action_params = {"diff": ("before", "after"), "export": ("format",), "export_list": ("site_id",)}
    spending = frozenset({"regenerate", "regenerate_section"})
    roles = {**dict.fromkeys(_READS, Role.VIEWER), **dict.fromkeys(_WRITES, Role.EDITOR)}

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows.defer("html", "structure", "blocks") if self.action == "list" else rows

    def _present(self, row: Any, status: int = 200) -> Response:
        return self.present(s.ContentOut, row, status=status)

    def retrieve(self, request: Any, pk: Any, **_: Any) -> Response:
        return self._present(self.found(pk))

    @extend_schema(request=s.ContentIn, responses={201: s.ContentOut})
    def create(self, request: Any) -> Response:
        return self._present(contents.content_create(**self.parse(s.ContentIn)), 201)

    @extend_schema(request=s.ContentPatch, responses=s.ContentOut)
    def partial_update(self, request: Any, pk: Any) -> Response:
        """Change text or fields. Text becomes a version; with ``expected_version`` nobody's work is overwritten.

        What one person saves within ten minutes is one version, unless it was approved, published, commented on or noted.
        """
        changes = self.parse(s.ContentPatch)
        expected = changes.pop("expected_version", None)
        return self._present(contents.content_update(content_id=pk, changes=changes, expected_version=expected))

    @extend_schema(responses=s.VersionRowOut(many=True))
    @action(detail=True, methods=["get"])
    def versions(self, request: Any, pk: Any) -> Response:
        """All versions, newest first, without their text."""
        self.found(pk)
        return self.present(s.VersionRowOut, list(selectors.version_list(pk)[:1000]))

    @extend_schema(responses=s.VersionOut)
    @action(detail=True, methods=["get"], url_path="versions/<int:number>")
    def version(self, request: Any, pk: Any, number: int) -> Response:
        """One version with its text."""
        self.found(pk)
        return self.present(s.VersionOut, selectors.version_get(pk, number))

    @extend_schema(responses=s.VersionDiffOut)
    @action(detail=True, methods=["get"])
    def diff(self, request: Any, pk: Any) -> Response:
        """What changed from version ``before`` to version ``after``."""
        self.found(pk)
        before, after = number_param(self, "before"), number_param(self, "after")
        return self.present(s.VersionDiffOut, selectors.version_diff(pk, before=before, after=after))

    @extend_schema(request=s.RestoreIn, responses=s.ContentOut)
    @action(detail=True, methods=["post"])
    def restore(self, request: Any, pk: Any) -> Response:
        """Bring a version back, as a new version."""
        self.found(pk)
        return self._present(versions.content_restore(content_id=pk, **self.parse(s.RestoreIn)))

    @extend_schema(request=s.SectionLockIn, responses=s.ContentOut)
    @action(detail=True, methods=["post"], url_path="lock-section")
    def lock_section(self, request: Any, pk: Any) -> Response:
        """Lock a section against being written anew, or unlock it."""
        self.found(pk)
        return self._present(versions.section_lock(content_id=pk, **self.parse(s.SectionLockIn)))

    @extend_schema(request=s.RegenerateIn, responses={202: WritingRunsOut})
    @action(detail=True, methods=["post"])
    def regenerate(self, request: Any, pk: Any) -> Response:
        """Write the whole text anew; locked sections stay."""
        self.found(pk)
        run = content_regenerate(content_id=pk, **self.parse(s.RegenerateIn))
        return self.present(WritingRunsOut, started([run]), status=202)

    @extend_schema(request=s.RegenerateSectionIn, responses={202: WritingRunsOut})
    @action(detail=True, methods=["post"], url_path="regenerate-section")
    def regenerate_section(self, request: Any, pk: Any) -> Response:
        """Write one section anew, or change it as an ``instruction`` says."""
        self.found(pk)
        run = content_regenerate(content_id=pk, **self.parse(s.RegenerateSectionIn))
        return self.present(WritingRunsOut, started([run]), status=202)

    @extend_schema(request=s.ExpectedVersionIn, responses=s.ContentOut)
    @action(detail=True, methods=["post"], url_path="submit-review")
    def submit_review(self, request: Any, pk: Any) -> Response:
        """Hand a draft to review."""
        return self._present(approval.content_submit_review(content_id=pk, **self.parse(s.ExpectedVersionIn)))

    @extend_schema(request=s.RequestChangesIn, responses=s.ContentOut)
    @action(detail=True, methods=["post"], url_path="request-changes")
    def request_changes(self, request: Any, pk: Any) -> Response:
        """Send it back with a comment."""
        self.found(pk)
        return self._present(approval.content_request_changes(content_id=pk, **self.parse(s.RequestChangesIn)))

    @extend_schema(request=s.ExpectedVersionIn, responses=s.ContentOut)
    @action(detail=True, methods=["post"])
    def approve(self, request: Any, pk: Any) -> Response:
        """Approve the version that was read. Look at ``duplicates`` first: it warns of texts that are much the same."""
        return self._present(approval.content_approve(content_id=pk, **self.parse(s.ExpectedVersionIn)))

    @extend_schema(request=Empty, responses=s.ContentOut)
    @action(detail=True, methods=["post"])
    def archive(self, request: Any, pk: Any) -> Response:
        """Put it away; published content has to be unpublished first."""
        self.parse(Empty)
        return self._present(contents.content_archive(content_id=pk))

    @extend_schema(request=Empty, responses=s.ContentOut)
    @action(detail=True, methods=["post"])
    def unarchive(self, request: Any, pk: Any) -> Response:
        """Take it out of the archive, as a draft."""
        self.parse(Empty)
        return self._present(contents.content_unarchive(content_id=pk))

    @extend_schema(responses=s.CommentOut(many=True))
    @action(detail=True, methods=["get"])
    def comments(self, request: Any, pk: Any) -> Response:
        """Remarks, oldest first."""
        self.found(pk)
        return self.present(s.CommentOut, list(selectors.comment_list(pk).order_by("id")[:1000]))

    @extend_schema(request=s.CommentIn, responses={201: s.CommentOut})
    @comments.mapping.post
    def comment(self, request: Any, pk: Any) -> Response:
        self.found(pk)
        row = approval.content_comment(content_id=pk, **self.parse(s.CommentIn))
        return self.present(s.CommentOut, row, status=201)

    @extend_schema(request=s.ResolveIn, responses=s.CommentOut)
    @action(detail=True, methods=["post"], url_path="resolve-comment")
    def resolve_comment(self, request: Any, pk: Any) -> Response:
        """Mark a remark as dealt with, or open it again."""
        self.found(pk)
        return self.present(s.CommentOut, approval.comment_resolve(content_id=pk, **self.parse(s.ResolveIn)))

    @extend_schema(responses=s.SimilarOut(many=True))
    @action(detail=True, methods=["get"])
    def duplicates(self, request: Any, pk: Any) -> Response:
        """Contents of the site that are much the same in text, title or main keyword."""
        return self.present(s.SimilarOut, selectors.content_similar(pk))

    @extend_schema(
        responses={
            (200, "text/markdown"): OpenApiTypes.STR,
            (200, "text/html"): OpenApiTypes.STR,
            (200, MEDIA_TYPES["docx"]): OpenApiTypes.BINARY,
        }
    )
    @action(detail=True, methods=["get"])
    def export(self, request: Any, pk: Any) -> HttpResponse:
        """The text as a file: ``format=md``, ``html`` or ``docx``."""
        return as_file(*selectors.content_export(pk, form=request.query_params.get("format", "md")))

    @extend_schema(responses={(200, "text/csv"): OpenApiTypes.STR})
    @action(detail=False, methods=["get"], url_path="export")
    def export_list(self, request: Any) -> HttpResponse:
        """The list of contents as CSV, of one site with ``site_id``."""
        from igny8.content.api.views_tasks import site_param

        site_id = site_param(self) if "site_id" in request.query_params else None
        return as_file(*selectors.contents_csv(site_id=site_id))
