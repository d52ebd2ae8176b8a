"""Texts for the tests of blocks: every kind of element that an article may hold, and a post as the block editor stores it."""

IMAGE = '<img src="https://a.example/topf.png" alt="Ein &quot;Topf&quot; &amp; mehr" width="800" height="600" loading="lazy">'

KINDS = {
    "paragraph": '<p>One <strong>bold</strong>, <a href="/x?a=1&amp;b=2" rel="nofollow">link</a><br>next &lt;b&gt;.</p>',
    "marks": "<p><em>a</em> <u>b</u> <s>c</s> <mark>d</mark> <sub>e</sub><sup>f</sup> <kbd>g</kbd> <abbr title='h'>i</abbr></p>",
    "inline code": "<p>Run <code>[gallery]</code> and <q cite='https://a.example'>quote</q> <small>x</small></p>",
    "lead": '<p class="lead" id="top">First.</p>',
    "rtl": '<p dir="rtl">\u05e9\u05dc\u05d5\u05dd</p>',
    "foreign": '<p lang="fr">Bonjour</p>',
    "image in a line": f"<p>Text {IMAGE} text</p>",
    "loose text": "Just <em>text</em> without a paragraph",
    **{f"h{n}": f'<h{n} id="part-{n}">Part &amp; {n}</h{n}>' for n in range(1, 7)},
    "heading of somebody": '<h3 class="note">Note</h3>',
    "list": "<ul><li>a</li><li>b <strong>c</strong></li></ul>",
    "numbered list": '<ol start="3" reversed><li>a</li></ol>',
    "numbered from one": '<ol start="1"><li>a</li></ol>',
    "letters": '<ol type="a"><li>a</li></ol>',
    "nested list": "<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li><li>d</li></ul>",
    "list of paragraphs": "<ul><li><p>a</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li></ul>",
    "list of blocks": "<ul><li><p>a</p><p>b</p></li><li><table><tbody><tr><td>c</td></tr></tbody></table></li></ul>",
    "quote": "<blockquote><p>One.</p><p>Two.</p><cite>Somebody</cite></blockquote>",
    "bare quote": "<blockquote>Only words.</blockquote>",
    "quote with a source": '<blockquote cite="https://a.example"><p>x</p></blockquote>',
    "quote of blocks": "<blockquote><h3>h</h3><ul><li>a</li></ul><blockquote><p>b</p></blockquote></blockquote>",
    "image": f"<figure>{IMAGE}<figcaption>A <em>pot</em> &amp; lid</figcaption></figure>",
    "image alone": IMAGE,
    "image in a paragraph": f"<p>{IMAGE}</p>",
    "image with a title": '<figure class="alignright"><img src="/x.png" alt="" title="T"></figure>',
    "image with a link": f'<figure class="alignwide" id="f"><a href="https://b.example/" rel="sponsored">{IMAGE}</a></figure>',
    "unknown image": '<figure><img src="https://b.example/y.png" alt="y"></figure>',
    "two images": f"<figure>{IMAGE}{IMAGE}<figcaption>Both</figcaption></figure>",
    "table": "<table><caption>C</caption><thead><tr><th scope='col'>a</th><th>b</th></tr></thead>"
    "<tbody><tr><td colspan='2'>1 <strong>x</strong></td></tr><tr><td><p>2</p></td><td>3</td></tr></tbody>"
    "<tfoot><tr><td>4</td><td>5</td></tr></tfoot></table>",
    "table in a figure": "<figure class='alignwide'><table><tbody><tr><th scope='row'>a</th></tr></tbody></table>"
    "<figcaption>C</figcaption></figure>",
    "table with columns": "<table><colgroup><col span='2'></colgroup><tbody><tr><td>a</td></tr></tbody></table>",
    "table of lists": "<table><tbody><tr><td><ul><li>a</li></ul></td></tr></tbody></table>",
    "code": "<pre><code>&lt;?php [gallery]\n  echo 'x';\nhttps://a.example/watch?v=1\n</code></pre>",
    "preformatted": "<pre>a\n   b [c] <strong>d</strong></pre>",
    "separator": "<hr>",
    "details": "<details open><summary>More</summary><p>x</p></details>",
    "definitions": "<dl><dt>a</dt><dd>b</dd></dl>",
    "note": '<div class="note"><p>a</p><p>b</p></div>',
    "box": "<div><p>a</p><section><h2>b</h2></section>loose</div>",
    "comment-like": "<p>a --&gt; b &lt;!-- wp:paragraph --&gt; c</p>",
}

