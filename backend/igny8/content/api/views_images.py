"""/api/v1/writer/: image descriptions and images."""

from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.response import Response

from igny8.content import selectors
from igny8.content.api import filters
from igny8.content.api import serializers as s
from igny8.content.api.serializers_tasks import WritingRunsOut
from igny8.content.api.views_tasks import started
from igny8.content.base.image_files import image_path
from igny8.content.services import image_uploads, images
from igny8.content.services.generation import image_prompts_generate, images_generate
from igny8.core.api.parsers import StrictMultiPartParser
from igny8.core.api.serializers import Empty
from igny8.core.api.views import BaseView, BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.errors import NotFound
from igny8.core.roles import Role


class ImagePromptsView(BaseView):
    """Descriptions of images."""

    roles = {"post": Role.EDITOR}
    spends = True

    @extend_schema(operation_id="writer_image_prompts", request=s.ImagePromptsIn, responses={202: WritingRunsOut})
    def post(self, request: Any) -> Response:
        """Describe the images of contents: one run a content; the images appear as planned."""
        runs = image_prompts_generate(**self.parse(s.ImagePromptsIn))
        return self.present(WritingRunsOut, started(runs), status=202)


@extend_schema_view(list=extend_schema(responses=s.ImageOut(many=True)), retrieve=extend_schema(responses=s.ImageOut))
class ImageViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    """Images, from plan to file."""

    selector = staticmethod(selectors.image_list)
    output = s.ImageOut
    filterset_class = filters.ImageFilter
    search_fields = ("alt_text", "prompt")
    ordering_fields = ("created_at", "updated_at", "status", "position", "bytes")
    spending = frozenset({"generate"})
    roles = {
        **dict.fromkeys(("list", "retrieve", "file"), Role.VIEWER),
        **dict.fromkeys(("create", "partial_update", "destroy", "generate", "feature", "reorder"), Role.EDITOR),
    }

    def get_parsers(self) -> list[Any]:
        """An upload is a form; everything else is JSON."""
        is_collection = getattr(self, "action_map", {}).get("post") == "create"
        is_upload = is_collection and getattr(self.request, "method", "") == "POST"
        return [StrictMultiPartParser()] if is_upload else super().get_parsers()

    @extend_schema(request={"multipart/form-data": s.ImageUploadIn}, responses={201: s.ImageOut})
    def create(self, request: Any) -> Response:
        """Upload an image of one's own. A featured one takes the place of the one before, which moves into the article."""
        data = self.parse(s.ImageUploadIn)
        return self.present(s.ImageOut, image_uploads.image_upload(**{**data, "file": data["file"].file}), status=201)

    @extend_schema(request=Empty, responses=s.ImageOut)
    @action(detail=True, methods=["post"])
    def feature(self, request: Any, pk: Any) -> Response:
        """Make it the featured image; the one before moves into the article."""
        self.parse(Empty)
        return self.present(s.ImageOut, image_uploads.image_feature(image_id=pk))

    @extend_schema(request=s.ImagesReorderIn, responses=s.ImagesOut)
    @action(detail=False, methods=["post"])
    def reorder(self, request: Any) -> Response:
        """Put the images inside an article into an order."""
        return self.present(s.ImagesOut, {"images": image_uploads.images_reorder(**self.parse(s.ImagesReorderIn))})

    @extend_schema(request=s.ImagePatch, responses=s.ImageOut)
    def partial_update(self, request: Any, pk: Any) -> Response:
        return self.present(s.ImageOut, images.image_update(image_id=pk, changes=self.parse(s.ImagePatch)))

    @extend_schema(responses={204: None})
    def destroy(self, request: Any, pk: Any) -> Response:
        images.image_delete(image_id=pk)
        return Response(status=204)

    @extend_schema(request=s.ImagesGenerateIn, responses={202: WritingRunsOut})
    @action(detail=False, methods=["post"])
    def generate(self, request: Any) -> Response:
        """Make planned images: up to six a run; what could not be made is named and not charged."""
        runs = images_generate(**self.parse(s.ImagesGenerateIn))
        return self.present(WritingRunsOut, started(runs), status=202)

    @extend_schema(responses={(200, "image/*"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"])
    def file(self, request: Any, pk: Any) -> HttpResponse:
        """The image itself. Made anew it has the same address, so whoever keeps it asks with its ``ETag`` before each use."""
        row = self.found(pk)
        if not row.file:
            raise NotFound("The image has no file yet.")
        tag = f'"{row.sha256}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization"}
        if {tag, "*"} & {known.removeprefix("W/") for known in parse_etags(request.headers.get("If-None-Match", ""))}:
            return HttpResponseNotModified(headers=headers)
        try:
            data = image_path(row.site_id, row.file).read_bytes()
        except FileNotFoundError as exc:
            raise NotFound("The image's file is missing. Make the image anew.") from exc
        headers["X-Content-Type-Options"] = "nosniff"
        return HttpResponse(data, content_type=row.media_type, headers=headers)
