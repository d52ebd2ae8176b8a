"""What the AI domain does when something happened: it is the lowest one that may use both billing and notices."""

from typing import Any
from uuid import UUID

from igny8.ai.constants import RunStatus
from igny8.ai.events import RunFinished
from igny8.ai.services.notices import credits_low_tell, run_failed_tell
from igny8.billing.events import CreditsLow
from igny8.core.events import subscribe


@subscribe(RunFinished, name="ai.tell_failed_run")
def tell_failed_run(payload: dict[str, Any]) -> None:
    """A run that failed for good is somebody's business; a cancelled one was."""
    if payload["status"] == RunStatus.FAILED:
        run_failed_tell(run_id=UUID(payload["run_id"]))


@subscribe(CreditsLow, name="ai.tell_low_credits")
def tell_low_credits(payload: dict[str, Any]) -> None:
    """Beside the mail, which billing posts."""
    credits_low_tell(left_centi=payload["left_centi"])
