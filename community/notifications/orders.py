"""What we tell who ordered paper materials."""

from community import mail
from community.models import MaterialOrder


def material_ordered(order: MaterialOrder) -> None:
    """We have the order."""
    mail.queue(
        key=f"material_ordered:{order.key}",
        template="mail/community/material_ordered",
        to_email=order.email,
        to_name=order.name,
        language=order.language,
        context={"order": order, "name": mail.display_name(order.name)},
    )
