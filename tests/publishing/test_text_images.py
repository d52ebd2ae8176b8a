"""Images inside a text on their way to a destination."""

from igny8.core.html import sanitize_html
from igny8.publishing.engine.text_images import images_named, with_files

ONE, TWO = "01a1f866-25ea-7a3a-8d5a-7794e6f22593", "01a1f866-25ea-7a3a-8d5a-7794e6f22594"


def _figure(image_id: str, caption: str = "") -> str:
    return (
        f'<figure><img src="/api/v1/writer/images/{image_id}/file/" alt="A cup">'
        f"{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"
    )


def test_our_images_get_their_files_and_keep_their_captions() -> None:
    html = sanitize_html(f"<p>Before</p>{_figure(ONE, 'Mine')}<p>After &amp; on</p>")
    assert images_named(html) == {ONE}
    assert with_files(html, {ONE: "s/images/a.webp"}) == (
        '<p>Before</p><figure><img src="s/images/a.webp" alt="A cup"><figcaption>Mine</figcaption></figure>'
        "<p>After &amp; on</p>"
    )


def test_an_image_that_is_gone_leaves_no_broken_one() -> None:
    html = f"<p>Before</p>{_figure(ONE, 'Gone')}{_figure(TWO)}<p>After</p>"
    assert with_files(html, {TWO: "b.webp"}) == (
        '<p>Before</p><figure><img src="b.webp" alt="A cup"></figure><p>After</p>'
    )


def test_an_image_in_a_line_goes_alone() -> None:
    html = f'<p>See <img src="/api/v1/writer/images/{ONE}/file/" alt=""> here</p>'
    assert with_files(html, {}) == "<p>See  here</p>"


def test_other_texts_stay_as_they_are() -> None:
    html = '<p>An <img src="https://example.com/a.png" alt=""> and <br> &nbsp;</p>'
    assert with_files(html, {ONE: "a.webp"}) is html
