"""Texts as WordPress's block editor stores them: made of HTML, and merged with the blocks they were pulled from. Plain Python."""

from collections.abc import Mapping

from igny8.core.html import sanitize_html
from igny8.integration.platforms.wordpress.blocks_merge import Merge
from igny8.integration.platforms.wordpress.blocks_native import natives
from igny8.integration.platforms.wordpress.blocks_parse import has_blocks, with_mark
from igny8.integration.platforms.wordpress.blocks_pieces import roots

__all__ = ["merged", "to_blocks"]


def to_blocks(html: str, *, images: Mapping[str, int] | None = None, mark: str = "") -> str:
    """``html`` as native blocks; what no block can hold as it is becomes ``wp:html``.

    :param images: the attachment's id by the image's address, as it stands in ``html``. :param mark: noted at the first block,
        where WordPress's search finds it. :raises igny8.core.html.HtmlTooLarge: it is no article.
    """
    return with_mark("\n\n".join(natives(roots(sanitize_html(html)), images or {})), mark)


def merged(raw: str, base_html: str, html: str, *, images: Mapping[str, int] | None = None, mark: str = "") -> str:
    """``html`` in the blocks of the post that it was pulled from.

    What did not change keeps its block to the byte, also one that our text does not show; what did change becomes native blocks,
    in the old block's dress where only words changed. A text that reads the same gives ``raw`` itself. A post without blocks
    gets plain HTML.

    :param raw: the post as it is stored. :param base_html: what was made of it when it was pulled. :param html: our text.
    :param images: see ``to_blocks``; so is ``mark``, which an unchanged post does not get.
    :raises igny8.core.html.HtmlTooLarge: one of the texts is no article.
    """
    if html == base_html:
        return raw
    if not raw.strip():
        return to_blocks(html, images=images, mark=mark)
    if not has_blocks(raw):
        return html
    merge = Merge(raw, sanitize_html(html), images or {})
    return raw if merge.is_unchanged() else with_mark(merge.text(), mark)
