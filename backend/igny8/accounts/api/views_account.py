"""The account, its settings, people and invitations."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.accounts.api import filters
from igny8.accounts.api import serializers as s
from igny8.accounts.selectors import account_get, invitation_list, user_list
from igny8.accounts.services import invitations
from igny8.accounts.services.accounts import SETTINGS, account_update, settings_update
from igny8.accounts.services.users import user_update
from igny8.core.api.views import BaseView, BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.errors import NotFound
from igny8.core.roles import Role


class AccountView(BaseView):
    roles: ClassVar[dict[str, Role]] = {"get": Role.VIEWER, "patch": Role.ADMIN}

    @extend_schema(responses={200: s.AccountOut}, operation_id="account", tags=["accounts"])
    def get(self, request: Request) -> Response:
        """The account with its plan."""
        return self.present(s.AccountOut, account_get())

    @extend_schema(request=s.AccountIn, responses={200: s.AccountOut}, operation_id="account_update", tags=["accounts"])
    def patch(self, request: Request) -> Response:
        """Change its name or time zone."""
        return self.present(s.AccountOut, account_update(changes=self.parse(s.AccountIn)))


class SettingsView(BaseView):
    roles: ClassVar[dict[str, Role]] = {"get": Role.VIEWER, "patch": Role.ADMIN}

    @extend_schema(responses={200: s.SettingsOut}, operation_id="account_settings", tags=["accounts"])
    def get(self, request: Request) -> Response:
        """The account's settings."""
        account = account_get()
        if account is None:
            raise NotFound
        return self.present(s.SettingsOut, {**SETTINGS, **account.settings})

    @extend_schema(
        request=s.SettingsIn, responses={200: s.SettingsOut}, operation_id="account_settings_update", tags=["accounts"]
    )
    def patch(self, request: Request) -> Response:
        """Change some of them."""
        return self.present(s.SettingsOut, settings_update(changes=self.parse(s.SettingsIn)))


class UserViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    selector = staticmethod(user_list)
    output = s.UserOut
    filterset_class = filters.UserFilter
    search_fields = ("name", "email")
    ordering_fields = ("created_at", "name", "email", "last_login")
    roles: ClassVar[dict[str, Role]] = {
        "list": Role.EDITOR,
        "retrieve": Role.EDITOR,
        "partial_update": Role.ADMIN,
        "destroy": Role.ADMIN,
    }

    @extend_schema(responses={200: s.UserOut(many=True)}, operation_id="users", tags=["accounts"])
    def list(self, request: Request, **_: Any) -> Response:
        """The people of the account."""
        return super().list(request)

    @extend_schema(responses={200: s.UserOut}, operation_id="user", tags=["accounts"])
    def retrieve(self, request: Request, pk: UUID, **_: Any) -> Response:
        """One of them."""
        return super().retrieve(request, pk)

    @extend_schema(request=s.UserIn, responses={200: s.UserOut}, operation_id="user_update", tags=["accounts"])
    def partial_update(self, request: Request, pk: UUID) -> Response:
        """Change role or activity. Nobody edits above their own role or changes their own; an active owner always remains."""
        data = self.parse(s.UserIn)
        by = self.principal
        return self.present(s.UserOut, user_update(user_id=pk, by=by.role, by_user_id=by.user_id, **data))

    @extend_schema(responses={204: None}, operation_id="user_deactivate", tags=["accounts"])
    def destroy(self, request: Request, pk: UUID) -> Response:
        """Deactivate: the person's work stays, every sign-in ends."""
        user_update(user_id=pk, by=self.principal.role, by_user_id=self.principal.user_id, is_active=False)
        return Response(status=204)


class InvitationViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    selector = staticmethod(invitation_list)
    output = s.InvitationOut
    search_fields = ("email",)
    roles: ClassVar[dict[str, Role]] = {
        "list": Role.ADMIN,
        "retrieve": Role.ADMIN,
        "create": Role.ADMIN,
        "destroy": Role.ADMIN,
        "resend": Role.ADMIN,
    }

    @extend_schema(responses={200: s.InvitationOut(many=True)}, operation_id="invitations", tags=["accounts"])
    def list(self, request: Request, **_: Any) -> Response:
        """Invitations, open and closed."""
        return super().list(request)

    @extend_schema(responses={200: s.InvitationOut}, operation_id="invitation", tags=["accounts"])
    def retrieve(self, request: Request, pk: UUID, **_: Any) -> Response:
        """One of them."""
        return super().retrieve(request, pk)

    @extend_schema(
        request=s.InvitationIn, responses={201: s.InvitationOut}, operation_id="invitation_create", tags=["accounts"]
    )
    def create(self, request: Request) -> Response:
        """Invite somebody by mail, with a role up to one's own."""
        invitation = invitations.invitation_create(by=self.principal.role, **self.parse(s.InvitationIn))
        return self.present(s.InvitationOut, invitation, status=201)

    @extend_schema(responses={204: None}, operation_id="invitation_revoke", tags=["accounts"])
    def destroy(self, request: Request, pk: UUID) -> Response:
        """Revoke: the link stops working."""
        invitations.invitation_revoke(invitation_id=pk)
        return Response(status=204)

    @extend_schema(request=None, responses={202: s.InvitationOut}, operation_id="invitation_resend", tags=["accounts"])
    @action(detail=True, methods=["post"])
    def resend(self, request: Request, pk: UUID) -> Response:
        """Send a fresh link; the older one stops working."""
        invitation = invitations.invitation_resend(invitation_id=pk, by=self.principal.role)
        return self.present(s.InvitationOut, invitation, status=202)
