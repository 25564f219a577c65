"""What is forgotten by itself once it has had its time. Work for the clock: harmless when run twice, or a day late.

The periods are told to everybody by the register (`community.personal_data`). Other subjects keep theirs beside their
own actions: letters, orders, mails, cases, the audit log, what nobody confirmed.
"""

from datetime import timedelta

from cms import clock
from community.models import JoinRequest, Report, Subscription, TeamInvitation
from community.models.teams import INVITED_FOR

REPORTERS_KEPT = timedelta(days=90)  # after the decision: so long a question about it can still come
CONSENT_KEPT = timedelta(days=2 * 365)  # after stopping: so long we may have to show that the mails were asked for
REFUSALS_KEPT = timedelta(days=90)  # long enough not to ask again every week; after that somebody may


def forget_what_had_its_time() -> int:
    """Forget who reported, who stopped the newsletter, who was refused by a group, and whom a team invited in vain.

    Returns how many rows.
    """
    now = clock.now()
    answered = Report.objects.filter(decided_at__lte=now - REPORTERS_KEPT).exclude(email="")
    forgotten = answered.update(email="")
    stopped = Subscription.objects.exclude(status=Subscription.Status.ACTIVE)
    refused = JoinRequest.objects.filter(refused_at__lte=now - REFUSALS_KEPT)
    invited = TeamInvitation.objects.filter(sent_at__lte=now - INVITED_FOR)
    for rows in (stopped.filter(ended_at__lte=now - CONSENT_KEPT), refused, invited):
        forgotten += rows.count()
        rows.delete()
    return forgotten
