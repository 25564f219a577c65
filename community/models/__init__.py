from community.models.outbox import OutgoingMail
from community.models.user import User

__all__ = ["OutgoingMail", "User"]
