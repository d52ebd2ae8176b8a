"""Casing and small grammar for words that come from keywords: English rules, harmless for other languages."""

import re
from typing import Final

_SMALL_WORDS: Final = "a an and as at but by for from in into nor of on or the to vs with"
_SMALL: Final = frozenset(_SMALL_WORDS.split())
_UPPER_WORDS: Final = (
    "ai api apr aws b2b b2c bpm ceo cfo ci crm css cto cv cpa diy dna erp eu faq fda fha gcp gdp gps gpu gst html hvac ira "
    "irs json kpi led llc llm mcp nba ndis nfl nhs nsw oem pc pdf php pos ppc pr pvc qa rfp roi saas sda sdk seo sil sla sms "
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
    "coderabbit": "CodeRabbit",
    "llms": "LLMs", "prs": "PRs", "apis": "APIs", "atms": "ATMs", "faqs": "FAQs", "java": "Java", "microsoft": "Microsoft",
}  # fmt: skip
_PLACE_WORDS: Final = (
    "perth sydney melbourne brisbane adelaide hobart darwin canberra mandurah australia texas florida california ohio "
    "tennessee alabama nevada utah oklahoma louisiana mississippi missouri michigan chicago houston dallas austin atlanta "
    "london manchester birmingham leeds glasgow ireland scotland wales england canada toronto vancouver berlin paris madrid "
    "virginia washington oregon arizona colorado indiana illinois wisconsin kansas kentucky idaho america american english "
    "australian british canadian german french spanish"
)
_PLACES: Final = frozenset(_PLACE_WORDS.split())
_QUESTION: Final = re.compile(
    r"^(how|what|why|when|where|who|which|is|are|can|does|do|did|should|will|could|would|was|were)\b", re.I
)
_PART: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


def cased(word: str) -> str:
    """A word in the casing it has everywhere: abbreviations and known names; otherwise in lower case."""
    return _PART.sub(lambda part: _cased(part.group()), word)


def _cased(part: str) -> str:
    low = part.lower()
    if low in _BRANDS:
        return _BRANDS[low]
    bare = low.removesuffix("'s")
    if bare in _LOWER:
        return low
    if bare in _UPPER or (2 <= len(bare) <= 5 and bare.isalpha() and bare.isascii() and not set(bare) & set("aeiouy")):
        return bare.upper() + low[len(bare) :]
    return low.capitalize() if low in _PLACES else low


def title_case(text: str) -> str:
    """Title case: small words small except first and last, abbreviations upper, parts of compounds capital."""
    words = text.split()
    out = []
    for position, word in enumerate(words):
        known = cased(word)
        if 0 < position < len(words) - 1 and known in _SMALL:
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
    return " ".join("I" if word.lower() == "i" else cased(word) for word in text.split())


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
    return "" if words[-1:] == [] or words[-1].endswith("?") or words[1:2] == ["to"] else "?"


def is_plural(text: str) -> bool:
    """Whether the noun at the end of a phrase is plural."""
    last = text.lower().split()[-1] if text.split() else ""
    return len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is", "ics", "ws"))


def listed(parts: list[str]) -> str:
    """``a, b and c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
