"""Access tokens: short-lived JWTs that name a person and a sign-in, nothing else.

Role, activity and account status are read from the database on every request, so a change takes effect at once.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import jwt
from django.conf import settings
from django.utils import timezone

from igny8.accounts.constants import ACCESS_MINUTES
from igny8.core.errors import NotAuthenticated

ALGORITHM = "HS256"
ISSUER = "igny8"
AUDIENCE = "igny8-api"


class TokenExpired(NotAuthenticated):
    code = "TOKEN_EXPIRED"
    default = "The access token has expired. Refresh it."


class TokenInvalid(NotAuthenticated):
    code = "TOKEN_INVALID"
    default = "The access token is not valid. Sign in again."


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What a valid token says."""

    user_id: UUID
    account_id: UUID
    family_id: UUID


def _key_id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:8]


def access_token_make(*, user_id: UUID, account_id: UUID, family_id: UUID) -> str:
    """A signed token, valid for 15 minutes."""
    key = settings.JWT_KEYS[0]
    now = timezone.now()
    return jwt.encode(
        {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(user_id),
            "acc": str(account_id),
            "sid": str(family_id),
            "iat": now,
            "exp": now + timedelta(minutes=ACCESS_MINUTES),
        },
        key,
        algorithm=ALGORITHM,
        headers={"kid": _key_id(key)},
    )


def access_token_read(token: str) -> AccessClaims:
    """The claims of a token signed by any of our keys.

    :raises TokenExpired: after 15 minutes. :raises TokenInvalid: for everything else that is wrong with it.
    """
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        key = next(k for k in settings.JWT_KEYS if _key_id(k) == kid)
        claims = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            issuer=ISSUER,
            options={"require": ["exp", "iat", "sub", "sid", "iss", "aud"]},
        )
        return AccessClaims(UUID(claims["sub"]), UUID(claims["acc"]), UUID(claims["sid"]))
    except jwt.ExpiredSignatureError as exc:
        raise TokenExpired from exc
    except (jwt.PyJWTError, StopIteration, ValueError, KeyError, TypeError, AttributeError) as exc:
        raise TokenInvalid from exc
