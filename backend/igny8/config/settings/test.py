"""Tests: real PostgreSQL and Redis (conftest starts them), known secrets, mails kept in memory."""

import os

os.environ.setdefault("IGNY8_SECRET_KEY", "test-secret-key-of-no-value-0123456789abcdef")
os.environ.setdefault("IGNY8_JWT_KEY", "test-signing-key-of-no-value-0123456789abcdef")
os.environ.setdefault("IGNY8_FIELD_KEYS", "dGVzdC1maWVsZC1rZXktb2Ytbm8tdmFsdWUtMDEyMzQ=")

from .base import *  # noqa: F403
from .base import CELERY_BEAT_SCHEDULE as _schedule
from .base import VAR as _var

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; the product keeps Django's default
ALLOWED_HOSTS = ["*"]
WHITENOISE_USE_FINDERS = True  # static files from their packages: nothing is collected for a test
OPENAI_API_KEY = OPENAI_BASE_URL = LOCAL_MODEL_URL = ""
INDEXNOW_URL = "off"  # a test that wants search engines brings its own
TESTED_SCHEDULE = _schedule
STORAGE_ROOT = _var / "test" / "storage"  # never the files of a running product
