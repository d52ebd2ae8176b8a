"""English agreement for searches, which leave out articles and mix up numbers: "what is payday loans".

Rules after the common descriptions of English nouns (count and mass, regular plurals). What they cannot tell is left as it is:
no article is better than a wrong one.
"""

import re
from typing import Final, Literal

from igny8.planning.ai.wording import is_abbreviation, names_place

Number = Literal["plural", "singular", "mass", "name", "unknown"]

# The noun a phrase is about ends where one of these begins.
_AFTER_WORDS: Final = (
    "for in with near at of on to from without under over by vs versus and or that which who used called made meant good bad "
    "worth legal illegal safe better like when while during after before if how why what through across per than online about"
)
_AFTER: Final = frozenset(_AFTER_WORDS.split())
_DETERMINERS: Final = frozenset("a an the my your our their this that these those some any his her its".split())  # noqa: SIM905
_MASS_WORDS: Final = (
    "coffee milk water tea accommodation housing insurance equipment furniture software hardware information advice research "
    "money credit debt finance care health help support work homework knowledge education training travel traffic luggage "
    "weather electricity energy power fuel gas oil paper butter sugar salt flour bread rice pasta meat cheese beer wine food "
    "brew espresso crema sediment roast decaf respite review storage coverage security privacy compliance automation "
    "funding consolidation management integration documentation data seo marketing advertising content design steel wood glass "
    "leather cotton music art clothing jewelry cash income interest rent maintenance assistance progress feedback code garbage "
    "coordination delivery history"
)
_MASS: Final = frozenset(_MASS_WORDS.split())
_COUNT_WORDS: Final = (
    "pot press machine tool loan house home app card kettle screen scale guide chart pitcher set plan frother wand boiler "
    "filter cup mug bean shot company lender bank broker agent assistant platform system website page blog template checklist "
    "apartment unit room bed desk chair table car bike dog cat phone laptop book course program calculator agreement contract "
    "form fee rate score job store shop restaurant hotel hose reel heat pump furnace camera battery charger knife oven sheet "
    "plugin"
)
_COUNT: Final = frozenset(_COUNT_WORDS.split())
_NOT_PLURAL: Final = frozenset(
    [
        "lens",
        "series",
        "species",
        "gps",
        "sms",
        "aws",
        "dns",
        "css",
        "pos",
        "news",
        "gas",
        "bus",
        "plus",
        "always",
        "works",
        "sales",
        "hers",
    ]
)
_IRREGULAR: Final = frozenset("people children men women feet teeth mice criteria".split())  # noqa: SIM905
_VERBS: Final = (
    "work|mean|cost|last|charge|help|affect|compare|operate|make|take|need|require|report|sue|pay|check|verify"
)
_WHAT: Final = re.compile(r"^(what)(?:'s| is| are)\s+(.+)$", re.I)
_DO: Final = re.compile(
    rf"^(how(?: long| often| much(?: \w+)?)?|what|why|when) (do|does|to|is|are) (.+?) ({_VERBS})s?\b(.*)$", re.I
)
_IS: Final = re.compile(
    r"^((?:why |when |where )?)(is|are) (.+?) (a|an|the|bad|good|legal|illegal|safe|worth|better|free|secured|unsecured|taxable|"
    r"so|considered|available|dangerous|predatory|expensive|installment)\b(.*)$",
    re.I,
)
_DOES: Final = re.compile(
    rf"^(do|does) (?!an? |the |my |your )(.+?) ({_VERBS}|go|show|hurt|build|have|count|ruin|offer|work)s?\b(.*)$", re.I
)
_HOW_IT_WORKS: Final = re.compile(r"^(?!how|what|why)(.+?):? how (?:it|they) works?$", re.I)
_HOW_TO_USE: Final = re.compile(r"^(?!how|what|why)(.+?):? how to (use|clean|make|choose)(?: it)?$", re.I)
# Letters whose names begin with a vowel sound, as in "an SDA".
_READ_AS_WORD: Final = re.compile(r"[fhlmnrsx][aeiou]", re.I)  # either spelt out or read as a word: the article differs
_VOWEL_LETTERS: Final = frozenset("aefhilmnorsx")


def head_noun(phrase: str) -> str:
    """The word a noun phrase is about: "loans" in "payday loans for bad credit in Texas"; empty when there is none."""
    kept: list[str] = []
    for word in phrase.split():
        if kept and word.lower() in _AFTER:
            break
        kept.append(word)
    while len(kept) > 1 and (names_place(kept[-1]) or kept[-1].isdigit()):
        kept.pop()
    return kept[-1].strip("?!.,'\"") if kept else ""


