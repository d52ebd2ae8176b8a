"""WordPress's texts as the rest of the product knows them."""

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

_BLOCK = re.compile(
    r"\s*</?(?:p|div|h[1-6]|ul|ol|li|dl|table|thead|tbody|tfoot|tr|td|th|blockquote|pre|figure|figcaption|section|article|"
    r"aside|header|footer|hr|form|iframe|script|style|details|address)\b",
    re.IGNORECASE,
)
_PRE = re.compile(r"<pre\b.*?</pre>", re.IGNORECASE | re.DOTALL)


def html_of(raw: str) -> str:
    """The text of a post as HTML.

    The block editor stores HTML with comments around it. The classic editor stores paragraphs as blank lines, which only the
    theme turns into ``p``; that is done here for what is not a block already.
    """
    if "<!-- wp:" in raw or not raw.strip():
        return raw
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"\n\n\x01{len(kept) - 1}\x01\n\n"

    text = _PRE.sub(keep, raw.replace("\r\n", "\n").replace("\x01", ""))
    parts = []
    for part in re.split(r"\n\s*\n", text):
        part = part.strip()
        if part.startswith("\x01"):
            parts.append(kept[int(part.strip("\x01"))])
        elif part:
            parts.append(part if _BLOCK.match(part) else f"<p>{part.replace(chr(10), '<br>' + chr(10))}</p>")
    return "\n".join(parts)


def plain(text: Any, limit: int = 255) -> str:
    """One line of text without entities and control characters."""
    words = unescape(str(text or "")).replace("\x00", "").split()
    return " ".join(words).encode("utf-8", "ignore").decode()[:limit]


def safe(text: Any) -> str:
    """Text the database can hold."""
    return str(text or "").replace("\x00", "").encode("utf-8", "ignore").decode()


def moment(value: Any) -> datetime | None:
    """A moment of the REST API, which writes UTC without saying so in its ``_gmt`` fields; None for none."""
    try:
        found = datetime.fromisoformat(str(value).strip().replace(" ", "T").replace("Z", "+00:00"))
    except ValueError:
        return None
    if found.year < 1970:  # WordPress writes zeros for a draft that never had a date
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
