"""Search engines are told of every page that was published or taken down: once, together, and whatever they answer."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from igny8.core.ids import uuid7
from igny8.core.tenancy import tenant
from igny8.publishing import constants as c
from igny8.publishing.adapters import indexnow
from igny8.publishing.adapters.indexnow_addresses import NotSent, is_covered, page_address
from igny8.publishing.engine import indexnow_send
from igny8.publishing.engine.indexnow_queue import ChangedPage, pages_queue
from igny8.publishing.models import IndexNowHost, IndexNowSubmission
from igny8.publishing.services.indexnow import indexnow_update
from igny8.publishing.services.indexnow_work import host_work, indexnow_purge, indexnow_sweep
from tests.factories.indexnow import PAGE, SHOP, hosts_of, keys_of, line, lines, tell, tell_gone, work
from tests.support.search_engines import SearchEngines

pytestmark = pytest.mark.django_db


def test_a_published_page_is_told_with_its_key(shop: Any, engines: SearchEngines) -> None:
    tell(shop)
    assert lines(shop) == [(PAGE, "waiting", "")]
    assert work(shop) == 1
    key = keys_of(shop).key
    assert engines.calls == [
        {"host": "tea.example.com", "key": key, "keyLocation": f"http://tea.example.com/{key}.txt", "urlList": [PAGE]}
    ]
    row = line(shop)
    assert (row.state, row.status_code, row.attempts, row.reason) == ("sent", 200, 1, "published")
    assert row.finished_at is not None
    (host,) = hosts_of(shop)
    assert (host.key_state, host.lease_until) == ("ok", None)
    assert work(shop) == 0, "nothing is left to do"


def test_a_page_that_waits_is_told_once(shop: Any, engines: SearchEngines) -> None:
    content_id = tell(shop)
    for _ in range(3):
        tell(shop, content_id=content_id)
    tell(shop, f"{PAGE}#comments")
    tell(shop, "http://TEA.example.com:80/green-tea/")
    work(shop)
    assert (lines(shop), engines.told) == ([(PAGE, "sent", "")], {PAGE: 1})
    tell(shop, content_id=content_id)
    work(shop)
    assert engines.told == {PAGE: 2}
    assert sum(engines.asked.values()) == 1, "the key was read for the first call only"


def test_taken_down_and_moved(shop: Any, engines: SearchEngines) -> None:
    content_id = tell(shop)
    work(shop)
    new = "http://tea.example.com/sencha/"
    tell(shop, new, content_id=content_id)
    work(shop)
    assert engines.told == {PAGE: 2, new: 1}, "search engines should see the redirect of the old address"
    assert line(shop).reason == "moved"
    tell_gone(shop, content_id, new)
    work(shop)
    assert (engines.told[new], line(shop, new).reason) == (2, "unpublished")


def test_an_older_event_without_an_address_uses_the_log(shop: Any, engines: SearchEngines) -> None:
    content_id = tell(shop)
    work(shop)
    tell_gone(shop, content_id, "")
    work(shop)
    assert engines.told == {PAGE: 2}


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://127.0.0.1:8002/s/tea/green/", "NOT_PUBLIC"),
        ("https://192.168.4.4/green/", "NOT_PUBLIC"),
        ("https://[::1]/green/", "NOT_PUBLIC"),
        ("https://[fd00::1]/green/", "NOT_PUBLIC"),
        ("https://localhost/green/", "NOT_PUBLIC"),
        ("https://tea.localhost/green/", "NOT_PUBLIC"),
        ("https://tea.local/green/", "NOT_PUBLIC"),
        ("https://shop/green/", "NOT_PUBLIC"),
        ("https://0x7f.1/green/", "NOT_PUBLIC"),
        ("http://tea.example.com:8080/green/", "UNUSUAL_PORT"),
        ("https://user:secret@tea.example.com/green/", "ADDRESS_INVALID"),
        ("ftp://tea.example.com/green/", "ADDRESS_INVALID"),
        ("https://tea..example.com/green/", "ADDRESS_INVALID"),
    ],
)
def test_what_nobody_outside_can_open_is_logged_and_not_sent(
    account: Any, engines: SearchEngines, url: str, code: str
) -> None:
    for _ in range(2):
        tell(account, url)
    ((_, state, found),) = lines(account)
    assert state == "skipped"
    assert found in {code, "NOT_PUBLIC"}
    assert line(account, url).error.endswith(".")
    assert (work(account), engines.calls) == (0, [])


def test_a_name_that_leads_into_a_private_network_is_skipped(account: Any, engines: SearchEngines) -> None:
    tell(account, "https://intranet.example.com/plan/")
    work(account)
    assert lines(account) == [("https://intranet.example.com/plan/", "skipped", "NOT_PUBLIC")]
    assert engines.calls == []


def test_names_of_other_alphabets_are_sent_in_ascii() -> None:
    found = page_address("https://Чай.РФ/зелёный/?a=1#top")
    assert found.host == "xn--80as4b.xn--p1ai"
    assert found.url.isascii()
    assert found.url.endswith("?a=1")
    with pytest.raises(NotSent):
        page_address("https://tea.example.com/" + "x" * 2000)


def test_a_key_speaks_for_its_folder() -> None:
    key = "https://tea.example.com/s/tea/k.txt"
    assert is_covered("https://tea.example.com/s/tea/green/", key_url=key)
    for other in ("https://tea.example.com/s/coffee/", "https://tea.example.com/", "http://tea.example.com/s/tea/x/"):
        assert not is_covered(other, key_url=key)
    assert is_covered("https://tea.example.com/a", key_url="https://tea.example.com/?igny8_indexnow=k")


@pytest.mark.parametrize("how", ["500", "503", "429", "hang", "drop_before", "drop_after", "html", "301", "404", "418"])
def test_trouble_is_tried_again(shop: Any, engines: SearchEngines, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexnow, "SUBMIT_TIMEOUTS", indexnow.Timeouts(connect_s=1, read_s=0.3, total_s=1))
    engines.behaviours.append(how)
    tell(shop)
    assert work(shop) == 2, "with no waiting between attempts in tests, the second follows at once"
    row = line(shop)
    assert (row.state, row.attempts, row.error) == ("sent", 2, "")
    assert hosts_of(shop)[0].key_state == "ok"


def test_the_wait_search_engines_ask_for_is_kept(shop: Any, engines: SearchEngines) -> None:
    engines.behaviours.append("429:700")
    tell(shop)
    work(shop)
    (host,), now = hosts_of(shop), timezone.now()
    assert now + timedelta(seconds=690) < host.not_before < now + timedelta(seconds=710)
    row = line(shop)
    assert (row.state, row.error_code) == ("waiting", "INDEXNOW_TOO_MANY")
    assert "slow down" in row.error
    assert host_work(account_id=shop.account_id, host_id=host.id) == 0
    assert indexnow_sweep() == 0


def test_given_up_with_a_sentence(shop: Any, engines: SearchEngines) -> None:
    engines.behaviours.extend(["500"] * c.SUBMISSION_ATTEMPTS)
    tell(shop)
    assert work(shop) == c.SUBMISSION_ATTEMPTS
    row = line(shop)
    assert (row.state, row.error_code, row.attempts) == ("failed", "INDEXNOW_ERROR", c.SUBMISSION_ATTEMPTS)
    assert row.error == "Given up after 10 attempts. 127.0.0.1 answered with the error 500."
    tell(shop, "http://tea.example.com/oolong/")
    work(shop)
    assert line(shop, "http://tea.example.com/oolong/").state == "sent", "the next page is not held up by it"


def test_one_page_that_is_refused_is_found(shop: Any, engines: SearchEngines) -> None:
    urls = [f"http://tea.example.com/{n}/" for n in range(37)]
    engines.refused = {urls[5], urls[30]}
    for url in urls:
        tell(shop, url)
    work(shop)
    states = {url: state for url, state, _ in lines(shop)}
    assert {url for url, state in states.items() if state == "failed"} == engines.refused
    assert set(states.values()) == {"sent", "failed"}
    assert set(engines.told.values()) == {1}
    assert line(shop, urls[5]).error_code == "INDEXNOW_REFUSED"
    assert len(engines.calls) < 40


def test_more_than_one_call_holds(shop: Any, engines: SearchEngines) -> None:
    content = [ChangedPage(f"http://tea.example.com/{n}/", SHOP, uuid7(), "asked") for n in range(10_250)]
    with tenant(shop.account_id):
        assert pages_queue(site_id=shop.site_id, pages=content, keys=keys_of(shop)).waiting == 10_250
        assert pages_queue(site_id=shop.site_id, pages=content, keys=keys_of(shop)).waiting == 10_250
    assert work(shop) == 2
    assert [len(call["urlList"]) for call in engines.calls] == [10_000, 250]
    assert (len(engines.told), set(engines.told.values())) == (10_250, {1})


def test_hosts_are_told_apart(shop: Any, engines: SearchEngines) -> None:
    key = keys_of(shop).key
    engines.files[f"coffee.example.com/{key}.txt"] = key
    other = "http://coffee.example.com/moka/"
    tell(shop)
    tell(shop, other)
    work(shop)
    assert {call["host"]: call["urlList"] for call in engines.calls} == {
        "tea.example.com": [PAGE],
        "coffee.example.com": [other],
    }


def test_changed_while_it_was_sent_is_sent_again(
    shop: Any, engines: SearchEngines, monkeypatch: pytest.MonkeyPatch
) -> None:
    content_id, submit = tell(shop), indexnow_send.submit
    changes = iter([1])

    def meanwhile(*args: Any, **options: Any) -> int:
        for _ in changes:
            tell(shop, content_id=content_id)
            tell(shop, content_id=content_id)
        return submit(*args, **options)

    monkeypatch.setattr(indexnow_send, "submit", meanwhile)
    assert work(shop) == 2
    assert engines.told == {PAGE: 2}
    assert lines(shop) == [(PAGE, "sent", "")] * 2


def test_switched_off_for_the_site_or_for_everybody(shop: Any, engines: SearchEngines, settings: Any) -> None:
    tell(shop)
    with tenant(shop.account_id):
        indexnow_update(site_id=shop.site_id, is_enabled=False)
    tell(shop, "http://tea.example.com/oolong/")
    assert lines(shop) == [(PAGE, "skipped", "SWITCHED_OFF")]
    with tenant(shop.account_id):
        indexnow_update(site_id=shop.site_id, is_enabled=True)
    tell(shop)
    settings.INDEXNOW_URL = "off"
    tell(shop, "http://tea.example.com/oolong/")
    work(shop)
    assert lines(shop) == [(PAGE, "skipped", "SWITCHED_OFF")] * 2
    assert engines.calls == []


def test_the_sweeper_finds_lost_hints(shop: Any, engines: SearchEngines) -> None:
    assert indexnow_sweep() == 0
    tell(shop)
    assert indexnow_sweep() == 1
    work(shop)
    assert indexnow_sweep() == 0


def test_a_worker_that_comes_back_too_late_changes_nothing(
    shop: Any, engines: SearchEngines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its lease ran out while it was sending, and another worker has done it all."""
    tell(shop)
    submit, is_first = indexnow_send.submit, iter([True])

    def slow(*args: Any, **options: Any) -> int:
        if next(is_first, False):
            with tenant(shop.account_id):
                IndexNowHost.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
            work(shop)
            tell(shop)
        return submit(*args, **options)

    monkeypatch.setattr(indexnow_send, "submit", slow)
    (host,) = hosts_of(shop)
    assert host_work(account_id=shop.account_id, host_id=host.id) >= 1
    assert [state for _, state, _ in lines(shop)] == ["sent", "sent" if work(shop) == 0 else "waiting"]
    assert engines.told[PAGE] >= 2


def test_the_log_is_kept_for_thirty_days(shop: Any, engines: SearchEngines) -> None:
    for name in ("old", "new", "waiting"):
        tell(shop, f"http://tea.example.com/{name}/")
        if name != "waiting":
            work(shop)
    with tenant(shop.account_id):
        long_ago = timezone.now() - timedelta(days=31)
        IndexNowSubmission.objects.exclude(url__contains="new").update(created_at=long_ago)
    assert indexnow_purge() == 1
    assert [url.split("/")[3] for url, _, _ in lines(shop)] == ["new", "waiting"]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("7", 7.0), ("", None), ("soon", None), ("-3", 0.0), ("1e9", 86400.0), ("nan", None),
     ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0)],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(said: str, seconds: float | None) -> None:
    assert indexnow.retry_after_s(said) == seconds
