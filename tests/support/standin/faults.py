"""Every way a provider can misbehave, by name. Each function gets the exchange and answers it, badly."""

import gzip
import json
import socket
import struct
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from . import good_answers

if TYPE_CHECKING:
    from .server import Exchange

Fault = Callable[["Exchange"], None]
FAULTS: dict[str, Fault] = {}


def fault(function: Fault) -> Fault:
    FAULTS[function.__name__] = function
    return function


def _error(exchange: "Exchange", status: int, code: str, message: str = "no", **headers: str) -> None:
    """The same error in the dialect of the path asked."""
    if exchange.is_runware:
        body: dict[str, Any] = {"errors": [{"code": code, "message": message, "taskUUID": exchange.task_uuid}]}
    else:
        body = {"error": {"message": message, "type": code, "code": code, "param": None}}
    exchange.send(status, json.dumps(body).encode(), **headers)


@fault
def read_timeout(exchange: "Exchange") -> None:
    exchange.wait(exchange.standin.hang_s)
    exchange.drop()


@fault
def reset(exchange: "Exchange") -> None:
    linger = struct.pack("ii", 1, 0)  # on, zero seconds: closing sends RST instead of FIN
    exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    exchange.drop()


@fault
def reset_in_body(exchange: "Exchange") -> None:
    exchange.start(200, {"content-type": "application/json", "content-length": "5000"})
    exchange.write(b'{"choices": [')
    time.sleep(0.02)
    reset(exchange)


@fault
def closed_without_answer(exchange: "Exchange") -> None:
    exchange.drop()


@fault
def rate_limited(exchange: "Exchange") -> None:
    _error(exchange, 429, "rate_limit_exceeded", "Too many requests")


@fault
def rate_limited_seconds(exchange: "Exchange") -> None:
    _error(exchange, 429, "rate_limit_exceeded", **{"retry-after": "7"})


@fault
def rate_limited_date(exchange: "Exchange") -> None:
    moment = datetime.now(UTC) + timedelta(seconds=30)
    _error(exchange, 429, "rate_limit_exceeded", **{"retry-after": format_datetime(moment, usegmt=True)})


@fault
def rate_limited_for_a_day(exchange: "Exchange") -> None:
    _error(exchange, 429, "rate_limit_exceeded", **{"retry-after": "86400"})


@fault
def insufficient_quota(exchange: "Exchange") -> None:
    code = "insufficientCredits" if exchange.is_runware else "insufficient_quota"
    _error(exchange, 402 if exchange.is_runware else 429, code, "You exceeded your current quota")


@fault
def http_500(exchange: "Exchange") -> None:
    _error(exchange, 500, "server_error", "The server had an error")


@fault
def http_503(exchange: "Exchange") -> None:
    exchange.send(503, b"upstream connect error", **{"content-type": "text/plain", "retry-after": "3"})


@fault
def html(exchange: "Exchange") -> None:
    exchange.send(200, b"<!doctype html><title>Welcome</title><h1>It works!</h1>", **{"content-type": "text/html"})


@fault
def empty_body(exchange: "Exchange") -> None:
    exchange.send(200, b"")


