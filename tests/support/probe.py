"""An AI function for tests and benchmarks: no prompt, one row of result, behaves as its payload says."""

import time
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from igny8.ai.base import AIFunction, ChatRequest, InvalidAnswer, Message, Payload, RunContext, Saved
from igny8.core.models import OutboxEvent


class ProbePayload(Payload):
    """``calls`` chat calls are made; ``units`` are charged; ``seconds`` are slept between calls."""

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
            text = ctx.chat(ChatRequest(messages=[Message("user", "Say ok.")], max_tokens=10)).text
            time.sleep(prepared.seconds)
        if not prepared.calls and prepared.seconds:
            ends = time.monotonic() + prepared.seconds
            while time.monotonic() < ends:
                ctx.check()
                time.sleep(0.02)
        return text

    def parse(self, *, prepared: ProbePayload, answer: Any, ctx: RunContext) -> str:
        if prepared.expect and prepared.expect not in str(answer):
            raise InvalidAnswer(f"the answer does not contain {prepared.expect!r}")
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
