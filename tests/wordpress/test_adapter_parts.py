"""What goes with a text: images, terms, author, fields for search engines, other types, and texts that came from there."""

from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from igny8.content.models import Content, Image
from igny8.content.services.contents import content_set_terms
from igny8.core.tenancy import tenant
from igny8.integration.models import SiteIntegration
from igny8.system.services.author_profiles import author_profile_create
from tests.factories.content import make_ready_image, make_taxonomy
from tests.wordpress.publisher import Publisher
from tests.wordpress.test_media_terms_seo import AIOSEO, meta

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy]
BOTH = pytest.mark.parametrize("way", ["by_bridge", "by_password"])
ATTACHMENTS = """$alt = fn( $p ) => get_post_meta( $p->ID, '_wp_attachment_image_alt', true );
    return array_map( fn( $p ) => array( 'id' => $p->ID, 'alt' => $alt( $p ), 'caption' => $p->post_excerpt,
    'url' => wp_get_attachment_url( $p->ID ) ), get_posts( array( 'post_type' => 'attachment', 'numberposts' => -1 ) ) );"""
TEXT = "<p>Warm the cup before you pour.</p>"


def with_image(
    publisher: Publisher, content_id: UUID, *, role: str, alt: str, caption: str = "", position: int = 0
) -> UUID:
    with tenant(publisher.world.account_id):
        content = Content.objects.get(pk=content_id)
        image = make_ready_image(publisher.world, content=content, role=role, position=position)
        Image.objects.filter(pk=image.id).update(alt_text=alt, caption=caption)
        return UUID(str(image.id))


@BOTH
def test_images_go_to_the_media_library_once(publisher: Publisher) -> None:
    content_id = publisher.make(html=TEXT, is_approved=False)
    inside = with_image(
        publisher, content_id, role="in_article", alt="A “warm” cup", caption="Mine & yours", position=1
    )
    html = f'{TEXT}<figure><img src="/api/v1/writer/images/{inside}/file/" alt="A warm cup"></figure><p>After.</p>'
    publisher.edit(content_id, html=html)
    record = publisher.publish(content_id)
    assert (record.status, record.warnings) == ("live", []), record.error
    [image] = publisher.site.php(ATTACHMENTS)
    assert (image["alt"], unescape(image["caption"])) == ("A “warm” cup", "Mine & yours")
    post = publisher.post()
    assert f'src="{image["url"]}"' in post["content"]
    assert f"wp-image-{image['id']}" in post["content"]
    assert f'<!-- wp:image {{"id":{image["id"]}' in post["content"]
    assert "<figcaption" in post["content"]
    publisher.edit(content_id, html=html.replace("After.", "Afterwards."))
    publisher.publish(content_id)
    assert len(publisher.site.php(ATTACHMENTS)) == 1, "it was there already"
    assert image["url"] in publisher.post()["content"]


@BOTH
def test_the_featured_image_is_featured(publisher: Publisher) -> None:
    content_id = publisher.make(html=TEXT)
    with_image(publisher, content_id, role="featured", alt="A cup")
    record = publisher.publish(content_id)
    [image] = publisher.site.php(ATTACHMENTS)
    assert (record.status, publisher.post()["thumbnail"], image["alt"]) == ("live", image["id"], "A cup")
    assert publisher.sync().updated == 0


@BOTH
def test_an_image_wordpress_does_not_take_is_left_out_with_a_word(publisher: Publisher, settings: Any) -> None:
    content_id = publisher.make(html=TEXT)
    with_image(publisher, content_id, role="featured", alt="A cup")
    for file in Path(settings.STORAGE_ROOT).rglob("*"):
        if file.is_file():
            file.write_bytes(b"this is no image")
    record = publisher.publish(content_id)
    assert (record.status, publisher.post()["thumbnail"]) == ("live", 0)
    assert "did not take an image" in record.warnings[0]


