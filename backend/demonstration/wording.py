"""What the demo tells a person before and after."""

from collections.abc import Iterator, Mapping
from typing import Any

from demonstration.choices import Choices
from demonstration.summary import Summary

_SOURCE = {"local": "the local model", "openai": "OpenAI", "openai_compatible": "the endpoint of OPENAI_BASE_URL"}


def provider_sentences(model: Mapping[str, Any], *, wanted: str) -> Iterator[str]:
    """Who writes, and why it is not who was asked for.

    :param model: the answer of ``GET /ai/model/``. :param wanted: the variable that asks for a provider, or nothing.
    """
    source = _SOURCE.get(str(model["provider"]), str(model["provider"]))
    if model["provider"] != "local":
        yield f"Texts and images come from {source}, model {model['model']}{f' ({wanted})' if wanted else ''}."
        return
    yield f"Texts come from {source} on this machine, {model['model']}: small, so they are drafts. Covers are drawn here."
    if wanted:
        name = wanted.partition("=")[0]
        yield f"{name} is set now, but the product was started without it. Use it with: make down, then make demo."
    else:
        yield "For texts by a capable model set OPENAI_API_KEY, or OPENAI_BASE_URL for any endpoint that speaks its API."


def result_sentences(
    summary: Summary, *, choices: Choices, login: Mapping[str, str], home: str, is_draft: bool
) -> Iterator[str]:
    """What came out, where it is, and what happens to the product now."""
    counts, ledger = summary["keywords"], summary["credits"]
    left_out = [f"{counts[n]} {n}" for n in ("duplicates", "rejected") if counts[n]]
    rows = f" ({', '.join(left_out)})" if left_out else ""
    yield ""
    made = ", ".join(
        [
            f"{counted(counts['created'], 'keyword')}{rows}",
            counted(summary["clusters"], "cluster"),
            counted(summary["ideas"], "idea"),
            counted(len(summary["content"]), "article"),
            counted(summary["images"], "image"),
        ]
    )
    yield f"{made} in {summary['seconds']['total']:.0f} s."
    balance = "in balance" if summary["ledger_ok"] else "NOT in balance"
    yield (
        f"{ledger['settled']:g} of {ledger['granted']:g} credits settled, {ledger['available']:g} left; ledger {balance}."
    )
    yield f"Written by {summary['model']}{', as drafts for a person to edit' if is_draft else ''}:"
    for item in summary["content"]:
        yield f"  {item['title']} ({item['words']} words)"
        yield f"    {item['url']}"
    yield ""
    yield f"Dashboard          {choices.public_url}/"
    yield f"Login              {login['email']}  {login['password']}"
    yield f"Published site     {home}"
    if choices.is_once:
        yield "The product stops now (ONCE=1); make up starts it again with all of this."
    else:
        yield "The product goes on running; make down stops it."


def counted(number: int, what: str) -> str:
    """A number and its noun."""
    return f"{number} {what}{'' if number == 1 else 's'}"
