"""How long to wait before trying again."""

import random

from django.conf import settings


def full_jitter_s(attempt: int, *, base_s: float, cap_s: float) -> float:
    """Seconds: exponential with full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).

    :param attempt: how many attempts there were. :param base_s: what is doubled with each. :param cap_s: the longest wait.
    """
    return random.uniform(0.5, min(cap_s, base_s * 2**attempt)) * settings.RUN_BACKOFF_SCALE
