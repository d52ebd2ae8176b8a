"""What the AI engine gets from the system domain: plain, frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ActivePrompt:
    """The text to render and the version a run records: ``default-3``, ``account-v2`` or ``site-v1``."""

    text: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderChoice:
    """A provider as an account has set it. The key is plain text, in memory only, and never part of the repr.

    ``temperature`` and ``max_tokens`` are None where the function's own limits apply. ``allow_private`` is true only for
    addresses the operator of this installation has allowed.
    """

    settings_id: UUID
    kind: str
    provider: str
    base_url: str
    model: str
    temperature: float | None
    max_tokens: int | None
    extra: Mapping[str, object]
    allow_private: bool
    api_key: str = field(repr=False)
