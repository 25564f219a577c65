"""What somebody puts up for others, with or without an account: the part that ideas, offers and notices share."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from community.addresses import refuse_unmailable
from community.models.hideable import Hideable
from community.privacy.contact_data import refuse_contact_data


class PostedQuerySet(models.QuerySet):
    def public(self):
        """What a visitor may know of: confirmed by mail, and not hidden by a moderator."""
        return self.filter(hidden_at=None).exclude(confirmed_at=None)

    def of(self, *, email: str, user=None):
        """What one person put up: under this address, or with this account."""
        mine = Q(email__iexact=email)
        return self.filter(mine | Q(user=user) if user else mine)


class Posted(Hideable):
    """Title and text are public once the address is confirmed; name and address never are.

    Who has no account reaches it by the signed link in the mail (`community/links.py`); so does who has one.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of the form: sent twice it counts once
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    name = models.CharField(_("naam"), max_length=120, validators=[refuse_bsn])
    email = models.EmailField(_("e-mailadres"), db_index=True, validators=[refuse_unmailable])
    language = models.CharField(max_length=5, default="nl", editable=False)
    title = models.CharField(_("titel"), max_length=120, validators=[refuse_contact_data])
    text = models.TextField(_("tekst"), max_length=3000, validators=[refuse_contact_data])
    by = models.CharField(_("van wie"), max_length=120, blank=True, validators=[refuse_contact_data])
    region = models.ForeignKey(
        "cms.Region", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("regio")
    )
    confirmed_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)  # raised by every change; refuses a stale form
    created_at = models.DateTimeField(_("geplaatst op"), default=clock.now, editable=False)

    objects = PostedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-confirmed_at", "-pk"]

    def __str__(self):
        return self.title

    @property
    def is_public(self) -> bool:
        """Whether a visitor may read it."""
        return bool(self.confirmed_at) and not self.hidden_at
