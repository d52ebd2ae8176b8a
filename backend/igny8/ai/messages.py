"""What the engine and every provider client agree on. Plain Python: no Django, no database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, Protocol, runtime_checkable

Role = Literal["system", "user", "assistant"]


class Skill(StrEnum):
    """What a provider declares it can do; AI functions choose their path by skill, never by provider name."""

    CHAT = "chat"
    JSON_SCHEMA = "json_schema"  # output constrained by a JSON schema
    INSTRUCTIONS = "instructions"  # follows a full prompt: whole articles, titles, lists, labels
    EMBEDDINGS = "embeddings"
    IMAGES = "images"


@dataclass(frozen=True, slots=True)
class Message:
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One chat completion.

    ``schema`` is a JSON schema (draft 2020-12) the answer must obey, ``deadline_s`` the seconds left for the whole
    call including reading the body. ``avoid_repetition`` asks for the repetition control a small model needs.
    """

    messages: Sequence[Message]
    max_tokens: int = 2048
    temperature: float = 0.7
    schema: dict[str, Any] | None = None
    schema_name: str = "answer"
    seed: int | None = None
    stop: Sequence[str] = ()
    avoid_repetition: bool = False
    deadline_s: float = 120.0


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the provider counted them (estimated from characters where it did not say), price in US dollars."""

    tokens_in: int = 0
    tokens_out: int = 0
    cost_usd: float | None = None
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class ChatAnswer:
    text: str
    model: str
    finish_reason: Literal["stop", "length", "content_filter", "other"]
    usage: Usage


@dataclass(frozen=True, slots=True)
class EmbedAnswer:
    """``vectors``: one row of floats per text, in the order asked, L2-normalised."""

    vectors: list[list[float]]
    model: str
    usage: Usage


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """One image. ``key`` is unique per run and slot, so that providers which allow it can recognise a repeated call."""

    prompt: str
    key: str
    width: int = 1200
    height: int = 630
    title: str = ""  # what a typographic renderer sets
    subtitle: str = ""
    deadline_s: float = 120.0


@dataclass(frozen=True, slots=True)
class ImageAnswer:
    data: bytes
    media_type: str
    width: int
    height: int
    model: str
    usage: Usage


class ProviderError(Exception):
    """Base of the three ways a call can end badly. ``code`` is machine readable, ``sentence`` is shown to a person."""

    def __init__(self, code: str, sentence: str, *, detail: str = "") -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence
        self.detail = detail[:500]


class RetryableError(ProviderError):
    """Worth another attempt later; ``retry_after_s`` seconds when the provider named a time (capped at 600)."""

    def __init__(self, code: str, sentence: str, *, retry_after_s: float | None = None, detail: str = "") -> None:
        super().__init__(code, sentence, detail=detail)
        self.retry_after_s = None if retry_after_s is None else min(max(retry_after_s, 0.0), 600.0)


class ActionRequiredError(ProviderError):
    """Fails until a person changes something: a wrong key, no quota, an unknown model."""


class PermanentError(ProviderError):
    """This request will never succeed: refused content, bad request."""


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """Everything a client needs; the key is plain text here and lives only in memory."""

    provider: str
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    model: str = ""
    embedding_model: str = ""
    image_model: str = ""
    connect_timeout_s: float = 5.0
    read_timeout_s: float = 120.0
    temperature: float | None = None  # the account's own choice, over what a function asks for
    max_tokens: int | None = None  # a ceiling on what a function asks for
    extra: dict[str, Any] = field(default_factory=dict)
    allow_private_addresses: bool = False  # the operator's own endpoint (built-in model); never for an account's URL


@runtime_checkable
class ChatProvider(Protocol):
    skills: frozenset[Skill]

    def chat(self, request: ChatRequest) -> ChatAnswer: ...


@runtime_checkable
class EmbeddingProvider(Protocol):
    skills: frozenset[Skill]

    def embed(self, texts: Sequence[str], *, deadline_s: float = 120.0) -> EmbedAnswer: ...


@runtime_checkable
class ImageProvider(Protocol):
    skills: frozenset[Skill]

    def image(self, request: ImageRequest) -> ImageAnswer: ...
