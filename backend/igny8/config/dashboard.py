"""The dashboard's own files: the document for every address of it, and what the document asks for.

They come from the folder the frontend's build wrote. Where there is none, the start page leads to the API's documentation.
"""

import gzip
import mimetypes
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

#: Addresses that are never the dashboard's: an unknown one below them stays a 404 for programs.
NOT_OURS = ("api", "static", "s", "healthz", "readyz", "metrics", "internal")
DOCUMENT = "index.html"
A_YEAR = "public, max-age=31536000, immutable"
AN_HOUR = "public, max-age=3600"
ALWAYS_ASK = "no-cache"
_COMPRESSIBLE = ("text/", "application/json", "application/manifest+json", "image/svg+xml")
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".txt": "text/plain",
    ".html": "text/html",
}


def file_or_document(request: HttpRequest, path: str = "") -> HttpResponse:
    """What is at an address nobody else has.

    :raises Http404: nothing, or an address for programs that does not exist, whatever the method: they get JSON.
    """
    try:
        if path.partition("/")[0] in NOT_OURS:
            raise Http404
        return _read_only(request, path)
    except Http404:
        request.resolver_match = None  # counted with all other addresses that do not exist
        raise


@require_safe
def _read_only(request: HttpRequest, path: str) -> HttpResponse:
    return _find(request, path)


def _find(request: HttpRequest, path: str) -> HttpResponse:
    """A file of the build, or the document where a person opens an address of the dashboard.

    :raises Http404: for anything else; a missing ``/assets/x`` is never answered with the document.
    """
    is_hashed = path.startswith("assets/")
    found = _found(path) if path and path != DOCUMENT else None
    if found is not None:
        return _answer(request, found, cache=A_YEAR if is_hashed else AN_HOUR)
    is_page = path in {"", DOCUMENT} or (not is_hashed and "text/html" in request.headers.get("Accept", ""))
    if not is_page:
        raise Http404
    document = _found(DOCUMENT)
    if document is None:
        if path == "":
            return redirect("swagger-ui")
        raise Http404
    return _answer(request, document, cache=ALWAYS_ASK)


def _found(path: str) -> Path | None:
    """The file of the build with this name; never one outside its folder."""
    root = settings.DASHBOARD_DIR.resolve()
    if "\0" in path or "\\" in path:
        return None
    try:
        file: Path = (root / path).resolve()
        return file if file.is_relative_to(root) and file.is_file() else None
    except OSError:  # a name too long for a file
        return None


def _answer(request: HttpRequest, file: Path, *, cache: str) -> HttpResponse:
    kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    accepted = {part.partition(";")[0].strip() for part in request.headers.get("Accept-Encoding", "").split(",")}
    is_text = kind.startswith(_COMPRESSIBLE)
    how, body = _encoded(file, accepted) if is_text else ("", file.read_bytes())
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(body)
    response["ETag"] = etag
    response["Content-Type"] = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    response["Cache-Control"] = cache
    response["Content-Security-Policy"] = policy()
    if is_text:
        patch_vary_headers(response, ["Accept-Encoding"])
    if how and response.status_code == 200:
        response["Content-Encoding"] = how
    return response


def _encoded(file: Path, accepted: set[str]) -> tuple[str, bytes]:
    """The smallest form the client takes: what the build compressed, else gzip made here and kept."""
    for how, suffix in (("br", ".br"), ("gzip", ".gz")):
        ready = file.with_name(file.name + suffix)
        if how in accepted and ready.is_file():
            return how, ready.read_bytes()
    if "gzip" in accepted:
        return "gzip", _gzipped(file, file.stat().st_mtime_ns)
    return "", file.read_bytes()


@lru_cache(maxsize=256)
def _gzipped(file: Path, _: int) -> bytes:
    return gzip.compress(file.read_bytes(), mtime=0)


def policy() -> str:
    """What the dashboard's pages may load: their own scripts and answers; pictures and previews of the sites too."""
    parts = urlsplit(settings.SITES_URL)
    sites = f"{parts.scheme}://{parts.netloc}"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; connect-src 'self';"
        f" img-src 'self' data: blob: https: {sites}; media-src 'self' blob:; worker-src 'self'; manifest-src 'self';"
        f" frame-src 'self' {sites}; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
    )
