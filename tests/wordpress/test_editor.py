"""WordPress's own editor reads what we write as blocks of its own. Collected where Chromium is installed."""

import json
from collections.abc import Iterator

import pytest

from igny8.core.html import sanitize_html
from igny8.integration.platforms.wordpress.blocks import merged, to_blocks
from igny8.integration.platforms.wordpress.blocks_pieces import pieces
from tests.support.bridge import Bridge
from tests.wordpress.harness.chromium import Page
from tests.wordpress.harness.presence import chromium
from tests.wordpress.harness.site import WordPress
from tests.wordpress.samples import payload, picture
from tests.wordpress.samples_of_blocks import KINDS, POST, RICH

#: What the editor makes of blocks: name, whether it could write it again as it stands, and why not.
READ = """(blocks => { const all = bs => bs.flatMap(b => [b, ...all(b.innerBlocks)]);
    return all(blocks).map(b => [b.name, b.isValid, (b.validationIssues || []).map(i => i.args.map(String).join(' '))]); })"""


def open_editor(page: Page, site: WordPress, post_id: int) -> None:
    page.open(f"{site.url}/wp-admin/post.php?post={post_id}&action=edit")
    page.wait_for("wp.data.select('core/block-editor').getBlocks().length > 0")


def faults(found: list[tuple[str, bool, list[str]]]) -> list[tuple[str, bool, list[str]]]:
    return [row for row in found if not row[1] or row[0] in ("core/freeform", "core/missing")]


if chromium():

    @pytest.fixture(scope="module")
    def page() -> Iterator[Page]:
        with Page() as found:
            yield found

    def test_the_editor_knows_every_block(bridge: Bridge, wordpress: WordPress, page: Page) -> None:
        image = bridge.upload(picture()).json()
        html = RICH.replace("https://a.example/topf.png", image["url"])
        text = to_blocks(html, images={image["url"]: image["attachment_id"]}, mark="c-1")
        number = bridge.upsert(payload(html=text)).json()["post_id"]
        base = sanitize_html(POST)
        edited = merged(POST, base, base.replace("Bring it", "Bring it slowly").replace("in colour", "in colours"))
        second = bridge.upsert(payload("c-2", html=edited)).json()["post_id"]
        page.sign_in(wordpress.url, wordpress.password)
        open_editor(page, wordpress, number)
        found = page.run(f"{READ}(wp.data.select('core/block-editor').getBlocks())")
        assert faults(found) == []
        names = {name for name, _, _ in found}
        assert {
            f"core/{kind}" for kind in ("paragraph", "heading", "list", "list-item", "quote", "image", "table")
        } <= names
        assert {f"core/{kind}" for kind in ("code", "preformatted", "separator", "html")} <= names
        first = page.run("wp.data.select('core/block-editor').getBlocks()[0].attributes.metadata")
        assert first == {"igny8": "c-1"}
        number_of_image = page.run(
            "wp.data.select('core/block-editor').getBlocks().find(b => b.name === 'core/image').attributes.id"
        )
        assert number_of_image == image["attachment_id"]
        # What comes back reads as what was sent.
        back = sanitize_html(bridge.get("post-by-content-id/c-1")["post"]["content"])
        assert [piece.key for piece in pieces(back)] == [piece.key for piece in pieces(sanitize_html(html))]
        for kind, sample in KINDS.items():
            one = to_blocks(sample, images={"https://a.example/topf.png": 7})
            found = page.run(f"{READ}(wp.blocks.parse({json.dumps(one)}))")
            assert faults(found) == [], (kind, one)
            assert found, kind
        open_editor(page, wordpress, second)
        found = page.run(f"{READ}(wp.data.select('core/block-editor').getBlocks())")
        # Nothing is broken that was not strange to this WordPress before: somebody's own block, a text of the old editor.
        before = page.run(f"{READ}(wp.blocks.parse({json.dumps(POST)}))")
        assert faults(found) == faults(before)
        assert [name for name, is_valid, _ in faults(before) if is_valid] == ["core/missing", "core/freeform"]
