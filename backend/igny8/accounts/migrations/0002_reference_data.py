"""Plans, industries, seed keywords and the account of our own staff."""

from typing import Any

from django.db import migrations

from igny8.accounts.services.reference.load import reference_load


def load(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model
    reference_load(
        plan=model("accounts", "Plan"),
        industry=model("accounts", "Industry"),
        sector=model("accounts", "IndustrySector"),
        keyword=model("accounts", "SeedKeyword"),
    )
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.everything', 'on', true)")  # the owner is held by the walls too
    model("accounts", "Account").objects.get_or_create(
        slug="system",
        defaults={
            "name": "IGNY8",
            "is_system": True,
            "status": "active",
            "plan": model("accounts", "Plan").objects.get(slug="trial"),
        },
    )
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.everything', '', true)")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
