"""One contribution: what there is to know, and the decisions."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormMixin

from community import privacy
from community.actions import moderation
from community.actions.refusal import Refused
from community.contributions import find, kinds
from community.forms.moderation import AnswerForm, BlockForm, RuleForm, WipeForm
from community.models import Appeal, ModerationItem
from community.moderation_queue import finding_words, rows
from community.rules.moderation import block_of, may_decide_on_appeal
from community.views.moderation.base import ModerationPage

FORMS = {"verbergen": RuleForm, "wissen": WipeForm, "blokkeren": BlockForm}
SHOWN = 20_000  # characters


def marked(text: str) -> SafeString:
    """The text with what may lead to a person marked, and said what it is."""
    words, html, place = finding_words(), "", 0
    for finding in privacy.findings(text):
        if finding.kind in words and finding.kind != "combination" and finding.start >= place:
            html += escape(text[place : finding.start])
            html += format_html('<mark title="{}">{}</mark>', words[finding.kind], text[finding.start : finding.end])
            place = finding.end
    return mark_safe(html + escape(text[place:]))  # noqa: S308 - every piece is escaped above


class Item(ModerationPage):
    """`/beheer/moderatie/<item>/`, and below it one address per decision. Of closed things only kind and age stand here."""

    template_name = "community/admin/moderation_item.html"
    act = ""

    @cached_property
    def item(self) -> ModerationItem:
        found = ModerationItem.objects.select_related("assignee", "author").prefetch_related("reports")
        return get_object_or_404(found, pk=self.kwargs["item"])

    def get_page_title(self):
        kind = kinds().get(self.item.kind)
        return str(kind.label) if kind else self.item.kind

    def get_context_data(self, **kwargs):
        forms = {name: form(prefix=name) for name, form in FORMS.items()} | kwargs.pop("forms", {})
        contribution = find(self.item.kind, self.item.key)
        author = self.item.author or (contribution.author if contribution else None)
        return super().get_context_data(
            item=self.item,
            row=rows([self.item])[0],
            contribution=contribution,
            text=marked(contribution.text[:SHOWN]) if contribution else "",
            decisions=self.item.decisions.select_related("rule", "by", "block"),
            can_tell=bool(contribution and contribution.address),
            blocked=block_of(author, contribution.email if contribution else ""),
            hide_form=forms["verbergen"],
            wipe_form=forms["wissen"],
            block_form=forms["blokkeren"],
            open_form=self.kwargs.get("act", ""),
            may_show_again=bool(contribution and contribution.hidden and contribution.text),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        act = kwargs.get("act", "")
        form = FORMS[act](request.POST, prefix=act) if act in FORMS else None
        if form and not form.is_valid():
            return self.render_to_response(self.get_context_data(forms={act: form}))
        try:
            self._act(act, form.cleaned_data if form else {})
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Dat is geregeld."))
        stays = act in ("oppakken", "blokkeren", "weer-tonen")
        return redirect("moderation:item", self.item.pk) if stays else redirect("moderation:index")

    def _act(self, act: str, data: dict) -> None:
        item, by = self.item, self.request.user
        data.pop("sure", None)
        match act:
            case "oppakken":
                moderation.take(item=item, by=by)
            case "loslaten":
                moderation.take(item=item, by=None)
            case "laten-staan":
                moderation.keep(item=item, by=by)
            case "weer-tonen":
                moderation.show_again(item=item, by=by)
            case "verbergen":
                moderation.hide(item=item, by=by, **data)
            case "wissen":
                moderation.wipe(item=item, by=by, **data)
            case "blokkeren":
                moderation.block(item=item, by=by, **data)


class AppealPage(ModerationPage, FormMixin):
    """`/beheer/moderatie/bezwaren/<appeal>/`: what the author says, and the answer of another moderator."""

    template_name = "community/admin/moderation_appeal.html"
    page_title = gettext_lazy("Bezwaar")
    form_class = AnswerForm

    @cached_property
    def appeal(self) -> Appeal:
        found = Appeal.objects.select_related(
            "decision__item", "decision__rule", "decision__by", "decision__block", "by"
        )
        return get_object_or_404(found, pk=self.kwargs["appeal"])

    def get_context_data(self, **kwargs):
        decision = self.appeal.decision
        contribution = find(decision.item.kind, decision.item.key)
        return super().get_context_data(
            appeal=self.appeal,
            decision=decision,
            kind=kinds().get(decision.item.kind),
            text=contribution.text if contribution else "",
            may_decide=may_decide_on_appeal(self.request.user, self.appeal),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        granted = form.cleaned_data["outcome"] == "granted"
        try:
            moderation.decide_on_appeal(
                appeal=self.appeal, by=request.user, granted=granted, answer=form.cleaned_data["answer"]
            )
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("moderation:appeal", self.appeal.pk)
        messages.success(request, _("De schrijver krijgt je besluit per mail."))
        return redirect("moderation:index")
