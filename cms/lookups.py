"""A number that no column can hold is in no row: "one of these" finds nothing there, as "equal to" does already.

Forms ask `pk__in` with whatever a browser sent. Django guards the other lookups on whole numbers against values out of
range and leaves this one to the database, which answers with an error (SQLite: OverflowError; PostgreSQL: DataError).
"""

from django.db.models import IntegerField
from django.db.models.lookups import In


class InRange(In):
    """`in` for whole numbers, without those that are out of range."""

    def process_rhs(self, compiler, connection):
        if self.rhs_is_direct_value():
            lowest, highest = connection.ops.integer_field_range(self.lhs.output_field.get_internal_type())
            self.rhs = [each for each in self.rhs if not isinstance(each, int) or lowest <= each <= highest]
        return super().process_rhs(compiler, connection)


def register() -> None:
    """Called when the app is ready."""
    IntegerField.register_lookup(InRange)
