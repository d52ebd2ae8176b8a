"""Many threads at one gate."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections


def race(count: int, call: Callable[[int], Any]) -> list[Any]:
    """Run ``call(number)`` in ``count`` threads that start together. :returns: results in order; exceptions are results."""
    gate = threading.Barrier(count)
    results: list[Any] = [None] * count

    def run(number: int) -> None:
        try:
            gate.wait()
            results[number] = call(number)
        except Exception as exc:
            results[number] = exc
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
