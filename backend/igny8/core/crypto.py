"""Secrets at rest: encrypted with a rotating key, bound to the account and the field they belong to. Plain Python."""

import json
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

_VERSION = "v1"


class SecretUnreadable(Exception):
    """A stored secret could not be opened: wrong key, damaged, or moved from another account or field."""


class SecretBox:
    """Seals and opens secrets. The first key seals; every key may open, so that keys can be rotated.

    A sealed value reads ``v1:<key id>:<token>``. The plaintext inside carries account and field, and both are compared
    on opening: a value copied into another account's row, or into another column, does not open.

    :param keys: pairs of key id (letters, digits, ``-``, ``_``) and Fernet key (32 bytes, URL-safe base64), newest first.
    :raises ValueError: no key, an id that is taken twice or has other characters, or a key that is not a Fernet key.
    """

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        if not keys:
            raise ValueError("At least one encryption key is needed.")
        ids = [key_id for key_id, _ in keys]
        if len(set(ids)) != len(ids) or not all(i.replace("-", "").replace("_", "").isalnum() for i in ids):
            raise ValueError("Encryption key ids must be unique and made of letters, digits, - and _.")
        self._current = ids[0]
        self._by_id = {key_id: Fernet(key) for key_id, key in keys}
        self._all = MultiFernet(list(self._by_id.values()))

    def seal(self, secret: str, *, account: object, field: str) -> str:
        """Encrypt ``secret`` for one field of one account (any id; its text form counts)."""
        inner = json.dumps({"a": str(account), "f": field, "s": secret}, ensure_ascii=True)
        token = self._by_id[self._current].encrypt(inner.encode())
        return f"{_VERSION}:{self._current}:{token.decode()}"

    def open(self, sealed: str, *, account: object, field: str) -> str:
        """Decrypt a value that ``seal`` made for the same account and field.

        :raises SecretUnreadable: in every other case; never returns something half right.
        """
        version, _, rest = sealed.partition(":")
        key_id, _, token = rest.partition(":")
        if version != _VERSION or not token:
            raise SecretUnreadable("The stored secret has an unknown form.")
        opener = self._by_id.get(key_id, self._all)
        try:
            inner = json.loads(opener.decrypt(token.encode()))
        except (InvalidToken, ValueError) as error:
            raise SecretUnreadable("The stored secret does not open with any configured key.") from error
        if not isinstance(inner, dict) or inner.get("a") != str(account) or inner.get("f") != field:
            raise SecretUnreadable("The stored secret belongs to another account or field.")
        return str(inner["s"])

    def needs_rotation(self, sealed: str) -> bool:
        """Whether ``sealed`` was made with an older key than the current one."""
        return not sealed.startswith(f"{_VERSION}:{self._current}:")

    def rotate(self, sealed: str, *, account: object, field: str) -> str:
        """Open with any key and seal again with the current one."""
        return self.seal(self.open(sealed, account=account, field=field), account=account, field=field)


def new_key() -> str:
    """A fresh key for ``SecretBox``."""
    return Fernet.generate_key().decode()


def masked(secret: str) -> str:
    """What may be shown of a secret: its last four characters, and only if it is long enough to hide the rest."""
    return f"...{secret[-4:]}" if len(secret) >= 12 else "..."
