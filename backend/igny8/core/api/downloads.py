"""Files that are handed to the browser as downloads."""

from django.http import HttpResponse


def as_file(data: bytes, media_type: str, name: str) -> HttpResponse:
    """A download; what a browser shows of it cannot run in our origin."""
    response = HttpResponse(data, content_type=media_type)
    plain = name.encode("ascii", "ignore").decode().strip("-.") or "content"
    response["Content-Disposition"] = f'attachment; filename="{plain}"'
    response["Content-Security-Policy"] = "sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
