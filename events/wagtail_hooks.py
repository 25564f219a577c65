"""What meetings add to the admin: a menu item, the organisers' pages, and the words of their log."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from events import rules
from events.day_urls import organise_patterns
from events.models import Register
from events.views import proposals
from events.views.organise import (
    allocation,
    invitations,
    meetings,
    participants,
    programme,
    questions,
    series,
    speakers,
    tables,
)

urlpatterns = [
    path("", meetings.Index.as_view(), name="index"),
    path("nieuw/", meetings.New.as_view(), name="new"),
    path("reeks/nieuw/", meetings.NewSeries.as_view(), name="new_series"),
    path("reeks/plannen/", series.Run.as_view(), name="run"),
    path("reeksen/", series.SeriesIndex.as_view(), name="series_index"),
    path("reeksen/<int:series>/", series.Series.as_view(), name="series"),
    path("reeksen/<int:series>/publiceren/", series.PublishDrafts.as_view(), name="publish_drafts"),
    path("reeksen/<int:series>/organisatoren/<int:host>/weg/", series.DismissHost.as_view(), name="dismiss_host"),
    path("<uuid:event>/", meetings.Workspace.as_view(), name="workspace"),
    path("<uuid:event>/wijzigen/", meetings.Change.as_view(), name="change"),
    path("<uuid:event>/nieuwe-editie/", series.NextEdition.as_view(), name="next_edition"),
    path("<uuid:event>/publiceren/", meetings.Publish.as_view(), name="publish"),
    path("<uuid:event>/vervallen/", meetings.Cancel.as_view(), name="cancel"),
    path("<uuid:event>/onderdelen/nieuw/", programme.Item.as_view(), name="new_item"),
    path("<uuid:event>/onderdelen/<int:part>/", programme.Item.as_view(), name="item"),
    path("<uuid:event>/onderdelen/<int:part>/verwijderen/", programme.DeletePart.as_view(), name="delete_item"),
    path("<uuid:event>/rondes/nieuw/", programme.RoundView.as_view(), name="new_round"),
    path("<uuid:event>/rondes/<int:part>/", programme.RoundView.as_view(), name="round"),
    path(
        "<uuid:event>/rondes/<int:part>/verwijderen/", programme.DeletePart.as_view(kind="rounds"), name="delete_round"
    ),
    path("<uuid:event>/rondes/<int:part>/break-outs/nieuw/", programme.NewBreakout.as_view(), name="new_breakout"),
    path("<uuid:event>/break-outs/<uuid:breakout>/", programme.ChangeBreakout.as_view(), name="breakout"),
    path(
        "<uuid:event>/break-outs/<uuid:breakout>/vervallen/", programme.CancelBreakout.as_view(), name="cancel_breakout"
    ),
    path(
        "<uuid:event>/break-outs/<uuid:breakout>/verwijderen/",
        programme.DeleteBreakout.as_view(),
        name="delete_breakout",
    ),
    path("<uuid:event>/kiezen/", allocation.ChangeAdmission.as_view(), name="admission"),
    path("<uuid:event>/verdelen/", allocation.Overview.as_view(), name="allocation"),
    path("<uuid:event>/verdelen/nieuw/", allocation.Propose.as_view(), name="propose"),
    path("<uuid:event>/verdelen/rondes/<int:part>/", allocation.Rooms.as_view(), name="rooms"),
    path("<uuid:event>/verdelen/<uuid:allocation>/", allocation.Proposal.as_view(), name="proposal"),
    path("<uuid:event>/verdelen/<uuid:allocation>/verplaatsen/", allocation.MovePeople.as_view(), name="move_people"),
    path("<uuid:event>/verdelen/<uuid:allocation>/bekendmaken/", allocation.Publish.as_view(), name="publish_groups"),
    path("<uuid:event>/onderwerpen/<int:part>/", proposals.decide, name="decide_proposal"),
    path("<uuid:event>/sprekers/", speakers.Speakers.as_view(), name="speakers"),
    path("<uuid:event>/sprekers/nieuw/", speakers.Invite.as_view(), name="invite_speaker"),
    path("<uuid:event>/sprekers/<uuid:speaker>/", speakers.ChangeSpeaker.as_view(), name="speaker"),
    path("<uuid:event>/uitnodiging/", invitations.InvitationPage.as_view(), name="invitation"),
    path("<uuid:event>/uitnodiging/versturen/", invitations.SendInvitation.as_view(), name="send_invitation"),
    path("<uuid:event>/uitnodiging/wat-werkte/", invitations.Outcome.as_view(), name="outcome"),
    path("<uuid:event>/vragen/", questions.Questions.as_view(), name="questions"),
    path("<uuid:event>/vragen/nieuw/", questions.QuestionPage.as_view(), name="new_question"),
    path("<uuid:event>/vragen/<int:question>/", questions.QuestionPage.as_view(), name="question"),
    path("<uuid:event>/vragen/<int:question>/verwijderen/", questions.DeleteQuestion.as_view(), name="delete_question"),
    path("<uuid:event>/tafels/", tables.Tables.as_view(), name="tables"),
    path("<uuid:event>/tafels/kaarten/", tables.Cards.as_view(), name="rotation_cards"),
    path("<uuid:event>/deelnemers/", participants.Participants.as_view(), name="participants"),
    path("<uuid:event>/deelnemers/nieuw/", participants.Add.as_view(), name="new_participant"),
    path("<uuid:event>/deelnemers/lijst/", participants.Export.as_view(), name="export"),
    path("<uuid:event>/deelnemers/<uuid:registration>/", participants.Participant.as_view(), name="participant"),
    path("<uuid:event>/deelnemers/<uuid:registration>/rondes/<int:part>/", participants.Move.as_view(), name="move"),
    path(
        "<uuid:event>/deelnemers/<uuid:registration>/afmelden/",
        participants.CancelParticipant.as_view(),
        name="cancel_participant",
    ),
]


class RegisterViewSet(SnippetViewSet):
    """The registers that give points for meetings."""

    model = Register
    icon = "tick"
    menu_label = _("Beroepsregisters")
    menu_order = 460
    add_to_admin_menu = True


register_snippet(RegisterViewSet)


@hooks.register("register_admin_urls")
def organisers_pages():
    """Everything below `/beheer/bijeenkomsten/`."""
    return [path("bijeenkomsten/", include(([*urlpatterns, *organise_patterns], "organise")))]


class MeetingsMenuItem(MenuItem):
    """Shown to organisers only."""

    def is_shown(self, request):
        return rules.may_organise(request.user)


@hooks.register("register_admin_menu_item")
def meetings_menu_item():
    """The door to the organisers' pages."""
    return MeetingsMenuItem(_("Bijeenkomsten"), reverse("organise:index"), name="meetings", icon_name="date", order=150)


