"""Synchronisations, what they met, and what waits for a person."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from igny8.core.api.serializers import Empty
from igny8.core.api.views import BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.errors import NotFound
from igny8.core.roles import Role
from igny8.integration.api import filters
from igny8.integration.api import serializers_sync as s
from igny8.integration.models import SyncConflict
from igny8.integration.selectors import conflict_get, conflict_list, item_list, sync_log_list, sync_run_list
from igny8.integration.services.conflicts import conflict_resolve, conflict_texts
from igny8.integration.services.deletions import deletion_decide
from igny8.integration.services.sync_runs import sync_cancel


class SyncRunViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    selector = staticmethod(sync_run_list)
    output = s.SyncRunOut
    roles: ClassVar[Mapping[str, Role]] = {"list": Role.VIEWER, "retrieve": Role.VIEWER, "cancel": Role.EDITOR}
    filterset_class = filters.SyncRunFilter
    ordering_fields = ("created_at", "started_at", "finished_at")

    @extend_schema(responses=s.SyncRunOut(many=True))
    def list(self, request: Any, **_: Any) -> Response:
        """Synchronisations, newest first."""
        return super().list(request)

    @extend_schema(responses=s.SyncRunOut)
    def retrieve(self, request: Any, pk: UUID, **_: Any) -> Response:
        """One of them, with its figures so far."""
        return super().retrieve(request, pk)

    @extend_schema(request=Empty, responses=s.SyncRunOut)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Any, pk: UUID) -> Response:
        """Stop it; what came in stays."""
        self.parse(Empty)
        return self.present(s.SyncRunOut, sync_cancel(run_id=pk))


class SyncLogViewSet(ListMixin, BaseViewSet):
    selector = staticmethod(sync_log_list)
    output = s.SyncLogOut
    roles: ClassVar[Mapping[str, Role]] = {"list": Role.VIEWER}
    filterset_class = filters.SyncLogFilter
    search_fields = ("message",)

    @extend_schema(responses=s.SyncLogOut(many=True))
    def list(self, request: Any, **_: Any) -> Response:
        """What happened on the connections, newest first."""
        return super().list(request)


class SyncedItemViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    selector = staticmethod(item_list)
    output = s.SyncedItemOut
    roles: ClassVar[Mapping[str, Role]] = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "resolve_deletion": Role.EDITOR,
    }
    filterset_class = filters.SyncedItemFilter
    search_fields = ("title", "url")
    ordering_fields = ("created_at", "updated_at", "title", "remote_modified_at")

    @extend_schema(responses=s.SyncedItemOut(many=True))
    def list(self, request: Any, **_: Any) -> Response:
        """What was synchronised; ``state=remote_deleted`` are the deletions that wait for a word."""
        return super().list(request)

    @extend_schema(responses=s.SyncedItemOut)
    def retrieve(self, request: Any, pk: UUID, **_: Any) -> Response:
        """One object of a platform."""
        return super().retrieve(request, pk)

    @extend_schema(request=s.DeletionIn, responses=s.SyncedItemOut)
    @action(detail=True, methods=["post"], url_path="resolve-deletion")
    def resolve_deletion(self, request: Any, pk: UUID) -> Response:
        """Archive what was deleted there, keep it here, or publish it again."""
        return self.present(s.SyncedItemOut, deletion_decide(item_id=pk, **self.parse(s.DeletionIn)))


class ConflictViewSet(ListMixin, BaseViewSet):
    selector = staticmethod(conflict_list)
    output = s.ConflictOut
    roles: ClassVar[Mapping[str, Role]] = {"list": Role.VIEWER, "retrieve": Role.VIEWER, "resolve": Role.EDITOR}
    filterset_class = filters.ConflictFilter
    search_fields = ("title",)

    @extend_schema(responses=s.ConflictOut(many=True))
    def list(self, request: Any, **_: Any) -> Response:
        """Texts that were changed on both sides."""
        return super().list(request)

    @extend_schema(responses=s.ConflictTextsOut)
    def retrieve(self, request: Any, pk: UUID, **_: Any) -> Response:
        """One of them, with all three texts."""
        return self._shown(conflict_get(pk))

    @extend_schema(request=s.ConflictResolveIn, responses=s.ConflictTextsOut)
    @action(detail=True, methods=["post"])
    def resolve(self, request: Any, pk: UUID) -> Response:
        """Keep ours, take theirs, or save a merged text."""
        return self._shown(conflict_resolve(conflict_id=pk, **self.parse(s.ConflictResolveIn)))

    def _shown(self, row: SyncConflict | None) -> Response:
        if row is None:
            raise NotFound
        texts = conflict_texts(row)
        names = [str(name) for name in s.ConflictOut().fields]
        return self.present(s.ConflictTextsOut, {**{n: getattr(row, n) for n in names}, **texts})
