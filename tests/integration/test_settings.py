"""What a person sets on a connection: where contents go, whom they are by, what becomes of what is taken down."""

from typing import Any

import pytest

from igny8.core.tenancy import tenant
from igny8.integration.models import SiteIntegration
from tests.integration.standin import WordPressStandIn
from tests.support.client import Api

pytestmark = pytest.mark.django_db(transaction=True)
STRUCTURE = {
    "post_types": [
        {"name": "post", "supports": ["editor"], "rest_base": "posts"},
        {"name": "page", "supports": ["editor"], "rest_base": "pages"},
        {"name": "recipe", "supports": ["title"], "rest_base": "recipes"},
    ],
    "taxonomies": [{"name": "category", "rest_base": "categories"}, {"name": "cuisine", "rest_base": "cuisine"}],
    "authors": [{"id": "3", "name": "Ada", "slug": "ada"}],
}


@pytest.fixture
def path(account: Any, by_password: SiteIntegration) -> str:
    with tenant(account.account_id):
        SiteIntegration.objects.update(structure=STRUCTURE)
    return f"integration/integrations/{by_password.id}/"


def test_settings_stay_until_they_are_named(api: Api, path: str, site: WordPressStandIn) -> None:
    shown = api.get(path)[1]["data"]
    assert shown["config"] == {"post_types": [], "destinations": {}, "author_id": "", "on_unpublish": "draft"}
    assert shown["places"] == {"post": "post", "page": "page", "service": "page", "category": "category",
                               "taxonomy": "category"}  # fmt: skip
    api.patch(path, {"config": {"destinations": {"post": "recipe", "category": "cuisine"}, "author_id": "3"}})
    status, answer = api.patch(path, {"config": {"on_unpublish": "trash", "post_types": ["post"]}})
    assert (status, answer["data"]["config"]) == (200, {
        "post_types": ["post"], "destinations": {"category": "cuisine", "post": "recipe"}, "author_id": "3",
        "on_unpublish": "trash"})  # fmt: skip
    assert (answer["data"]["places"]["post"], answer["data"]["places"]["category"]) == ("recipe", "cuisine")
    answer = api.patch(path, {"config": {"destinations": {}, "author_id": ""}})[1]["data"]
    assert (answer["config"]["destinations"], answer["config"]["author_id"]) == ({}, "")
    assert answer["config"]["on_unpublish"] == "trash"


@pytest.mark.parametrize(
    ("config", "field", "word"),
    [
        ({"destinations": {"post": "film"}}, "config.destinations.post", "recipe"),
        ({"destinations": {"category": "post_tag"}}, "config.destinations.category", "cuisine"),
        ({"destinations": {"poem": "post"}}, "config.destinations.poem", "taxonomy"),
        ({"author_id": "9"}, "config.author_id", "author"),
        ({"on_unpublish": "burn"}, "config.on_unpublish", "choice"),
    ],
)
def test_what_the_website_does_not_have_is_refused(api: Api, path: str, config: Any, field: str, word: str) -> None:
    status, answer = api.patch(path, {"config": config})
    assert (status, list(answer["errors"])) == (400, [field])
    assert word in answer["errors"][field][0]


def test_another_website_has_other_places(api: Api, path: str) -> None:
    api.patch(path, {"config": {"destinations": {"post": "recipe"}, "on_unpublish": "trash"}})
    answer = api.patch(path, {"base_url": "https://other.example.com", "app_password": "new"})[1]["data"]
    assert (answer["config"]["destinations"], answer["config"]["on_unpublish"]) == ({}, "trash")
