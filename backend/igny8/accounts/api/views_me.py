"""The signed-in person's own things."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.accounts.api import serializers_auth as s
from igny8.accounts.api.cookies import drop_cookie
from igny8.accounts.selectors import session_list, user_get
from igny8.accounts.services.passwords import password_change
from igny8.accounts.services.preferences import preferences_merge, preferences_replace
from igny8.accounts.services.refresh_tokens import refresh_revoke_all
from igny8.accounts.services.sign_in import session_revoke
from igny8.accounts.services.users import profile_update
from igny8.accounts.services.verification import verification_resend
from igny8.core.api.views import BaseView, BaseViewSet, ListMixin
from igny8.core.errors import NotFound
from igny8.core.roles import Role


class PersonalView(BaseView):
    """A view of the signed-in person's own things."""

    @property
    def person_id(self) -> UUID:
        """Their id.

        :raises NotFound: a key, which is nobody.
        """
        if self.principal.user_id is None:
            raise NotFound
        return self.principal.user_id


class MeView(PersonalView):
    roles: ClassVar[dict[str, Role]] = {"get": Role.VIEWER, "patch": Role.VIEWER}

    @extend_schema(responses={200: s.MeOut}, operation_id="auth_me", tags=["auth"])
    def get(self, request: Request) -> Response:
        """Who is signed in."""
        user = user_get(self.person_id)
        if user is None:
            raise NotFound("You belong to another account: leave out X-IGNY8-Account.")
        return self.present(s.MeOut, user)

    @extend_schema(request=s.MeIn, responses={200: s.MeOut}, operation_id="auth_me_update", tags=["auth"])
    def patch(self, request: Request) -> Response:
        """Change one's own name or preferences; given preferences are merged into the stored ones."""
        data = self.parse(s.MeIn)
        return self.present(s.MeOut, profile_update(user_id=self.person_id, changes=data))


class PreferencesView(PersonalView):
    """How this person likes the dashboard: an object of at most 32 KB, read and written as a whole or key by key."""

    roles: ClassVar[dict[str, Role]] = dict.fromkeys(("get", "put", "patch"), Role.VIEWER)

    @extend_schema(responses={200: OpenApiTypes.OBJECT}, operation_id="auth_preferences", tags=["auth"])
    def get(self, request: Request) -> Response:
        """One's own preferences; an empty object until there are any."""
        user = user_get(self.person_id)
        if user is None:
            raise NotFound("You belong to another account: leave out X-IGNY8-Account.")
        return Response(user.preferences)

    @extend_schema(
        request=OpenApiTypes.OBJECT,
        responses={200: OpenApiTypes.OBJECT},
        operation_id="auth_preferences_replace",
        tags=["auth"],
    )
    def put(self, request: Request) -> Response:
        """Put this object in place of all preferences. Keys are words of small letters and digits with dots or hyphens
        between them, at most 60 characters; values are any JSON of at most six levels."""
        return Response(preferences_replace(user_id=self.person_id, values=dict(request.data)))

    @extend_schema(
        request=OpenApiTypes.OBJECT,
        responses={200: OpenApiTypes.OBJECT},
        operation_id="auth_preferences_merge",
        tags=["auth"],
    )
    def patch(self, request: Request) -> Response:
        """Set the given keys and leave the others; null removes a key."""
        return Response(preferences_merge(user_id=self.person_id, changes=dict(request.data)))


class PasswordView(PersonalView):
    replays = False
    roles: ClassVar[dict[str, Role]] = {"post": Role.VIEWER}

    @extend_schema(request=s.PasswordIn, responses={200: s.DoneOut}, operation_id="auth_password", tags=["auth"])
    def post(self, request: Request) -> Response:
        """Change one's own password; every other sign-in ends."""
        data = self.parse(s.PasswordIn)
        password_change(
            user_id=self.person_id,
            current=data["current_password"],
            new=data["new_password"],
            keep_session_id=self.principal.session_id,
        )
        return self.present(s.DoneOut, {"done": True})


class LogoutAllView(PersonalView):
    roles: ClassVar[dict[str, Role]] = {"post": Role.VIEWER}

    @extend_schema(request=None, responses={200: s.DoneOut}, operation_id="auth_logout_all", tags=["auth"])
    def post(self, request: Request) -> Response:
        """End every sign-in of the person, this one too."""
        refresh_revoke_all(user_id=self.person_id, why="sign_out")
        response = self.present(s.DoneOut, {"done": True})
        drop_cookie(response)
        return response


class VerifyEmailResendView(PersonalView):
    roles: ClassVar[dict[str, Role]] = {"post": Role.VIEWER}

    @extend_schema(request=None, responses={202: s.DoneOut}, operation_id="auth_verify_email_resend", tags=["auth"])
    def post(self, request: Request) -> Response:
        """Send the verification mail again; the older link stops working."""
        verification_resend(user_id=self.person_id)
        return self.present(s.DoneOut, {"done": True}, status=202)


class SessionViewSet(ListMixin, BaseViewSet, PersonalView):
    output = s.SessionOut
    roles: ClassVar[dict[str, Role]] = {"list": Role.VIEWER, "destroy": Role.VIEWER}

    def get_queryset(self) -> QuerySet[Any]:
        return session_list(user_id=self.person_id)

    @extend_schema(responses={200: s.SessionOut(many=True)}, operation_id="auth_sessions", tags=["auth"])
    def list(self, request: Request, **_: Any) -> Response:
        """The person's open sign-ins."""
        return super().list(request)

    @extend_schema(responses={204: None}, operation_id="auth_session_revoke", tags=["auth"])
    def destroy(self, request: Request, pk: UUID) -> Response:
        """End one of them."""
        session_revoke(session_id=pk, user_id=self.person_id)
        return Response(status=204)
