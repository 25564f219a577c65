"""Anonymous cases that others may put on their own agenda: written to be shared, and read by a second pair of eyes."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from community.privacy import refuse_stops

CHECKLIST = {
    "names": _("Er staan geen namen in, ook geen voornamen, bijnamen of namen van organisaties."),
    "places": _("Er staan geen plaatsen, straten of wijken in."),
    "moments": _("Er staan geen precieze leeftijden, datums of jaartallen in."),
    "rare": _("Wat zeldzaam is (een ziekte, een beroep, een gebeurtenis) is weggelaten of ruimer gemaakt."),
    "changed": _("Wat er niet toe doet, is veranderd: bijvoorbeeld het gezin of het werk."),
    "own": _("De persoon zelf, en wie hem of haar kent, zou dit verhaal niet herkennen."),
}


class SharedCase(models.Model):
    """A case for the library. Members see it once somebody else than its author has checked it by the same list."""

    class Status(models.TextChoices):
        SENT = "a_sent", _("wacht op een tweede lezer")
        APPROVED = "b_approved", _("in de bibliotheek")
        RETURNED = "c_returned", _("terug bij de schrijver")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of the form: sent twice it counts once
    title = models.CharField(_("titel"), max_length=100, validators=[refuse_bsn, refuse_stops])
    situation = models.TextField(_("situatie"), max_length=2000, validators=[refuse_bsn, refuse_stops])
    question = models.CharField(_("vraag"), max_length=300, validators=[refuse_bsn, refuse_stops])
    talk = models.TextField(_("om over te praten"), max_length=1000, blank=True, validators=[refuse_bsn, refuse_stops])
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="shared_cases")
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.SENT, editable=False)
    reason = models.CharField(
        _("wat nog anders moet"), max_length=300, blank=True, validators=[refuse_bsn, refuse_stops]
    )
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("gestuurd op"), default=clock.now, editable=False)

    class Meta:
        ordering = ["-checked_at", "-pk"]
        verbose_name = _("casus in de bibliotheek")
        verbose_name_plural = _("casussen in de bibliotheek")
        permissions = [("check_sharedcase", "Can be the second pair of eyes for a case")]

    def __str__(self):
        return self.title
