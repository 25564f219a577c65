"""Short quotations of people from practice: a role, and a name only with that person's consent."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import SynchronizedField

from cms.facets import narrow
from cms.identifiers import refuse_bsn
from cms.models.content import PublicPage


class QuoteQuerySet(models.QuerySet):
    def shown(self):
        """Those that readers may see, the newest first."""
        return self.filter(withdrawn_at=None).order_by("-said_on", "-pk")


class Quote(models.Model):
    """What someone said. Pages refer to it, so that withdrawing it once takes it away everywhere."""

    text = models.TextField(_("citaat"), max_length=1000, blank=True, validators=[refuse_bsn])
    role = models.CharField(_("rol"), max_length=80, help_text=_("Bijvoorbeeld: wijkverpleegkundige of mantelzorger."))
    setting = models.CharField(
        _("waar"),
        max_length=120,
        blank=True,
        help_text=_("Bijvoorbeeld: in een woonzorghuis. Zonder naam van een plek."),
    )
    theme = models.ForeignKey("cms.Theme", models.SET_NULL, null=True, blank=True, verbose_name=_("thema"))
    name = models.CharField(_("naam"), max_length=120, blank=True)
    name_allowed = models.BooleanField(_("de naam mag erbij staan"), default=False)
    consent_reference = models.CharField(
        _("waar de toestemming te vinden is"), max_length=200, help_text=_("Alleen de redactie ziet dit.")
    )
    said_on = models.DateField(_("datum"))
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True, editable=False)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("citaat")
        verbose_name_plural = _("citaten")
        ordering = ["-said_on", "-pk"]

    def __str__(self):
        return f"{self.role}: {self.text[:80]}" if self.is_shown else f"{self.role}: {_('ingetrokken')}"

    def clean(self):
        if not self.text.strip() and self.withdrawn_at is None:
            raise ValidationError({"text": _("Schrijf op wat er gezegd is.")})

    @property
    def is_shown(self) -> bool:
        return self.withdrawn_at is None and bool(self.text)

    @property
    def attribution(self) -> str:
        """Who says this: the role and where; a name only with consent."""
        named = [self.name] if self.name_allowed and self.name else []
        return ", ".join([*named, self.role, *([self.setting] if self.setting else [])])


class QuoteIndexPage(PublicPage):
    """`/ervaringen/`: what people say, to be narrowed down by role and theme."""

    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = []
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("overzicht van ervaringen")
        verbose_name_plural = _("overzichten van ervaringen")

    def get_context(self, request, *args, **kwargs):
        rows = {quote.pk: quote for quote in Quote.objects.shown().select_related("theme")}
        labels = {"rol": _("Rol"), "thema": _("Thema")}
        words, holders = {name: {} for name in labels}, {name: {} for name in labels}
        for pk, quote in sorted(rows.items(), key=lambda row: row[1].role.casefold()):
            found = [("rol", slugify(quote.role), quote.role)]
            if quote.theme:
                found.append(("thema", quote.theme.slug, quote.theme.name))
            for name, slug, word in found:
                words[name].setdefault(slug, word)
                holders[name].setdefault(slug, set()).add(pk)
        narrowed = narrow(list(rows), request.GET, labels=labels, words=words, holders=holders)
        return super().get_context(request, *args, **kwargs) | {
            "listing": narrowed,
            "quotes": [rows[pk] for pk in narrowed.kept],
        }