def is_plural_noun(word: str) -> bool:
    """Whether a single noun is plural."""
    low = word.lower()
    if low in _IRREGULAR:
        return True
    regular = len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "ics", "ws", "'s"))
    return regular and low not in _NOT_PLURAL


def number_of(phrase: str) -> Number:
    """Number of a noun phrase; ``name`` for abbreviations, which need no article, ``unknown`` where the rules end."""
    noun = head_noun(phrase)
    low = noun.lower().rpartition("-")[2]
    if not low:
        return "unknown"
    if is_abbreviation(noun):
        return "name" if phrase.split()[0] == noun else "unknown"  # "SIL funding NDIS" is no phrase of English
    if is_plural_noun(low):
        return "plural"
    if _READ_AS_WORD.match(phrase) and is_abbreviation(phrase.split()[0]) and low not in _MASS:
        return "unknown"  # "a SIL provider" or "an SIL provider"
    if low in _MASS or low.endswith(("ware", "ness", "ism")) or (low.endswith("ing") and len(low) > 5):
        return "mass"
    if low in _COUNT or (low.endswith(("er", "or")) and len(low) > 4):
        return "singular"
    return "unknown"


def with_article(phrase: str) -> str:
    """``phrase`` with "a" or "an" in front, by sound: an hour, a user, an SDA home."""
    first = phrase.split()[0]
    low = first.lower()
    if is_abbreviation(first.partition("-")[0]):
        vowel = low[0] in _VOWEL_LETTERS
    else:
        vowel = (low[0] in "aeiou" and not low.startswith(("uni", "use", "usu", "eu", "one"))) or low.startswith(
            ("hour", "hon")
        )
    return f"{'an' if vowel else 'a'} {phrase}"


def corrected(text: str) -> str:
    """A search with verb and article that agree with its noun; unchanged where the rules do not reach."""
    plain = " ".join(text.split())
    if found := _HOW_IT_WORKS.match(plain):
        many = number_of(found[1]) == "plural"
        return f"{found[1]}: how {'they work' if many else 'it works'}"
    if found := _HOW_TO_USE.match(plain):
        return f"{found[1]}: how to {found[2]} {'them' if number_of(found[1]) == 'plural' else 'it'}"
    if found := _DO.match(plain):
        return _doing(found) or plain
    if found := _DOES.match(plain):
        plural = number_of(found[2]) == "plural" and not found[2].split()[0].lower().endswith("ing")
        return f"do {found[2]} {found[3]}{found[4]}" if plural else plain
    if found := _WHAT.match(plain):
        return _being(found[1], found[2], plain)
    found = _IS.match(plain)
    if found and number_of(found[3]) == "plural" and found[3].split()[0].lower() not in {"a", "an", "there", "it"}:
        return f"{found[1]}are {found[3]} {found[4]}{found[5]}"
    return plain


def _being(asked: str, rest: str, plain: str) -> str:
    """ "What is" or "what are", with the article the noun wants."""
    number = number_of(rest)
    first, _, tail = rest.partition(" ")
    if number == "plural":
        bare = tail if first.lower() in {"a", "an"} and tail else rest
        return f"{asked} are {bare}"
    if first.lower() in _DETERMINERS or number == "unknown":
        return plain
    return f"{asked} is {with_article(rest) if number == 'singular' else rest}"


def _doing(found: re.Match[str]) -> str:
    """ "How do" or "how does", the noun with its article, the verb in its plain form; empty where the subject is no noun."""
    asked, auxiliary, noun, verb, rest = found.groups()
    first, _, tail = noun.partition(" ")
    if first.lower() in {"i", "you", "we", "they", "it", "he", "she", "people"} or (auxiliary == "to" and rest):
        return ""
    if auxiliary in {"to", "is", "are"} and (asked.lower() != "how" or verb != "work"):
        return ""
    number = number_of(noun)
    if number == "plural":
        bare = tail if first.lower() in {"a", "an"} and tail else noun
        return f"{asked} do {bare} {verb}{rest}"
    if number == "unknown":
        return ""
    bare = with_article(noun) if number == "singular" and first.lower() not in _DETERMINERS else noun
    return f"{asked} does {bare} {verb}{rest}"


def defining_heading(subject: str) -> str:
    """What opens an article on ``subject``: a question that agrees, or words that need neither verb nor article."""
    number = number_of(subject)
    first, *more = subject.lower().split()
    if first in _DETERMINERS or number == "unknown" or _AFTER & set(more):
        return f"{subject}: the basics"
    if number == "plural":
        return f"What are {subject}?"
    return f"What is {with_article(subject) if number == 'singular' else subject}?"
