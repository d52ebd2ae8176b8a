"""Secrets at rest open for their own account and field only, under any key that is still configured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igny8.core.crypto import SecretBox, SecretUnreadable, masked, new_key

OLD, NEW = ("2025", new_key()), ("2026", new_key())
BOX = SecretBox([NEW, OLD])


@given(st.text(max_size=200), st.uuids(), st.text(max_size=20))
def test_what_is_sealed_opens_again(secret: str, account: object, field: str) -> None:
    secret = secret.encode("utf-8", "replace").decode()
    sealed = BOX.seal(secret, account=account, field=field)
    assert BOX.open(sealed, account=account, field=field) == secret


def test_the_secret_is_not_in_what_is_stored() -> None:
    sealed = BOX.seal("sk-very-secret", account=1, field="api_key")
    assert "very-secret" not in sealed
    assert sealed.startswith("v1:2026:")
    assert sealed != BOX.seal("sk-very-secret", account=1, field="api_key")


@pytest.mark.parametrize(("account", "field"), [(2, "api_key"), (1, "webhook_secret"), ("", ""), ("1 ", "api_key")])
def test_moved_to_another_row_or_column_it_does_not_open(account: object, field: str) -> None:
    sealed = BOX.seal("sk-1", account=1, field="api_key")
    with pytest.raises(SecretUnreadable):
        BOX.open(sealed, account=account, field=field)


def test_account_and_field_cannot_be_shifted_into_each_other() -> None:
    sealed = BOX.seal("s", account="1:api", field="key")
    with pytest.raises(SecretUnreadable):
        BOX.open(sealed, account="1", field="api:key")


@pytest.mark.parametrize("damage", ["", "v1", "v1:2026:", "v2:2026:x", "sk-plain", "v1:2026:gAAAA", "v1:2026:ünï"])
def test_damaged_values_raise(damage: str) -> None:
    with pytest.raises(SecretUnreadable):
        BOX.open(damage, account=1, field="api_key")


def test_every_flipped_character_is_noticed() -> None:
    sealed = BOX.seal("sk-1", account=1, field="f")
    for position in range(len("v1:2026:"), len(sealed) - 3, 7):
        changed = "A" if sealed[position] != "A" else "B"
        with pytest.raises(SecretUnreadable):
            BOX.open(sealed[:position] + changed + sealed[position + 1 :], account=1, field="f")


def test_keys_rotate() -> None:
    old_box = SecretBox([OLD])
    sealed = old_box.seal("s", account=1, field="f")
    assert BOX.needs_rotation(sealed)
    fresh = BOX.rotate(sealed, account=1, field="f")
    assert not BOX.needs_rotation(fresh)
    assert SecretBox([NEW]).open(fresh, account=1, field="f") == "s"
    with pytest.raises(SecretUnreadable):
        old_box.open(fresh, account=1, field="f")


def test_a_renamed_key_id_still_opens() -> None:
    sealed = SecretBox([("a", NEW[1])]).seal("s", account=1, field="f")
    assert SecretBox([("b", NEW[1])]).open(sealed, account=1, field="f") == "s"


@pytest.mark.parametrize(
    "keys", [[], [("a", NEW[1]), ("a", OLD[1])], [("a:b", NEW[1])], [("", NEW[1])], [("a", "short")]]
)
def test_bad_key_rings_are_refused(keys: list[tuple[str, str]]) -> None:
    with pytest.raises(ValueError, match=r"key|Fernet"):
        SecretBox(keys)


def test_only_the_end_of_a_long_secret_is_shown() -> None:
    assert masked("sk-abcdefgh1234") == "...1234"
    assert masked("short") == "..."
