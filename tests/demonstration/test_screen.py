"""Bars in a terminal, plain lines in a pipe."""

import io
import re
from contextlib import suppress

import pytest
from rich.console import Console

from demonstration.screen import Bars, Lines, Screen, clock, screen_on

LONG = "Import a-keyword-export-with-a-very-long-name-indeed.csv"


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that can do something, whatever the tests themselves run in."""
    monkeypatch.setenv("TERM", "xterm")


def walk(screen: Screen) -> None:
    stage = screen.stage(LONG)
    stage.report(0.4, "1 of 3 a note that is much longer than what is left of the line")
    screen.say("  An article was left out. [link=x]Not[/link] markup [/nor] [400, request 7]")
    stage.end(is_done=True)
    stage = screen.stage("Make ideas")
    stage.report(2.0)
    stage.end(is_done=False)


def terminal(width: int) -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=width, color_system=None, legacy_windows=False)


@pytest.mark.parametrize("width", [80, 100, 60, 30])
def test_every_bar_is_one_line_of_the_terminal(width: int) -> None:
    console = terminal(width)
    with screen_on(console) as screen:
        assert isinstance(screen, Bars)
        walk(screen)
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", console.file.getvalue())  # type: ignore[attr-defined]
    lines = [line for line in re.split(r"[\r\n]+", shown) if "━" in line or "0:0" in line]
    assert lines
    assert max(map(len, lines)) <= width
    if width >= 80:
        assert any("1 of 3 a note" in line and "0:00" in line and "Import a-keyword" in line for line in lines)
    assert "[400, request 7]" in shown
    assert "[/nor]" in shown


def test_the_cursor_is_given_back() -> None:
    console = terminal(80)
    with suppress(KeyboardInterrupt), screen_on(console) as screen:
        screen.stage("Make ideas").report(0.5)
        raise KeyboardInterrupt
    assert console.file.getvalue().rstrip().endswith("\x1b[?25h")  # type: ignore[attr-defined]


@pytest.mark.parametrize("is_dumb", [False, True])
def test_without_a_terminal_there_are_plain_lines(is_dumb: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb" if is_dumb else "xterm")
    out = io.StringIO()
    with screen_on(Console(file=out, width=80, force_terminal=is_dumb or None)) as screen:
        assert isinstance(screen, Lines)
        walk(screen)
    text = out.getvalue()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text)
    assert text.splitlines()[0] == f"{LONG} ..."
    assert "[link=x]Not[/link] markup [/nor] [400, request 7]" in text
    assert "  stopped (0.0 s)" in text


def test_a_long_stage_tells_now_and_then() -> None:
    now = 0.0
    out = io.StringIO()
    stage = Lines(Console(file=out), now=lambda: now).stage("Write")
    for second in range(26):
        now = float(second)
        stage.report(second / 26, f"{second} of 26")
    now = 61.0
    stage.end(is_done=True)
    assert out.getvalue().splitlines() == [
        "Write ...",
        "  38% after 0:10, 10 of 26",
        "  77% after 0:20, 20 of 26",
        "  25 of 26 (61.0 s)",
    ]


def test_the_clock() -> None:
    assert [clock(s) for s in (0, 9.9, 60, 725, 3600)] == ["0:00", "0:09", "1:00", "12:05", "60:00"]
