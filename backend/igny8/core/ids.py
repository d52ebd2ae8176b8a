"""Identifiers: UUID version 7, so that the order of ids is the order of creation (RFC 9562, section 5.7)."""

import os
import time
import uuid


def uuid7() -> uuid.UUID:
    """A new id: 48 bits of milliseconds, 12 of the millisecond's fraction, 62 random."""
    ns = time.time_ns()
    ms, rest = divmod(ns, 1_000_000)
    value = (ms & (1 << 48) - 1) << 80 | 0x7 << 76 | (rest * 4096 // 1_000_000) << 64
    return uuid.UUID(int=value | 0b10 << 62 | int.from_bytes(os.urandom(8)) >> 2)
