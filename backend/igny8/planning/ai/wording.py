"""Casing and small grammar for words that come from keywords: English rules, harmless for other languages."""

import re
from typing import Final

_SMALL_WORDS: Final = "a an and as at but by for from in into nor of on or the to vs with"
_SMALL: Final = frozenset(_SMALL_WORDS.split())
_UPPER_WORDS: Final = (
    "ai api apr ny nyc nj ndia atsa sta mta aws b2b b2c bpm ceo cfo ci crm css cto cv cpa diy dna erp eu faq fda fha gcp "
    "gdp gps gpu gst html hvac ira "
    "irs json kpi led llc llm mcp nba ndis nfl nhs nsw oem pc pdf php pos ppc pr pvc qa rfp roi saas sda sdk "
    "seo sil sla sms "
    "sql ssn ssl suv tv uae ui uk url usa usb ux vat vpn vr wa xml"
)
_UPPER: Final = frozenset(_UPPER_WORDS.split())
# Without a vowel, but no abbreviations written in capitals.
_LOWER_WORDS: Final = "vs mr mrs dr ms st ft hr hrs pm km kg cm mm lb lbs ml qty my by try dry cry fly sky why"
_LOWER: Final = frozenset(_LOWER_WORDS.split())
_BRANDS: Final = {
    "github": "GitHub", "gitlab": "GitLab", "openai": "OpenAI", "chatgpt": "ChatGPT", "youtube": "YouTube",
    "javascript": "JavaScript", "typescript": "TypeScript", "wordpress": "WordPress", "linkedin": "LinkedIn",
    "iphone": "iPhone", "ipad": "iPad", "macos": "macOS", "ios": "iOS", "paypal": "PayPal", "vscode": "VS Code",
    "devops": "DevOps", "bitbucket": "Bitbucket", "reddit": "Reddit", "google": "Google", "amazon": "Amazon",
    "claude": "Claude", "gemini": "Gemini", "copilot": "Copilot", "python": "Python", "azure": "Azure",
    "coderabbit": "CodeRabbit", "semgrep": "Semgrep", "qodo": "Qodo", "sonarqube": "SonarQube", "codiumai": "CodiumAI",
    "llms": "LLMs", "prs": "PRs", "apis": "APIs", "atms": "ATMs", "faqs": "FAQs", "java": "Java",
    "microsoft": "Microsoft",
}  # fmt: skip
_PLACE_WORDS: Final = (
    "perth sydney melbourne brisbane adelaide hobart darwin canberra mandurah australia texas "
    "florida california ohio "
    "tennessee alabama nevada utah oklahoma louisiana mississippi missouri michigan chicago houston dallas "
    "austin atlanta "
    "london manchester birmingham leeds glasgow ireland scotland wales england canada toronto vancouver berlin "
    "paris madrid "
    "maryland georgia arkansas ontario alberta iowa minnesota nebraska pennsylvania hawaii delaware virginia "
    "washington oregon arizona colorado indiana illinois wisconsin kansas kentucky idaho rockingham "
    "mandurah joondalup bunbury victoria queensland tasmania"
)
_PEOPLE_WORDS: Final = (
    "america american english vietnamese turkish italian greek irish french mexican australian british canadian "
    "german spanish"
)
_PLACES: Final = frozenset(_PLACE_WORDS.split())
_CAPITAL: Final = _PLACES | frozenset(_PEOPLE_WORDS.split())  # written with a capital
_STATES: Final = frozenset("wa nsw vic qld tas sa nt act usa us uk".split())  # noqa: SIM905
# After these a place needs no "in", or is part of a name.
_NO_IN: Final = "in of near at for from to around across and or vs new south north west east western southern the"
_BEFORE_PLACE: Final = frozenset(_NO_IN.split())
_DIRECTIONS: Final = frozenset("south north east west western eastern northern southern".split())  # noqa: SIM905
_QUESTION: Final = re.compile(
    r"^(how|what|why|when|where|who|which|is|are|can|does|do|did|should|will|could|would|was|were)\b", re.I
)
_PART: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