class TrainingsMenuItem(MenuItem):
    """Shown to who keeps trainings."""

    def is_shown(self, request):
        return rules.may_keep_trainings(request.user)


@hooks.register("register_admin_menu_item")
def trainings_menu_item():
    """The door to trainings and plans."""
    return TrainingsMenuItem(
        _("Trainingen"), reverse("organise:trainings"), name="trainings", icon_name="group", order=155
    )


@hooks.register("insert_global_admin_css")
def organisers_look():
    """The little that Wagtail's own styles do not have."""
    return format_html('<link rel="stylesheet" href="{}">', static("events/organise.css"))


@hooks.register("register_log_actions")
def log_words(actions):
    """How what organisers did reads in the site history."""
    actions.register_action("events.create", _("Gemaakt"), _("Bijeenkomst of reeks gemaakt"))
    actions.register_action("events.change", _("Gewijzigd"), _("Bijeenkomst gewijzigd"))
    actions.register_action("events.cancel", _("Vervallen"), _("Bijeenkomst laten vervallen"))
    actions.register_action("events.cancel_breakout", _("Break-out vervallen"), _("Break-out laten vervallen"))
    actions.register_action("events.add_part", _("Erbij"), _("Erbij in het programma:"))
    actions.register_action("events.remove_part", _("Eraf"), _("Weg uit het programma:"))
    actions.register_action("events.publish", _("Gepubliceerd"), _("Pagina gepubliceerd"))
    actions.register_action("events.sign_up", _("Aangemeld"), _("Iemand aangemeld"))
    actions.register_action("events.move", _("Verplaatst"), _("Deelnemer naar een andere break-out verplaatst"))
    actions.register_action("events.appoint_host", _("Organisator erbij"), _("Organisator van een reeks gemaakt"))
    actions.register_action("events.dismiss_host", _("Organisator eraf"), _("Geen organisator van een reeks meer"))
    actions.register_action("events.harvest", _("Geoogst"), _("Concepten gemaakt van de notities"))
    actions.register_action("events.allocate", _("Groepen bekendgemaakt"), _("Verdeling van de groepen bekendgemaakt"))
    actions.register_action("events.attendance", _("Aanwezigheid"), _("Minuten van aanwezigheid ingevuld"))
    actions.register_action("events.proofs", _("Bewijzen gegeven"), _("Bewijzen van deelname gegeven"))
    actions.register_action("events.proof_revoked", _("Bewijs ingetrokken"), _("Bewijs van deelname ingetrokken"))
    actions.register_action("events.numbers_wiped", _("Nummers gewist"), _("Registernummers doorgegeven en gewist"))
    actions.register_action("events.invite_speaker", _("Spreker gevraagd"), _("Spreker uitgenodigd"))
    actions.register_action("events.send_invitation", _("Uitnodiging"), _("Uitnodiging verstuurd"))
    actions.register_action("events.export", _("Lijst opgehaald"), _("Lijst van deelnemers opgehaald"))
