"""SQL that lets the audit log only grow: triggers for everybody, and no rights at all for the application's role."""

_TABLE = "igny8_audit_entries"


def audit_wall_sql() -> list[str]:
    """Statements for the migration that creates the table."""
    return [
        """CREATE OR REPLACE FUNCTION igny8_audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN
             RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation';
           END $$""",
        f"""CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {_TABLE}
            FOR EACH ROW EXECUTE FUNCTION igny8_audit_only_grows()""",
        f"""CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {_TABLE}
            FOR EACH STATEMENT EXECUTE FUNCTION igny8_audit_only_grows()""",
        # The role has its rights by default on every new table; it may have another name where the operator chose one.
        f"""DO $$ BEGIN
              IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'igny8_app') THEN
                REVOKE UPDATE, DELETE, TRUNCATE ON {_TABLE} FROM igny8_app;
              END IF;
            END $$""",
    ]


def audit_wall_reverse_sql() -> list[str]:
    """Takes the triggers away again."""
    return [
        f"DROP TRIGGER IF EXISTS audit_no_change ON {_TABLE}",
        f"DROP TRIGGER IF EXISTS audit_no_truncate ON {_TABLE}",
        "DROP FUNCTION IF EXISTS igny8_audit_only_grows()",
    ]
