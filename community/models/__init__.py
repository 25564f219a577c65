from community.models.ambassadors import AmbassadorProfile, Consent, ConsentField
from community.models.outbox import OutgoingMail
from community.models.user import User

__all__ = ["AmbassadorProfile", "Consent", "ConsentField", "OutgoingMail", "User"]
