"""Telling search engines of changed pages (IndexNow): a site's switch and key, and the log."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.core.api.serializers import Empty
from igny8.core.api.views import BaseView, BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.roles import Role
from igny8.publishing.api import serializers_indexnow as s
from igny8.publishing.api.filters import IndexNowSubmissionFilter
from igny8.publishing.selectors import indexnow_submission_list
from igny8.publishing.services.indexnow import (
    indexnow_rotate,
    indexnow_submit_all,
    indexnow_update,
    submission_retry,
)
from igny8.publishing.services.indexnow_keys import indexnow_state, key_look, looks_store, places_to_look


class IndexNowView(BaseView):
    """A site's switch, its key and where that has to be readable."""

    roles: ClassVar[Mapping[str, Role]] = {"get": Role.VIEWER, "patch": Role.ADMIN}

    @extend_schema(operation_id="publisher_indexnow", responses=s.IndexNowOut)
    def get(self, request: Request, pk: UUID) -> Response:
        return self.present(s.IndexNowOut, indexnow_state(site_id=pk))

    @extend_schema(operation_id="publisher_indexnow_update", request=s.IndexNowPatchIn, responses=s.IndexNowOut)
    def patch(self, request: Request, pk: UUID) -> Response:
        indexnow_update(site_id=pk, **self.parse(s.IndexNowPatchIn))
        return self.present(s.IndexNowOut, indexnow_state(site_id=pk))


class IndexNowRotateView(BaseView):
    """A new key; where a person uploads it, they upload the new one."""

    roles: ClassVar[Mapping[str, Role]] = {"post": Role.ADMIN}

    @extend_schema(operation_id="publisher_indexnow_rotate", request=Empty, responses=s.IndexNowOut)
    def post(self, request: Request, pk: UUID) -> Response:
        self.parse(Empty)
        indexnow_rotate(site_id=pk)
        return self.present(s.IndexNowOut, indexnow_state(site_id=pk))


class IndexNowVerifyView(BaseView):
    """Read the key where search engines read it; what waited for it goes on."""

    roles: ClassVar[Mapping[str, Role]] = {"post": Role.ADMIN}

    @extend_schema(operation_id="publisher_indexnow_verify", request=Empty, responses=s.IndexNowOut)
    def post(self, request: Request, pk: UUID) -> Response:
        self.parse(Empty)
        places = places_to_look(site_id=pk)
        with self.outside():
            looks = [key_look(place) for place in places]
        return self.present(s.IndexNowOut, looks_store(site_id=pk, looks=looks))


class IndexNowSubmitAllView(BaseView):
    """Tell search engines of every page that is live now."""

    roles: ClassVar[Mapping[str, Role]] = {"post": Role.ADMIN}

    @extend_schema(operation_id="publisher_indexnow_submit_all", request=Empty, responses={202: s.IndexNowQueuedOut})
    def post(self, request: Request, pk: UUID) -> Response:
        self.parse(Empty)
        return self.present(s.IndexNowQueuedOut, indexnow_submit_all(site_id=pk), status=202)


class IndexNowSubmissionViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    """The pages search engines are told of, and were in the last 30 days."""

    selector = staticmethod(indexnow_submission_list)
    output = s.IndexNowSubmissionOut
    roles: ClassVar[Mapping[str, Role]] = {"list": Role.VIEWER, "retrieve": Role.VIEWER, "retry": Role.EDITOR}
    filterset_class = IndexNowSubmissionFilter
    search_fields = ("url",)
    ordering_fields = ("created_at", "finished_at", "state", "url")

    @extend_schema(operation_id="publisher_indexnow_submissions_list", responses=s.IndexNowSubmissionOut(many=True))
    def list(self, request: Request, **_: Any) -> Response:
        return super().list(request)

    @extend_schema(operation_id="publisher_indexnow_submissions_retrieve", responses=s.IndexNowSubmissionOut)
    def retrieve(self, request: Request, pk: Any, **_: Any) -> Response:
        return super().retrieve(request, pk)

    @extend_schema(
        operation_id="publisher_indexnow_submissions_retry",
        request=None,
        responses={202: s.IndexNowSubmissionOut},
    )
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: Any, **_: Any) -> Response:
        return self.present(s.IndexNowSubmissionOut, submission_retry(submission_id=pk), status=202)
