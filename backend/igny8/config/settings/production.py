"""Production: every secret and address comes from the environment, and a missing one stops the start."""

from . import env

for _name, _why in {
    "DATABASE_URL": "the PostgreSQL address of the application's role",
    "REDIS_URL": "the Redis address",
    "IGNY8_SECRET_KEY": "Django's secret key",
    "IGNY8_JWT_KEY": "the key that signs access tokens",
    "IGNY8_FIELD_KEYS": "the keys that encrypt stored credentials, newest first",
    "IGNY8_PUBLIC_URL": "the address people open",
}.items():
    env.required(_name, why=_why)

from .base import *  # noqa: E402, F403

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