def cased(word: str) -> str:
    """A word in the casing it has everywhere: abbreviations, known names and capitals inside it; otherwise in "
    "lower case."""
    return _PART.sub(lambda part: _cased(part.group()), word)


def is_abbreviation(word: str) -> bool:
    """Whether a word is written in capitals: known abbreviations, words without a vowel, and what "
    "came in capitals."""
    known = cased(word)
    return len(known) > 1 and known.isalpha() and (known.isupper() or known.removesuffix("s").isupper())


def _cased(part: str) -> str:
    low = part.lower()
    if low in _BRANDS:
        return _BRANDS[low]
    if any(char.isupper() for char in part[1:]) and not part.isupper():
        return part  # a name with capitals of its own
    bare = low.removesuffix("'s")
    if bare in _LOWER:
        return low
    if bare in _UPPER or (2 <= len(bare) <= 5 and bare.isalpha() and bare.isascii() and not set(bare) & set("aeiouy")):
        return bare.upper() + low[len(bare) :]
    return low.capitalize() if low in _CAPITAL else low


def title_case(text: str) -> str:
    """Title case: small words small except first and last, abbreviations upper, parts of compounds capital."""
    words = plain_case(text).split()
    out: list[str] = []
    for position, known in enumerate(words):
        if 0 < position < len(words) - 1 and known in _SMALL and not out[-1].endswith(":"):
            out.append(known)
        else:
            out.append("-".join(_capital(part) for part in known.split("-")))
    return " ".join(out)


def sentence_case(text: str) -> str:
    """First word capital, abbreviations and known names in their casing."""
    plain = plain_case(text)
    first, space, rest = plain.partition(" ")
    return _capital(first) + space + rest


def plain_case(text: str) -> str:
    """As inside a sentence: lower case but for abbreviations, known names and the pronoun I."""
    parts = text.split()
    mixed = any(
        part[:1].islower() and len(part) > 2 for part in parts
    )  # capitals mean something only beside lower case
    out: list[str] = []
    for at, part in enumerate(parts):
        proper = mixed and ((at and part[:1].isupper()) or (len(part) > 1 and part.isupper()))
        out.append(part if proper else "I" if part.lower() == "i" else cased(part))
        if at and part.lower() in _PLACES and parts[at - 1].lower() in _DIRECTIONS:
            out[at - 1] = _capital(out[at - 1])
    return " ".join(out)


def placed(text: str) -> str:
    """``text`` with "in" before the place at its end: "disability housing perth" is "disability housing in Perth"."""
    parts = text.split()
    start = len(parts)
    while start > 1 and (
        names_place(parts[start - 1]) or (parts[start - 1].lower() in _STATES and start == len(parts))
    ):
        start -= 1
    if start == len(parts) or not names_place(" ".join(parts[start:])) or parts[start - 1].lower() in _BEFORE_PLACE:
        return text
    return " ".join([*parts[:start], "in", *parts[start:]])


def names_place(text: str) -> bool:
    """Whether a known place is in the text."""
    return any(word.lower() in _PLACES for word in text.split())


def _capital(word: str) -> str:
    if word != word.lower():
        return word  # a name with capitals of its own
    for position, char in enumerate(word):
        if char.isalpha():
            return word[:position] + char.upper() + word[position + 1 :]
        if char.isdigit():
            return word
    return word


def is_question(text: str) -> bool:
    """Whether a keyword is put as a question or a how-to."""
    return bool(_QUESTION.match(text.strip())) and len(text.split()) > 2


def question_mark(text: str) -> str:
    """``?`` behind a question; nothing behind "how to ..." and where there is one."""
    words = text.lower().split()
    return (
        "" if words[-1:] == [] or words[-1].endswith("?") or "to" in words[1 : 3 if words[0] == "how" else 2] else "?"
    )


def listed(parts: list[str]) -> str:
    """``a, b and c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
