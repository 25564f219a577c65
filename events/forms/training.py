"""The forms of training: enrolling, a programme, its cohorts, and a plan's pot."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from cms.models import Region, Sector
from community.addresses import refuse_unmailable
from events.forms.door import KeyedForm
from events.forms.organise.fields import Day, Line, OrganiserForm, choices_of
from events.forms.sign_up import clean_name
from events.models import Cohort, Enrolment, Practice, Track, TrainingPlan, TrainingProgramme

MOST_PRACTICES = 200


class EnrolForm(KeyedForm):
    """Somebody enrols, with or without a voucher."""

    name = Line(label=_("Naam"), max_length=120, validators=[refuse_bsn])
    email = forms.EmailField(label=_("E-mailadres"), max_length=254, validators=[refuse_unmailable])
    practice = forms.ModelChoiceField(
        Practice.objects.none(), label=_("Praktijk of team"), empty_label=_("Kies waar je werkt")
    )
    sector = forms.ModelChoiceField(Sector.objects.all(), label=_("Sector"), empty_label=_("Kies een sector"))
    is_ambassador = forms.BooleanField(label=_("Ik word ambassadeur: ik neem mijn collega's mee"), required=False)
    code = Line(
        label=_("Code van een voucher"),
        max_length=40,
        required=False,
        help_text=_("Kreeg je een kaart van een collega? Met de code ga je voor."),
    )
    tells_giver = forms.BooleanField(label=_("Wie mij de voucher gaf, mag mijn naam zien"), required=False)

    def __init__(self, *args, programme: TrainingProgramme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["practice"].queryset = programme.practices.all()

    def clean_name(self):
        return clean_name(self.cleaned_data["name"])

    def clean_code(self):
        return re.sub(r"[^0-9A-Za-z]", "", self.cleaned_data["code"]).upper()


class ProgrammeForm(OrganiserForm):
    """A training, its rules and the practices that send people."""

    title = Line(label=_("Titel"), max_length=160)
    summary = forms.CharField(
        label=_("In het kort"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    track = forms.ChoiceField(label=_("Spoor"), choices=choices_of(Track))
    plan = forms.ModelChoiceField(
        TrainingPlan.objects.all(), label=_("Scholingsplan"), required=False, empty_label=_("Geen")
    )
    sectors = forms.ModelMultipleChoiceField(
        Sector.objects.all(),
        label=_("Elke groep heeft mensen uit"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needs_ambassador = forms.BooleanField(
        label=_("Van elke praktijk minstens één ambassadeur"), required=False, initial=True
    )
    practices = forms.CharField(
        label=_("Praktijken en teams"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Eén per regel. Met een adres erbij kun je de praktijk uitnodigen: Praktijk De Linde; linde@voorbeeld.nl"
        ),
    )

    @classmethod
    def initial_from(cls, row):
        lines = [f"{one.name}; {one.email}" if one.email else one.name for one in row.practices.all()]
        return super().initial_from(row) | {"sectors": row.sectors.all(), "practices": "\n".join(lines)}

    def clean_practices(self) -> list[tuple[str, str]]:
        found = {}
        for line in self.cleaned_data["practices"].splitlines():
            name, _mark, email = (part.strip() for part in line.partition(";"))
            if not name:
                continue
            if email:
                validate_email(email)
                refuse_unmailable(email)
            if len(name) > 120:
                raise ValidationError(_("Een naam heeft hoogstens 120 tekens."))
            found[name] = email.lower()
        if not found:
            raise ValidationError(_("Noem minstens één praktijk of team."))
        if len(found) > MOST_PRACTICES:
            raise ValidationError(_("Noem hoogstens 200 praktijken."))
        return list(found.items())


class CohortForm(OrganiserForm):
    """One group of a training."""

    title = Line(label=_("Naam"), max_length=120)
    starts_on = Day(label=_("Eerste dag"))
    capacity = forms.IntegerField(label=_("Hoogstens zoveel mensen"), min_value=1, max_value=200, initial=12)


class PlaceForm(forms.Form):
    """Where somebody goes: `to` cleans to what to do, and with which cohort or person."""

    PLACE, SWAP, LEAVE = "groep", "ruil", "weg"

    to = forms.RegexField(r"^(groep|ruil):[0-9a-f-]{36}$|^weg:$", max_length=50)

    def __init__(self, *args, programme: TrainingProgramme, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = programme

    def clean_to(self) -> tuple[str, Cohort | Enrolment | None]:
        act, _mark, key = self.cleaned_data["to"].partition(":")
        if act == self.LEAVE:
            return act, None
        rows = self.programme.cohorts if act == self.PLACE else self.programme.enrolments.exclude(name="")
        if found := rows.filter(public_id=key).first():
            return act, found
        raise ValidationError(_("Kies iets uit de lijst."))


class PlanForm(OrganiserForm):
    """A region's training plan."""

    title = Line(label=_("Titel"), max_length=160)
    summary = forms.CharField(
        label=_("In het kort"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    region = forms.ModelChoiceField(Region.objects.all(), label=_("Regio"), empty_label=_("Kies een regio"))
    pot = forms.IntegerField(label=_("Subsidie in euro's"), min_value=0, max_value=2_000_000_000)
    practitioner_places = forms.IntegerField(label=_("Plaatsen: werken in de praktijk"), min_value=0, max_value=100_000)
    coach_places = forms.IntegerField(label=_("Plaatsen: implementatiecoach"), min_value=0, max_value=100_000)


class SpendForm(OrganiserForm):
    """What is taken from the pot."""

    amount = forms.IntegerField(
        label=_("Bedrag in euro's"),
        min_value=-2_000_000_000,
        max_value=2_000_000_000,
        help_text=_("Met een min ervoor gaat het terug in de pot."),
    )
    reason = Line(label=_("Waarvoor"), max_length=160)

    def clean_amount(self):
        if not self.cleaned_data["amount"]:
            raise ValidationError(_("Vul een bedrag in."))
        return self.cleaned_data["amount"]
