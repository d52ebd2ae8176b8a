"""A misbehaving AI provider on loopback: real sockets, real HTTP, faults on demand."""

from .backlog import full_backlog
from .faults import FAULTS
from .server import Recorded, StandIn

__all__ = ["FAULTS", "Recorded", "StandIn", "full_backlog"]
