"""What goes with a text follows it: images are sent once, the author and the featured image change with ours and only then."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from igny8.content.models import Image
from igny8.core.tenancy import tenant
from igny8.integration.models import SiteIntegration
from igny8.system.services.author_profiles import author_profile_create
from tests.wordpress.breaking import BreakingProxy
from tests.wordpress.harness.site import WordPress
from tests.wordpress.publisher import Publisher
from tests.wordpress.test_adapter_parts import with_image

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy]
BOTH = pytest.mark.parametrize("way", ["by_bridge", "by_password"])
TEXT = "<p>Warm the cup before you pour.</p>"
OLD_PLUGIN = """add_filter( 'rest_endpoints', function ( $all ) {
    $is_new = fn( $one ) => is_array( $one ) && 'GET' === ( $one['methods'] ?? '' );
    $all['/igny8/v1/media'] = array_filter( $all['/igny8/v1/media'], fn( $one ) => ! $is_new( $one ) );
    return $all;
} );"""
SPELLING = "add_filter( 'content_save_pre', fn( $text ) => str_replace( 'colour', 'color', $text ) );"
SHOP = "require_once '%s';"


@pytest.fixture
def proxy(wordpress: WordPress) -> Iterator[BreakingProxy]:
    with BreakingProxy(wordpress.url, where="/igny8/v1/post") as running:
        yield running


@pytest.fixture
def watched(by_bridge: Publisher, proxy: BreakingProxy) -> Publisher:
    """Through the plugin, by way of the proxy."""
    with tenant(by_bridge.world.account_id):
        SiteIntegration.objects.update(rest_url=f"{proxy.url}/wp-json/")
    return by_bridge


def calls(publisher: Publisher, proxy: BreakingProxy, content_id: UUID, **changes: Any) -> list[str]:
    """The calls of one publication, with ids left out."""
    if changes:
        publisher.edit(content_id, **changes)
    proxy.calls.clear()
    record = publisher.publish(content_id)
    assert (record.status, record.error) == ("live", "")
    return [call.replace(str(content_id), "ID") for call in proxy.calls]


def test_images_are_sent_once_and_asked_for_in_one_call(watched: Publisher, proxy: BreakingProxy) -> None:
    content_id = watched.make(html=TEXT)
    assert calls(watched, proxy, content_id) == ["POST posts"]
    shown = [with_image(watched, content_id, role="in_article", alt=f"Cup {n}", position=n) for n in range(1, 3)]
    with_image(watched, content_id, role="featured", alt="A pot")
    html = TEXT + "".join(f'<figure><img src="/api/v1/writer/images/{pk}/file/" alt="Cup"></figure>' for pk in shown)
    first = calls(watched, proxy, content_id, html=html)
    assert first == ["GET media", *["POST media"] * first.count("POST media"), "POST posts"]
    sent = watched.post()
    assert (sent["thumbnail"] > 0, sent["content"].count("<img")) == (True, 2)
    assert calls(watched, proxy, content_id, html=f"{html}<p>And wait.</p>") == ["GET media", "POST posts"]
    after = watched.post()
    assert (after["thumbnail"], after["content"].count("<img")) == (sent["thumbnail"], 2)
    assert "And wait." in after["content"]


def test_an_older_plugin_gets_them_each_time(watched: Publisher, proxy: BreakingProxy) -> None:
    watched.site.add_mu_plugin("old", OLD_PLUGIN)
    content_id = watched.make(html=TEXT)
    with_image(watched, content_id, role="featured", alt="A pot")
    first = calls(watched, proxy, content_id)
    assert [call for call in first if call.startswith("POST")] == ["POST media", "POST posts"]
    assert watched.post()["thumbnail"] > 0
    again = calls(watched, proxy, content_id, html=f"{TEXT}<p>And wait.</p>")
    assert [call for call in again if call.startswith("POST")] == ["POST media", "POST posts"]


def test_one_call_tells_what_became_of_a_lost_answer(watched: Publisher, proxy: BreakingProxy) -> None:
    content_id = watched.make(html=TEXT, meta_title="Cups")
    with_image(watched, content_id, role="featured", alt="A pot")
    proxy.script.append("drop_after")
    assert calls(watched, proxy, content_id)[2:] == ["POST posts", "GET post-by-content-id/ID"]
    post, item = watched.post(), watched.item(content_id)
    assert (item.state, item.base["raw"], item.external_id) == ("in_sync", post["content"], str(post["id"]))
    assert "search engines" in watched.record(content_id).warnings[0]
    assert watched.sync().updated == 0
    watched.change(post["id"], post_title="Theirs")
    watched.sync()
    proxy.script.append("drop_after")
    again = calls(watched, proxy, content_id, html=f"{TEXT}<p>And wait.</p>", title="Ours")
    assert again == ["GET media", "POST posts", "GET post-by-content-id/ID"]
    assert (watched.post()["title"], watched.record(content_id).live_version) == ("Ours", 3)


@BOTH
def test_a_featured_image_that_we_gave_goes_with_ours(publisher: Publisher) -> None:
    content_id = publisher.make(html=TEXT)
    image_id = with_image(publisher, content_id, role="featured", alt="A pot")
    publisher.publish(content_id)
    assert publisher.post()["thumbnail"] > 0
    with tenant(publisher.world.account_id):
        Image.objects.filter(pk=image_id).delete()
    record = publisher.publish(content_id)
    assert (record.status, publisher.post()["thumbnail"]) == ("live", 0), record.error
    assert publisher.sync().updated == 0


@BOTH
def test_a_featured_image_that_was_chosen_there_stays(publisher: Publisher) -> None:
    content_id = publisher.make(html=TEXT)
    record = publisher.publish(content_id)
    theirs = publisher.site.php(
        f"""require_once ABSPATH . 'wp-admin/includes/image.php'; $up = wp_upload_bits( 'theirs.gif', null, 'GIF89a' );
        $id = wp_insert_attachment( array( 'post_mime_type' => 'image/gif', 'post_title' => 'Theirs' ), $up['file'] );
        set_post_thumbnail( {record.external_id}, $id ); return $id;"""
    )
    publisher.change(record.external_id, post_excerpt="Chosen.")
    publisher.sync()
    publisher.edit(content_id, html=f"{TEXT}<p>And wait.</p>")
    record = publisher.publish(content_id)
    assert (record.status, publisher.post()["thumbnail"]) == ("live", theirs), record.error
    assert "And wait." in publisher.post()["content"]


@BOTH
def test_the_author_follows_unless_somebody_chose_another_one(publisher: Publisher, way: str) -> None:
    with tenant(publisher.world.account_id):
        named = {"Ada Brew": 4, "Ed": 3, "Root": 1}
        authors = [{"id": str(pk), "name": name, "slug": name.lower()} for name, pk in named.items()]
        SiteIntegration.objects.update(structure={"authors": authors}, config={})
        ids = {name: author_profile_create(name=name, slug=f"by-{pk}").id for name, pk in named.items()}

    def after(name: str) -> int:
        publisher.edit(content_id, author_profile_id=ids[name])
        record = publisher.publish(content_id)
        assert (record.status, record.error) == ("live", "")
        author: int = publisher.post()["author"]
        return author

    content_id = publisher.make(html=TEXT)
    publisher.publish(content_id)
    assert publisher.post()["author"] == (1 if way == "by_bridge" else 2), "who connected, or who signs in"
    assert [after("Ada Brew"), after("Ed"), after("Ada Brew")] == [4, 3, 4]
    publisher.change(publisher.post()["id"], post_author=1)
    publisher.sync()
    assert after("Ed") == 1, "somebody chose another one"
    assert publisher.versions(content_id) == 1


def test_what_wordpress_made_of_a_text_is_what_both_agree_on(by_bridge: Publisher) -> None:
    by_bridge.site.add_mu_plugin("spelling", SPELLING)
    content_id = by_bridge.make(html="<p>The colour of coffee says how it was roasted.</p>")
    assert by_bridge.publish(content_id).status == "live"
    assert by_bridge.item(content_id).base["raw"] == by_bridge.post()["content"]
    assert "color of coffee" in by_bridge.item(content_id).base["html"]
    assert by_bridge.sync().updated == 0


def test_a_product_without_the_shop_s_own_api_says_what_is_missing(by_bridge: Publisher) -> None:
    by_bridge.site.add_mu_plugin("shop", SHOP % (Path(__file__).parent / "php" / "woocommerce.php"))
    by_bridge.structure()
    details = {"short_description": "Boils fast.", "attributes": [{"name": "Volume", "options": ["1 l", "2 l"]}]}
    content_id = by_bridge.make(html=TEXT, title="Kettle", content_type="product", details=details)
    with_image(by_bridge, content_id, role="in_article", alt="From the side", position=1)
    record = by_bridge.publish(content_id)
    [product] = by_bridge.posts("product")
    assert (record.status, product["excerpt"]) == ("live", "Boils fast."), record.error
    assert "Volume" in product["content"]
    [warning] = record.warnings
    assert all(word in warning for word in ("attributes", "1 image of its gallery", "application password")), warning
    plain = by_bridge.make(html=TEXT, title="Cup", content_type="product")
    assert by_bridge.publish(plain).warnings == []
