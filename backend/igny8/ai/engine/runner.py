"""AIEngine: six phases in order, the same for every function.

    INIT -> PREP -> AI_CALL -> PARSE -> SAVE -> DONE

PREP and SAVE are each one short transaction in the tenant's scope; AI_CALL and PARSE hold none. SAVE writes the results, settles
the credits, emits the events and ends the run, or nothing of all that.
"""

import time
from contextlib import suppress
from typing import Any

import structlog
from billiard.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, connection
from pydantic import ValidationError

from igny8.ai import registry
from igny8.ai.base import AIFunction, InvalidAnswer, RunContext, RunStopped, Saved
from igny8.ai.constants import Phase
from igny8.ai.engine import finish
from igny8.ai.engine.context import EngineContext
from igny8.ai.engine.lease import Lease, keeper
from igny8.ai.engine.providers import choices_for
from igny8.ai.messages import ProviderError, RetryableError
from igny8.ai.models import AIRun
from igny8.core.errors import AppError
from igny8.core.tenancy import tenant
from igny8.system.selectors import prompt_for

log = structlog.get_logger(__name__)
LONG_CALL_S = 30.0


class PayloadOutdated(AppError):
    code = "PAYLOAD_OUTDATED"
    default = "This run was submitted before its function changed. Nothing was charged; start it again."


class AIEngine:
    """Carries out one claimed run to its end: saved, waiting for another attempt, or failed with a named cause."""

    def __init__(self, run: AIRun) -> None:
        self.run = run
        self.lease = Lease(run_id=run.id, account_id=run.account_id, fence=run.fence, checkpoint=None)
        self.ctx: EngineContext | None = None

    def execute(self) -> str:
        """Carry out the run. Never raises for what a run can die of.

        :returns: the state it was left in, or ``discarded`` when another worker had taken over.
        """
        run = self.run
        with structlog.contextvars.bound_contextvars(
            run_id=str(run.id), account_id=str(run.account_id), function=run.function, request_id=run.request_id
        ):
            keeper().hold(self.lease)
            try:
                return self._phases()
            except RunStopped as stop:
                return finish.stopped(run, self.ctx, stop)
            except SoftTimeLimitExceeded:
                return finish.stopped(run, self.ctx, RunStopped("deadline"))
            except RetryableError as exc:
                if self.lease.dirty:
                    self.lease.write()  # what was kept and not yet written: the next attempt must not pay for it again
                return finish.retry_or_fail(run, self.ctx, exc)
            except ProviderError as exc:
                return finish.failed(run, self.ctx, code=exc.code, sentence=exc.sentence)
            except InvalidAnswer as exc:
                return finish.failed(
                    run, self.ctx, code="INVALID_ANSWER", sentence=f"The model's answer was not usable: {exc.sentence}"
                )
            except AppError as exc:
                return finish.failed(run, self.ctx, code=exc.code, sentence=exc.sentence)
            except (OperationalError, InterfaceError):
                # The database went away: nothing was saved. The lease lapses and the run is taken up again.
                log.exception("database_lost")
                with suppress(Exception):
                    connection.close()
                return "abandoned"
            except Exception:
                log.exception("run_crashed")
                return finish.failed(
                    run,
                    self.ctx,
                    code="INTERNAL",
                    sentence="A fault on our side stopped this run. Nothing was charged.",
                )
            finally:
                keeper().drop(self.lease)

    def _phases(self) -> str:
        run, lease = self.run, self.lease
        function = registry.get(run.function)
        try:
            payload = function.Input.model_validate(run.payload)
        except ValidationError as exc:
            raise PayloadOutdated from exc

        lease.report(phase=Phase.PREP)
        with tenant(run.account_id):
            text, version = "", function.prompt_version
            if function.prompt:
                active = prompt_for(function=function.prompt_of(payload), site_id=run.site_id)
                text, version = active.text, active.version
            self.ctx = ctx = EngineContext(
                run=run,
                lease=lease,
                work_s=function.deadline_s,
                prompt=text,
                prompt_version=version,
                choices=choices_for(function),
            )
            prepared = function.prepare(payload=payload, ctx=ctx)

        started = time.monotonic()
        lease.report(phase=Phase.AI_CALL)
        ctx.check()
        answer = function.call(prepared=prepared, ctx=ctx)

        lease.report(phase=Phase.PARSE)
        output = self._parse(function, prepared, answer, ctx)

        lease.report(phase=Phase.SAVE)
        ctx.check()
        if time.monotonic() - started > LONG_CALL_S and not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()  # the call may have taken longer than a firewall keeps it
        return self._save(function, prepared, output, ctx)

    @staticmethod
    def _parse(function: AIFunction[Any, Any], prepared: Any, answer: Any, ctx: RunContext) -> Any:
        """Parse, with one repair."""
        try:
            return function.parse(prepared=prepared, answer=answer, ctx=ctx)
        except InvalidAnswer as exc:
            log.info("answer_repair", problems=exc.problems[:5])
            repaired = function.repair(prepared=prepared, answer=answer, problems=exc.problems, ctx=ctx)
            return function.parse(prepared=prepared, answer=repaired, ctx=ctx)

    def _save(self, function: AIFunction[Any, Any], prepared: Any, output: Any, ctx: EngineContext) -> str:
        with tenant(self.run.account_id):
            if not finish.still_ours(self.run):
                return "discarded"
            saved: Saved = function.save(prepared=prepared, output=output, ctx=ctx)
            return finish.succeeded(self.run, saved=saved, ctx=ctx)
