"""The one error of this package: a sentence a user can act on."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "this user may not write there",
    errno.EPERM: "this user may not write there",
}


class ServiceError(RuntimeError):
    """An embedded service cannot be started, reached or stopped; the message is one clear sentence."""


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn a failed write below ``path`` into a sentence that names the folder and the reason.

    :raises ServiceError: for any ``OSError`` in the block.
    """
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        where = error.filename or path
        raise ServiceError(f"Cannot write {where}: {reason}. Free it up or set IGNY8_VAR to another folder.") from error
