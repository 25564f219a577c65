"""What this app adds to the admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from community import rules
from community.actions.removal import forget_labels, remove_person
from community.models import User
from community.personal_data import person_of
from community.rules import cases as case_rules
from community.rules import ideas as idea_rules
from community.rules.moderation import may_moderate
from community.views import (
    advisers_admin,
    coordinators_admin,
    experiences_admin,
    newsletter_admin,
    orders,
    policies_admin,
)
from community.views.cases import admin as cases_admin
from community.views.cases import shared_admin as shared_cases_admin
from community.views.moderation import ambassadors, house_rules, item, queue


@hooks.register("register_admin_viewset")
def experiences_viewset():
    """The list of experiences for moderators."""
    return experiences_admin.ExperienceViewSet()


@hooks.register("register_admin_urls")
def experience_decisions():
    """The two decisions about an experience."""
    return [
        path("ervaringen/<int:pk>/tonen/", experiences_admin.approve, name="experience_approve"),
        path("ervaringen/<int:pk>/niet-tonen/", experiences_admin.reject, name="experience_reject"),
    ]


@hooks.register("register_admin_urls")
def order_addresses():
    """The orders of paper materials, and the two ways to end one."""
    return [
        path("bestellingen/", orders.shelf, name="material_orders"),
        path("bestellingen/<int:pk>/verstuurd/", orders.sent, name="material_order_sent"),
        path("bestellingen/<int:pk>/annuleren/", orders.cancelled, name="material_order_cancelled"),
    ]


class OrdersMenuItem(MenuItem):
    """Shown to who may send what is ordered."""

    def is_shown(self, request):
        return rules.may_handle_orders(request.user)


@hooks.register("register_admin_menu_item")
def orders_menu_item():
    """The door to the orders."""
    return OrdersMenuItem(
        _("Bestellingen"), reverse("material_orders"), name="material-orders", icon_name="mail", order=316
    )


@hooks.register("register_admin_viewset")
def ambassadors_viewset():
    """The list of profiles for moderators."""
    return ambassadors.AmbassadorViewSet()


@hooks.register("register_admin_viewset")
def coordinators_viewset():
    """Who coordinates which region."""
    return coordinators_admin.CoordinatorViewSet()


@hooks.register("register_admin_urls")
def ambassador_decisions():
    """The two decisions about a profile."""
    return [
        path("ambassadeurs/<int:pk>/goedkeuren/", ambassadors.approve, name="ambassador_approve"),
        path("ambassadeurs/<int:pk>/terugsturen/", ambassadors.send_back, name="ambassador_send_back"),
    ]


moderation = [
    path("", queue.Queue.as_view(), name="index"),
    path("logboek/", queue.Log.as_view(), name="log"),
    path("bezwaren/<int:appeal>/", item.AppealPage.as_view(), name="appeal"),
    path("<int:item>/", item.Item.as_view(http_method_names=["get", "head"]), name="item"),
    path("<int:item>/<slug:act>/", item.Item.as_view(http_method_names=["post"]), name="act"),
]


@hooks.register("register_admin_urls")
def moderators_pages():
    """Everything below `/beheer/moderatie/`."""
    return [path("moderatie/", include((moderation, "moderation")))]


class ModerationMenuItem(MenuItem):
    """Shown to moderators only."""

    def is_shown(self, request):
        return may_moderate(request.user)


@hooks.register("register_admin_menu_item")
def moderation_menu_item():
    """The door to the queue."""
    return ModerationMenuItem(
        _("Moderatie"), reverse("moderation:index"), name="moderation", icon_name="warning", order=311
    )


@hooks.register("register_admin_viewset")
def house_rules_viewset():
    """The list of house rules."""
    return house_rules.HouseRuleViewSet()


@hooks.register("register_admin_viewset")
def policies_viewset():
    """Plans and agreements."""
    return policies_admin.PolicyViewSet()


class IdeasMenuItem(MenuItem):
    """The way to the team's inbox, which coordinators without the admin use too."""

    def is_shown(self, request):
        return idea_rules.handles_every_idea(request.user)


@hooks.register("register_admin_menu_item")
def ideas_menu_item():
    """Ideas of the action centre."""
    return IdeasMenuItem(_("Ideeën"), reverse("idea_inbox"), name="ideas", icon_name="pick", order=322)


@hooks.register("register_admin_viewset")
def newsletter_viewset():
    """The calendar of issues."""
    return newsletter_admin.NewsletterViewSet()


@hooks.register("register_admin_urls")
def newsletter_steps():
    """The steps around sending."""
    return [
        path("nieuwsbrief/<int:pk>/klaar/", newsletter_admin.ready, name="newsletter_ready"),
        path("nieuwsbrief/<int:pk>/voorbeeld/", newsletter_admin.preview, name="newsletter_preview"),
        path("nieuwsbrief/<int:pk>/proef/", newsletter_admin.proof, name="newsletter_proof"),
        path("nieuwsbrief/<int:pk>/terug/", newsletter_admin.back, name="newsletter_back"),
    ]


@hooks.register("register_admin_viewset")
def advisers_viewset():
    """Who answers questions for advice."""
    return advisers_admin.AdviserViewSet()


@hooks.register("before_delete_user")
def data_go_with_the_account(request, user):
    """Whose account goes, is forgotten everywhere at once. The page that only asks changes nothing."""
    if request.method == "POST":
        remove_person(person_of(user))


@hooks.register("before_bulk_action")
def data_go_with_the_accounts(request, action_type, objects, action):
    """The same for several accounts at once; this hook runs after the question alone."""
    if action_type == "delete" and action.model is User:
        for user in objects:
            remove_person(person_of(user))


@hooks.register("after_delete_user")
@hooks.register("after_bulk_action")
def names_go_from_the_log(request, *what):
    """Wagtail writes down whom it deleted, by name: not here."""
    forget_labels()


@hooks.register("register_admin_viewset")
def case_methods_viewset():
    """The methods of case discussion, as data."""
    return cases_admin.MethodViewSet()


@hooks.register("register_admin_viewset")
def case_lessons_viewset():
    """Lessons that groups sent."""
    return cases_admin.LessonViewSet()


@hooks.register("register_admin_viewset")
def shared_cases_viewset():
    """Anonymous cases for the library."""
    return shared_cases_admin.SharedCaseViewSet()


@hooks.register("register_admin_urls")
def case_addresses():
    """The two decisions about a lesson, those about a case for the library, and the way in with a reason."""
    return [
        path("gedeelde-casussen/<int:pk>/goed/", shared_cases_admin.approve, name="shared_case_approve"),
        path("gedeelde-casussen/<int:pk>/terug/", shared_cases_admin.give_back, name="shared_case_give_back"),
        path("intervisielessen/<int:pk>/handvat/", cases_admin.take_lesson, name="case_lesson_take"),
        path("intervisielessen/<int:pk>/niet/", cases_admin.decline_lesson, name="case_lesson_decline"),
        path("intervisie/noodingang/", cases_admin.break_glass, name="case_break_glass"),
    ]


class _GlassItem(MenuItem):
    def is_shown(self, request):
        return case_rules.may_break_glass(request.user)


@hooks.register("register_settings_menu_item")
def case_glass_item():
    """Where administrators find the way in."""
    return _GlassItem(_("Noodingang casus"), reverse("case_break_glass"), icon_name="lock", order=900)