@fault
def truncated_json(exchange: "Exchange") -> None:
    whole = json.dumps(exchange.good()).encode()
    exchange.send(200, whole[: len(whole) // 2])


@fault
def truncated_answer(exchange: "Exchange") -> None:
    """The envelope is whole, the model's own text is cut off at the token limit."""
    text = exchange.chat_text()
    body = good_answers.chat(exchange.request, text[: max(len(text) // 2, 1)], finish_reason="length")
    exchange.send_json(body)


@fault
def wrong_types(exchange: "Exchange") -> None:
    if exchange.is_runware:
        exchange.send_json({"data": {"imageBase64Data": 7}})
    elif exchange.path.endswith("/embeddings"):
        exchange.send_json({"data": [{"index": "0", "embedding": "none"}], "usage": []})
    elif exchange.path.endswith("/generations"):
        exchange.send_json({"data": [{"b64_json": {"a": 1}, "url": 3}]})
    else:
        exchange.send_json({"choices": [{"message": {"content": ["a", 1]}, "finish_reason": 7}], "usage": "many"})


@fault
def wrong_answer(exchange: "Exchange") -> None:
    """A valid envelope with JSON of another shape than the schema asked for."""
    exchange.send_json(good_answers.chat(exchange.request, '{"unexpected": [1, 2, 3], "text": null}'))


@fault
def prose_answer(exchange: "Exchange") -> None:
    exchange.send_json(good_answers.chat(exchange.request, "Sure! Here is what you asked for: nothing."))


@fault
def extra_ids(exchange: "Exchange") -> None:
    """Everything that was asked, and entries nobody asked for."""
    if exchange.path.endswith("/embeddings"):
        body = exchange.good()
        body["data"].append(body["data"][0] | {"index": len(body["data"]) + 900})
        exchange.send_json(body)
        return
    try:
        value = _with_strangers(json.loads(exchange.chat_text()))
    except ValueError:
        value = {"id": 999_999}
    exchange.send_json(good_answers.chat(exchange.request, json.dumps(value)))


def _with_strangers(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _with_strangers(item, key) for key, item in value.items()}
    if isinstance(value, list):
        items = [_with_strangers(item) for item in value]
        if "id" in name.lower() and items and isinstance(items[0], int | str):
            items.append(999_999_999 if isinstance(items[0], int) else "00000000-0000-7000-8000-000000000000")
        return items
    return value


@fault
def ten_megabytes(exchange: "Exchange") -> None:
    filler = json.dumps(good_answers.chat(exchange.request, "x" * 10_500_000)).encode()
    exchange.send(200, filler)


@fault
def endless(exchange: "Exchange") -> None:
    """No length announced, and it never stops."""
    exchange.start(200, {"content-type": "application/json", "connection": "close"})
    exchange.write(b'{"choices": "')
    while not exchange.standin.is_stopping:
        exchange.write(b"x" * 65_536)


@fault
def gzip_bomb(exchange: "Exchange") -> None:
    exchange.send(200, gzip.compress(b"\0" * 60_000_000, 9), **{"content-encoding": "gzip"})


@fault
def broken_gzip(exchange: "Exchange") -> None:
    exchange.send(200, b"this is not gzip", **{"content-encoding": "gzip"})


@fault
def unknown_encoding(exchange: "Exchange") -> None:
    exchange.send(200, b"?", **{"content-encoding": "br"})


@fault
def slow_drip(exchange: "Exchange") -> None:
    """A byte now and then: no single read is slow, the whole is."""
    exchange.start(200, {"content-type": "application/json", "content-length": "100000"})
    for _ in range(round(exchange.standin.hang_s / 0.05)):
        exchange.write(b" ")
        if exchange.wait(0.05):
            break
    exchange.drop()


@fault
def slow_headers(exchange: "Exchange") -> None:
    exchange.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(round(exchange.standin.hang_s / 0.05)):
        exchange.write(f"x-{number}: 1\r\n".encode())
        if exchange.wait(0.05):
            break
    exchange.drop()


@fault
def refusal(exchange: "Exchange") -> None:
    message = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
    exchange.send_json(good_answers.chat(exchange.request, "", message=message))


@fault
def content_filter(exchange: "Exchange") -> None:
    if exchange.path.endswith("/completions"):
        exchange.send_json(good_answers.chat(exchange.request, "", finish_reason="content_filter"))
    else:
        _error(exchange, 400, "content_policy_violation", "Your request was rejected by our safety system")


@fault
def no_content(exchange: "Exchange") -> None:
    if exchange.path.endswith("/completions"):
        exchange.send_json(good_answers.chat(exchange.request, " \n"))
    else:
        exchange.send_json({"data": []})


@fault
def no_choices(exchange: "Exchange") -> None:
    exchange.send_json({"choices": [], "data": []})


@fault
def control_characters(exchange: "Exchange") -> None:
    exchange.send_json(good_answers.chat(exchange.request, "a\x00b \ud800 c"))


@fault
def without_usage(exchange: "Exchange") -> None:
    body = exchange.good()
    body.pop("usage", None)
    exchange.send_json(body)


@fault
def not_an_image(exchange: "Exchange") -> None:
    svg = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="
    if exchange.is_runware:
        exchange.send_json({"data": [{"taskUUID": exchange.task_uuid, "imageBase64Data": svg}]})
    else:
        exchange.send_json({"data": [{"b64_json": svg}]})


@fault
def image_by_url(exchange: "Exchange") -> None:
    url = f"{exchange.standin.url}/picture.png"
    exchange.send_json(
        good_answers.runware(exchange.tasks, url=url) if exchange.is_runware else good_answers.image({}, url=url)
    )


@fault
def bad_key(exchange: "Exchange") -> None:
    """Repeats the key, as some providers do."""
    key = exchange.headers.get("authorization", "").removeprefix("Bearer ")
    _error(exchange, 401, "invalidApiKey" if exchange.is_runware else "invalid_api_key", f"Incorrect key: {key}")


@fault
def forbidden(exchange: "Exchange") -> None:
    _error(exchange, 403, "forbidden", "Country not supported")


@fault
def unknown_model(exchange: "Exchange") -> None:
    _error(exchange, 404, "model_not_found", "The model does not exist")


@fault
def bad_request(exchange: "Exchange") -> None:
    _error(exchange, 400, "context_length_exceeded", "This model's maximum context length is 8192 tokens")


@fault
def redirect(exchange: "Exchange") -> None:
    exchange.send(302, b"", location=f"{exchange.standin.url}/v1/models")


@fault
def wrong_content_length(exchange: "Exchange") -> None:
    exchange.start(200, {"content-type": "application/json", "content-length": "900"})
    exchange.write(b'{"choices": []}')
    exchange.drop()


@fault
def invalid_utf8(exchange: "Exchange") -> None:
    exchange.send(200, b'{"choices": [{"message": {"content": "\xff\xfe\xc3("}}]}')


@fault
def not_http(exchange: "Exchange") -> None:
    exchange.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
    exchange.drop()


@fault
def deep_json(exchange: "Exchange") -> None:
    exchange.send(200, b"[" * 200_000 + b"]" * 200_000)
