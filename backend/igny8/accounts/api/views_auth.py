"""Registration, sign-in and its end. Nobody is signed in yet: these views open no scope, their services do."""

from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.accounts.api import serializers_auth as s
from igny8.accounts.api.cookies import drop_cookie, set_cookie, sign_in_data
from igny8.accounts.constants import REFRESH_COOKIE
from igny8.accounts.services import invitations, passwords, verification
from igny8.accounts.services import sign_in as sessions
from igny8.accounts.services import sign_in_limits as limits
from igny8.accounts.services.accounts import account_register
from igny8.accounts.services.refresh_tokens import refresh_revoke
from igny8.core.api.throttles import client_address
from igny8.core.api.views import BaseView
from igny8.core.errors import InvalidInput
from igny8.core.roles import Role


class PublicView(BaseView):
    """A view for people who are not signed in; an ``Authorization`` header is not even read."""

    authentication_classes = ()
    roles: ClassVar[dict[str, Role]] = {"post": Role.PUBLIC}

    @property
    def address(self) -> str:
        return client_address(self.request._request)

    @property
    def agent(self) -> str:
        return str(self.request.headers.get("User-Agent", ""))

    def answer(self, signed: sessions.SignIn, *, cookie: bool, status: int = 200) -> Response:
        """Both tokens, the refresh token by cookie if asked for."""
        response = self.present(s.SignInOut, sign_in_data(signed, cookie=cookie), status=status)
        if cookie:
            set_cookie(response, self.request, signed.refresh)
        return response


class RegisterView(PublicView):
    @extend_schema(request=s.RegisterIn, responses={201: s.SignInOut}, operation_id="auth_register", tags=["auth"])
    def post(self, request: Request) -> Response:
        """Create an account on trial and sign its owner in. A taken address is said to be taken (409): whoever signs up has to
        know; the number of tries from one address is limited."""
        limits.registration_allow(address=self.address)
        data = self.parse(s.RegisterIn)
        cookie = data.pop("cookie")
        user = account_register(**data)
        signed = sessions.session_begin(user=user, address=self.address, user_agent=self.agent)
        return self.answer(signed, cookie=cookie, status=201)


class LoginView(PublicView):
    @extend_schema(request=s.LoginIn, responses={200: s.SignInOut}, operation_id="auth_login", tags=["auth"])
    def post(self, request: Request) -> Response:
        """Sign in. Ten failures lock the address for fifteen minutes (429 with ``Retry-After``)."""
        data = self.parse(s.LoginIn)
        signed = sessions.sign_in(
            email=data["email"], password=data["password"], address=self.address, user_agent=self.agent
        )
        return self.answer(signed, cookie=data["cookie"])


class RefreshView(PublicView):
    @extend_schema(request=s.RefreshIn, responses={200: s.SignInOut}, operation_id="auth_refresh", tags=["auth"])
    def post(self, request: Request) -> Response:
        """Exchange the refresh token for a new pair. An old token ends the sign-in it belongs to."""
        limits.refresh_allow(address=self.address)
        given = self.parse(s.RefreshIn).get("refresh")
        token = given or request.COOKIES.get(REFRESH_COOKIE)
        if not token:
            raise InvalidInput(errors={"refresh": ["Send the refresh token, or the cookie that holds it."]})
        return self.answer(sessions.session_refresh(token=token), cookie=given is None)


class LogoutView(PublicView):
    @extend_schema(request=s.RefreshIn, responses={200: s.DoneOut}, operation_id="auth_logout", tags=["auth"])
    def post(self, request: Request) -> Response:
        """End the sign-in of the refresh token in body or cookie; ended or unknown ones are fine."""
        token = self.parse(s.RefreshIn).get("refresh") or request.COOKIES.get(REFRESH_COOKIE)
        if token:
            refresh_revoke(token=token)
        response = self.present(s.DoneOut, {"done": True})
        drop_cookie(response)
        return response


class VerifyEmailView(PublicView):
    @extend_schema(request=s.TokenIn, responses={200: s.DoneOut}, operation_id="auth_verify_email", tags=["auth"])
    def post(self, request: Request) -> Response:
        """Confirm an address with the token of the mail."""
        limits.link_allow(address=self.address)
        verification.email_verify(secret=self.parse(s.TokenIn)["token"])
        return self.present(s.DoneOut, {"done": True})


class PasswordResetView(PublicView):
    @extend_schema(request=s.MailIn, responses={202: s.DoneOut}, operation_id="auth_password_reset", tags=["auth"])
    def post(self, request: Request) -> Response:
        """Ask for a mail to choose a new password. The answer is the same for known and unknown addresses."""
        email = self.parse(s.MailIn)["email"]
        limits.mail_allow(email=email, address=self.address)
        passwords.password_reset_request(email=email)
        return self.present(
            s.DoneOut, {"done": True}, status=202, message="If somebody has this address, a mail is on its way."
        )


class PasswordResetConfirmView(PublicView):
    @extend_schema(
        request=s.ResetIn, responses={200: s.DoneOut}, operation_id="auth_password_reset_confirm", tags=["auth"]
    )
    def post(self, request: Request) -> Response:
        """Choose a new password with the token of the mail; every sign-in of the person ends."""
        limits.link_allow(address=self.address)
        data = self.parse(s.ResetIn)
        passwords.password_reset_confirm(secret=data["token"], password=data["password"])
        return self.present(s.DoneOut, {"done": True})


class AcceptInvitationView(PublicView):
    @extend_schema(
        request=s.AcceptIn, responses={201: s.SignInOut}, operation_id="auth_accept_invitation", tags=["auth"]
    )
    def post(self, request: Request) -> Response:
        """Join an account with the token of the mail, and be signed in."""
        limits.link_allow(address=self.address)
        data = self.parse(s.AcceptIn)
        user = invitations.invitation_accept(secret=data["token"], name=data["name"], password=data["password"])
        signed = sessions.session_begin(user=user, address=self.address, user_agent=self.agent)
        return self.answer(signed, cookie=data["cookie"], status=201)
