"""Settings shared by every way of running. What differs by machine comes from ``env``."""

from pathlib import Path

from . import env

ROOT: Path = env.ROOT
VAR: Path = env.var_dir()

DEBUG = False
SECRET_KEY = env.text("IGNY8_SECRET_KEY")
JWT_KEYS = env.words("IGNY8_JWT_KEY")  # the first signs, all verify
FIELD_KEYS = env.words("IGNY8_FIELD_KEYS")  # the first encrypts, all decrypt
ALLOWED_HOSTS = env.words("IGNY8_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
PUBLIC_URL = env.text("IGNY8_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
SITES_URL = env.text("IGNY8_SITES_URL", "http://127.0.0.1:8002").rstrip("/")

DOMAINS = ["accounts", "system", "billing", "ai", "planning", "content", "integration", "publishing"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "corsheaders",
    "django_structlog",
    "igny8.core",
    *[f"igny8.{domain}" for domain in DOMAINS],
    "igny8.config",
]
MIDDLEWARE = [
    "igny8.core.api.metrics.MetricsMiddleware",
    "igny8.core.api.request_id.RequestIdMiddleware",
    "igny8.core.api.request_address.RequestAddressMiddleware",
    "igny8.core.api.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "igny8.config.urls"
WSGI_APPLICATION = "igny8.config.wsgi.application"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
APPEND_SLASH = False
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LANGUAGE_CODE = "en"
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
TENANT_MODEL = "accounts.Account"
SITE_MODEL = "accounts.Site"

DATABASES = {"default": env.database(env.text("DATABASE_URL", "postgresql://igny8_app@127.0.0.1/igny8"))}
DATABASE_OWNER_URL = env.text("DATABASE_OWNER_URL")  # migrations run as the owner of the tables

REDIS_URL = env.text("REDIS_URL", "redis://127.0.0.1:6379").rstrip("/")
BROKER_DB = env.integer("IGNY8_REDIS_BROKER_DB", 0, high=15)
CACHE_DB = env.integer("IGNY8_REDIS_CACHE_DB", 1, high=15)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": f"{REDIS_URL}/{CACHE_DB}",
        "OPTIONS": {"socket_timeout": 3, "socket_connect_timeout": 2},
    }
}
CELERY_BROKER_URL = f"{REDIS_URL}/{BROKER_DB}"

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
]
PASSWORD_RESET_TIMEOUT = 3600

EMAIL_BACKEND = env.text("IGNY8_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = env.text("IGNY8_EMAIL_HOST", "localhost")
EMAIL_PORT = env.integer("IGNY8_EMAIL_PORT", 25, low=1, high=65535)
EMAIL_HOST_USER = env.text("IGNY8_EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("IGNY8_EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("IGNY8_EMAIL_TLS")
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.text("IGNY8_EMAIL_FROM", "IGNY8 <no-reply@localhost>")

SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
IMPORT_MAX_BYTES = env.integer("IGNY8_IMPORT_MAX_MB", 64, low=1, high=1024) * 1024 * 1024
THROTTLE_SCALE = env.integer("IGNY8_THROTTLE_SCALE", 1, low=1, high=10_000)
NUM_PROXIES = env.integer("IGNY8_NUM_PROXIES", 0, high=10)
CORS_ALLOWED_ORIGINS = env.words("IGNY8_CORS_ORIGINS")
CORS_ALLOW_CREDENTIALS = True  # to the listed origins only; without a list there is no CORS at all
CORS_URLS_REGEX = r"^/api/v1/"
CORS_ALLOW_METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"]
CORS_ALLOW_HEADERS = ["authorization", "content-type", "idempotency-key", "x-igny8-account", "x-request-id"]
CORS_EXPOSE_HEADERS = ["x-request-id", "retry-after", "idempotent-replay", "content-disposition"]

STORAGE_ROOT = Path(env.text("IGNY8_STORAGE", str(VAR / "storage")))
SITES_DATA = Path(env.text("IGNY8_SITES_DATA", str(VAR / "sites-data")))
SITES_KEEP_VERSIONS = 5
DASHBOARD_DIR = Path(env.text("IGNY8_DASHBOARD_DIR", str(ROOT / "frontend" / "dist")))

# How many AI runs one account may have in flight, whatever its sites; the cap per site comes from its plan.
ACCOUNT_RUN_CAP = env.integer("IGNY8_ACCOUNT_RUN_CAP", 20, low=1, high=1000)
PROVIDER_HOSTS = [host.lower() for host in env.words("IGNY8_PROVIDER_HOSTS")]  # private hosts accounts may use
METRICS_TOKEN = env.text("IGNY8_METRICS_TOKEN")
INDEXNOW_URL = env.text("IGNY8_INDEXNOW_URL", "https://api.indexnow.org/indexnow")  # "off" tells nobody
RUN_BACKOFF_SCALE = 1.0
PROVIDER_CONNECT_TIMEOUT_S = 5.0
PROVIDER_READ_TIMEOUT_S = 120.0
ALLOW_PRIVATE_PROVIDERS = env.flag(
    "IGNY8_ALLOW_PRIVATE_PROVIDERS"
)  # self-hosters whose vLLM or Ollama is on their own network
RUN_LEASE_SECONDS = env.integer("IGNY8_RUN_LEASE_SECONDS", 60, low=2, high=3600)
LOCAL_MODEL_URL = env.text("IGNY8_LOCAL_MODEL_URL")
OPENAI_API_KEY = env.text("OPENAI_API_KEY")
OPENAI_BASE_URL = env.text("OPENAI_BASE_URL")
OPENAI_MODEL = env.text("OPENAI_MODEL", "gpt-4.1-mini")
OPENAI_IMAGE_MODEL = env.text("OPENAI_IMAGE_MODEL", "gpt-image-1-mini")
OPENAI_EMBEDDING_MODEL = env.text("OPENAI_EMBEDDING_MODEL", "text-embedding-3-small")
TRIAL_CREDITS = env.integer("IGNY8_TRIAL_CREDITS", 1000, high=1_000_000)

from .api import *  # noqa: E402, F403
from .celery import *  # noqa: E402, F403
from .logs import *  # noqa: E402, F403
