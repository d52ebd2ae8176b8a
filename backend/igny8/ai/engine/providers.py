"""Which provider serves a function: the account's choice, else the operator's, else what is built in."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings

from igny8.ai.base import AIFunction
from igny8.ai.engine.breaker import Breaker
from igny8.ai.messages import ActionRequiredError, ProviderSettings
from igny8.ai.providers import catalog
from igny8.system.selectors import ProviderChoice, provider_for, providers_for

BUILDERS: dict[str, Callable[[ProviderSettings], Any]] = {
    "chat": catalog.build_chat,
    "embeddings": catalog.build_embeddings,
    "images": catalog.build_images,
}


def operator_settings(kind: str) -> ProviderSettings:
    """What serves accounts that chose nothing: ``OPENAI_API_KEY``/``OPENAI_BASE_URL`` when set, the built-in provider otherwise.

    :param kind: chat, embeddings or images.
    """
    if settings.OPENAI_API_KEY or settings.OPENAI_BASE_URL:
        return ProviderSettings(
            provider="openai_compatible" if settings.OPENAI_BASE_URL else "openai",
            base_url=settings.OPENAI_BASE_URL,
            api_key=settings.OPENAI_API_KEY,
            model=settings.OPENAI_MODEL,
            embedding_model=settings.OPENAI_EMBEDDING_MODEL,
            image_model=settings.OPENAI_IMAGE_MODEL,
            read_timeout_s=settings.PROVIDER_READ_TIMEOUT_S,
            connect_timeout_s=settings.PROVIDER_CONNECT_TIMEOUT_S,
            allow_private_addresses=True,
        )
    return ProviderSettings(
        provider="local",
        base_url=settings.LOCAL_MODEL_URL,
        model="SmolLM2-135M-Instruct",
        read_timeout_s=settings.PROVIDER_READ_TIMEOUT_S,
        allow_private_addresses=True,
    )


def account_settings(choice: ProviderChoice) -> ProviderSettings:
    """The account's own provider; its addresses must be public. ``local`` without an address is the operator's own model."""
    is_ours = choice.provider == "local" and not choice.base_url
    return ProviderSettings(
        provider=choice.provider,
        base_url=settings.LOCAL_MODEL_URL if is_ours else choice.base_url,
        api_key=choice.api_key,
        model=choice.model,
        embedding_model=choice.model,
        image_model=choice.model,
        read_timeout_s=settings.PROVIDER_READ_TIMEOUT_S,
        connect_timeout_s=settings.PROVIDER_CONNECT_TIMEOUT_S,
        temperature=choice.temperature,
        max_tokens=choice.max_tokens,
        extra=dict(choice.extra),
        allow_private_addresses=choice.allow_private or is_ours,
    )


@lru_cache(maxsize=64)
def _built(kind: str, key: str, holder: "_Holder") -> Any:
    return BUILDERS[kind](holder.settings)


class _Holder:
    """Carries settings past the cache's key: equal keys mean equal settings."""

    def __init__(self, key: str, provider_settings: ProviderSettings) -> None:
        self.key, self.settings = key, provider_settings

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and other.key == self.key


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def _circuit(chosen: ProviderSettings) -> str:
    """What fails together: one provider, address and key, whatever the model."""
    return _digest(chosen.provider, chosen.base_url, chosen.api_key)


def _fingerprint(chosen: ProviderSettings) -> str:
    return _digest(
        chosen.provider,
        chosen.base_url,
        chosen.api_key,
        chosen.model,
        chosen.embedding_model,
        chosen.image_model,
        repr(sorted(chosen.extra.items())),
        repr((chosen.temperature, chosen.max_tokens)),
        str(chosen.allow_private_addresses),
        str(chosen.read_timeout_s),
        str(chosen.connect_timeout_s),
    )


@dataclass(frozen=True, slots=True)
class Service:
    """A provider's client with its circuit breaker, and what a run records of it."""

    client: Any
    breaker: Breaker
    provider: str
    model: str


_MODEL_FIELD = {"chat": "model", "embeddings": "embedding_model", "images": "image_model"}


def service_for(kind: str, chosen: ProviderSettings) -> Service:
    """The client that serves ``kind`` with these settings; clients are shared within the process.

    :raises ActionRequiredError: settings that cannot work.
    """
    if chosen.provider == "local" and kind == "chat" and not chosen.base_url:
        raise ActionRequiredError(
            "NO_MODEL", "No language model is configured: add a provider under Settings, or start the built-in model."
        )
    key = _fingerprint(chosen)
    model = str(getattr(chosen, _MODEL_FIELD[kind]))
    return Service(_built(kind, key, _Holder(key, chosen)), Breaker(_circuit(chosen)), chosen.provider, model)


@dataclass(frozen=True, slots=True)
class Choices:
    """The settings chosen for a run, by kind."""

    by_kind: dict[str, ProviderSettings]

    @property
    def chat(self) -> ProviderSettings:
        """What serves chat."""
        return self.by_kind["chat"]

    def service(self, kind: str) -> Service:
        """The client of one kind, built on first use."""
        return service_for(kind, self.by_kind[kind])


def settings_for(kind: str, function: str) -> ProviderSettings:
    """The settings that serve this kind of call for a function, inside the tenant's scope."""
    choice = provider_for(kind=kind, function=function)
    return account_settings(choice) if choice else operator_settings(kind)


def choices_for(function: AIFunction[Any, Any]) -> Choices:
    """The choices of a run, read in PREP."""
    own = providers_for(function=function.name)
    return Choices({kind: account_settings(own[kind]) if kind in own else operator_settings(kind) for kind in BUILDERS})
