"""A practice example that a member wrote for the editors."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock


class SharedExample(models.Model):
    """Who shared which draft. The words stand on the page, which the editors finish; no name goes with them."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of the form: sent twice it counts once
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="shared_examples")
    title = models.CharField(_("titel"), max_length=120)
    page = models.ForeignKey("cms.PracticeExamplePage", models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(_("verstuurd"), default=clock.now, editable=False)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("ingezonden voorbeeld")
        verbose_name_plural = _("ingezonden voorbeelden")

    def __str__(self):
        return self.title

    @property
    def is_published(self) -> bool:
        """Everybody can read it."""
        return bool(self.page and self.page.live)

    @property
    def is_waiting(self) -> bool:
        """The editors have it, and nobody else can read it."""
        return bool(self.page and not self.page.live)
