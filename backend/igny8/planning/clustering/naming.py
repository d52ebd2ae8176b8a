"""A name for a group of keywords, composed from the keywords' own words."""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from igny8.planning.clustering.normalise import STOP_WORDS, normal_form, stem, terms, words
from igny8.planning.clustering.result import Group

MAX_WORDS: Final = 5
MAX_LENGTH: Final = 60
COMPLETES: Final = (
    0.6  # share of the keywords with a phrase that go on with the same word, from which it belongs to the name
)
_LOWER_CASE: Final = "a an and as at but by for from in into nor of on or the to vs with"
_SMALL: Final = frozenset(_LOWER_CASE.split())
_UPPER_CASE: Final = (
    "ai api b2b b2c crm css diy erp faq gps html ios led nhs pdf php ppc saas seo sms sql tv uk usa usb vpn"
)
_UPPER: Final = frozenset(_UPPER_CASE.split())
# Words that ask or rank rather than say what the page is about; a name does not begin or end with them.
_ASKING: Final = "best top good cheapest near me how what why when who where which vs today much many new"
_MODIFIERS: Final = frozenset(_ASKING.split())
_QUESTIONS: Final = frozenset("how what why when who where which is are can does do should will".split())  # noqa: SIM905
_COMPOUND: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def name_group(texts: Sequence[str], volumes: Sequence[int | None] | None, head: str) -> str:
    """Name of the group made of ``texts``: its most typical phrase, in title case, at most 60 characters.

    Candidates are the runs of one to five words of the keywords that begin and end with a topic word. Each is rated
    by the share of keywords (weighted by the logarithm of their volume) that hold all its topic words in any order,
    times the number of its topic words to the power 0.9 (so a longer phrase wins while about as much of the group
    stands behind it); phrases of the head keyword count a tenth more. Ties are broken by length, then
    alphabetically, so the name does not depend on the order. A group of one is called by its keyword.

    :param head: the group's head keyword; the name when nothing better is found.
    """
    return _named(texts, volumes, head, weight=lambda _: 1.0)


def name_groups(
    texts: Sequence[str], groups: Sequence[Group], *, volumes: Sequence[int | None] | None = None
) -> list[str]:
    """Different names for all ``groups`` of a list, in their order.

    As :func:`name_group`, but a word counts the more the fewer groups use it, because what the whole list is about
    tells no group from another. A name that is taken already is replaced by the head keyword, then numbered.
    """
    spread = Counter(word for group in groups for word in {s for index in group.members for s in terms(texts[index])})
    rarest = math.log(max(len(groups), 2))

    def weight(word: str) -> float:
        return 0.35 + math.log(max(len(groups), 1) / max(spread[word], 1)) / rarest

    names: list[str] = []
    taken: set[str] = set()
    for group in groups:
        head = texts[group.head]
        own = [texts[index] for index in group.members]
        searched = None if volumes is None else [volumes[index] for index in group.members]
        name = _named(own, searched, head, weight=weight)
        if name.casefold() in taken:
            name = _shortened(_titled(" ".join(_tokens(head)))) or name
        number, base = 2, _shortened(name, limit=MAX_LENGTH - 6)
        while name.casefold() in taken:
            name, number = f"{base} {number}", number + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _named(
    texts: Sequence[str], volumes: Sequence[int | None] | None, head: str, *, weight: Callable[[str], float]
) -> str:
    spoken = [_tokens(text) for text in texts]
    strength = [1.0 + math.log1p(max(v or 0, 0)) for v in (volumes or [None] * len(texts))]
    total = sum(strength) or 1.0
    stems = [frozenset(s for token in said for s in _stems(token)) for said in spoken]
    head_words = _tokens(head)
    runs = Counter(phrase for said in spoken for phrase in {_stems(" ".join(p)) for p in _phrases(said)})
    rated: dict[str, tuple[float, int, str]] = {}
    for said in [*spoken, head_words]:
        for phrase in _phrases(said):
            text = " ".join(phrase)
            if text in rated:
                continue
            needed = frozenset(s for word in phrase if word not in _MODIFIERS for s in _stems(word))
            holding = [needed <= own for own in stems]
            held = sum(share for share, own in zip(strength, holding, strict=True) if own) / total
            inside = _inside(phrase, head_words)
            # What is never said in this order reads like a list of words; the head keyword is said by definition.
            said_so = 1.0 if inside else (runs[_stems(text)] / max(sum(holding), 1)) ** 0.3
            score = held * sum(map(weight, sorted(needed))) ** 0.9 * said_so * (1.15 if inside else 1.0)
            rated[text] = (-round(score, 9), len(phrase), text)
    alone = len({" ".join(said) for said in spoken}) < 2
    asking = sum(said[:1] != [] and said[0] in _QUESTIONS for said in spoken)
    if head_words and head_words[0] in _QUESTIONS and 2 * asking >= len(spoken):
        alone = True  # a run of words out of a question reads like a fragment: "payday loans sue"
    best = min(rated.values(), default=None)
    whole = " ".join(head_words) or head
    chosen = whole if best is None or alone else _completed(best[2].split(), spoken, head_words)
    return _shortened(_titled(chosen)) or "Untitled"


