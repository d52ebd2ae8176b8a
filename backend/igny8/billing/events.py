"""What billing tells the domains above it."""

from dataclasses import dataclass
from typing import ClassVar

from igny8.core.events import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsLow(DomainEvent):
    """Less than a tenth of the last grant is left; emitted once until credits are back above it."""

    name: ClassVar[str] = "billing.CreditsLow"
    left_centi: int
    last_grant_centi: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsGranted(DomainEvent):
    """Credits were added to the account."""

    name: ClassVar[str] = "billing.CreditsGranted"
    kind: str
    amount_centi: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsAdjusted(DomainEvent):
    """Staff corrected the balance; ``amount_centi`` is signed."""

    name: ClassVar[str] = "billing.CreditsAdjusted"
    amount_centi: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendCapChanged(DomainEvent):
    """``cap_centi`` is None when the cap was lifted."""

    name: ClassVar[str] = "billing.SpendCapChanged"
    cap_centi: int | None
