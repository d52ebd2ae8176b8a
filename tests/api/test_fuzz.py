"""Generated requests to every operation, as the owner of a funded account: never a fault of ours, always the envelope, and
answers as the OpenAPI file describes them. The seed is fixed; each example is undone, so no order matters."""

import json
import re
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import checks
from schemathesis.specs.openapi import checks as openapi_checks

from igny8.core.api.docs import schema

EXAMPLES = 12
#: Event streams stay open; their answers are tested with the engine.
STREAMS = {"ai_runs_events", "ai_runs_stream"}
CHECKS: list[Any] = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
]
DOCUMENT = schema()
API = schemathesis.openapi.from_dict(DOCUMENT)
API.app = get_wsgi_application()
OPERATIONS = {
    found.ok().definition.raw["operationId"]: found.ok()
    for found in API.get_all_operations()
    if found.ok().definition.raw["operationId"] not in STREAMS
}


def judge(case: Any, response: Any) -> None:
    """The envelope, and what the file says of this operation."""
    if response.status_code >= 400:
        body = json.loads(response.content)
        assert body["success"] is False
        assert re.fullmatch(r"[A-Z][A-Z0-9_]+", body["error_code"]), body
        assert body["request_id"]
        assert response.status_code < 500, body
    case.validate_response(response, checks=CHECKS)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_generated_requests(name: str, ground: Any) -> None:
    operation = OPERATIONS[name]
    sound = operation.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE)
    try:
        faulty = operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)
    except Exception:  # nothing in it can be wrong
        faulty = sound

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=st.one_of(sound, sound, faulty), is_ours=st.booleans())
    def run(case: Any, is_ours: bool) -> None:
        if is_ours and "id" in (case.path_parameters or {}):
            case.path_parameters["id"] = str(ground.own(case.path))
        if case.media_type == "application/json" and isinstance(case.body, dict | list):
            case.body = json.loads(json.dumps(case.body, default=float))  # it generates steps of 0.01 as Decimals
        if is_ours:
            ground.fill(case.body)
            ground.fill(case.query)
        case.headers = {k: v for k, v in (case.headers or {}).items() if k.lower() != "authorization"}
        if "security" in operation.definition.raw and operation.definition.raw["security"] != [{}]:
            case.headers["Authorization"] = ground.world.auth()["authorization"]
        with transaction.atomic():
            response = case.call()
            transaction.set_rollback(True)
        judge(case, response)

    run()