@BOTH
def test_terms_are_found_or_made(publisher: Publisher) -> None:
    publisher.site.php("wp_insert_term( 'Brewing', 'category', array( 'slug' => 'brewing' ) ); return 1;")
    content_id = publisher.make(html=TEXT)
    with tenant(publisher.world.account_id):
        wanted = [("Brewing", "category"), ("Milk & More", "category"), ("filter", "tag")]
        terms = [make_taxonomy(publisher.world, name=name, kind=kind) for name, kind in wanted]
        content_set_terms(content_id=content_id, taxonomy_ids=[term.id for term in terms])
    publisher.publish(content_id)
    post = publisher.post()
    assert sorted(post["categories"]) == ["Brewing", "Milk &amp; More"]
    assert post["tags"] == ["filter"]
    publisher.edit(content_id, html="<p>Another text about cups, warm ones and cold ones.</p>")
    publisher.publish(content_id)
    assert publisher.post()["categories"] == post["categories"]
    count = publisher.site.php(
        "return (int) wp_count_terms( array( 'taxonomy' => 'category', 'hide_empty' => false ) );"
    )
    assert count == 3, "with WordPress's own first one"


@BOTH
def test_the_author_is_found_by_name_or_is_the_one_chosen(publisher: Publisher) -> None:
    with tenant(publisher.world.account_id):
        authors = [{"id": "4", "name": "Ada Brew", "slug": "author"}, {"id": "3", "name": "Ed", "slug": "ed"}]
        SiteIntegration.objects.update(structure={"authors": authors}, config={"author_id": "3"})
    publisher.publish(publisher.make(html=TEXT))
    assert publisher.post()["author"] == 3, "the one chosen, for want of another"
    with tenant(publisher.world.account_id):
        author_profile_create(name="ada brew", slug="ada", is_default=True)
    publisher.publish(publisher.make(html=TEXT))
    assert [post["author"] for post in publisher.posts()] == [3, 4]


@pytest.mark.parametrize(
    ("plugin", "key"),
    [
        ("define( 'WPSEO_VERSION', '24.0' );", "_yoast_wpseo"),
        ("define( 'RANK_MATH_VERSION', '1.0.230' );", "rank_math"),
    ],
)
def test_fields_for_search_engines(by_bridge: Publisher, plugin: str, key: str) -> None:
    by_bridge.site.add_mu_plugin("seo", plugin)
    by_bridge.structure()
    content_id = by_bridge.make(html=TEXT, meta_title="Cups", meta_description="Warm them.", primary_keyword="cup")
    record = by_bridge.publish(content_id)
    values = meta(by_bridge.site, int(record.external_id))
    names = {"_yoast_wpseo": ("title", "metadesc", "focuskw"), "rank_math": ("title", "description", "focus_keyword")}[
        key
    ]
    assert [values[f"{key}_{name}"] for name in names] == ["Cups", "Warm them.", "cup"]
    assert record.warnings == []
    assert by_bridge.sync().updated == 0
    by_bridge.change(record.external_id, post_excerpt="x")
    by_bridge.sync()
    assert by_bridge.versions(content_id) == 1


def test_fields_for_search_engines_in_a_table_of_its_own(by_bridge: Publisher) -> None:
    by_bridge.site.add_mu_plugin("aioseo", AIOSEO)
    by_bridge.publish(by_bridge.make(html=TEXT, meta_title="Cups", meta_description="Warm them."))
    [row] = by_bridge.site.php("return $GLOBALS['wpdb']->get_results( 'SELECT * FROM wp_aioseo_posts' );")
    assert (row["title"], row["description"]) == ("Cups", "Warm them.")


@BOTH
def test_without_a_place_for_them_it_says_so(publisher: Publisher) -> None:
    record = publisher.publish(publisher.make(html=TEXT, meta_title="Cups", meta_description="Warm them."))
    assert (record.status, len(record.warnings)) == ("live", 1)
    assert "search engines" in record.warnings[0]


RECIPE = """add_action( 'init', function () {
    $recipe = array( 'public' => true, 'show_in_rest' => true, 'rest_base' => 'recipes', 'label' => 'Recipes' );
    register_post_type( 'recipe', $recipe + array( 'supports' => array( 'title', 'editor' ) ) );
    register_post_type( 'services', array( 'public' => true, 'supports' => array( 'title', 'editor' ), 'label' => 'Services' ) );
} );"""


