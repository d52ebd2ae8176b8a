"""Details of a content that WordPress has no place for stand in its text, once."""

from typing import Any

import pytest

from tests.wordpress.publisher import Publisher

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy]


@pytest.mark.parametrize("way", ["by_bridge", "by_password"])
def test_a_service_page_says_what_is_included_and_keeps_saying_it_once(publisher: Publisher, way: str) -> None:
    details: dict[str, Any] = {"short_description": "We mend kettles.", "includes": ["A visit", "Parts < 20 EUR"]}
    content_id = publisher.make(html="<p>Kettles are mended here.</p>", content_type="service", details=details)
    record = publisher.publish(content_id)
    assert (record.status, record.error) == ("live", "")
    [page] = publisher.posts("page")
    assert page["content"].count("A visit") == 1
    assert "<!-- wp:list" in page["content"]
    assert "Parts &lt; 20 EUR" in page["content"]
    assert page["excerpt"] == "We mend kettles."
    publisher.edit(content_id, html="<p>Kettles and irons are mended here.</p>")
    publisher.publish(content_id)
    [page] = publisher.posts("page")
    assert ("irons" in page["content"], page["content"].count("A visit")) == (True, 1)