def _completed(chosen: Sequence[str], spoken: Sequence[Sequence[str]], head: Sequence[str]) -> str:
    """The phrase in the head keyword's own form, not cut where most keywords go on with the same word.

    "AI-powered code" becomes "AI-powered code review"; the deed of a how-to, which reads badly alone, the whole how-to.
    """
    phrase = _own_form(chosen, head)
    for _ in range(MAX_WORDS - len(phrase)):
        follows: Counter[str] = Counter()
        holding = 0
        for said in spoken:
            at = _position([stem(word) for word in phrase], [stem(word) for word in said])
            if at is not None:
                holding += 1
                after = said[at + len(phrase) : at + len(phrase) + 1]
                follows.update(word for word in after if word not in STOP_WORDS and word not in _MODIFIERS)
        word, count = min(follows.items(), key=lambda kv: (-kv[1], kv[0]), default=("", 0))
        if holding < 2 or count < COMPLETES * holding:
            break
        phrase = _own_form([*phrase, word], head)
    at = _position(phrase, head)
    if at and head[at - 1] == "to":
        return " ".join(head)
    return " ".join(phrase)


def _own_form(phrase: Sequence[str], head: Sequence[str]) -> list[str]:
    """``phrase`` with the endings the head keyword gives its words: no plural nobody searches for."""
    forms = {stem(word): word for word in head}
    return [forms.get(stem(word), word) for word in phrase]


def _position(phrase: Sequence[str], longer: Sequence[str]) -> int | None:
    size = len(phrase)
    starts = range(len(longer) - size + 1)
    return next((start for start in starts if list(longer[start : start + size]) == list(phrase)), None)


def _tokens(text: str) -> list[str]:
    """Words of the normal form with compounds whole: "ai-powered" is one, so that no name is cut inside it."""
    found: list[str] = []
    for part in normal_form(text).split():
        if _COMPOUND.fullmatch(part):
            found.append(part)
        else:
            found += words(part)
    return found


def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(phrase) if word not in STOP_WORDS)


def _phrases(said: Sequence[str]) -> list[tuple[str, ...]]:
    """Runs of one to five words with a topic word at both ends and no function word but small ones between."""
    found = []
    for start in range(len(said)):
        for end in range(start + 1, min(start + MAX_WORDS, len(said)) + 1):
            phrase = tuple(said[start:end])
            ends = all(word not in STOP_WORDS and word not in _MODIFIERS for word in (phrase[0], phrase[-1]))
            if ends and all(word in _SMALL or word not in STOP_WORDS for word in phrase):
                found.append(phrase)
    return found


def _inside(phrase: Sequence[str], longer: Sequence[str]) -> bool:
    return _position(phrase, longer) is not None


def _shortened(name: str, *, limit: int = MAX_LENGTH) -> str:
    """``name`` cut after its last whole word that fits."""
    if len(name) <= limit:
        return name
    return name[: limit + 1].rsplit(" ", 1)[0][:limit].strip()


def _titled(text: str) -> str:
    """Title case that leaves small words small (except the first) and known abbreviations upper."""
    titled = []
    for position, word in enumerate(text.split()):
        if word.partition("-")[0] in _UPPER:
            titled.append("-".join([word.partition("-")[0].upper(), *(p.capitalize() for p in word.split("-")[1:])]))
        elif position and word in _SMALL:
            titled.append(word)
        else:
            titled.append(word[:1].upper() + word[1:])
    return " ".join(titled)
