"""A running product, one a module; what it wrote is wiped when it has stopped."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.product import Product, product_running
from tests.support import database


@pytest.fixture(scope="module")
def product(django_db_setup: Any, tmp_path_factory: Any) -> Iterator[Product]:
    from tests.conftest import SUPERUSER_URL

    try:
        with product_running(tmp_path_factory.mktemp("product")) as running:
            yield running
    finally:
        database.wipe(SUPERUSER_URL)