RICH = "\n".join(KINDS.values())

#: Blocks with a design, boxes in boxes, custom and dynamic ones, a shortcode, a chunk of the old editor.
BLOCKS = (
    '<!-- wp:paragraph {"align":"center","style":{"color":{"text":"#123456"}}} -->\n'
    '<p class="has-text-align-center has-text-color" style="color:#123456">An <strong>introduction</strong> in colour.</p>\n'
    "<!-- /wp:paragraph -->",
    '<!-- wp:heading {"level":3,"className":"is-style-fancy"} -->\n'
    '<h3 class="wp-block-heading is-style-fancy" id="how">How to cook</h3>\n<!-- /wp:heading -->',
    '<!-- wp:columns {"verticalAlignment":"top"} -->\n<div class="wp-block-columns are-vertically-aligned-top">'
    '<!-- wp:column {"width":"66.66%"} -->\n<div class="wp-block-column" style="flex-basis:66.66%">'
    "<!-- wp:paragraph -->\n<p>Bring it to a simmer.</p>\n<!-- /wp:paragraph -->\n\n"
    '<!-- wp:list -->\n<ul class="wp-block-list"><!-- wp:list-item -->\n<li>Carrots</li>\n<!-- /wp:list-item --></ul>\n'
    "<!-- /wp:list --></div>\n<!-- /wp:column -->\n\n<!-- wp:column -->\n"
    '<div class="wp-block-column"><!-- wp:paragraph -->\n<p>Skim it.</p>\n<!-- /wp:paragraph --></div>\n'
    "<!-- /wp:column --></div>\n<!-- /wp:columns -->",
    '<!-- wp:image {"id":12,"sizeSlug":"large","linkDestination":"none","className":"is-style-rounded"} -->\n'
    '<figure class="wp-block-image size-large is-style-rounded"><img src="https://a.example/pot.jpg" alt="Pot" '
    'class="wp-image-12"/><figcaption class="wp-element-caption">A pot</figcaption></figure>\n<!-- /wp:image -->',
    '<!-- wp:latest-posts {"postsToShow":3} /-->',
    '<!-- wp:acme/recipe {"minutes":40,"text":"a \\u002d\\u002d b"} -->\n<div class="acme">Forty minutes</div>\n'
    "<!-- /wp:acme/recipe -->",
    '<!-- wp:shortcode -->\n[contact-form id="7"]\n<!-- /wp:shortcode -->',
    '<!-- wp:embed {"url":"https://video.example/1","type":"video"} -->\n<figure class="wp-block-embed is-type-video">'
    '<div class="wp-block-embed__wrapper">\nhttps://video.example/1\n</div></figure>\n<!-- /wp:embed -->',
    '<!-- wp:spacer {"height":"40px"} -->\n<div style="height:40px" aria-hidden="true" class="wp-block-spacer"></div>\n'
    "<!-- /wp:spacer -->",
    '<!-- wp:quote {"className":"is-style-large"} -->\n<blockquote class="wp-block-quote is-style-large">'
    "<!-- wp:paragraph -->\n<p>Soup is patience.</p>\n<!-- /wp:paragraph --><cite>Grandmother</cite></blockquote>\n"
    "<!-- /wp:quote -->",
    "<p>A paragraph of the old editor, between two blocks.</p>",
    '<!-- wp:table {"hasFixedLayout":false,"className":"is-style-stripes"} -->\n'
    '<figure class="wp-block-table is-style-stripes"><table><tbody><tr><td>1</td><td>2</td></tr></tbody></table></figure>\n'
    "<!-- /wp:table -->",
    "<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->",
    '<!-- wp:group {"layout":{"type":"constrained"}} -->\n<div class="wp-block-group"><!-- wp:heading -->\n'
    '<h2 class="wp-block-heading">Leftovers</h2>\n<!-- /wp:heading -->\n\n<!-- wp:paragraph {"dropCap":true} -->\n'
    '<p class="has-drop-cap">Freeze them.</p>\n<!-- /wp:paragraph --></div>\n<!-- /wp:group -->',
    "<!-- wp:html -->\n<iframe src='https://maps.example/'></iframe><p>Map</p>\n<!-- /wp:html -->",
)
POST = "\n\n".join(BLOCKS)
