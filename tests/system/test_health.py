"""Probes: alive without a database, ready only with everything, metrics for those who may."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from redis import Redis
from redis.exceptions import ConnectionError as RedisDown

from igny8.system.services import readiness

METRICS = "igny8.core.api.metrics.MetricsMiddleware"


@pytest.fixture
def counted(settings: Any) -> Client:
    if METRICS not in settings.MIDDLEWARE:
        settings.MIDDLEWARE = [METRICS, *settings.MIDDLEWARE]
    return Client()


def families(text: str) -> dict[str, Any]:
    return {family.name: family for family in text_string_to_metric_families(text)}


def test_healthz_needs_no_database() -> None:
    response = Client().get("/healthz")  # no database mark: a query would fail the test
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert Client().post("/healthz").status_code == 405


@pytest.mark.django_db
def test_readyz_with_everything_there() -> None:
    response = Client().get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "checks": {"database": "ok", "migrations": "ok", "redis": "ok"}}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise OperationalError("connection to server at db.private.example failed: Connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    monkeypatch.setattr(connection, "close", lambda: None)
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"] == {"database": "The database cannot be reached.", "redis": "ok"}
    assert "private.example" not in response.content.decode()


@pytest.mark.django_db
def test_readyz_without_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Any, **_: Any) -> Any:
        raise RedisDown("Error 111 connecting to 10.1.2.3:6379. Connection refused.")

    monkeypatch.setattr(Redis, "ping", refuse)
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["redis"] == "Redis cannot be reached."
    assert "10.1.2.3" not in response.content.decode()


def test_a_redis_that_is_really_not_there_is_reported_at_once() -> None:
    assert readiness.redis_check("redis://127.0.0.1:1/0") == "Redis cannot be reached."


@pytest.mark.django_db
def test_readyz_with_a_migration_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_migrated", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'system'")
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert "manage.py migrate" in response.json()["checks"]["migrations"]


@pytest.mark.django_db
def test_metrics_parse_and_count_by_route_and_status(counted: Client, api: Any, account: Any) -> None:
    def count(route: str, status: str) -> float:
        found = families(counted.get("/metrics").content.decode())["igny8_http_requests"]
        wanted = {"method": "GET", "route": route, "status": status}
        return sum(s.value for s in found.samples if s.name.endswith("_total") and s.labels == wanted)

    route = "/api/v1/system/author-profiles/<uuid:pk>/"
    before = count(route, "404")
    for number in range(3):
        api.get(f"system/author-profiles/00000000-0000-7000-8000-00000000000{number}/")
    assert count(route, "404") == before + 3
    counted.get("/no/such/place")
    text = counted.get("/metrics").content.decode()
    assert "/no/such/place" not in text
    assert 'route="unmatched"' in text
    buckets = families(text)["igny8_http_request_seconds"].samples
    assert any(s.name.endswith("_bucket") and s.labels["route"] == route for s in buckets)


@pytest.mark.parametrize(
    ("meta", "token", "status"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, "", 200),
        ({"REMOTE_ADDR": "::1"}, "", 200),
        ({"REMOTE_ADDR": "203.0.113.5"}, "", 403),
        ({"REMOTE_ADDR": ""}, "", 403),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.5"}, "", 403),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=203.0.113.5"}, "", 403),
        ({"REMOTE_ADDR": "203.0.113.5", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, "", 403),
        ({"REMOTE_ADDR": "203.0.113.5", "HTTP_AUTHORIZATION": "Bearer right"}, "right", 200),
        ({"REMOTE_ADDR": "203.0.113.5", "HTTP_AUTHORIZATION": "Bearer wrong"}, "right", 403),
        ({"REMOTE_ADDR": "203.0.113.5", "HTTP_AUTHORIZATION": "Bearer "}, "", 403),
        ({"REMOTE_ADDR": "203.0.113.5", "HTTP_AUTHORIZATION": "Bearer \u00e4"}, "right", 403),
    ],
)
def test_metrics_are_for_this_machine_or_the_token(
    settings: Any, meta: dict[str, str], token: str, status: int
) -> None:
    settings.METRICS_TOKEN = token
    assert Client().get("/metrics", **meta).status_code == status


def test_several_processes_are_summed_up(tmp_path: Path) -> None:
    """As under gunicorn: each process counts into its own file, and one answers for all."""
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    start = "import django; django.setup(); from igny8.core.api import metrics as m\n"
    start += "from django.test import RequestFactory as R\n"
    work = start + "m.observe(R().get('/x'), status=200, seconds=0.01)"
    for _ in range(2):
        subprocess.run([sys.executable, "-c", work], check=True, env=environment)
    ask = start + "from igny8.system.api.health import metrics; print(metrics(R().get('/metrics')).content.decode())"
    text = subprocess.run(
        [sys.executable, "-c", ask], check=True, env=environment, capture_output=True, text=True
    ).stdout
    sample = next(s for s in families(text)["igny8_http_requests"].samples if s.name.endswith("_total"))
    assert (sample.value, sample.labels["route"]) == (2.0, "unmatched")
