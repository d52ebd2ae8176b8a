"""How many objects a synchronisation will meet: all of them or nothing, for a bar that jumps back helps nobody."""

import time
from collections.abc import Sequence
from typing import Any

from igny8.integration.base import PlatformError
from igny8.integration.platforms.items import Page, Source

ASK_SECONDS = 15.0  # what asking may cost; pulling is what matters


def total_ask(source: Source, parts: Sequence[str]) -> int | None:
    """The objects of all parts together; None where a part does not tell, or the website is slow or out of order."""
    until, total = time.monotonic() + ASK_SECONDS, 0
    for part in parts:
        try:
            found = source.total(part) if time.monotonic() < until else None
        except PlatformError:
            return None  # pulling tells what is wrong, and deals with it
        if found is None:
            return None
        total += found
    return total


def counted(state: dict[str, Any], page: Page) -> tuple[dict[str, Any], int | None]:
    """Add what the first page of a part says of it.

    :returns: the state with the sum so far, and the total once the last part has told its own.
    """
    if state["cursor"]:
        return state, None
    before = state.get("counted", 0)
    so_far = None if before is None or page.total is None else before + page.total
    is_last = state["part"] == len(state["parts"]) - 1
    return {**state, "counted": so_far}, so_far if is_last else None
