"""The database itself refuses to change or delete what stands in the audit log, whoever asks.

A row may be given its place in the chain once; it goes when its month was forgotten. (A later change of this table on
SQLite makes it anew, without triggers: call `guard` again there.)
"""

from django.db import migrations

SAID = ("at", "actor_id", "act", "about", "facts")
CHANGES = "OLD.number IS NOT NULL"
IS_KEPT = "(SELECT forgotten_at FROM community_auditmonth WHERE id = OLD.month_id) IS NULL"
REFUSAL = "the audit log is append-only"


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        changed = " OR ".join([CHANGES, *(f"NEW.{name} IS NOT OLD.{name}" for name in SAID)])
        for act, when in (("UPDATE", changed), ("DELETE", IS_KEPT)):
            schema_editor.execute(
                f"CREATE TRIGGER community_auditentry_{act.lower()} BEFORE {act} ON community_auditentry "
                f"WHEN {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    changed = " OR ".join([CHANGES, *(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in SAID)])
    schema_editor.execute(f"""
        CREATE FUNCTION community_auditentry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'TRUNCATE' THEN RAISE EXCEPTION '{REFUSAL}'; END IF;
            IF TG_OP = 'UPDATE' THEN
                IF {changed} THEN RAISE EXCEPTION '{REFUSAL}'; END IF;
                RETURN NEW;
            END IF;
            IF {IS_KEPT} THEN RAISE EXCEPTION '{REFUSAL}'; END IF;
            RETURN OLD;
        END $$""")
    for act, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        schema_editor.execute(
            f"CREATE TRIGGER community_auditentry_{act.lower()} BEFORE {act} ON community_auditentry "
            f"FOR EACH {each} EXECUTE FUNCTION community_auditentry_stays()"
        )


def open_up(apps, schema_editor):
    acts = ["update", "delete", *(["truncate"] if schema_editor.connection.vendor == "postgresql" else [])]
    for act in acts:
        on = " ON community_auditentry" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER community_auditentry_{act}{on}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION community_auditentry_stays()")


class Migration(migrations.Migration):
    dependencies = [("community", "0007_hidden_groups")]

    operations = [migrations.RunPython(guard, open_up)]
