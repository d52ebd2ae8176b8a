"""Who texts are by."""

from typing import Any

import pytest

from igny8.core.errors import NotFound
from igny8.core.tenancy import TenantMismatch, tenant
from igny8.system.models import AuthorProfile
from igny8.system.selectors import author_for, author_profile_list
from igny8.system.services.author_profiles import (
    AuthorSlugTaken,
    author_profile_create,
    author_profile_delete,
    author_profile_update,
)

pytestmark = pytest.mark.django_db


def test_named_before_the_site_s_default_before_the_account_s(scope: Any, account: Any) -> None:
    assert author_for(site_id=account.site_id) is None
    ann = author_profile_create(name="Ann", slug="ann", is_default=True)
    bob = author_profile_create(name="Bob", slug="bob", site_id=account.site_id, is_default=True)
    cleo = author_profile_create(name="Cleo", slug="cleo")
    assert author_for(site_id=account.site_id) == bob
    assert author_for(site_id=None) == ann
    assert author_for(site_id=account.site_id, author_id=cleo.id) == cleo
    with pytest.raises(NotFound):
        author_for(site_id=None, author_id=bob.id)


def test_a_new_default_takes_the_place_of_the_old_one(scope: Any) -> None:
    first = author_profile_create(name="Ann", slug="ann", is_default=True)
    second = author_profile_create(name="Bob", slug="bob")
    author_profile_update(profile_id=second.id, is_default=True)
    first.refresh_from_db()
    assert not first.is_default
    assert AuthorProfile.objects.filter(is_default=True).count() == 1


def test_a_slug_is_taken_once_an_account(scope: Any) -> None:
    row = author_profile_create(name="Ann", slug="ann")
    with pytest.raises(AuthorSlugTaken):
        author_profile_create(name="Ann", slug="ann")
    assert author_profile_update(profile_id=row.id, slug="ann", name="Anna").name == "Anna"


def test_an_editor_of_one_site_sees_and_writes_no_other(account: Any) -> None:
    from igny8.accounts.models import Site

    with tenant(account.account_id):
        other = Site.objects.create(name="Other", slug=f"other-{account.account_id.hex[:8]}").id
        hidden = author_profile_create(name="Ann", slug="ann", site_id=other).id
        author_profile_create(name="Bob", slug="bob")
    with tenant(account.account_id, site_ids=frozenset({account.site_id})):
        assert [row.slug for row in author_profile_list()] == ["bob"]
        for call in (
            lambda: author_profile_delete(profile_id=hidden),
            lambda: author_profile_update(profile_id=hidden, name="x"),
            lambda: author_profile_create(name="x", slug="x", site_id=other),
        ):
            with pytest.raises(NotFound):
                call()
        with pytest.raises(TenantMismatch):
            AuthorProfile(name="x", slug="x", site_id=other).save()
