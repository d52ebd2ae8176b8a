"""HTML that others wrote: made safe when it is stored and again when it is shown, and read as text. Plain Python."""

import re
import unicodedata

import nh3
from markdownify import markdownify
from selectolax.lexbor import LexborHTMLParser

from .html_depth import exceeds_depth, without_opaque_parts

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    "address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "footer", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead",
    "tr", "ul",
}  # fmt: skip
TAGS = _HEADINGS | {
    "p", "br", "hr", "div", "span", "section", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot",
    "tr", "th", "td", "colgroup", "col", "figure", "figcaption", "img", "a", "blockquote", "q", "cite", "code", "pre", "kbd",
    "samp", "strong", "b", "em", "i", "u", "s", "del", "ins", "mark", "small", "sub", "sup", "abbr", "time", "details", "summary",
}  # fmt: skip
#: Classes with a meaning in the sites renderer and in WordPress; everything else is decoration of the source.
_CLASSES = {"alignleft", "alignright", "aligncenter", "alignwide", "alignfull", "note", "warning", "tip", "lead"}
_ATTRIBUTES = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "title", "rel", "hreflang"},
    "img": {"src", "alt", "title", "width", "height", "loading", "srcset", "sizes"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "ol": {"start", "reversed", "type"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "col": {"span"},
    "colgroup": {"span"},
    "time": {"datetime"},
    "abbr": {"title"},
    "details": {"open"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
}
_SCHEMES = {"http", "https", "mailto"}
_RELS = ("nofollow", "sponsored", "ugc", "noopener", "noreferrer")
_ID = re.compile(r"[a-z0-9-]{1,80}")
_NUMBER = re.compile(r"\d{1,5}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
#: Names that would hide the document's own properties when used as an id (DOM clobbering).
_CLOBBERING = frozenset(
    [
        "body",
        "head",
        "forms",
        "images",
        "links",
        "scripts",
        "cookie",
        "domain",
        "title",
        "location",
        "window",
        "document",
        "self",
        "top",
        "parent",
        "frames",
    ]
)
_VALUE_RULES = {
    "id": lambda v: bool(_ID.fullmatch(v)) and v not in _CLOBBERING,
    "lang": lambda v: bool(_LANGUAGE.fullmatch(v)),
    "hreflang": lambda v: bool(_LANGUAGE.fullmatch(v)),
    "dir": lambda v: v in ("ltr", "rtl", "auto"),
    "loading": lambda v: v in ("lazy", "eager"),
    "scope": lambda v: v in ("row", "col", "rowgroup", "colgroup"),
    "type": lambda v: v in ("1", "a", "A", "i", "I"),
    **dict.fromkeys(("width", "height", "colspan", "rowspan", "span", "start"), lambda v: bool(_NUMBER.fullmatch(v))),
}
_MAX_TEXT_DEPTH = 300
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_NO_SPACES = re.compile(r"[\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff\u1000-\u109f]+")  # Thai, Lao, Khmer, Burmese
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


class HtmlTooLarge(ValueError):
    """The HTML is larger or more deeply nested than any article; the text says so to a person."""


def _attribute(tag: str, name: str, value: str) -> str | None:
    rule = _VALUE_RULES.get(name)
    if rule is not None:
        return value if rule(value) else None
    if name == "rel":
        wanted = set(value.lower().split())
        return " ".join(rel for rel in _RELS if rel in wanted) or None
    if name == "srcset":
        return value if _is_safe_srcset(value) else None
    if name in ("href", "src", "cite") and not _is_safe_url(value):
        return None
    return value if name not in ("href", "src") or tag != "img" or not value.startswith("mailto:") else None


def _is_safe_url(url: str) -> bool:
    """Absolute with an allowed scheme, or relative without tricks that browsers read as a scheme or another host."""
    if any(ord(char) <= 0x20 or ord(char) == 0x7F for char in url.strip()) or "\\" in url:
        return False
    scheme, colon, _ = url.strip().partition(":")
    if colon and not re.search(r"[/?#]", scheme):
        return scheme.lower() in _SCHEMES
    return not url.strip().startswith("//")


def _is_safe_srcset(value: str) -> bool:
    candidates = [part.split() for part in value.split(",")]
    return all(c and len(c) <= 2 and _is_safe_url(c[0]) and not c[0].startswith("mailto:") for c in candidates)


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "title",
        "textarea",
    },
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    allowed_classes=dict.fromkeys(TAGS, _CLASSES),
    url_schemes=_SCHEMES,
    link_rel=None,
    strip_comments=True,
)


def sanitize_html(html: str, *, max_bytes: int = 300_000, max_depth: int = 100) -> str:
    """The parts of ``html`` that may stand in an article; scripts, styles, forms, frames and event handlers are gone.

    Idempotent. Size and depth are checked before anything is parsed, because parsing deep nesting takes quadratic time.

    :param max_bytes: largest input in bytes of UTF-8; :param max_depth: deepest nesting.
    :raises HtmlTooLarge: one of the two is exceeded.
    """
    clean = _readable(html)
    if len(clean.encode()) > max_bytes:
        raise HtmlTooLarge(f"The HTML is larger than {max_bytes // 1000} KB.")
    clean = without_opaque_parts(clean)
    if exceeds_depth(clean, max_depth):
        raise HtmlTooLarge(f"The HTML is nested more than {max_depth} levels deep.")
    once = _CLEANER.clean(clean)
    # Serialising can change how a parser reads the text the next time; a fixed point cannot mutate any more.
    for _ in range(4):
        again = _CLEANER.clean(once)
        if again == once:
            return once
        once = again
    return nh3.clean_text(html_to_text(once))


def html_to_text(html: str) -> str:
    """The text of ``html``: one line per block, without markup, scripts or styles.

    :raises HtmlTooLarge: nested far deeper than anything ``sanitize_html`` lets through.
    """
    if not html.strip():
        return ""
    clean = without_opaque_parts(_readable(html))
    if exceeds_depth(clean, _MAX_TEXT_DEPTH):
        raise HtmlTooLarge(f"The HTML is nested more than {_MAX_TEXT_DEPTH} levels deep.")
    tree = LexborHTMLParser(clean)
    tree.strip_tags(["script", "style", "noscript", "template", "svg", "math"])
    body = tree.body
    if body is None:
        return ""
    for node in body.css(", ".join(sorted(_BLOCKS | {"br"}))):
        node.insert_before("\n")
        node.insert_after("\n")
    lines = (" ".join(line.split()) for line in body.text(separator="").split("\n"))
    return "\n".join(line for line in lines if line)


def word_count(html: str) -> int:
    """Words of the text in ``html``.

    Chinese and Japanese characters count half a word each, since two make up a word on average; runs of Thai, Lao, Khmer
    or Burmese, which set no spaces, count one word per five characters.
    """
    text = unicodedata.normalize("NFC", html_to_text(html))
    cjk = len(_CJK.findall(text))
    text = _CJK.sub(" ", text)
    unspaced = sum(max(1, round(len(run) / 5)) for run in _NO_SPACES.findall(text))
    return len(_WORD.findall(_NO_SPACES.sub(" ", text))) + unspaced + (cjk + 1) // 2


def excerpt(html: str, *, max_chars: int = 160) -> str:
    """The beginning of the text in at most ``max_chars`` characters, cut at a sentence or else at a word."""
    text = " ".join(html_to_text(html).split())
    if len(text) <= max_chars:
        return text
    head = text[:max_chars]
    sentence = max(head.rfind(mark) for mark in (". ", "! ", "? ", "。"))
    if sentence >= max_chars // 2:
        return head[: sentence + 1].strip()
    cut = text[: max_chars - 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,;:-–") + "…"


def html_to_markdown(html: str) -> str:
    """``html``, sanitised, as Markdown with ``#`` headings and ``-`` bullets."""
    text = markdownify(sanitize_html(html), heading_style="ATX", bullets="-", escape_misc=True)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _readable(html: str) -> str:
    """Without NUL and lone surrogates, which neither the parser nor the database take."""
    return html.replace("\x00", "").encode("utf-8", "replace").decode()
