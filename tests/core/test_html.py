"""Attacks on the sanitiser, its stability, and the text it gives."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from igny8.core.html import (
    TAGS,
    HtmlTooLarge,
    excerpt,
    html_to_markdown,
    html_to_text,
    sanitize_html,
    word_count,
)

VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'//>",
    "<IMG SRC=`javascript:alert(1)`>",
    "<img src=\"java\tscript:alert(1)\">",
    "<img src=\"jav&#x0A;ascript:alert(1)\">",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='javascript&colon;alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='//evil.example/'>x</a>",
    "<a href='/\\evil.example/'>x</a>",
    "<a href='\\\\evil.example/'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><maction actiontype='statusline#http://x' xlink:href='javascript:alert(1)'>x</maction></math>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>x</button><input autofocus onfocus=alert(1)>",
    "<body onload=alert(1)><base href='javascript:/'><link rel=stylesheet href='javascript:alert(1)'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<div style='background:url(javascript:alert(1))'>x</div>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<a href='#' onclick='alert(1)' ping='//evil.example'>x</a>",
    "<img srcset='javascript:alert(1) 1x, //evil.example/x 2x'>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea></textarea><script>alert(1)</script>",
    "<title></title><img src=x onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<img id=body><img id=cookie name=cookie><a id=location href=x>",
    "<p id='A B'>x</p><p id='x\"onmouseover=alert(1)'>y</p>",
    "<span is='evil-element' slot=x part=y>z</span>",
    "<x onclick=alert(1)>x</x>",
    "<img/src=x/onerror=alert(1)>",
    "<<img src=x onerror=alert(1)>",
    "<a\x00 href='java\x00script:alert(1)'>x</a>",
    "\ud800<img src=x onerror=alert(1)>",
    "<table><tr><td background='javascript:alert(1)'>x</td></tr></table>",
    "<q cite='javascript:alert(1)'>x</q><blockquote cite='data:x'>y</blockquote>",
]  # fmt: skip
MUTATIONS = [
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><style></noscript><img src=x onerror=alert(1)></style>",
    "<math><annotation-xml encoding='text/html'><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
    "<svg><desc><table><svg><style><a title='</style><img src=x onerror=alert(1)>'></style></svg></table></desc></svg>",
    "<select><template><style><!--</style><a rel=\"--></style></template></select><img id=x src onerror=alert(1)>\">",
    "<table><td><form><td><form><b><style></table><img src=x onerror=alert(1)>",
    "<p><b><div></b><i></p></i><img src=x onerror=alert(1)></div>",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<option><style></option></select><img src=x onerror=alert(1)></style>",
]  # fmt: skip
_EVENT = re.compile(r"^on|^style$|^xlink|^formaction$|^srcdoc$|^ping$|^name$|^is$|^slot$", re.IGNORECASE)


def assert_harmless(html: str) -> None:
    """Parsed by another parser than the one that cleaned it."""
    for node in LexborHTMLParser(f"<body>{html}").css("body *"):
        assert node.tag in TAGS, node.tag
        for name, value in node.attributes.items():
            assert not _EVENT.match(name), (node.tag, name)
            if name in ("href", "src", "cite"):
                scheme = re.match(r"\s*([^/?#]*?):", value or "")
                assert scheme is None or scheme.group(1).lower() in ("http", "https", "mailto"), value
                assert not (value or "").lstrip().startswith(("//", "/\\", "\\"))
            if name == "id":
                assert re.fullmatch(r"[a-z0-9-]+", value or "")


@pytest.mark.parametrize("vector", VECTORS + MUTATIONS)
def test_attacks_leave_nothing_that_runs(vector: str) -> None:
    for html in (vector, f"<p>before {vector} after</p>", f"<table><tr><td>{vector}", f"<ul><li>{vector}"):
        clean = sanitize_html(html)
        assert_harmless(clean)
        assert sanitize_html(clean) == clean
        assert "alert(1)" not in re.sub(r"&lt;.*?&gt;", "", clean) or "<script" not in clean


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "<p>", "</p>", "<b>", "</b>", "<i id=a>", "</i>", "<div class=note>", "</div>", "<table>", "<tr>", "<td>", "</table>",
            "<ul>", "<li>", "</ul>", "<a href=/x>", "<a href='javascript:1'>", "</a>", "<svg>", "</svg>", "<math>", "<mtext>",
            "<style>", "</style>", "<!--", "-->", "<script>", "</script>", "<select>", "</select>", "<template>", "<noscript>",
            "</noscript>", "<img src=x onerror=1>", "<title>", "</title>", "<textarea>", "<form>",
            "<foreignObject>", "<pre>\n", "<h2>", "</h2>",
            "text", "&lt;", "&amp;lt;", "\"", "'", ">", "<", "&", "\x00", "\n", "<details>", "<summary>", "<br/>", "<q cite='x'>",
        ]
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(FRAGMENTS.map("".join) | st.text(max_size=200))
def test_cleaning_twice_changes_nothing_and_leaves_nothing_that_runs(html: str) -> None:
    try:
        clean = sanitize_html(html)
    except HtmlTooLarge:
        return
    assert sanitize_html(clean) == clean
    assert_harmless(clean)
    html_to_text(clean)
    word_count(clean)


def test_an_article_keeps_what_belongs_to_it() -> None:
    article = (
        '<h2 id="fit">Fit</h2><p>Some <strong>bold</strong>, <em>soft</em> and <code>x = 1</code>.</p>'
        '<figure><img src="https://x.example/a.webp" alt="Boots" width="600" height="400" loading="lazy"><figcaption>Boots'
        '</figcaption></figure><table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td colspan="2">1</td></tr>'
        '</tbody></table><ul><li>one</li></ul><ol start="3"><li>three</li></ol><blockquote><p>said</p></blockquote>'
        '<p><a href="/x?a=1&amp;b=2#c" rel="nofollow sponsored">in</a> <a href="mailto:a@b.example">mail</a></p>'
        '<pre><code>&lt;b&gt;</code></pre><div class="note">careful</div>'
    )
    assert sanitize_html(article) == article


def test_unknown_classes_styles_and_rels_go() -> None:
    clean = sanitize_html(
        '<p class="note x-y aligncenter" style="color:red">a <a href="/" rel="opener nofollow">b</a></p>'
    )
    assert clean == '<p class="note aligncenter">a <a href="/" rel="nofollow">b</a></p>'


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000,
        "<div>" * 20_000 + "</div>" * 20_000,
        "<div><!-- > </div> -->" * 12_000,
        "<div title='</div>'>" * 12_000,
        '<div a\'="></div>">' * 12_000,
        "<div><select></div></select>" * 9_000,
        "<div><table></div></table>" * 9_000,
        "<div><button></div></button>" * 9_000,
        "<div><svg></div></svg>" * 9_000,
        "<div><script></div>" * 9_000,
        "<div><textarea></div>" * 9_000,
        "<div><script><!--<script></script></div>--></script >" * 4_000,
        "".join(f"<p><b id=a{i}></p>" for i in range(14_000)),
        "<a href=x><p></a>" * 16_000,
        "<b><p></b>" * 20_000,
        "<font><p></font><b></p>" * 12_000,
        "<!--" * 70_000,
        "<script>" * 35_000,
        "<title><style><xmp>" * 15_000,
        "<![CDATA[" * 30_000,
        "<a " + 'a="' * 90_000,
        "<" * 290_000,
        "</p>" * 70_000,
        "<p>" * 90_000,
        "&" * 290_000,
        "<ul>" + "<li>x" * 50_000,
        "<table>" + "<tr><td>x" * 20_000,
    ],
    ids=range(27),
)
def test_hostile_size_and_depth_end_soon(html: str) -> None:
    began = time.process_time()
    try:
        clean = sanitize_html(html)
    except HtmlTooLarge:
        clean = ""
    html_to_text(clean)
    assert time.process_time() - began < 2.5


def test_depth_and_size_have_their_sentence() -> None:
    with pytest.raises(HtmlTooLarge, match="100 levels"):
        sanitize_html("<div>" * 101 + "x")
    with pytest.raises(HtmlTooLarge, match="300 KB"):
        sanitize_html("x" * 300_001)
    assert sanitize_html("<div>" * 90 + "x" + "</div>" * 90).count("<div>") == 90


def test_long_and_sloppy_is_not_deep() -> None:
    sloppy = "<p>one<p>two<ul><li>a<li>b</ul>" * 200 + "<table><tr><td>1<td>2<tr><td>3</table>" * 100
    assert sanitize_html(sloppy).count("<li>") == 400
    commented = "<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph -->" * 200
    assert sanitize_html(commented) == "<p>x</p>" * 200


def test_text_has_one_line_per_block() -> None:
    html = "<h2>A  b</h2><p>one<br>two &amp; <b>th</b>ree</p><ul><li>x</li><li>y</li></ul><script>no()</script><style>p{}</style>"
    assert html_to_text(html) == "A b\none\ntwo & three\nx\ny"
    assert html_to_text("") == html_to_text("  \n") == ""


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Hello world</p>", 2),
        ("<h2>One</h2><p>two</p>three", 3),
        ("it’s a well-known 3.5 km e-mail", 6),
        ("café naïve Straße Привет мир", 5),
        ("<p>漢字かな交じり文</p>", 4),
        ("ภาษาไทยไม่มีเว้นวรรค", 4),
        ("한국어 문장", 2),
        ("- – — ... !!! *", 0),
        ("", 0),
        ("<script>one two</script>", 0),
    ],
)
def test_words_are_counted_in_many_languages(html: str, words: int) -> None:
    assert word_count(html) == words


def test_an_excerpt_ends_at_a_sentence_or_a_word() -> None:
    assert excerpt("<p>Short.</p>") == "Short."
    assert (
        excerpt("<p>First sentence is here. Second one is much longer.</p>", max_chars=40) == "First sentence is here."
    )
    assert excerpt("<p>alpha beta gamma delta</p>", max_chars=16) == "alpha beta…"
    assert len(excerpt("x" * 500, max_chars=100)) <= 100


def test_markdown() -> None:
    html = "<h2>A</h2><p>b <strong>c</strong> <a href='/d'>e</a></p><ul><li>x</li><li>y</li></ul><script>1</script>"
    assert html_to_markdown(html) == "## A\n\nb **c** [e](/d)\n\n- x\n- y"
