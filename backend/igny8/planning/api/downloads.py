"""Files in answers."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes

CSV = {(200, "text/csv"): OpenApiTypes.STR}


def csv_response(chunks: Iterator[bytes], *, filename: str) -> StreamingHttpResponse:
    """A CSV download that is sent while it is read."""
    response = StreamingHttpResponse(chunks, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "no-store"
    return response
