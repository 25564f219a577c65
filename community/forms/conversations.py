"""Forms for what people say: a topic, a question, an answer, the summary of a question."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from cms.models import HandvatPage, Theme
from community.forms.asking import NamingForm, PublicWordsForm
from community.forms.circles import own_key
from community.models import Summary, User
from community.models.conversations import LONGEST

WORDS = {
    "required": _("Schrijf eerst iets op."),
    "min_length": _("Dat is wel heel kort. Schrijf iets meer."),
    "max_length": _("Je tekst is te lang: hoogstens %(limit_value)s tekens. Nu zijn het er %(show_value)s."),
}


class PostForm(NamingForm):
    """The text of one post. `people`: pairs of (key of the account, name) that it can be meant for."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)
    text = forms.CharField(
        label=_("Je bijdrage"),
        help_text=_(
            "Gewone tekst. Een lege regel begint een nieuwe alinea. Schrijf niets op over cliënten of patiënten."
        ),
        min_length=2,
        max_length=LONGEST,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages=WORDS,
    )
    mentions = forms.MultipleChoiceField(
        label=_("Voor wie in het bijzonder?"),
        help_text=_("Wie je kiest, ziet dat op de eigen pagina en in het overzicht per mail."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["text"].widget.attrs["maxlength"]  # a browser would cut what is too long, without a word
        self.fields["mentions"].choices = [(str(pk), name) for pk, name in people]
        if not people:
            del self.fields["mentions"]

    def clean_key(self):
        return own_key(self.cleaned_data["key"])

    @property
    def mentioned(self) -> list[User]:
        """The accounts that were chosen."""
        return list(User.objects.filter(pk__in=self.cleaned_data.get("mentions") or [], is_active=True))


class AnswerForm(PublicWordsForm, PostForm):
    """An answer to a question to everyone."""


class BeginForm(PostForm):
    """A new topic or question: a title, the words, and what it is about."""

    title = forms.CharField(label=_("Titel"), max_length=160, min_length=5, validators=[refuse_bsn])
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.all(), label=_("Thema's"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ["title", "text", "themes", "mentions"]

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())


class QuestionForm(PublicWordsForm, BeginForm):
    """A question to everyone."""

    follow = forms.BooleanField(
        label=_("Zet nieuwe antwoorden in mijn overzicht per mail"),
        required=False,
        help_text=_("Hoe vaak dat komt, kies je zelf. Stoppen kan met één klik."),
    )
    field_order = ["title", "text", "themes", "mentions", "follow"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("Je vraag of dilemma")
        self.fields["title"].help_text = _("In één zin, zoals je het aan een collega zou vragen.")
        self.fields["text"].label = _("Wat speelt er?")


class SummaryForm(forms.ModelForm):
    """What an editor makes of the answers."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = Summary
        fields = ["text", "handvatten"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8}), "handvatten": forms.CheckboxSelectMultiple}
        help_texts = {
            "text": _("Wat hebben de antwoorden gemeen, en waar lopen ze uiteen? Noem geen namen."),
            "handvatten": _("Die staan onder de samenvatting."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        pages = HandvatPage.objects.live().filter(locale__language_code="nl").in_order()
        self.fields["handvatten"].queryset = pages
        self.initial["version"] = self.instance.version if self.instance.pk else 0
