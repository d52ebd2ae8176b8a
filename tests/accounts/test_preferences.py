"""Preferences follow the person, within limits that are said by name."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.support.client import Api

PATH = "auth/preferences/"


@pytest.mark.django_db
class TestPreferences:
    def test_replaced_merged_and_removed(self, api: Api) -> None:
        assert api.get(PATH)[1]["data"] == {}
        views = [{"name": "Easy wins", "filters": {"difficulty": [0, 30]}}]
        status, body = api.call("PUT", PATH, {"planner.keywords.columns": ["keyword"], "saved-views": views})
        assert (status, body["data"]["saved-views"]) == (200, views)
        assert api.patch(PATH, {"theme": "dark", "saved-views": None})[1]["data"] == {
            "planner.keywords.columns": ["keyword"],
            "theme": "dark",
        }
        assert api.call("PUT", PATH, {"theme": "light"})[1]["data"] == {"theme": "light"}
        assert api.get(PATH)[1]["data"] == {"theme": "light"}
        assert api.get("auth/me/")[1]["data"]["preferences"] == {"theme": "light"}

    def test_everybody_has_their_own(self, account: Any, stranger: Any) -> None:
        for world, role in ((account, "viewer"), (account, "editor"), (stranger, "owner")):
            assert Api(world, role).patch(PATH, {"theme": f"{role}-{world.account_id}"})[0] == 200
        assert Api(account, "viewer").get(PATH)[1]["data"] == {"theme": f"viewer-{account.account_id}"}
        assert Api(account, "owner").get(PATH)[1]["data"] == {}
        assert Api().get(PATH)[0] == 401

    @pytest.mark.parametrize("key", ["Theme", "a b", "a..b", "-a", "a_b", "x" * 61, "", "ü"])
    def test_wrong_names_are_named(self, api: Api, key: str) -> None:
        status, body = api.patch(PATH, {key: 1})
        assert (status, list(body["errors"])) == (400, [key[:60]])
        assert api.get(PATH)[1]["data"] == {}

    def test_limits(self, api: Api) -> None:
        deep: Any = "leaf"
        for _ in range(6):
            deep = {"in": deep}
        assert api.patch(PATH, {"deep": deep})[0] == 200
        status, body = api.patch(PATH, {"deeper": [deep]})
        assert (status, list(body["errors"])) == (400, ["deeper"])
        assert api.patch(PATH, {"large": "x" * 30_000})[0] == 200
        status, body = api.patch(PATH, {"larger": "ä" * 1_500})
        assert (status, list(body["errors"])) == (400, ["preferences"])
        assert "32,768" in body["error"]
        assert sorted(api.get(PATH)[1]["data"]) == ["deep", "large"]
        assert api.call("PUT", PATH, "[1]")[0] == 400

    @pytest.mark.parametrize("values", [{"key": "ä" * 16_378}, {"list": [1] * 16_379}, {"gone": None, "theme": "dark"}])
    def test_the_profile_takes_what_the_preferences_take(self, values: dict[str, Any], api: Api) -> None:
        for body in (values, {"theme": "light"}, {"more": "x" * 100}, {"A b": 1}):
            api.call("PUT", PATH, {})
            assert api.patch(PATH, values)[0] == 200
            direct, answer = api.patch(PATH, body)
            kept = api.get(PATH)[1]["data"]
            api.call("PUT", PATH, {})
            assert api.patch("auth/me/", {"preferences": values})[0] == 200
            status, other = api.patch("auth/me/", {"preferences": body})
            assert (status, other.get("errors")) == (direct, answer.get("errors"))
            assert api.get(PATH)[1]["data"] == kept


@pytest.mark.django_db(transaction=True)
def test_two_tabs_lose_nothing(account: Any) -> None:
    def one(number: int) -> int:
        from django.db import connection

        try:
            return Api(account).patch(PATH, {f"key-{number}": number})[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(one, range(16))) == {200}
    assert len(Api(account).get(PATH)[1]["data"]) == 16
