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
    r"^(how|what|why|when|where|who|which|is|are|can|does|do|did|should|will|could|would|was|were|has|have)\b", re.I
)
_VERB_WORDS: Final = "is are can does do did should will could would was were has have"
_VERBS: Final = frozenset(_VERB_WORDS.split())


def cased(word: str) -> str:
    """A word in the casing it has everywhere: abbreviations and known names; otherwise as it is."""
    low = word.lower()
    if low in _BRANDS:
        return _BRANDS[low]
    bare = low.removesuffix("'s")
    tail = word[len(bare) :] if bare != low else ""
    if bare in _LOWER:
        return low
    if bare in _UPPER or (2 <= len(bare) <= 5 and bare.isalpha() and bare.isascii() and not set(bare) & set("aeiouy")):
        return bare.upper() + tail
    return low.capitalize() if low in _PLACES else low


def title_case(text: str) -> str:
    """Title case: small words small except first and last, abbreviations upper."""
    words = text.split()
    out = []
    for position, word in enumerate(words):
        known = cased(word)
        inner = 0 < position < len(words) - 1
        if known != word.lower() or (inner and known in _SMALL):
            out.append(known)
        else:
            out.append(_capital(known))
    return " ".join(out)


def sentence_case(text: str) -> str:
    """First word capital, abbreviations and known names in their casing."""
    words = [cased(word) for word in text.split()]
    if words and words[0] == words[0].lower():
        words[0] = _capital(words[0])
    return " ".join(words).replace(" i ", " I ")


def plain_case(text: str) -> str:
    """As inside a sentence: lower case but for abbreviations and known names."""
    return " ".join(cased(word) for word in text.split())


def _capital(word: str) -> str:
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
    """``?`` for a question with a verb in its place, nothing for "how to ..." and fragments."""
    words = text.lower().split()
    if words and words[-1].endswith("?"):
        return ""
    if words[:2] in (["how", "to"], ["what", "to"], ["when", "to"], ["where", "to"]):
        return ""
    return "?" if _VERBS & set(words[:5]) else ""


def is_plural(text: str) -> bool:
    """Whether the noun at the end of a phrase is plural."""
    last = text.lower().split()[-1] if text.split() else ""
    return len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is", "ics", "ws"))


def listed(parts: list[str]) -> str:
    """``a, b and c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
