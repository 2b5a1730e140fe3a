"""What schemathesis makes of /openapi.json: whatever it sends, the answers are as described."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from comments_service.edge.calls import CALLS
from tests.api import Api

pytestmark = pytest.mark.slow  # every call, several times

CHECKS = [
    *(not_a_server_error, status_code_conformance),
    *(content_type_conformance, response_schema_conformance),
]


OPERATIONS = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_answers_are_as_they_are_described(api: Api) -> None:
    schema = schemathesis.openapi.from_wsgi("/openapi.json", api.app)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]

    for operation in operations:
        OPERATIONS(given(case=operation.as_strategy())(as_described))()

    assert len(operations) == len(CALLS)


def as_described(case: schemathesis.Case[Any]) -> None:
    # It reads answers as they come, packed or not.
    case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})
