"""The question a model is asked, which repairs an answer once, and the forms of the answers about images."""

from collections.abc import Sequence
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from igny8.ai.base import ChatRequest, InvalidAnswer, Message, RunContext, Skill, parse_json_answer

T = TypeVar("T", bound=BaseModel)


class Answer(BaseModel):
    """Nothing beyond what was asked for."""

    model_config = ConfigDict(extra="forbid")


class PictureAnswer(Answer):
    prompt: str = Field(min_length=10, max_length=2_000)
    alt_text: str = Field(min_length=3, max_length=300)
    caption: str = Field(max_length=300)


class PicturesAnswer(Answer):
    featured: PictureAnswer
    in_article: list[PictureAnswer] = Field(max_length=10)


def ask(
    ctx: RunContext, *, system: str, user: str, form: type[T], max_tokens: int = 2_000, temperature: float = 0.6
) -> T:
    """One answer in the form wanted; an invalid one is sent back once with what is wrong about it.

    :raises InvalidAnswer: the repaired answer is invalid too. :raises ProviderError: the call failed.
    """
    schema = form.model_json_schema()
    messages: Sequence[Message] = [Message("system", system), Message("user", user)]
    answer = _chat(ctx, messages, form, schema, max_tokens, temperature)
    try:
        return parse_json_answer(answer, form)
    except InvalidAnswer as exc:
        repair = [*messages, Message("assistant", answer[:20_000]), Message("user", exc.repair_prompt())]
        tokens = max_tokens * 2 if exc.is_truncated else max_tokens
        return parse_json_answer(_chat(ctx, repair, form, schema, tokens, temperature), form)


def _chat(
    ctx: RunContext,
    messages: Sequence[Message],
    form: type[BaseModel],
    schema: dict[str, object],
    tokens: int,
    heat: float,
) -> str:
    request = ChatRequest(
        messages=messages,
        max_tokens=tokens,
        temperature=heat,
        schema=schema if Skill.JSON_SCHEMA in ctx.skills else None,
        schema_name=form.__name__,
    )
    return ctx.chat(request).text
