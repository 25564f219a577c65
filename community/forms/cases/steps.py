"""Forms that begin a discussion and move it: the choice of a method, and what the facilitator decides."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.cases.method import DAYS, LIVE, MIXED, Method
from community.models import CaseDiscussion, DiscussionMethod, PeerGroup

Mode = CaseDiscussion.Mode
ROLE_NAMES = {
    "deelnemer": _("doet mee"),
    "observator": _("kijkt mee"),
    "begeleider": _("begeleidt"),
    "inbrenger": _("bracht de casus in"),
}


class ChooseForm(forms.Form):
    """What helps to choose a method."""

    question = forms.ChoiceField(
        label=_("Wat voor vraag heb je?"),
        choices=[("", _("Weet ik nog niet")), *DiscussionMethod.Question.choices],
        required=False,
    )
    mode = forms.ChoiceField(
        label=_("Hoe willen jullie het doen?"),
        choices=[("", _("Maakt niet uit")), (LIVE, Mode.LIVE.label), (DAYS, Mode.DAYS.label)],
        required=False,
    )
    minutes = forms.TypedChoiceField(
        label=_("Hoeveel tijd hebben jullie samen?"),
        choices=[("", _("Maakt niet uit")), ("60", _("een uur")), ("90", _("anderhalf uur")), ("120", _("twee uur"))],
        coerce=int,
        empty_value=0,
        required=False,
    )
    safety = forms.TypedChoiceField(
        label=_("Hoe goed kennen jullie elkaar?"),
        choices=[("", _("Maakt niet uit")), *DiscussionMethod.Safety.choices],
        coerce=int,
        empty_value=0,
        required=False,
    )

    def fitting(self, methods: list[DiscussionMethod]) -> list[DiscussionMethod]:
        """The methods that fit what was chosen; all of them for a choice that makes no sense."""
        if not self.is_valid():
            return methods
        data = self.cleaned_data
        plain = {method: Method.from_data(method.as_data()) for method in methods}
        return [
            method
            for method in methods
            if data["question"] in ("", method.question)
            and (not data["mode"] or data["mode"] in plain[method].modes)
            and (not data["minutes"] or plain[method].minutes <= data["minutes"] + 5)
            and (not data["safety"] or method.safety <= data["safety"])
        ]


class BeginForm(forms.Form):
    """How to do it, in which session, and who facilitates."""

    mode = forms.ChoiceField(label=_("Hoe doen jullie het?"), widget=forms.RadioSelect)
    facilitator = forms.ModelChoiceField(None, label=_("Wie begeleidt?"), required=False)
    session = forms.ModelChoiceField(None, label=_("Bij welke bijeenkomst?"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, method: Method, group: PeerGroup, but=None, sessions=(), **kwargs):
        super().__init__(*args, **kwargs)
        labels = dict(Mode.choices)
        self.fields["mode"].choices = [(mode, labels[mode]) for mode in method.allowed_modes]
        self.initial.setdefault("mode", method.allowed_modes[0])
        members = group.members.select_related("user")
        self.fields["facilitator"].queryset = members.exclude(user=but) if but else members
        self.fields["facilitator"].empty_label = _("Wie aan de beurt is")
        self.fields["session"].queryset = sessions
        self.fields["session"].empty_label = _("Geen")


class MoveForm(forms.Form):
    """To the next phase: what else has to be said depends on the method and the mode."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, discussion: CaseDiscussion, candidates=(), **kwargs):
        super().__init__(*args, **kwargs)
        method = discussion.method
        is_last = discussion.phase_number + 1 == len(method.phases)
        if method.picks == discussion.phase_number:
            self.fields["owner"] = forms.TypedChoiceField(
                label=_("Welke casus bespreken jullie?"), choices=list(candidates), coerce=int, widget=forms.RadioSelect
            )
        if discussion.mode == MIXED and not is_last:
            self.fields["pace"] = forms.ChoiceField(
                label=_("Hoe doen jullie de volgende fase?"),
                choices=[(LIVE, Mode.LIVE.label), (DAYS, Mode.DAYS.label)],
                initial=discussion.pace,
                widget=forms.RadioSelect,
            )
        if discussion.mode != LIVE and not is_last:
            self.fields["days"] = forms.IntegerField(
                label=_("Hoeveel dagen krijgt de volgende fase?"),
                min_value=1,
                max_value=60,
                required=False,
                initial=method.phases[discussion.phase_number + 1].days,
            )
        if is_last and discussion.pace == LIVE:
            parts = [part for part in discussion.participants.all() if not part.has_left and part.user]
            self.fields["present"] = forms.TypedMultipleChoiceField(
                label=_("Wie waren erbij?"),
                choices=[(part.pk, str(part.user)) for part in parts],
                coerce=int,
                required=False,
                initial=[part.pk for part in parts],
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Zij krijgen een bewijs van deelname."),
            )


class RoleForm(forms.Form):
    """What somebody does in this discussion."""

    part = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    role = forms.ChoiceField(choices=[(role, ROLE_NAMES[role]) for role in ("deelnemer", "observator", "begeleider")])
