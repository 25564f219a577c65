"""Making many tables in one step of a migration."""

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory


class CreateTables(Operation):
    """Run many `CreateModel`s as one step, so that the historical models are rendered once, not once per table.

    Django renders every related model anew after each operation, which makes an app of a hundred linked models take
    minutes to migrate. A table may point to one that comes later in `tables`: foreign keys are laid at the end.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["tables"]

    def __init__(self, tables: list[CreateModel]):
        self.tables = tables

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # a cached property: rendered again, whole, when somebody asks
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def references_model(self, name, app_label):
        return any(table.references_model(name, app_label) for table in self.tables)

    def describe(self):
        return f"Create {len(self.tables)} tables"
