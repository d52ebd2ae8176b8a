"""Asking a capable model to name, describe and refine groups, request by request, and checking what it says.

No keyword can be lost, invented or doubled here: the answer only ever *moves* known keywords between the groups of its own
request, and what it leaves out stays where it was.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from pydantic import BaseModel, Field

from igny8.ai.base import ChatRequest, InvalidAnswer, Message, RunContext, parse_json_answer
from igny8.system.services.prompts import prompt_render

NAME_CHARS: Final = 120
DESCRIPTION_CHARS: Final = 600


class GroupAnswer(BaseModel):
    """One group as the model returns it."""

    id: str = Field(max_length=20)
    name: str = Field(min_length=1, max_length=NAME_CHARS)
    description: str = Field(max_length=DESCRIPTION_CHARS)
    intent: Literal["informational", "commercial", "transactional", "navigational"]
    keyword_ids: list[str] = Field(max_length=200)


class RequestAnswer(BaseModel):
    """The answer to one request."""

    groups: list[GroupAnswer] = Field(min_length=1, max_length=60)


@dataclass(slots=True)
class Label:
    """What a group is called and said to be about."""

    name: str
    description: str
    intent: str


@dataclass(slots=True)
class Refined:
    """Labels by group, and the moves of keywords to other groups. ``unknown`` and ``doubled`` ids were dropped."""

    labels: dict[int, Label] = field(default_factory=dict)
    moves: dict[int, int] = field(default_factory=dict)
    unknown: int = 0
    doubled: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A keyword of a request: its index in the run, its group, text and volume."""

    index: int
    group: int
    text: str
    volume: int | None


def strict_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The model's JSON schema with every field required and nothing else allowed, as structured output demands."""

    def closed(node: Any) -> Any:
        if isinstance(node, dict):
            out = {key: closed(value) for key, value in node.items() if key not in {"title", "default"}}
            if node.get("type") == "object" and "properties" in node:
                out["additionalProperties"] = False
                out["required"] = list(node["properties"])
                out["properties"] = {name: closed(value) for name, value in node["properties"].items()}
            return out
        return [closed(value) for value in node] if isinstance(node, list) else node

    result: dict[str, Any] = closed(model.model_json_schema())
    return result


def ask_json(ctx: RunContext, *, prompt: str, model: type[BaseModel], name: str, max_tokens: int) -> Any:
    """One chat for a JSON answer, with one repair when it cannot be used.

    :raises InvalidAnswer: the second answer is unusable too. :raises ProviderError: the call failed.
    """
    schema = strict_schema(model)

    def ask(messages: Sequence[Message]) -> str:
        request = ChatRequest(messages, max_tokens=max_tokens, temperature=0.3, schema=schema, schema_name=name)
        return ctx.chat(request).text

    first = [Message("user", prompt)]
    text = ask(first)
    try:
        return parse_json_answer(text, model)
    except InvalidAnswer as exc:
        again = [*first, Message("assistant", text[:20_000]), Message("user", exc.repair_prompt())]
        return parse_json_answer(ask(again), model)


def refine(ctx: RunContext, *, requests: Sequence[Sequence[Item]], names: Mapping[int, str], context: str) -> Refined:
    """Ask about every request in turn; answers are kept, so another attempt of the run asks only for what is missing.

    :param names: the working name of every group. :param context: the site's language and subject.
    :raises InvalidAnswer: an answer stays unusable after one repair. :raises ProviderError: a call failed.
    """
    out = Refined()
    kept: dict[str, Any] = dict(ctx.checkpoint.get("requests", {}))
    for number, items in enumerate(requests):
        ctx.progress(number, len(requests), f"Naming groups: request {number + 1} of {len(requests)}")
        prompt = prompt_render(ctx.prompt, {"groups": _listed(items, names), "context": context})
        key = hashlib.sha256(prompt.encode()).hexdigest()[:16]
        if key in kept:
            answer = RequestAnswer.model_validate(kept[key])
        else:
            tokens = 800 + 40 * len(items)
            answer = ask_json(ctx, prompt=prompt, model=RequestAnswer, name="clusters", max_tokens=tokens)
            kept[key] = answer.model_dump(mode="json")
            ctx.keep(requests=kept)
        _take(answer, items, out)
    ctx.progress(len(requests), len(requests), "Groups are named")
    return out


def _listed(items: Sequence[Item], names: Mapping[int, str]) -> str:
    groups: dict[int, list[Item]] = {}
    for item in items:
        groups.setdefault(item.group, []).append(item)
    lines = [
        {
            "id": f"g{group}",
            "working_name": names[group],
            "keywords": [
                {"id": f"k{i.index}", "keyword": i.text, **({} if i.volume is None else {"volume": i.volume})}
                for i in members
            ],
        }
        for group, members in groups.items()
    ]
    return json.dumps(lines, ensure_ascii=False)


def _take(answer: RequestAnswer, items: Sequence[Item], out: Refined) -> None:
    """Apply one answer: known groups, known keywords, each once."""
    home = {f"k{item.index}": item for item in items}
    groups = {f"g{item.group}": item.group for item in items}
    seen: set[str] = set()
    wanted: dict[int, int] = {}
    doubled: set[str] = set()
    for said in answer.groups:
        group = groups.get(said.id)
        if group is None:
            out.unknown += 1
            continue
        if group not in out.labels:
            name, description = " ".join(said.name.split()), " ".join(said.description.split())
            out.labels[group] = Label(name, description, said.intent)
        for keyword_id in said.keyword_ids:
            if keyword_id not in home:
                out.unknown += 1
            elif keyword_id in seen:
                out.doubled += 1
                doubled.add(keyword_id)
            else:
                seen.add(keyword_id)
                wanted[home[keyword_id].index] = group
    out.missing += len(home) - len(seen)
    for keyword_id, item in home.items():
        target = wanted.get(item.index, item.group)
        if target != item.group and keyword_id not in doubled:  # claimed twice: it stays where it was
            out.moves[item.index] = target
