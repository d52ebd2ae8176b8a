"""One content is at most one post, however often and however simultaneously it is sent."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.support.bridge import Bridge
from tests.wordpress.harness.site import WordPress
from tests.wordpress.samples import payload


def written(bridge: Bridge, **changes: Any) -> dict[str, Any]:
    """Send, and give the answer."""
    answer = bridge.upsert(payload(**changes))
    assert answer.status_code in {200, 201}, answer.text
    data: dict[str, Any] = answer.json()
    return data


def found(bridge: Bridge, content_id: str = "c-1") -> dict[str, Any]:
    post: dict[str, Any] = bridge.get(f"post-by-content-id/{content_id}")["post"]
    return post


def test_a_post_arrives_as_it_was_sent(bridge: Bridge, wordpress: WordPress) -> None:
    answer = written(bridge, meta={"score": 81.6, "links": [{"url": "https://a.example/x", "anchor": "X"}]})
    assert answer["created"] is True
    assert answer["url"] == f"{wordpress.url}/slug-c-1/"
    post = found(bridge)
    for name, value in (
        ("title", "Brühen & Kochen"),
        ("excerpt", "Kurz."),
        ("status", "publish"),
        ("slug", "slug-c-1"),
    ):
        assert post[name] == value
    assert post["content"] == payload()["html"]
    assert post["author"]["id"] == 1
    assert bridge.get("post-by-task-id/t-c-1")["post"]["id"] == answer["post_id"]
    page = bridge.client.get(answer["url"])
    assert page.status_code == 200
    assert "Erster <strong>Absatz</strong>" in page.text


def test_both_sides_compute_the_same_hash(bridge: Bridge) -> None:
    answer = written(bridge, terms={"category": [{"name": "Suppen"}], "post_tag": [{"name": "B"}, {"name": "A"}]})
    post = found(bridge)
    ids = sorted(term["id"] for terms in post["terms"].values() for term in terms)
    values = {
        "content": post["content"],
        "excerpt": post["excerpt"],
        "featured": None,
        "slug": post["slug"],
        "status": post["status"],
        "terms": ids,
        "title": post["title"],
    }
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == answer["hash"] == post["hash"]


def test_the_same_again_writes_nothing(bridge: Bridge) -> None:
    first, second = written(bridge), written(bridge)
    assert (second["created"], second["written"], second["post_id"]) == (False, False, first["post_id"])
    assert second["modified_gmt"] == first["modified_gmt"]
    assert written(bridge, payload_hash="2", title="Neu")["written"] is True
    assert found(bridge)["title"] == "Neu"


def test_what_wordpress_made_of_the_text_is_answered(bridge: Bridge) -> None:
    html = "<p>A cup.</p><script>steam()</script>"
    answer = written(bridge, html=html)
    assert answer["raw"] == found(bridge)["content"] == "<p>A cup.</p>steam()"
    again = written(bridge, html=html)
    assert (again["written"], again["raw"]) == (False, answer["raw"])
    assert "raw" not in written(bridge, payload_hash="2"), "it is as it was sent"


def test_what_was_written_last_is_told_while_it_stands(bridge: Bridge, wordpress: WordPress) -> None:
    number = written(bridge, version="v1")["post_id"]
    assert (found(bridge)["payload_hash"], found(bridge)["version"]) == ("1", "v1")
    written(bridge, payload_hash="2", version="v2", title="Neu")
    assert (found(bridge)["payload_hash"], found(bridge)["version"]) == ("2", "v2")
    written(bridge, payload_hash="3", title="Ohne")
    assert (found(bridge)["payload_hash"], found(bridge)["version"]) == ("3", "")
    written(bridge, payload_hash="4", version="v4")
    wordpress.php(f"return wp_update_post( array( 'ID' => {number}, 'post_title' => 'Anders' ) );")
    assert (found(bridge)["payload_hash"], found(bridge)["version"]) == ("", "")
    written(bridge, payload_hash="5", version="v5")
    bridge.request("DELETE", "posts/c-1", query={"to": "draft"})
    assert (found(bridge)["payload_hash"], found(bridge)["version"]) == ("", "")


def test_the_author_follows_while_it_is_the_one_that_was_given(bridge: Bridge, wordpress: WordPress) -> None:
    number = written(bridge)["post_id"]

    def after(author_id: int, payload_hash: str) -> int:
        written(bridge, payload_hash=payload_hash, if_ours={"author_id": author_id})
        author: int = found(bridge)["author"]["id"]
        return author

    assert [after(3, "2"), after(4, "3"), after(999, "4"), after(3, "5")] == [3, 4, 4, 3]
    wordpress.php(f"return wp_update_post( array( 'ID' => {number}, 'post_author' => 1 ) );")
    assert after(4, "6") == 1, "somebody chose another one"
    written(bridge, payload_hash="7", author_id=4)
    assert found(bridge)["author"]["id"] == 4, "without a condition it is set"


@pytest.mark.heavy
def test_two_hundred_at_once_are_one_post(bridge: Bridge, wordpress: WordPress) -> None:
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: bridge.upsert(payload()), range(200)))
    assert {answer.status_code for answer in answers} == {200, 201}
    assert sum(answer.json()["created"] for answer in answers) == 1
    assert len({answer.json()["post_id"] for answer in answers}) == 1
    assert bridge.get("export", types="post")["total"] == 2  # ours, and WordPress's "Hello world!"


def test_fifty_contents_at_once_share_their_terms(bridge: Bridge, wordpress: WordPress) -> None:
    terms = {"category": [{"name": "Suppen", "external_id": "k-1"}], "post_tag": [{"name": "warm"}]}
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda n: bridge.upsert(payload(f"c-{n}", terms=terms)).status_code, range(50)))
    assert codes == [201] * 50
    counts = {(t["name"]): t["count"] for t in bridge.get("taxonomies")["items"]}
    assert counts == {"Uncategorized": 1, "Suppen": 50, "warm": 50}


def test_a_process_that_died_after_the_insert_leaves_no_second_post(bridge: Bridge, wordpress: WordPress) -> None:
    deadly = wordpress.add_mu_plugin(
        "die", "add_action( 'add_post_meta', function () { posix_kill( posix_getpid(), SIGKILL ); } );"
    )
    with pytest.raises(httpx.RemoteProtocolError):
        bridge.upsert(payload())
    deadly.unlink()
    wordpress.halt()
    wordpress.serve()
    rows = (
        "return $GLOBALS['wpdb']->get_col( \"SELECT ID FROM {$GLOBALS['wpdb']->posts} WHERE post_name = 'slug-c-1'\" );"
    )
    orphans = wordpress.php(rows)
    assert len(orphans) == 1
    # The lock of the dead is inherited once its minute is over.
    late = "UPDATE {$GLOBALS['wpdb']->options} SET option_value = '1000000000:x' WHERE option_name LIKE 'igny8_lock%'"
    assert wordpress.php(f"return $GLOBALS['wpdb']->query( \"{late}\" );") == 1
    assert written(bridge)["post_id"] == int(orphans[0])
    assert wordpress.php(rows) == orphans


def test_what_was_changed_here_is_not_overwritten(bridge: Bridge, wordpress: WordPress) -> None:
    answer = written(bridge)
    wordpress.php(f"return wp_update_post( array( 'ID' => {answer['post_id']}, 'post_title' => 'Von Hand' ) );")
    refused = bridge.upsert(payload(payload_hash="2", title="Von IGNY8", if_hash=answer["hash"]))
    assert refused.status_code == 409
    error = refused.json()
    assert error["code"] == "igny8_changed_here"
    assert error["data"]["hash"] == found(bridge)["hash"] != answer["hash"]
    assert found(bridge)["title"] == "Von Hand"
    forced = written(bridge, payload_hash="2", title="Von IGNY8", if_hash=error["data"]["hash"])
    assert (forced["written"], found(bridge)["title"]) == (True, "Von IGNY8")


def test_my_version_wins_also_when_it_is_the_one_written_last(bridge: Bridge, wordpress: WordPress) -> None:
    answer = written(bridge)
    wordpress.php(f"return wp_update_post( array( 'ID' => {answer['post_id']}, 'post_title' => 'Von Hand' ) );")
    assert written(bridge)["written"] is False
    assert written(bridge, if_hash=found(bridge)["hash"])["written"] is True
    assert found(bridge)["title"] == payload()["title"]


def test_a_post_is_scheduled_brought_forward_and_withdrawn(bridge: Bridge, wordpress: WordPress) -> None:
    planned = written(bridge, status="future", date_gmt="2099-01-31T12:00:00Z")
    assert planned["status"] == "future"
    assert found(bridge)["date_gmt"] == "2099-01-31T12:00:00Z"
    assert written(bridge, payload_hash="2", status="publish")["status"] == "publish"
    gone = bridge.request("DELETE", "posts/c-1", query={"to": "draft"}).json()
    assert (gone["status"], gone["gone"]) == ("draft", False)
    assert bridge.client.get(planned["url"]).status_code == 404
    assert bridge.request("DELETE", "posts/c-1", query={"to": "trash"}).json()["gone"] is True
    assert bridge.request("DELETE", "posts/c-1", query={"to": "trash"}).json() == {"gone": True}
    assert bridge.request("DELETE", "posts/unknown").json() == {"gone": True}
    assert written(bridge)["status"] == "publish"


def test_a_copy_made_by_a_plugin_is_not_taken_for_the_original(bridge: Bridge, wordpress: WordPress) -> None:
    answer = written(bridge)
    copy = wordpress.php(
        f"""$id = wp_insert_post( array( 'post_title' => 'Copy', 'post_status' => 'publish' ) );
        foreach ( get_post_meta( {answer["post_id"]} ) as $k => $v ) {{ add_post_meta( $id, $k, $v[0] ); }} return $id;"""
    )
    items = {item["id"]: item["content_id"] for item in bridge.get("export", types="post")["items"]}
    assert (items[answer["post_id"]], items[copy]) == ("c-1", None)
    wordpress.php(f"return (bool) wp_delete_post( {answer['post_id']}, true );")
    assert bridge.get("post-by-content-id/c-1") == {"found": False}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"content_id": "../x"}, "content_id"),
        ({"status": "inherit"}, "status"),
        ({"post_type": "revision"}, "revision"),
        ({"title": ["a"]}, "title"),
        ({"date_gmt": "soon-ish"}, "date_gmt"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(bridge: Bridge, change: dict[str, Any], word: str) -> None:
    answer = bridge.upsert(payload(**change))
    assert answer.status_code == 400
    assert word in answer.json()["message"]


def test_scripts_do_not_reach_the_page(bridge: Bridge) -> None:
    written(bridge, html='<p onclick="x()">A</p><script>alert(1)</script>', title="<img src=x onerror=y>T")
    post = found(bridge)
    assert "onclick" not in post["content"]
    assert "<script" not in post["content"]
    assert "onerror" not in post["title"]


def test_put_names_the_content_in_its_address(bridge: Bridge) -> None:
    body = json.dumps(payload("other", title="Über PUT")).encode()
    assert bridge.request("PUT", "posts/c-9", body=body).status_code == 201
    assert found(bridge, "c-9")["title"] == "Über PUT"


EVENT = "return wp_next_scheduled( 'publish_future_post', array( %d ) );"


def test_what_lies_in_the_trash_comes_back_as_the_same_post(bridge: Bridge, wordpress: WordPress) -> None:
    """Under its number, with its comments, whether IGNY8 or somebody here put it there."""
    number = written(bridge)["post_id"]
    comment = wordpress.php(
        f"return wp_insert_comment( array( 'comment_post_ID' => {number}, 'comment_content' => 'x' ) );"
    )
    state = (
        f"$p = get_post( {number} ); $m = preg_grep( '/^_wp_/', array_keys( get_post_meta( $p->ID ) ) );"
        f"return array( $p->post_status, $p->post_name, get_comment( {comment} )->comment_approved, array_values( $m ) );"
    )
    for way in (f"return (bool) wp_trash_post( {number} );", ""):
        if way:
            assert wordpress.php(way) is True
        else:
            assert bridge.request("DELETE", "posts/c-1", query={"to": "trash"}).json()["gone"] is True
        assert wordpress.php(state)[:3] == ["trash", "slug-c-1__trashed", "post-trashed"]
        again = written(bridge)
        assert (again["post_id"], again["created"], again["written"], again["status"]) == (
            number,
            False,
            True,
            "publish",
        )
        assert again["url"] == f"{wordpress.url}/slug-c-1/"
        assert wordpress.php(state) == ["publish", "slug-c-1", "1", []]
    wordpress.php(f"return (bool) wp_trash_post( {number} );")
    assert written(bridge, payload_hash="2", slug="neu")["slug"] == "neu"


def test_a_trashed_post_is_not_brought_back_by_withdrawing_it(bridge: Bridge, wordpress: WordPress) -> None:
    number = written(bridge)["post_id"]
    wordpress.php(f"return (bool) wp_trash_post( {number} );")
    assert bridge.request("DELETE", "posts/c-1", query={"to": "draft"}).json() == {"gone": True}
    assert found(bridge)["status"] == "trash"


def test_trashed_here_is_a_change_when_it_is_asked_about(bridge: Bridge, wordpress: WordPress) -> None:
    first = written(bridge)
    wordpress.php(f"return (bool) wp_trash_post( {first['post_id']} );")
    refused = bridge.upsert(payload(if_hash=first["hash"]))
    assert (refused.status_code, refused.json()["code"]) == (409, "igny8_changed_here")
    assert written(bridge, if_hash=refused.json()["data"]["hash"])["status"] == "publish"


def test_deleted_for_good_is_made_anew(bridge: Bridge, wordpress: WordPress) -> None:
    first = written(bridge)["post_id"]
    wordpress.php(f"return (bool) wp_delete_post( {first}, true );")
    second = written(bridge)
    assert (second["created"], second["post_id"] != first, second["slug"]) == (True, True, "slug-c-1")


def test_the_schedule_follows_the_status(bridge: Bridge, wordpress: WordPress) -> None:
    live = written(bridge)
    event = EVENT % live["post_id"]
    assert wordpress.php(event) is False
    planned = written(bridge, payload_hash="2", status="future", date_gmt="2099-01-31T12:00:00Z")
    assert (planned["status"], planned["post_id"]) == ("future", live["post_id"])
    assert wordpress.php(event) == 4073544000
    assert bridge.client.get(live["url"]).status_code == 404
    moved = written(bridge, payload_hash="3", status="future", date_gmt="2099-02-01T12:00:00Z")
    assert (moved["status"], wordpress.php(event)) == ("future", 4073630400)
    shown = written(bridge, payload_hash="4", date_gmt="2026-01-31T12:00:00Z")
    assert (shown["status"], found(bridge)["date_gmt"]) == ("publish", "2026-01-31T12:00:00Z")
    assert wordpress.php(event) is False
    draft = written(bridge, payload_hash="5", status="draft")
    assert (draft["status"], wordpress.php(event)) == ("draft", False)
    back = written(bridge, payload_hash="6")
    assert (back["status"], found(bridge)["date_gmt"], back["url"]) == ("publish", "2026-01-31T12:00:00Z", live["url"])
    written(bridge, payload_hash="7", status="future", date_gmt="2099-01-31T12:00:00Z")
    bridge.request("DELETE", "posts/c-1", query={"to": "draft"})
    assert wordpress.php(event) is False
    # Withdrawn while it was scheduled, published without a date: at once, not in 2099.
    assert written(bridge, payload_hash="8")["status"] == "publish"


@pytest.mark.parametrize("payload_hash", ["1", "2"])
def test_a_missed_schedule_is_mended_by_sending_again(bridge: Bridge, wordpress: WordPress, payload_hash: str) -> None:
    """WP-Cron never ran: a second request does what it should have done, even one with the same text."""
    planned = written(bridge, status="future", date_gmt="2099-01-31T12:00:00Z")
    number = planned["post_id"]
    past = f"UPDATE wp_posts SET post_date = '2026-01-31 13:00:00', post_date_gmt = '2026-01-31 12:00:00' WHERE ID = {number}"
    wordpress.php(f'return $GLOBALS["wpdb"]->query( "{past}" );')
    again = written(bridge, payload_hash=payload_hash, status="publish", date_gmt="2026-01-31T12:00:00Z")
    assert (again["post_id"], again["status"], again["written"]) == (number, "publish", True)
    assert wordpress.php(EVENT % number) is False
    assert found(bridge)["date_gmt"] == "2026-01-31T12:00:00Z"
    assert bridge.client.get(again["url"]).status_code == 200


BY_HAND = """return wp_insert_post( array( 'post_type' => 'page', 'post_title' => 'Von Hand', 'post_status' => 'publish',
    'post_content' => '<p>Alt</p>', 'post_author' => 2, 'post_date' => '2025-03-01 10:00:00' ) );"""


def test_a_post_that_was_here_before_becomes_the_content_s(bridge: Bridge, wordpress: WordPress) -> None:
    number = wordpress.php(BY_HAND)
    state = next(item for item in bridge.get("export", types="page")["items"] if item["id"] == number)
    refused = bridge.upsert(payload(post_id=number, if_hash="0" * 64))
    assert (refused.status_code, refused.json()["code"]) == (409, "igny8_changed_here")
    assert found_of(bridge, number, "page") is None
    adopted = written(bridge, post_id=number, if_hash=state["hash"], slug=None)
    assert (adopted["post_id"], adopted["created"], adopted["written"]) == (number, False, True)
    post = found(bridge)
    assert (post["type"], post["author"]["id"], post["date_gmt"]) == ("page", 2, "2025-03-01T09:00:00Z")
    assert (post["slug"], post["title"]) == ("von-hand", payload()["title"])
    assert found_of(bridge, number, "page") == "c-1"
    again = written(bridge, post_id=number, payload_hash="2", title="Neu")
    assert (again["post_id"], found(bridge)["title"]) == (number, "Neu")
    taken = bridge.upsert(payload("c-2", post_id=number))
    assert (taken.status_code, taken.json()["code"]) == (409, "igny8_post_taken")
    assert taken.json()["data"]["content_id"] == "c-1"


def found_of(bridge: Bridge, number: int, kind: str) -> str | None:
    items = bridge.get("export", types=kind)["items"]
    content_id: str | None = next(item["content_id"] for item in items if item["id"] == number)
    return content_id


def test_a_post_that_is_not_here_cannot_be_adopted(bridge: Bridge, wordpress: WordPress) -> None:
    image = wordpress.php(
        "return wp_insert_attachment( array( 'post_title' => 'x', 'post_mime_type' => 'image/png' ) );"
    )
    for number in (99999, image):
        refused = bridge.upsert(payload(post_id=number))
        assert (refused.status_code, refused.json()["code"]) == (404, "igny8_post_unknown")
    assert bridge.get("post-by-content-id/c-1") == {"found": False}


def test_a_copy_of_our_post_and_one_in_the_trash_can_be_adopted(bridge: Bridge, wordpress: WordPress) -> None:
    original = written(bridge)
    copy = wordpress.php(
        f"""$id = wp_insert_post( array( 'post_title' => 'Copy', 'post_status' => 'publish' ) );
        foreach ( get_post_meta( {original["post_id"]} ) as $k => $v ) {{ add_post_meta( $id, $k, $v[0] ); }}
        wp_trash_post( $id ); return $id;"""
    )
    # The copied note of the last payload must not make it "the same as before".
    adopted = written(bridge, content_id="c-2", post_id=copy, slug="zwei", title="Zwei")
    assert (adopted["post_id"], adopted["status"], adopted["written"]) == (copy, "publish", True)
    assert (found(bridge, "c-2")["title"], found(bridge)["id"]) == ("Zwei", original["post_id"])


def test_of_many_contents_one_gets_the_post(bridge: Bridge, wordpress: WordPress) -> None:
    number = wordpress.php(BY_HAND)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: bridge.upsert(payload(f"c-{n}", post_id=number)), range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
