"""The OpenAPI file: made without a warning, valid, complete, and the one that is committed."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command

from igny8.config.urls import API
from igny8.core.api.docs import schema
from tests.architecture.matrix import endpoints
from tests.architecture.tree import ROOT

COMMITTED = ROOT / "docs" / "api" / "openapi.yaml"
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return schema()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield path, method, operation


def test_it_is_made_without_a_warning_valid_and_committed(tmp_path: Path) -> None:
    made = tmp_path / "openapi.yaml"
    call_command("spectacular", fail_on_warn=True, validate=True, file=str(made))
    assert COMMITTED.is_file(), "run: make openapi"
    assert made.read_text("utf-8") == COMMITTED.read_text("utf-8"), "the committed file is stale: run make openapi"
    assert yaml.safe_load(made.read_text("utf-8"))["openapi"].startswith("3.1")


def test_every_endpoint_is_in_it(document: dict[str, Any]) -> None:
    described = {(method.upper(), re.sub(r"\{\w+\}", "{}", path)) for path, method, _ in operations(document)}
    live = {(e.method, "/" + re.sub(r"<[^>]+>", "{}", e.path)) for e in endpoints() if e.path.startswith("api/v1/")}
    assert live - described == set()
    assert described - live == set()


def test_operations_have_stable_names_in_words(document: dict[str, Any]) -> None:
    names = Counter(operation["operationId"] for _, _, operation in operations(document))
    assert [name for name, times in names.items() if times > 1] == []
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", name)] == []
    assert [name for name in names if re.search(r"_\d+$", name)] == [], "a number was added to tell two apart"


def test_operations_are_sorted_by_product_word(document: dict[str, Any]) -> None:
    for path, _, operation in operations(document):
        assert operation["tags"] == [path.split("/")[3]]
        assert operation["tags"][0] in API


def test_every_answer_is_typed(document: dict[str, Any]) -> None:
    missing = []
    for path, method, operation in operations(document):
        answers = operation["responses"]
        good = {status: answer for status, answer in answers.items() if status.startswith("2")}
        if not good:
            missing.append((method, path, "no answer"))
        for status, answer in good.items():
            for kind, content in answer.get("content", {}).items():
                if not content.get("schema"):
                    missing.append((method, path, status, kind))
            if status != "204" and not answer.get("content"):
                missing.append((method, path, status, "no content"))
            wrapped = answer.get("content", {}).get("application/json", {}).get("schema", {})
            if wrapped and not {"success", "request_id", "timestamp"} <= set(wrapped.get("required", ())):
                missing.append((method, path, status, "no envelope"))
        if not {"400", "429", "500", "503"} <= set(answers):
            missing.append((method, path, "errors"))
        if operation.get("security") != [{}] and not {"401", "403"} <= set(answers):
            missing.append((method, path, "401, 403"))
        if "{" in path and "404" not in answers:
            missing.append((method, path, "404"))
    assert missing == []


#: Bodies whose keys are the client's own: checked by their form instead (tests/accounts/test_preferences.py).
FREE = {"/api/v1/auth/preferences/"}


def test_every_body_is_typed_and_closed(document: dict[str, Any]) -> None:
    open_ = []
    for path, method, operation in operations(document):
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            reference = content["schema"].get("$ref", "")
            name = reference.rpartition("/")[2]
            if (
                path not in FREE
                and document["components"]["schemas"].get(name, {}).get("additionalProperties") is not False
            ):
                open_.append((method, path, kind, name))
    assert open_ == [], "inputs refuse unknown fields, and the file says so"


def test_every_parameter_is_typed(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        for parameter in operation.get("parameters", ()):
            assert parameter["schema"].get("type") or parameter["schema"].get("$ref"), (method, path, parameter["name"])
    assert "uuid" in str(
        next(o for p, _, o in operations(document) if p == "/api/v1/accounts/sites/{id}/")["parameters"]
    )


def test_enumerations_have_words_for_names(document: dict[str, Any]) -> None:
    names = [name for name, one in document["components"]["schemas"].items() if "enum" in one]
    assert len(names) >= 20
    assert [name for name in names if re.search(r"[0-9a-f]{3}Enum$", name) and re.search(r"\d", name)] == []


def test_what_is_no_json_is_described(document: dict[str, Any]) -> None:
    kinds = {kind for _, _, o in operations(document) for a in o["responses"].values() for kind in a.get("content", {})}
    assert {"text/event-stream", "text/csv", "application/json"} <= kinds
    bodies = {kind for _, _, o in operations(document) for kind in o.get("requestBody", {}).get("content", {})}
    assert bodies == {"application/json", "multipart/form-data"}
    assert any("202" in o["responses"] for _, _, o in operations(document))


def test_arrays_stay_arrays(document: dict[str, Any]) -> None:
    functions = document["paths"]["/api/v1/ai/functions/"]["get"]["responses"]["200"]["content"]["application/json"][
        "schema"
    ]
    assert functions["properties"]["data"]["type"] == "array"
    sites = document["paths"]["/api/v1/accounts/sites/"]["get"]["responses"]["200"]["content"]["application/json"][
        "schema"
    ]
    assert sites["properties"]["results"]["type"] == "array"
    assert "items" not in sites["properties"]["results"]["items"], "not an array of arrays"


def test_numbers_are_numbers(document: dict[str, Any]) -> None:
    text = str(document["components"]["schemas"])
    assert "'format': 'decimal'" not in text or "'type': 'string', 'format': 'decimal'" not in text
