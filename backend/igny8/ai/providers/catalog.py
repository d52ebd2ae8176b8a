"""From settings to clients. One entry per provider; what an entry can do is declared here."""

from dataclasses import replace

from igny8.ai.messages import (
    ActionRequiredError,
    ChatProvider,
    EmbeddingProvider,
    ImageProvider,
    ProviderSettings,
    Skill,
)

from .local_llm import LocalLLM
from .openai_compatible import OPENAI_URL, OpenAICompatible
from .runware import Runware

_FULL = frozenset({Skill.CHAT, Skill.JSON_SCHEMA, Skill.INSTRUCTIONS, Skill.EMBEDDINGS, Skill.IMAGES})

SKILLS: dict[str, frozenset[Skill]] = {
    "openai": _FULL,
    "openai_compatible": _FULL,
    "runware": frozenset({Skill.IMAGES}),
    "local": frozenset({Skill.CHAT, Skill.JSON_SCHEMA, Skill.EMBEDDINGS, Skill.IMAGES}),
}
_OPENAI_MODEL = "gpt-4.1-mini"
_OPENAI_EMBEDDING_MODEL = "text-embedding-3-small"
_OPENAI_IMAGE_MODEL = "gpt-image-1-mini"


def build_chat(settings: ProviderSettings) -> ChatProvider:
    """The chat client for ``settings``.

    :raises ActionRequiredError: unknown provider, one without chat, or settings that cannot work.
    """
    _require(settings, Skill.CHAT, "write text")
    return LocalLLM(settings) if settings.provider == "local" else _openai(settings)


def build_embeddings(settings: ProviderSettings) -> EmbeddingProvider:
    """The embedding client for ``settings``.

    :raises ActionRequiredError: unknown provider, one without embeddings, or settings that cannot work.
    """
    _require(settings, Skill.EMBEDDINGS, "make embeddings")
    if settings.provider == "local":
        from .minilm import MiniLM  # loads its weights, which a process without embeddings need not do

        return MiniLM()
    return _openai(settings)


def build_images(settings: ProviderSettings) -> ImageProvider:
    """The image client for ``settings``.

    :raises ActionRequiredError: unknown provider, one without images, or settings that cannot work.
    """
    _require(settings, Skill.IMAGES, "make images")
    if settings.provider == "runware":
        return Runware(settings)
    if settings.provider == "local":
        from .cover import CoverRenderer  # Pillow is only needed by processes that draw

        return CoverRenderer()
    return _openai(settings)


def _openai(settings: ProviderSettings) -> OpenAICompatible:
    if settings.provider == "openai":
        settings = replace(
            settings,
            base_url=settings.base_url or OPENAI_URL,
            model=settings.model or _OPENAI_MODEL,
            embedding_model=settings.embedding_model or _OPENAI_EMBEDDING_MODEL,
            image_model=settings.image_model or _OPENAI_IMAGE_MODEL,
        )
    elif not settings.base_url:
        raise ActionRequiredError("WRONG_ADDRESS", "The AI endpoint has no address. Enter it in the provider settings.")
    return OpenAICompatible(settings, skills=SKILLS[settings.provider])


def _require(settings: ProviderSettings, skill: Skill, deed: str) -> None:
    known = SKILLS.get(settings.provider)
    if known is None:
        raise ActionRequiredError(
            "UNKNOWN_PROVIDER",
            f"There is no AI provider named {settings.provider!r}. Choose one in the provider settings.",
        )
    if skill not in known:
        raise ActionRequiredError(
            "MISSING_SKILL",
            f"The provider {settings.provider!r} cannot {deed}. Choose another in the provider settings.",
        )
