"""Each wall alone keeps a stranger's rows away."""

from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, models, transaction

from igny8.accounts.models import Sector, Site
from igny8.core import tenancy
from igny8.core.tenancy import NoTenant, TenantManager, TenantMismatch, every_tenant, tenant

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query",
    [
        lambda: list(Site.objects.all()),
        lambda: Site.objects.exists(),
        lambda: Site.objects.count(),
        lambda: Site.objects.filter(name="x").explain(),
        lambda: Site.objects.create(name="x", slug="x"),
        lambda: Site(name="x", slug="x").save(),
        lambda: Site.objects.bulk_create([Site(name="x", slug="x")]),
        lambda: Site.objects.update(name="x"),
        lambda: Site.objects.all().delete(),
        lambda: Site._base_manager.all(),
        lambda: Site.objects.raw("select * from igny8_sites")[0].refresh_from_db(),
    ],
)
def test_a_query_outside_a_scope_raises(query: Any, account: Any) -> None:
    with pytest.raises((NoTenant, IndexError)):
        query()


def test_a_scope_sees_its_own_rows_only(account: Any, stranger: Any) -> None:
    with tenant(account.account_id):
        assert set(Site.objects.values_list("id", flat=True)) == {account.site_id}
        assert Site.locked(stranger.site_id) is None


def test_wall_one_off_row_level_security_holds(account: Any, stranger: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(TenantManager, "get_queryset", lambda self: models.QuerySet(self.model, using=self._db))
    with tenant(account.account_id):
        assert set(Site._base_manager.values_list("id", flat=True)) == {account.site_id}
        assert Site._base_manager.filter(pk=stranger.site_id).update(name="stolen") == 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM igny8_sites WHERE account_id = %s", [stranger.account_id])
            assert cursor.fetchone() == (0,)


def test_wall_one_off_a_stranger_cannot_be_written_to(account: Any, stranger: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(Site, "stamp_account", lambda self: None)
    with tenant(account.account_id), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        Site(account_id=stranger.account_id, name="x", slug="planted").save()


def test_walls_one_and_two_off_composite_keys_hold(account: Any, stranger: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(TenantManager, "get_queryset", lambda self: models.QuerySet(self.model, using=self._db))

    def bridge() -> None:
        with every_tenant("row-level security switched off for this test"), connection.cursor() as cursor:
            Sector(account_id=account.account_id, site_id=stranger.site_id, name="bridge").save()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError):
        bridge()


def test_walls_two_and_three_off_the_manager_holds(account: Any, stranger: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(tenancy, "_set_config", lambda scope: _everything())
    with tenant(account.account_id):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM igny8_sites WHERE id = %s", [stranger.site_id])
            assert cursor.fetchone() == (1,), "the second wall is really off"
        assert not Site.objects.filter(pk=stranger.site_id).exists()
        assert not Sector.objects.filter(site_id=stranger.site_id).exists()


def _everything() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.everything', 'on', true)")


def test_no_setting_no_rows(account: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM igny8_sites")
        assert cursor.fetchone() == (0,)


def test_a_scope_never_widens_or_crosses(account: Any, stranger: Any) -> None:
    with tenant(account.account_id):
        with pytest.raises(TenantMismatch), tenant(stranger.account_id):
            pass
        with pytest.raises(TenantMismatch), every_tenant("test"):
            pass
        with pytest.raises(TenantMismatch):
            Site(account_id=stranger.account_id, name="x", slug="x").save()


def test_the_setting_ends_with_the_scope(account: Any) -> None:
    with tenant(account.account_id):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.account', true)")
        assert not cursor.fetchone()[0]


def test_a_site_outside_the_actors_sites_does_not_exist(account: Any) -> None:
    with tenant(account.account_id):
        other = Site.objects.create(name="Other", slug=f"other-{account.account_id.hex[:8]}")
    with tenant(account.account_id, site_ids=frozenset({account.site_id})):
        assert set(Site.objects.values_list("id", flat=True)) == {account.site_id}
        assert not Sector.objects.filter(site_id=other.id).exists()
        with pytest.raises(TenantMismatch):
            Sector(site_id=other.id, name="x").save()


def test_the_role_of_the_application_cannot_switch_walls_off(account: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
        with pytest.raises(Exception, match="must be owner"), transaction.atomic():
            cursor.execute("ALTER TABLE igny8_sites DISABLE ROW LEVEL SECURITY")


def test_every_tenant_table_has_its_walls(superuser: psycopg.Connection) -> None:
    """Read from the catalogue, so that a table somebody adds without walls fails here."""
    tables = [
        t
        for (t,) in superuser.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE c.relkind IN ('r', 'p') AND a.attname = 'account_id' AND c.relname LIKE 'igny8%'"
        )
    ]
    assert len(tables) >= 9
    for table in tables:
        forced = superuser.execute(
            "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = %s", [table]
        ).fetchone()
        assert forced == (True,), f"{table} lacks row-level security: name it in TenantWalls"
        for name, columns, target in superuser.execute(
            """SELECT con.conname, array_length(con.conkey, 1), f.relname FROM pg_constraint con
               JOIN pg_class t ON t.oid = con.conrelid JOIN pg_class f ON f.oid = con.confrelid
               WHERE con.contype = 'f' AND t.relname = %s""",
            [table],
        ):
            if target in tables:
                assert columns == 2, f"{table}.{name} points at a tenant table without the account"
