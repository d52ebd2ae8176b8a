"""What a browser is told, which hosts and origins are heard, and the pages of the documentation."""

import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "path", ["/api/v1/system/status/", "/api/v1/nothing/", "/api/v1/auth/login/", "/healthz", "/nothing"]
)
def test_every_answer_is_locked_down(path: str) -> None:
    response = Client().get(path)
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert "Strict-Transport-Security" not in response
    if path.startswith("/api/v1/"):
        assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("page", ["swagger-ui", "redoc"])
def test_the_pages_of_the_documentation_open_offline_and_without_inline_scripts(page: str) -> None:
    client = Client()
    response = client.get(f"/api/schema/{page}/")
    assert response.status_code == 200
    policy = response["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-eval" not in policy
    text = response.content.decode()
    assert not re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text), "an inline script would be blocked"
    assert not re.findall(r"""(?:src|href|url)=["'](?:https?:)?//""", text), "nothing comes from another host"
    sources = re.findall(r'(?:src|href)="([^"]+)"', text)
    assert len(sources) >= 1
    for source in sources:
        asset = client.get(source.replace("&amp;", "&"))
        assert asset.status_code == 200, source
        assert asset["X-Content-Type-Options"] == "nosniff"
    scripts = [client.get(s.replace("&amp;", "&")) for s in re.findall(r'<script src="([^"]+)"', text)]
    assert all("javascript" in s["Content-Type"] for s in scripts)


def test_the_schema_is_served() -> None:
    response = Client().get("/api/schema/", headers={"Accept": "application/json"})
    assert response.status_code == 200
    assert json.loads(response.content)["openapi"].startswith("3.1")
    started = perf_counter()
    assert Client().get("/api/schema/", headers={"Accept": "application/json"}).status_code == 200
    assert perf_counter() - started < 1, "it is made once, not for whoever asks"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1@evil.example", "a b", "localhost/../x", "[::1", "x" * 300])
@pytest.mark.parametrize("path", ["/api/v1/system/status/", "/nothing", "/api/schema/redoc/"])
def test_other_hosts_are_refused_in_the_envelope(host: str, path: str, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    response = Client(raise_request_exception=False).get(path, headers={"Host": host})
    assert response.status_code == 400
    body = json.loads(response.content)
    assert (body["success"], body["error_code"]) == (False, "MALFORMED_REQUEST")
    assert body["request_id"] == response["X-Request-ID"]
    assert host not in response.content.decode()


def test_a_forwarded_host_is_not_believed(account: Any) -> None:
    response = Client().get(
        "/api/v1/accounts/users/?page_size=1", headers={**account.auth(), "X-Forwarded-Host": "evil.example"}
    )
    assert "evil.example" not in response.content.decode()


def test_there_is_no_cors_by_default(settings: Any) -> None:
    assert settings.CORS_ALLOWED_ORIGINS == []
    assert not getattr(settings, "CORS_ALLOW_ALL_ORIGINS", False)
    response = Client().get("/api/v1/system/status/", headers={"Origin": "https://evil.example"})
    assert not [h for h in response.headers if h.lower().startswith("access-control")]


@pytest.mark.parametrize(
    ("origin", "heard"),
    [("https://app.example.com", True), ("https://app.example.com.evil.example", False), ("http://app.example.com", False),
     ("null", False), ("https://app.example.com:444", False)],
)  # fmt: skip
def test_credentials_are_for_listed_origins(settings: Any, origin: str, heard: bool) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://app.example.com"]
    client = Client()
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "idempotency-key",
    }
    for response in (
        client.get("/api/v1/system/status/", headers=asked),
        client.options("/api/v1/auth/login/", headers=asked),
    ):
        assert response.get("Access-Control-Allow-Origin") == (origin if heard else None)
        assert response.get("Access-Control-Allow-Credentials") == ("true" if heard else None)
    if heard:
        assert "idempotency-key" in response["Access-Control-Allow-Headers"]


def test_debug_is_off_everywhere() -> None:
    base = importlib.import_module("igny8.config.settings.base")
    assert base.DEBUG is False
    folder = Path(base.__file__).parent
    assert [p.name for p in folder.glob("*.py") if re.search(r"DEBUG\s*=(?!\s*False)", p.read_text())] == []


SHOW = """
import json, django
from django.conf import settings
print(json.dumps({n: getattr(settings, n) for n in (
    "DEBUG", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_CONTENT_TYPE_NOSNIFF",
    "SECURE_PROXY_SSL_HEADER", "CORS_ALLOWED_ORIGINS", "USE_X_FORWARDED_HOST")}))
"""
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "igny8.config.settings.production",
    "DATABASE_URL": "postgresql://igny8_app@127.0.0.1/igny8",
    "REDIS_URL": "redis://127.0.0.1:6379",
    "IGNY8_SECRET_KEY": "s" * 50,
    "IGNY8_JWT_KEY": "j" * 50,
    "IGNY8_FIELD_KEYS": "dGVzdC1maWVsZC1rZXktb2Ytbm8tdmFsdWUtMDEyMzQ=",
    "IGNY8_PUBLIC_URL": "https://app.example.com",
}


def run_production(without: str = "") -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("IGNY8_", "DATABASE_", "REDIS_", "DJANGO_"))}
    env |= {k: v for k, v in PRODUCTION.items() if k != without} | {"PYTHONPATH": str(ROOT / "backend")}
    return subprocess.run([sys.executable, "-c", SHOW], env=env, capture_output=True, text=True, timeout=60)


def test_production_is_strict_transport() -> None:
    shown = json.loads(run_production().stdout)
    assert shown["DEBUG"] is False
    assert shown["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert shown["SESSION_COOKIE_SECURE"] is shown["CSRF_COOKIE_SECURE"] is shown["SECURE_CONTENT_TYPE_NOSNIFF"] is True
    assert (shown["CORS_ALLOWED_ORIGINS"], shown["USE_X_FORWARDED_HOST"]) == ([], False)


@pytest.mark.parametrize("name", [n for n in PRODUCTION if n != "DJANGO_SETTINGS_MODULE"])
def test_production_does_not_start_without_its_secrets(name: str) -> None:
    done = run_production(without=name)
    assert done.returncode != 0
    assert f"{name} is not set" in done.stderr


def test_hsts_is_sent_where_it_is_set(settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    assert Client().get("/healthz", secure=True)["Strict-Transport-Security"] == "max-age=31536000"
