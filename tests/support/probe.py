"""An AI function for tests and benchmarks: no prompt, one row of result, behaves as its payload says."""

import time
from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from igny8.ai.base import (
    AIFunction,
    ChatRequest,
    ImageRequest,
    InvalidAnswer,
    Message,
    Payload,
    RunContext,
    Saved,
    parse_json_answer,
)
from igny8.core.models import OutboxEvent


class Labels(BaseModel):
    """What a structured answer has to be."""

    ids: list[int] = Field(max_length=20)


class ProbePayload(Payload):
    """``calls`` calls of ``kind`` are made (``json``: chat with a schema); ``units`` are charged; ``seconds`` are slept
    between calls."""

    kind: Literal["chat", "json", "embed", "image"] = "chat"

    site_id: UUID | None = None
    units: int = Field(default=1, ge=0, le=1000)
    charge: int | None = Field(default=None, ge=0, le=1000)
    calls: int = Field(default=0, ge=0, le=100)
    seconds: float = Field(default=0.0, ge=0, le=60)
    expect: str = ""
    crash: str = ""


class Probe(AIFunction[ProbePayload, str]):
    """Writes one outbox row named after the run, so that a second effect would be seen."""

    name: ClassVar[str] = "tests.probe"
    operation: ClassVar[str] = "generate_images"
    title: ClassVar[str] = "Probe"
    Input: ClassVar[type[Payload]] = ProbePayload
    prompt: ClassVar[str] = "Say {{word}}."
    prompt_variables = ("word",)

    def units(self, payload: ProbePayload) -> int:
        return payload.units

    def prepare(self, *, payload: ProbePayload, ctx: RunContext) -> ProbePayload:
        if payload.crash == "prepare":
            raise ZeroDivisionError("planted")
        return payload

    def call(self, *, prepared: ProbePayload, ctx: RunContext) -> Any:
        text = "ok"
        for number in range(prepared.calls):
            ctx.progress(number, prepared.calls, "calling")
            text = self._ask(prepared, ctx, number)
            time.sleep(prepared.seconds)
        if not prepared.calls and prepared.seconds:
            ends = time.monotonic() + prepared.seconds
            while time.monotonic() < ends:
                ctx.check()
                time.sleep(0.02)
        return text

    @staticmethod
    def _ask(prepared: ProbePayload, ctx: RunContext, number: int) -> str:
        if prepared.kind == "embed":
            return f"{len(ctx.embed(['one', 'two']).vectors)} vectors"
        if prepared.kind == "image":
            return ctx.image(ImageRequest("A square", key=f"{ctx.run_id}:{number}", width=64, height=64)).media_type
        schema = Labels.model_json_schema() if prepared.kind == "json" else None
        messages = [Message("system", ctx.prompt), Message("user", "Say ok.")]
        return ctx.chat(ChatRequest(messages=messages, max_tokens=1000, schema=schema)).text

    def parse(self, *, prepared: ProbePayload, answer: Any, ctx: RunContext) -> str:
        if prepared.expect and prepared.expect not in str(answer):
            raise InvalidAnswer(f"the answer does not contain {prepared.expect!r}")
        if prepared.kind == "json":
            known = [i for i in parse_json_answer(answer, Labels).ids if i < 100]  # ids nobody knows are dropped
            return ",".join(map(str, known))
        return str(answer)

    def save(self, *, prepared: ProbePayload, output: str, ctx: RunContext) -> Saved:
        if prepared.crash == "save":
            raise ZeroDivisionError("planted")
        OutboxEvent(name="tests.effect", payload={"run_id": str(ctx.run_id)}).save(force_insert=True)
        units = prepared.units if prepared.charge is None else prepared.charge
        return Saved(result={"text": output[:200]}, units=units, object_type="probe", object_id=ctx.run_id)


def install() -> None:
    """Register the probe, once a process."""
    from igny8.ai import registry
    from igny8.ai.services.functions import function_register

    if Probe.name not in registry.names():
        function_register(Probe())
