"""Words and limits of runs."""

from django.db import models

MAX_ATTEMPTS = 5
QUEUE_ALLOWANCE_S = 24 * 3600  # a run may wait a day for its turn before its deadline counts against it
BACKOFF_BASE_S = 2.0
BACKOFF_CAP_S = 300.0
WORK_SECONDS = 20.0
PROMOTE_BATCH = 8
MAX_HINTS = 8
DEFAULT_LANE_CAP = 5


class RunStatus(models.TextChoices):
    PENDING = "pending"
    WAITING = "waiting"  # for its not_before: a retry, an open circuit
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


#: Faults that only a change of the AI settings mends.
PROVIDER_FAULTS = frozenset(
    {
        "BAD_KEY",
        "BLOCKED_ADDRESS",
        "EMBEDDINGS_NOT_INSTALLED",
        "FORBIDDEN",
        "MISSING_SKILL",
        "NO_MODEL",
        "PROVIDER_KEY_UNREADABLE",
        "QUOTA_EXHAUSTED",
        "UNKNOWN_MODEL",
        "UNKNOWN_PROVIDER",
        "WRONG_ADDRESS",
    }
)
TERMINAL = frozenset({RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.CANCELLED})


class Phase(models.TextChoices):
    INIT = "INIT"
    PREP = "PREP"
    AI_CALL = "AI_CALL"
    PARSE = "PARSE"
    SAVE = "SAVE"
    DONE = "DONE"
