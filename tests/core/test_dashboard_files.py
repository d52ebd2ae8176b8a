"""The web process serves the dashboard: its files by name, its document for every other address a person opens."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def dist(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><script type=module src=/assets/app-1a2b.js></script>")
    (folder / "assets" / "app-1a2b.js").write_text("start()" * 50)
    (folder / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "secret.txt").write_text("secret")
    settings.DASHBOARD_DIR = folder
    settings.SITES_URL = "http://127.0.0.1:8002"
    return folder


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/sites/home-coffee/planner/keywords", "/verify-email?token=x", "/index.html"]
)
def test_every_address_of_the_dashboard_is_its_document(dist: Path, path: str) -> None:
    answer = Client(headers=HTML).get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"app-1a2b.js" in answer.content
    assert answer["Cache-Control"] == "no-cache"
    again = Client(headers={**HTML, "If-None-Match": answer["ETag"]}).get(path)
    assert (again.status_code, again.content) == (304, b"")
    (dist / "index.html").write_text("<!doctype html>new")
    assert Client(headers={**HTML, "If-None-Match": answer["ETag"]}).get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/api/v1/nowhere/", "/api/nowhere", "/static/no.js", "/s/some-site/", "/internal/x", "/metrics/x"]
)
def test_addresses_of_programs_stay_404(dist: Path, path: str) -> None:
    answer = Client(headers=HTML).get(path)
    assert answer.status_code == 404
    assert b"app-1a2b.js" not in answer.content
    if path.startswith("/api"):
        assert answer.json()["error_code"] == "NOT_FOUND"


def test_assets_are_kept_for_a_year_and_never_the_document(dist: Path) -> None:
    answer = Client().get("/assets/app-1a2b.js")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert Client(headers=HTML).get("/assets/app-gone.js").status_code == 404
    assert Client().get("/favicon.svg")["Cache-Control"] == "public, max-age=3600"
    assert Client(headers={"Accept": "image/png"}).get("/logo.png").status_code == 404
    assert Client().head("/assets/app-1a2b.js").status_code == 200
    assert Client(headers=HTML).post("/sites").status_code == 405


def test_the_smallest_form_there_is(dist: Path) -> None:
    path, script = "/assets/app-1a2b.js", dist / "assets" / "app-1a2b.js"
    assert "Content-Encoding" not in Client().get(path)
    packed = Client(headers={"Accept-Encoding": "gzip, br;q=0.9"}).get(path)
    assert (packed["Content-Encoding"], packed["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(packed.content) == script.read_bytes()
    (dist / "assets" / "app-1a2b.js.br").write_bytes(b"from the build")
    ready = Client(headers={"Accept-Encoding": "gzip, br"}).get(path)
    assert (ready["Content-Encoding"], ready.content) == ("br", b"from the build")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/..%5csecret.txt",
        "/%00",
        "/" + "x" * 3000,
    ],
)
def test_nothing_outside_the_folder(dist: Path, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code in {400, 404}
    assert b"secret" not in answer.content


def test_a_link_out_of_the_folder_leads_nowhere(dist: Path) -> None:
    (dist / "assets" / "out.txt").symlink_to(dist.parent / "secret.txt")
    assert Client().get("/assets/out.txt").status_code == 404


def test_what_the_document_may_do(dist: Path) -> None:
    answer = Client(headers=HTML).get("/")
    policy = {part.split()[0]: part.split()[1:] for part in answer["Content-Security-Policy"].split(";")}
    assert policy["script-src"] == policy["connect-src"] == policy["font-src"] == ["'self'"]
    assert policy["frame-src"] == ["'self'", "http://127.0.0.1:8002"]
    assert policy["img-src"] == ["'self'", "data:", "blob:", "https:", "http://127.0.0.1:8002"]
    assert (
        policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == policy["default-src"] == ["'none'"]
    )
    assert policy["form-action"] == ["'self'"]
    assert (answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("nosniff", "DENY")
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_without_a_build_the_start_page_leads_to_the_documentation(tmp_path: Path, settings: Any) -> None:
    settings.DASHBOARD_DIR = tmp_path / "none"
    answer = Client(headers=HTML).get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/api/schema/swagger-ui/")
    assert Client(headers=HTML).get("/sites").status_code == 404


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_an_address_for_programs_that_does_not_exist_is_told_in_json(method: str) -> None:
    answer = Client().generic(method, "/api/v1/writer/tasks/not-an-id/")
    assert (answer.status_code, answer.json()["error_code"]) == (404, "NOT_FOUND")