@BOTH
def test_each_type_has_its_place(publisher: Publisher, way: str) -> None:
    publisher.site.add_mu_plugin("recipe", RECIPE)
    publisher.structure()
    publisher.setting(destinations={"post": "recipe"})
    post, page = publisher.make(html=TEXT), publisher.make(html=TEXT, content_type="page", title="About cups")
    assert (publisher.publish(post).status, publisher.publish(page).status) == ("live", "live")
    assert [row["title"] for row in publisher.posts("page")] == ["About cups"]
    [recipe] = publisher.posts("recipe")
    assert "<!-- wp:paragraph" in recipe["content"]
    assert publisher.item(post).remote_type == "recipe"
    service = publisher.make(html=TEXT, content_type="service")
    publisher.publish(service)
    if way == "by_bridge":  # the REST API does not show this one
        [row] = publisher.posts("services")
        assert "<!-- wp:" not in row["content"], "it is edited without blocks"
    else:
        assert len(publisher.posts("page")) == 2


@BOTH
def test_a_category_s_text_is_its_description(publisher: Publisher) -> None:
    publisher.site.php("wp_insert_term( 'Grinders', 'category' ); return 1;")
    publisher.sync()
    content_id = publisher.make(html=TEXT, content_type="category", title="Grinders")
    record = publisher.publish(content_id)
    look = "$t = get_term_by( 'name', 'Grinders', 'category' ); return array( $t->term_id, $t->description );"
    number, description = publisher.site.php(look)
    assert (record.status, record.external_id) == ("live", str(number)), record.error
    assert "Warm the cup" in description
    publisher.edit(content_id, html="<p>Burrs beat blades, whatever the price on the box says.</p>")
    publisher.publish(content_id)
    assert "Burrs beat blades" in publisher.site.php(look)[1]
    assert publisher.unpublish(content_id).status == "unpublished"
    assert "Burrs" not in publisher.site.php(look)[1]


@BOTH
def test_a_description_somebody_wrote_there_is_not_written_over(publisher: Publisher) -> None:
    publisher.site.php("wp_insert_term( 'Mills', 'category', array( 'description' => 'By hand.' ) ); return 1;")
    publisher.sync()
    record = publisher.publish(publisher.make(html=TEXT, content_type="category", title="Mills"))
    assert (record.status, record.error_code) == ("failed", "TERM_HAS_TEXT"), record.error
    assert publisher.site.php("return get_term_by( 'name', 'Mills', 'category' )->description;") == "By hand."


CUSTOM = '<!-- wp:acme/box {"colour":"red"} -->\n<div class="box">Kept to the byte</div>\n<!-- /wp:acme/box -->'


@BOTH
def test_a_pulled_post_keeps_the_blocks_nobody_touched(publisher: Publisher) -> None:
    first = (
        '<!-- wp:paragraph {"fontSize":"large"} -->\n<p class="has-large-font-size">One.</p>\n<!-- /wp:paragraph -->'
    )
    second = "<!-- wp:paragraph -->\n<p>Two.</p>\n<!-- /wp:paragraph -->"
    raw = "\n\n".join((first, CUSTOM, second))
    publisher.site.php(
        f"return wp_insert_post( wp_slash( array( 'post_title' => 'Pulled', 'post_status' => 'publish', 'post_author' => 1, "
        f"'post_content' => {_php(raw)} ) ) );"
    )
    publisher.sync()
    with tenant(publisher.world.account_id):
        content_id = Content.objects.get(title="Pulled").id
    before = publisher.post()
    html = publisher.content(content_id).html
    publisher.edit(content_id, html=html.replace("Two.", "Two, and a little more."))
    record = publisher.publish(content_id)
    after = publisher.post()
    assert (record.status, record.external_id, after["id"]) == ("live", str(before["id"]), before["id"]), record.error
    assert first in after["content"].replace(f'"metadata":{{"igny8":"{content_id}"}},', "").replace(
        f',"metadata":{{"igny8":"{content_id}"}}', "")  # fmt: skip
    assert CUSTOM in after["content"]
    assert "Two, and a little more." in after["content"]
    assert (after["author"], after["date_gmt"], after["slug"]) == (before["author"], before["date_gmt"], before["slug"])
    assert publisher.sync().updated == 0


def _php(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
