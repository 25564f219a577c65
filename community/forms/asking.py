"""A form that asks once about what may lead to a person, and then takes the writer's word for it."""

import hashlib
from abc import abstractmethod

from django import forms
from django.utils.translation import gettext_lazy as _

from community.privacy import TELLING, findings, is_about_somebody, refuse_stops


class AskingForm(forms.Form):
    """Asks about its `texts`: `questions` then holds piece, advice and kind of what `asks_about` chose.

    Who posts the same words again with the box `confirmed` ticked (its value is `digest`), means them.
    """

    questions: tuple = ()
    digest = ""

    def clean(self):
        data = super().clean()
        data = self.cleaned_data if data is None else data
        texts = [text for text in self.texts(data) if text]
        if not self.errors and texts:
            self.digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:32]
            if self.data.get("confirmed") != self.digest:
                asked = (
                    (text[found.start : found.end], found.advice, found.kind)
                    for text in texts
                    for found in findings(text)
                    if self.asks_about(found, text)
                )
                self.questions = tuple(
                    {"piece": piece, "advice": advice, "kind": kind} for piece, advice, kind in dict.fromkeys(asked)
                )
            if self.questions:
                self.add_error(None, _("Je tekst is nog niet geplaatst. Kijk eerst naar de vragen hieronder."))
        return data

    @abstractmethod
    def texts(self, data: dict) -> list[str]:
        """The texts to look through."""

    @abstractmethod
    def asks_about(self, found, text: str) -> bool:
        """Whether the writer is asked about this finding in `text`."""


class NamingForm(AskingForm):
    """Words for others (`title`, `text`, `by`): asks about what a moderator would look at afterwards, and not about who can be
    named in `mentions`: they stand in the conversation themselves.
    """

    def texts(self, data):
        return [data.get(name, "") for name in ("title", "text", "by")]

    def asks_about(self, found, text):
        here = self.fields["mentions"].choices if "mentions" in self.fields else ()
        names = {word for _pk, name in here for word in name.split()}
        tells = found.kind in TELLING or is_about_somebody(found, text)
        return tells and not names.issuperset(text[found.start : found.end].split())


class PublicWordsForm(NamingForm):
    """Words that everybody may read at once: numbers and addresses that lead to a person are refused."""

    def clean(self):
        for name in ("title", "text"):
            try:
                refuse_stops(self.cleaned_data.get(name, ""))
            except forms.ValidationError as error:
                self.add_error(name, error)
        return super().clean()
