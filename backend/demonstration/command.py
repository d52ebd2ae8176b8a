"""The command: choices, screen, job, summary, and how it ends."""

import os
import signal
import sys
from collections.abc import Mapping

from rich.console import Console

from demonstration.choices import WrongChoice, choices_read
from demonstration.client import Api, ApiFault, Unreachable
from demonstration.job import Job, JobFailed
from demonstration.pages import PageFault
from demonstration.screen import console_say, screen_on
from demonstration.summary import summary_write
from demonstration.wording import result_sentences

OK, FAILED, WRONG_CHOICE, INTERRUPTED = 0, 1, 2, 130


def check(environment: Mapping[str, str] = os.environ) -> int:
    """Whether the variables make sense, before anything is started for them. :returns: 0, or 2 with the fault said."""
    try:
        choices_read(environment)
    except WrongChoice as wrong:
        console_say(Console(), str(wrong))
        return WRONG_CHOICE
    return OK


def main(environment: Mapping[str, str] = os.environ, *, console: Console | None = None) -> int:
    """Run the job.

    :returns: 0 when every page is published and the ledger in balance, 1 when the job failed, 2 when a variable makes no
        sense, 130 when it was interrupted.
    """
    if console is None:
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a terminal that knows no such letter
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        console = Console()
    job: Job | None = None
    try:
        choices = choices_read(environment)
        with screen_on(console) as screen:
            job = Job(
                Api(choices.public_url),
                keywords=choices.keywords,
                articles=choices.articles,
                screen=screen,
                provider_wanted=choices.provider_wanted,
                logs=choices.var / "log",
            )
            summary = job.run()
        written = summary_write(summary, folder=choices.var / "demo")
    except WrongChoice as wrong:
        console_say(console, str(wrong))
        return WRONG_CHOICE
    except (JobFailed, ApiFault, Unreachable, PageFault) as fault:
        console_say(console, f"The demo stopped. {fault}")
        return FAILED
    except OSError as error:
        console_say(console, f"The summary cannot be written: {error}.")
        return FAILED
    except KeyboardInterrupt:
        if job is not None:
            job.give_up()
        console_say(console, "The demo was interrupted. Running it again starts afresh, with an account of its own.")
        return INTERRUPTED
    is_draft = bool(job.model["is_draft_quality"])
    for line in result_sentences(summary, choices=choices, login=job.login, home=job.home, is_draft=is_draft):
        console_say(console, line)
    console_say(console, f"Summary            {written}")
    return OK if summary["ledger_ok"] else FAILED
