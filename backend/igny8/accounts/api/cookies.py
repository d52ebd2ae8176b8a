"""Tokens on their way to the browser: access in the body, refresh in a cookie scripts cannot read."""

from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.accounts.constants import ACCESS_MINUTES, REFRESH_COOKIE, REFRESH_COOKIE_PATH, REFRESH_DAYS
from igny8.accounts.services.sign_in import SignIn


def sign_in_data(signed: SignIn, *, cookie: bool) -> dict[str, Any]:
    """The fields of ``SignInOut``."""
    return {
        "access": signed.access,
        "expires_in": ACCESS_MINUTES * 60,
        "refresh": None if cookie else signed.refresh,
        "user": signed.user,
    }


def set_cookie(response: Response, request: Request, token: str) -> None:
    """Give the browser the refresh token: only for our sign-in addresses, never from another site, never in the clear."""
    response.set_cookie(
        REFRESH_COOKIE,
        token,
        max_age=REFRESH_DAYS * 24 * 3600,
        path=REFRESH_COOKIE_PATH,
        secure=request.is_secure() or settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def drop_cookie(response: Response) -> None:
    """Take the refresh token from the browser."""
    response.delete_cookie(REFRESH_COOKIE, path=REFRESH_COOKIE_PATH, samesite="Strict")
