"""What platform clients and the rest of the domain say to each other. Plain Python."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing the doctor looked at.

    ``code`` names what is fine, or the fault; ``sentence`` says it to a person, ``cure`` what to do. A check that is fine and
    has a cure is a warning: it works, and would work better.
    """

    code: str
    ok: bool
    sentence: str
    cure: str = ""


class PlatformError(Exception):
    """Base of what a platform client raises; one of three kinds.

    :param code: machine readable, upper case. :param sentence: what happened, for a person; no secrets.
    :param cure: what to do about it. :param retry_after_s: seconds the platform asked to wait.
    :param may_have_arrived: the call may have taken effect although no usable answer came: look before repeating it.
    :param status: HTTP status, 0 when there was no answer. :param remote_code: the platform's own code of the error.
    """

    kind: ClassVar[str] = "permanent"

    def __init__(
        self,
        code: str,
        sentence: str,
        *,
        cure: str = "",
        retry_after_s: float | None = None,
        may_have_arrived: bool = False,
        status: int = 0,
        remote_code: str = "",
    ) -> None:
        self.code = code[:60]
        self.sentence = sentence[:500]
        self.cure = cure[:500]
        self.retry_after_s = retry_after_s
        self.may_have_arrived = may_have_arrived
        self.status = status
        self.remote_code = remote_code
        super().__init__(f"{code}: {sentence}")

    @property
    def check(self) -> Check:
        """The error as a failed check."""
        return Check(code=self.code, ok=False, sentence=self.sentence, cure=self.cure)


class Retry(PlatformError):
    """The same call may succeed later."""

    kind = "retry"


class ActionRequired(PlatformError):
    """A person must do something first."""

    kind = "action_required"


class Permanent(PlatformError):
    """It will never be taken as it is."""

    kind = "permanent"
