"""What a domain writes to get an AI function: ``prepare -> (call) -> parse -> save`` (docs/guides/add-an-ai-function.md).

Only ``prepare`` reads the database, only ``save`` writes it, through the domain's own services; both run inside the tenant's
scope. ``call`` and ``parse`` run outside any transaction. The engine owns order, progress, retries, tokens and credits.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from igny8.ai.answers import InvalidAnswer, parse_json_answer
from igny8.ai.messages import (
    ActionRequiredError,
    ChatAnswer,
    ChatRequest,
    EmbedAnswer,
    ImageAnswer,
    ImageRequest,
    Message,
    PermanentError,
    ProviderError,
    RetryableError,
    Skill,
)

__all__ = [
    "AIFunction",
    "ActionRequiredError",
    "ChatAnswer",
    "ChatRequest",
    "EmbedAnswer",
    "ImageAnswer",
    "ImageRequest",
    "InvalidAnswer",
    "Message",
    "Payload",
    "PermanentError",
    "ProviderError",
    "RetryableError",
    "RunContext",
    "RunStopped",
    "Saved",
    "Skill",
    "parse_json_answer",
]

P = TypeVar("P")
O = TypeVar("O")  # noqa: E741


class Payload(BaseModel):
    """Base of every function's input: ids and options, nothing unknown, nothing coerced silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RunStopped(Exception):
    """Raised inside a function when its run was cancelled, replaced or ran out of time."""

    def __init__(self, reason: Literal["cancelled", "replaced", "deadline"]) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Saved:
    """What ``save`` did. ``units`` is the true amount to charge, in the unit of the operation's price."""

    result: Mapping[str, Any]
    units: int
    object_type: str = ""
    object_id: UUID | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    did: str = ""  # for people, after a name: "grouped 120 keywords into 9 clusters"; empty: not worth telling
    title: str = ""  # of the object


class RunContext(ABC):
    """The engine's side of a run, as a function sees it."""

    run_id: UUID
    account_id: UUID
    site_id: UUID | None
    user_id: UUID | None
    prompt: str  # the active prompt of this function: the default file or an override
    prompt_version: str
    checkpoint: dict[str, Any]
    model: str

    @property
    @abstractmethod
    def skills(self) -> frozenset[Skill]:
        """What the chosen chat provider declares it can do."""

    @abstractmethod
    def chat(self, request: ChatRequest) -> ChatAnswer:
        """One chat completion; tokens and cost are added to the run.

        :raises ProviderError: in one of its three kinds. :raises RunStopped: cancelled or out of time.
        """

    @abstractmethod
    def embed(self, texts: Sequence[str]) -> EmbedAnswer:
        """Embeddings of the texts, normalised, in order."""

    @abstractmethod
    def image(self, request: ImageRequest) -> ImageAnswer:
        """One image from the image provider."""

    @abstractmethod
    def check(self) -> None:
        """Stop here if the run was cancelled, replaced or ran out of time; for long work that makes no calls.

        :raises RunStopped: with the reason.
        """

    @abstractmethod
    def progress(self, done: int, total: int, message: str = "") -> None:
        """Report progress; costs nothing, is written in the background."""

    @abstractmethod
    def keep(self, **values: Any) -> None:
        """Keep JSON values for a later attempt of this run, should this worker die."""


class AIFunction(ABC, Generic[P, O]):
    """An AI function.

    ``name`` is ``<domain>.<verb_noun>``; ``operation`` names the price; ``Input`` validates the payload at submit; ``prompt`` is
    the default prompt text, read from the file beside the function; ``prompt_variables`` are the ones an override must keep.
    ``prompts`` are further texts by variant, each a prompt of its own called ``<name>:<variant>``; ``prompt_of`` names the one
    that counts.
    """

    name: ClassVar[str]
    operation: ClassVar[str]
    title: ClassVar[str]
    Input: ClassVar[type[Payload]]
    prompt: ClassVar[str] = ""
    prompt_version: ClassVar[str] = "1"
    prompt_variables: ClassVar[Sequence[str]] = ()
    prompts: ClassVar[Mapping[str, str]] = {}
    kind: ClassVar[Literal["chat", "images"]] = "chat"
    deadline_s: ClassVar[int] = 1800

    def site_of(self, payload: Any) -> UUID | None:
        """The site the run belongs to; read inside the tenant's scope at submit."""
        return getattr(payload, "site_id", None)

    def subject_of(self, payload: Any) -> UUID | None:
        """The object the run works on, if it is one."""
        return None

    def prompt_of(self, payload: Any) -> str:
        """The name of the prompt this payload is worked on with; read inside the tenant's scope before PREP."""
        return self.name

    def subject_title_of(self, payload: Any) -> str:
        """The title of the object the run works on, if it is one; read inside the tenant's scope at submit."""
        return ""

    def title_of(self, payload: Any, *, subject_title: str) -> str:
        """What the run does, in a few words for people: "Write: Cold brew at home"."""
        return f"{self.title}: {subject_title}" if subject_title else self.title

    @abstractmethod
    def units(self, payload: Any) -> int:
        """The most units this payload can cost, in the unit of the price; read inside the tenant's scope at submit.

        :raises AppError: when the payload cannot be worked on (nothing is reserved then).
        """

    @abstractmethod
    def prepare(self, *, payload: Any, ctx: RunContext) -> P:
        """Read what the call needs, as plain data."""

    @abstractmethod
    def call(self, *, prepared: P, ctx: RunContext) -> str | Any:
        """Ask the provider, once or many times. A text answer is given to ``parse`` and may be repaired once."""

    @abstractmethod
    def parse(self, *, prepared: P, answer: Any, ctx: RunContext) -> O:
        """Check the answer and turn it into the output.

        :raises InvalidAnswer: when it breaks a rule.
        """

    def repair(self, *, prepared: P, answer: Any, problems: Sequence[str], ctx: RunContext) -> Any:
        """Ask once more after an invalid answer. The default asks anew; functions with one prompt send the problems along."""
        return self.call(prepared=prepared, ctx=ctx)

    @abstractmethod
    def save(self, *, prepared: P, output: O, ctx: RunContext) -> Saved:
        """Write the output through the domain's services, in the transaction that finishes the run."""
