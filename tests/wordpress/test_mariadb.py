"""What differs on MySQL: its locks, its SQL. Collected where MariaDB is installed."""

from concurrent.futures import ThreadPoolExecutor

from tests.support.bridge import Bridge
from tests.wordpress.conftest import connect
from tests.wordpress.harness.presence import has_mariadb
from tests.wordpress.harness.site import WordPress
from tests.wordpress.platform import SECRET, Platform
from tests.wordpress.samples import payload, picture
from tests.wordpress.test_terms import put

if has_mariadb():

    def test_publishing_exporting_and_telling(mariadb_wordpress: WordPress, platform: Platform) -> None:
        site = mariadb_wordpress
        connect(site, platform)
        bridge = Bridge(site.rest, SECRET)
        terms = {"category": [{"name": "Suppen"}]}
        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda _: bridge.upsert(payload(terms=terms)), range(200)))
            images = list(pool.map(lambda _: bridge.upload(picture()).json()["attachment_id"], range(8)))
        assert {answer.status_code for answer in answers} == {200, 201}
        assert len({answer.json()["post_id"] for answer in answers}) == len(set(images)) == 1
        assert sum(answer.json()["created"] for answer in answers) == 1
        assert bridge.get("export", types="post", per_page="1")["total"] == 2
        assert len(bridge.get("link-graph")["nodes"]) == 3
        assert len(bridge.get("taxonomies")["items"]) == 2
        site.php(
            "foreach ( array( 1, 2 ) as $n ) { wp_update_post( array( 'ID' => 1, 'post_title' => $n ) ); } return 1;"
        )
        site.cron()
        assert [message["type"] for message in platform.messages()] == ["post.saved"]
        assert site.faults() == []

    def test_fifty_terms_at_once_are_one(mariadb_wordpress: WordPress, platform: Platform) -> None:
        """And posts that name it as their category find that one."""
        site = mariadb_wordpress
        connect(site, platform)
        bridge = Bridge(site.rest, SECRET)
        category = {"category": [{"name": "Suppen & Eintöpfe", "slug": "suppen"}]}
        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda _: put(bridge, slug="suppen"), range(50)))
            posts = list(pool.map(lambda n: bridge.upsert(payload(f"c-{n}", terms=category)).status_code, range(8)))
        assert {answer.status_code for answer in answers} == {200, 201}, answers[0].text
        assert sum(answer.json()["created"] for answer in answers) == 1
        assert len({answer.json()["term_id"] for answer in answers}) == 1
        assert posts == [201] * 8
        assert {t["slug"]: t["count"] for t in bridge.get("taxonomies")["items"]} == {"uncategorized": 1, "suppen": 8}
        assert site.faults() == []
