"""What this app adds to the admin."""

from django.urls import path
from wagtail import hooks

from community.actions.removal import forget_labels, remove_person
from community.models import User
from community.personal_data import person_of
from community.views import coordinators_admin, experiences_admin, moderation


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


@hooks.register("register_admin_viewset")
def ambassadors_viewset():
    """The list of profiles for moderators."""
    return moderation.AmbassadorViewSet()


@hooks.register("register_admin_viewset")
def coordinators_viewset():
    """Who coordinates which region."""
    return coordinators_admin.CoordinatorViewSet()


@hooks.register("register_admin_urls")
def ambassador_decisions():
    """The two decisions about a profile."""
    return [
        path("ambassadeurs/<int:pk>/goedkeuren/", moderation.approve, name="ambassador_approve"),
        path("ambassadeurs/<int:pk>/terugsturen/", moderation.send_back, name="ambassador_send_back"),
    ]


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
