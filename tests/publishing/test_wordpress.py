"""WordPress without the plugin: its API knows no idempotent call, and there is one post all the same."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from igny8.core.tenancy import tenant
from igny8.integration.services.integrations import integration_create
from igny8.publishing.models import PublishingRecord
from tests.factories.publishing import make_article, publish, record_of, work
from tests.publishing.rest_blog import RestBlog
from tests.publishing.test_site import edit

pytestmark = pytest.mark.django_db
TEXT = "<p>Coffee number {} wants its own water, its own grind and its own patience.</p>"


@pytest.fixture
def blog(settings: Any) -> Iterator[RestBlog]:
    settings.PROVIDER_HOSTS = ["127.0.0.1"]
    with RestBlog() as running:
        yield running


@pytest.fixture
def destination(account: Any, blog: RestBlog) -> str:
    with tenant(account.account_id):
        row = integration_create(
            site_id=account.site_id, platform="wordpress", base_url=blog.url, username="ed", app_password="secret"
        )
        return row.destination


def assert_each_once(account: Any, blog: RestBlog, count: int) -> None:
    with tenant(account.account_id):
        rows = list(PublishingRecord.objects.all())
    assert Counter(row.status for row in rows) == {"live": count}, [row.error for row in rows if row.error]
    assert sorted(int(row.external_id) for row in rows) == sorted(blog.posts)
    texts = [post["content"]["raw"] for post in blog.posts.values()]
    assert all(sum(f"number {n} wants" in text for text in texts) == 1 for n in range(count))


def test_two_hundred_lost_answers_no_double_and_none_lost(account: Any, blog: RestBlog, destination: str) -> None:
    ids = [make_article(account, title="Coffee" if n % 2 else f"Coffee {n}", html=TEXT.format(n)) for n in range(200)]
    blog.script.extend(["drop_after"] * 200)
    blog.looks.extend(["drop_before", "ok", "ok", "500"] * 30)
    publish(account, *ids, destinations=[destination])
    work(account, destination)
    assert_each_once(account, blog, 200)
    assert blog.asked["POST"] == 200, "what was there was recognised, and not written again"


@pytest.mark.parametrize(("has_search", "keeps_slugs"), [(False, True), (True, False)], ids=["by slug", "by search"])
def test_it_is_found_by_slug_or_by_search(
    account: Any, blog: RestBlog, destination: str, has_search: bool, keeps_slugs: bool
) -> None:
    blog.has_search, blog.keeps_slugs = has_search, keeps_slugs
    ids = [make_article(account, title="Coffee", html=TEXT.format(n)) for n in range(3)]
    blog.script.extend(["drop_after"] * 3)
    publish(account, *ids, destinations=[destination])
    work(account, destination)
    assert_each_once(account, blog, 3)


@pytest.mark.parametrize(
    ("script", "writes"),
    [(["drop_before"], 2), (["500", "429", "drop_before", "drop_after"], 4), (["drop_after"], 1)],
    ids=str,
)
def test_whatever_was_lost_there_is_one_post(
    account: Any, blog: RestBlog, destination: str, script: list[str], writes: int
) -> None:
    content_id = make_article(account, html=TEXT.format(0))
    blog.script.extend(script)
    publish(account, content_id, destinations=[destination])
    work(account, destination)
    assert_each_once(account, blog, 1)
    assert blog.asked["POST"] == writes


@pytest.mark.parametrize(
    ("status", "kind"), [("401", "action_required"), ("403", "action_required"), ("400", "permanent")]
)
def test_what_no_retry_mends_fails_at_once(
    account: Any, blog: RestBlog, destination: str, status: str, kind: str
) -> None:
    content_id = make_article(account)
    blog.script.append(status)
    publish(account, content_id, destinations=[destination])
    work(account, destination)
    record = record_of(account, content_id, destination)
    assert (record.status, record.error_kind, record.attempts) == ("failed", kind, 1)


def test_one_call_for_a_new_post_and_two_for_a_changed_one(account: Any, blog: RestBlog, destination: str) -> None:
    content_id = make_article(account)
    publish(account, content_id, destinations=[destination])
    work(account, destination)
    assert dict(blog.asked) == {"POST": 1}
    edit(account, content_id, html="<p>The second version says more about grinding, water and patience.</p>")
    publish(account, content_id, destinations=[destination])
    work(account, destination)
    assert dict(blog.asked) == {"POST": 2, "GET": 1}
