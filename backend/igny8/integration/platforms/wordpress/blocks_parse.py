"""WordPress's block grammar: comments around HTML, nested, with attributes as JSON; can be written back to the byte."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_COMMENT = re.compile(
    r"<!--\s+(?P<closer>/)?wp:(?P<name>(?:[a-z][a-z0-9_-]*/)?[a-z][a-z0-9_-]*)\s+"
    r"(?P<attrs>\{(?:(?!\}\s+/?-->).)*+\}\s+)?(?P<void>/)?-->",
    re.DOTALL,
)
_ESCAPED = {"\\\\": r"\u005c", "--": r"\u002d\u002d", "<": r"\u003c", ">": r"\u003e", "&": r"\u0026", '\\"': r"\u0022"}


@dataclass(slots=True)
class Block:
    """``name`` without ``core/``, empty for what stands between blocks; ``parts`` are texts and blocks in their order."""

    name: str
    attrs: dict[str, Any] = field(default_factory=dict)
    opening: str = ""
    closing: str = ""
    parts: "list[str | Block]" = field(default_factory=list)

    @property
    def inside(self) -> str:
        """What stands between the comments."""
        return "".join(part if isinstance(part, str) else part.raw for part in self.parts)

    @property
    def raw(self) -> str:
        """The block as it was read."""
        return self.opening + self.inside + self.closing

    @property
    def blocks(self) -> "list[Block]":
        """The blocks directly inside."""
        return [part for part in self.parts if isinstance(part, Block)]


def has_blocks(raw: str) -> bool:
    """Whether the block editor wrote this."""
    return _COMMENT.search(raw) is not None


def parse(raw: str) -> list[Block]:
    """The blocks of a post; the texts of all of them together are ``raw``.

    As WordPress reads it: a closing comment closes what is open whatever its name says, one that closes nothing is text, and
    the end closes everything.
    """
    root = Block(name="")
    stack = [root]
    position = 0
    for match in _COMMENT.finditer(raw):
        if match["closer"] and len(stack) == 1:
            continue
        _text(stack[-1], raw[position : match.start()])
        position = match.end()
        if match["closer"]:
            stack.pop().closing = match.group()
            continue
        block = Block(name=match["name"].removeprefix("core/"), attrs=_attrs(match["attrs"]), opening=match.group())
        stack[-1].parts.append(block)
        if not match["void"]:
            stack.append(block)
    _text(stack[-1], raw[position:])
    return [part if isinstance(part, Block) else Block(name="", parts=[part]) for part in root.parts]


def comment(name: str, attrs: Mapping[str, Any]) -> str:
    """The comment that opens a block, escaped as WordPress does: nothing in it can end it."""
    if not attrs:
        return f"<!-- wp:{name} -->"
    text = json.dumps(attrs, ensure_ascii=False, separators=(",", ":"))
    for sign, code in _ESCAPED.items():
        text = text.replace(sign, code)
    return f"<!-- wp:{name} {text} -->"


def block(name: str, attrs: Mapping[str, Any], inner: str) -> str:
    """A block's text."""
    return f"{comment(name, attrs)}\n{inner}\n<!-- /wp:{name} -->"


def with_mark(text: str, mark: str) -> str:
    """``text`` with a mark in the attributes of its first block, which WordPress's search finds."""
    first = next((m for m in _COMMENT.finditer(text) if not m["closer"]), None)
    if first is None or not mark:
        return text
    attrs = _attrs(first["attrs"])
    metadata = attrs.get("metadata")
    attrs["metadata"] = {**(metadata if isinstance(metadata, dict) else {}), "igny8": mark}
    opening = comment(first["name"], attrs)
    if first["void"]:
        opening = opening.removesuffix("-->") + "/-->"
    return text[: first.start()] + opening + text[first.end() :]


def _text(block: Block, text: str) -> None:
    if text:
        block.parts.append(text)


def _attrs(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
