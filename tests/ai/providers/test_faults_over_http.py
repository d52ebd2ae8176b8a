"""Every fault of a provider, against a real HTTP server: the kind of error, its code, and a sentence for a person."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from igny8.ai.messages import (
    ActionRequiredError,
    ChatRequest,
    ImageRequest,
    Message,
    PermanentError,
    ProviderError,
    ProviderSettings,
    RetryableError,
)
from igny8.ai.providers import faults
from igny8.ai.providers.catalog import build_chat, build_embeddings, build_images
from tests.support.standin import StandIn, full_backlog

KEY = "sk-standin-0123456789abcdef"
ASK = ChatRequest([Message("user", "Say something.")], deadline_s=1.5)
PICTURE = ImageRequest("a lake", key="run-1/featured", width=640, height=384, deadline_s=1.5)


@pytest.fixture(scope="module")
def standin() -> Iterator[StandIn]:
    with StandIn(hang_s=3.0) as server:
        yield server


@pytest.fixture
def settings(standin: StandIn) -> ProviderSettings:
    standin.reset()
    return ProviderSettings(
        provider="openai_compatible",
        base_url=standin.openai_url,
        api_key=KEY,
        model="standin",
        embedding_model="standin-embed",
        image_model="standin-image",
        connect_timeout_s=0.4,
        read_timeout_s=0.5,
        allow_private_addresses=True,
    )


Call = Callable[[ProviderSettings], object]


def chat(settings: ProviderSettings) -> object:
    return build_chat(settings).chat(ASK)


def embed(settings: ProviderSettings) -> object:
    return build_embeddings(settings).embed(["a", "b"], deadline_s=1.5)


def image(settings: ProviderSettings) -> object:
    return build_images(settings).image(PICTURE)


def runware(settings: ProviderSettings) -> object:
    base_url = settings.base_url.replace("/v1", "/runware")
    return build_images(replace(settings, provider="runware", base_url=base_url)).image(PICTURE)


EVERYWHERE = [
    ("read_timeout", RetryableError, "READ_TIMEOUT"),
    ("slow_drip", RetryableError, "READ_TIMEOUT"),
    ("reset", RetryableError, "CONNECTION_RESET"),
    ("reset_in_body", RetryableError, "CONNECTION_RESET"),
    ("closed_without_answer", RetryableError, "CONNECTION_RESET"),
    ("wrong_content_length", RetryableError, "CONNECTION_RESET"),
    ("rate_limited", RetryableError, "RATE_LIMITED"),
    ("insufficient_quota", ActionRequiredError, "QUOTA_EXHAUSTED"),
    ("http_500", RetryableError, "PROVIDER_DOWN"),
    ("http_503", RetryableError, "PROVIDER_DOWN"),
    ("html", RetryableError, "NOT_JSON"),
    ("empty_body", RetryableError, "EMPTY_ANSWER"),
    ("truncated_json", RetryableError, "TRUNCATED_ANSWER"),
    ("wrong_types", RetryableError, "MALFORMED_ANSWER"),
    ("invalid_utf8", RetryableError, "MALFORMED_ANSWER"),
    ("broken_gzip", RetryableError, "MALFORMED_ANSWER"),
    ("deep_json", RetryableError, "TRUNCATED_ANSWER"),
    ("endless", RetryableError, "ANSWER_TOO_LARGE"),
    ("gzip_bomb", RetryableError, "ANSWER_TOO_LARGE"),
    ("bad_key", ActionRequiredError, "BAD_KEY"),
    ("forbidden", ActionRequiredError, "FORBIDDEN"),
    ("unknown_model", ActionRequiredError, "UNKNOWN_MODEL"),
    ("redirect", ActionRequiredError, "WRONG_ADDRESS"),
    ("bad_request", PermanentError, "BAD_REQUEST"),
]
SPECIAL = [
    (chat, "ten_megabytes", RetryableError, "ANSWER_TOO_LARGE"),
    (chat, "no_content", RetryableError, "EMPTY_ANSWER"),
    (chat, "no_choices", RetryableError, "EMPTY_ANSWER"),
    (chat, "refusal", PermanentError, "CONTENT_POLICY"),
    (chat, "content_filter", PermanentError, "CONTENT_POLICY"),
    (chat, "control_characters", RetryableError, "MALFORMED_ANSWER"),
    (embed, "extra_ids", RetryableError, "MALFORMED_ANSWER"),
    (embed, "no_choices", RetryableError, "EMPTY_ANSWER"),
    (image, "content_filter", PermanentError, "CONTENT_POLICY"),
    (image, "not_an_image", RetryableError, "MALFORMED_ANSWER"),
    (image, "no_choices", RetryableError, "EMPTY_ANSWER"),
    (runware, "not_an_image", RetryableError, "MALFORMED_ANSWER"),
    (runware, "no_choices", RetryableError, "EMPTY_ANSWER"),
]
CASES = [(call, *case) for case in EVERYWHERE for call in (chat, embed, image, runware)] + SPECIAL


@pytest.mark.parametrize(
    ("call", "fault", "kind", "code"), CASES, ids=[f"{case[0].__name__}-{case[1]}" for case in CASES]
)
def test_each_fault_ends_in_the_right_error(
    standin: StandIn, settings: ProviderSettings, call: Call, fault: str, kind: type[ProviderError], code: str
) -> None:
    standin.script(fault)
    began = time.monotonic()
    with pytest.raises(kind) as caught:
        call(settings)
    assert time.monotonic() - began < 2.5
    error = caught.value
    assert error.code == code
    assert len(standin.requests) == 1, "a provider client never repeats a call by itself"
    assert len(error.sentence) > 30
    assert error.sentence[0].isupper()
    assert error.sentence.endswith(".")
    for shown in (error.sentence, error.detail, str(error), repr(error)):
        assert KEY not in shown


@pytest.mark.parametrize(
    ("fault", "least", "most"),
    [
        ("rate_limited_seconds", 7, 7),
        ("rate_limited_date", 20, 31),
        ("rate_limited_for_a_day", 600, 600),
        ("http_503", 3, 3),
    ],
)
def test_the_time_to_wait_is_taken_from_the_provider(
    standin: StandIn, settings: ProviderSettings, fault: str, least: float, most: float
) -> None:
    standin.script(fault)
    with pytest.raises(RetryableError) as caught:
        chat(settings)
    assert caught.value.retry_after_s is not None
    assert least <= caught.value.retry_after_s <= most


def test_without_a_time_none_is_invented(standin: StandIn, settings: ProviderSettings) -> None:
    standin.script("rate_limited")
    with pytest.raises(RetryableError) as caught:
        chat(settings)
    assert caught.value.retry_after_s is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("12", 12.0), ("0", 0.0), ("1.5", 1.5), ("-3", None), ("nan", None), ("inf", None), ("soon", None), ("", None),
        ("Fri, 20 Nov 2026 10:00:30 GMT", 30.0), ("Fri, 20 Nov 2026 09:00:00 GMT", 0.0), ("Fri, 20 Nov 2026 10:00:30", 30.0),
    ],
)  # fmt: skip
def test_retry_after_in_both_forms(header: str, seconds: float | None) -> None:
    now = datetime(2026, 11, 20, 10, 0, 0, tzinfo=UTC)
    assert faults.retry_after_seconds({"retry-after": header}, now=now) == seconds


def test_500s_then_success(standin: StandIn, settings: ProviderSettings) -> None:
    standin.script("http_500", "http_500")
    for _ in range(2):
        with pytest.raises(RetryableError):
            chat(settings)
    assert build_chat(settings).chat(ASK).text


@pytest.mark.parametrize("call", [chat, embed, image, runware])
def test_a_connection_nobody_accepts(settings: ProviderSettings, call: Call) -> None:
    with full_backlog() as (host, port), pytest.raises(RetryableError) as caught:
        call(replace(settings, base_url=f"http://{host}:{port}/v1"))
    assert caught.value.code == "CONNECT_TIMEOUT"


@pytest.mark.parametrize(
    ("base_url", "kind", "code"),
    [
        ("http://127.0.0.1:9/v1", RetryableError, "CONNECTION_REFUSED"),
        ("http://no-such-host.invalid/v1", RetryableError, "DNS"),
        ("ftp://example.com", ActionRequiredError, "WRONG_ADDRESS"),
        ("example.com/v1", ActionRequiredError, "WRONG_ADDRESS"),
        ("", ActionRequiredError, "WRONG_ADDRESS"),
    ],
)
def test_addresses_that_do_not_work(
    settings: ProviderSettings, base_url: str, kind: type[ProviderError], code: str
) -> None:
    with pytest.raises(kind) as caught:
        chat(replace(settings, base_url=base_url))
    assert caught.value.code == code


@pytest.mark.parametrize("call", [chat, embed, image, runware])
def test_an_account_cannot_point_us_at_a_private_address(
    standin: StandIn, settings: ProviderSettings, call: Call
) -> None:
    with pytest.raises(ActionRequiredError) as caught:
        call(replace(settings, allow_private_addresses=False))
    assert caught.value.code == "BLOCKED_ADDRESS"
    assert standin.requests == []


def test_an_image_address_is_fetched_without_the_key(standin: StandIn, settings: ProviderSettings) -> None:
    standin.script("image_by_url")
    image(settings)
    fetched = standin.asked("/picture.png")
    assert len(fetched) == 1
    assert "authorization" not in fetched[0].headers


def test_a_key_no_header_can_carry_is_a_bad_key(settings: ProviderSettings) -> None:
    with pytest.raises(ActionRequiredError) as caught:
        chat(replace(settings, api_key="sk-ключ"))
    assert caught.value.code == "BAD_KEY"


def test_a_deadline_that_is_over_ends_before_the_network(standin: StandIn, settings: ProviderSettings) -> None:
    with pytest.raises(RetryableError) as caught:
        build_chat(settings).chat(replace(ASK, deadline_s=0.0))
    assert caught.value.code == "READ_TIMEOUT"
