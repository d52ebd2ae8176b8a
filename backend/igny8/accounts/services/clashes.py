"""Unique constraints answered as errors a person understands."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from igny8.core.errors import AppError


@contextmanager
def clash(known: Mapping[str, type[AppError]]) -> Iterator[None]:
    """Run the block in a savepoint and turn a violated constraint into its error.

    The database decides, not a look before the write: two requests at once get one row and one refusal.

    :param known: error class by name of the constraint; any other violation stays what it is.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as exc:
        name = getattr(getattr(exc.__cause__, "diag", None), "constraint_name", "") or ""
        error = known.get(name)
        if error is None:
            raise
        raise error from exc
