"""How the job shows what it does: bars in a terminal, plain lines everywhere else."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn
from rich.table import Column
from rich.text import Text

_LABEL, _BAR, _CLOCK = 32, 12, 6  # with three gaps 53 of 80 columns; the note has the rest
_QUIET_SECONDS = 10.0  # a plain line at most this often within a stage


class Report(Protocol):
    """Tells a stage the share done (0 to 1) and a phrase."""

    def __call__(self, share: float, note: str = "") -> None: ...


class Screen(Protocol):
    """Where stages and sentences are shown."""

    def stage(self, label: str) -> "Stage": ...

    def say(self, sentence: str) -> None: ...


class Stage(Protocol):
    """One stage on a screen."""

    def report(self, share: float, note: str = "") -> None: ...

    def end(self, *, is_done: bool) -> None: ...


def console_say(console: Console, sentence: str) -> None:
    """A sentence as it is: titles may hold what looks like markup, and addresses must not be broken."""
    console.print(sentence, markup=False, highlight=False, soft_wrap=True)


@contextmanager
def screen_on(console: Console) -> Iterator[Screen]:
    """The screen that suits the console."""
    if console.is_terminal and not console.is_dumb_terminal:
        with Bars(console) as bars:
            yield bars
    else:
        yield Lines(console)


def clock(seconds: float) -> str:
    """Minutes and seconds, as on a clock."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


class _Clock(ProgressColumn):
    def render(self, task: Task) -> Text:
        elapsed = task.finished_time if task.finished else task.elapsed
        return Text(clock(elapsed or 0.0).rjust(_CLOCK), style="progress.elapsed")


class Bars:
    """A bar for every stage, redrawn in place; each fits on one line of the terminal."""

    def __init__(self, console: Console) -> None:
        rest = max(console.width - _LABEL - _BAR - _CLOCK - 4, 8)
        self._progress = Progress(
            TextColumn(
                "{task.description}", markup=False, table_column=Column(width=_LABEL, no_wrap=True, overflow="ellipsis")
            ),
            BarColumn(_BAR, table_column=Column(width=_BAR)),
            _Clock(Column(width=_CLOCK)),
            TextColumn(
                "{task.fields[note]}",
                markup=False,
                table_column=Column(max_width=rest, no_wrap=True, overflow="ellipsis"),
            ),
            console=console,
            refresh_per_second=4,
        )

    def __enter__(self) -> "Bars":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def stage(self, label: str) -> Stage:
        return _Bar(self._progress, label)

    def say(self, sentence: str) -> None:
        console_say(self._progress.console, sentence)


class _Bar:
    def __init__(self, progress: Progress, label: str) -> None:
        self._progress = progress
        self._task = progress.add_task(label, total=1.0, note="")

    def report(self, share: float, note: str = "") -> None:
        self._progress.update(self._task, completed=min(share, 0.999), note=note)

    def end(self, *, is_done: bool) -> None:
        if is_done:
            self._progress.update(self._task, completed=1.0)
        else:
            self._progress.update(self._task, note="stopped")
            self._progress.stop_task(self._task)


class Lines:
    """A line when a stage begins, now and then while it lasts, and when it ends: for logs and pipes.

    :param now: a clock in seconds.
    """

    def __init__(self, console: Console, *, now: Callable[[], float] = time.monotonic) -> None:
        self._console, self._now = console, now

    def stage(self, label: str) -> Stage:
        self.say(f"{label} ...")
        return _Line(self, label, self._now)

    def say(self, sentence: str) -> None:
        console_say(self._console, sentence)


class _Line:
    def __init__(self, lines: Lines, label: str, now: Callable[[], float]) -> None:
        self._lines, self._label, self._now = lines, label, now
        self._began = self._spoke = now()
        self._note = ""

    def report(self, share: float, note: str = "") -> None:
        self._note = note
        if self._now() - self._spoke >= _QUIET_SECONDS:
            self._spoke = self._now()
            self._lines.say(f"  {min(share, 0.999):.0%} after {clock(self._now() - self._began)}, {note}".rstrip(", "))

    def end(self, *, is_done: bool) -> None:
        what = (self._note or "done") if is_done else "stopped"
        self._lines.say(f"  {what} ({self._now() - self._began:.1f} s)")
