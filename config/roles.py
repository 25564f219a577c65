"""What each group may do, as data. Applied after every `migrate`, and whenever pages of the tree are made.

A member (participant, ambassador) has no group and no permission here: their rights follow from what is theirs.
The administrator is a superuser and needs no group.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connections, transaction

TERMS = (
    "audience",
    "dimension",
    "interpretation",
    "phase",
    "region",
    "relatedmodel",
    "scale",
    "sector",
    "synonymset",
    "targetgroup",
    "theme",
)
# What editors keep of places and partners; only an administrator deletes.
PLACES = ("organisation", "provider", "offer")


@dataclass(frozen=True)
class Role:
    """A group: plain permissions (`app.codename`), rights on a part of the page tree, rights on files."""

    permissions: tuple[str, ...]
    tree: str = ""
    """The page type (`app.Model`) whose pages, with all below them, the role works in."""
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = field(default=())


ROLES = {
    # Writes and publishes everything that stands on a page, keeps the words and the files in order.
    "redactie": Role(
        permissions=(
            "wagtailadmin.access_admin",
            "wagtail_localize.submit_translation",
            "wagtailredirects.add_redirect",
            "wagtailredirects.change_redirect",
            *(f"cms.{verb}_quote" for verb in ("add", "change", "view")),
            *(f"cms.{verb}_roleplay" for verb in ("add", "change", "delete", "view")),
            "cms.view_linkcheck",
            *(f"cms.{verb}_starterkit" for verb in ("add", "change", "view")),
            *(f"cms.{verb}_{model}" for model in (*TERMS, *PLACES) for verb in ("add", "change", "view")),
            "community.handle_materialorder",
            *(f"community.{verb}_newsletterissue" for verb in ("add", "change", "view")),
            *(f"community.{verb}_advicecontact" for verb in ("add", "change", "view")),
            *(f"community.{verb}_coordinator" for verb in ("add", "change", "view")),
            "events.change_groupnote",
            "community.summarise_question",
            *(f"community.{verb}_discussionmethod" for verb in ("add", "change", "view")),
            "community.view_caselesson",
            "community.decide_caselesson",
            "community.view_sharedcase",
            "community.check_sharedcase",
            "community.handle_idea",
            *(f"community.{verb}_policydocument" for verb in ("add", "change", "view")),
        ),
        tree="cms.HomePage",
        pages=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
        files=("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"),
    ),
    # Plans meetings, sees who comes, and writes the texts under the agenda.
    "organisatie": Role(
        permissions=(
            "wagtailadmin.access_admin",
            *(f"events.{verb}_{model}" for model in ("event", "eventseries") for verb in ("add", "change", "view")),
            *(
                f"events.{verb}_{model}"
                for model in ("programmeitem", "round", "breakout")
                for verb in ("add", "change", "delete", "view")
            ),
            "community.handle_materialorder",
            "events.view_registration",
            "events.change_registration",
            "events.view_place",
            "events.view_ledgerentry",
            *(f"events.{verb}_register" for verb in ("add", "change", "view")),
            "events.change_trainingprogramme",
            "events.change_groupnote",
        ),
        tree="events.AgendaPage",
        pages=("add_page", "change_page", "publish_page"),
        files=("add_image", "choose_image", "choose_document"),
    ),
    # Decides which ambassadors are shown, and on what is reported.
    "moderatie": Role(
        permissions=(
            "wagtailadmin.access_admin",
            "community.view_ambassadorprofile",
            "community.approve_ambassadorprofile",
            "community.view_experience",
            "community.decide_experience",
            "community.moderate",
            *(f"community.{verb}_houserule" for verb in ("add", "change", "view")),
            "community.handle_idea",
        ),
    ),
}


@transaction.atomic
def apply() -> None:
    """Give every group exactly the rights above; what was added by hand is taken away. Safe to repeat.

    Permissions of models that are not migrated yet, and pages that are not made yet, are left for the next time.
    """
    for name, role in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(_permissions(role.permissions))
        _give_pages(group, role)
        _give_files(group, role)
    _give_review("redactie")


def _permissions(names) -> list[int]:
    """The keys of the permissions that exist."""
    by_name = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    return [by_name[name] for name in names if name in by_name]


def _give_pages(group: Group, role: Role) -> None:
    from wagtail.models import GroupPagePermission, Page

    wanted = set()
    if role.tree:
        ids = _permissions(f"wagtailcore.{codename}" for codename in role.pages)
        wanted = {
            (page, permission)
            for page in apps.get_model(role.tree)._default_manager.values_list("pk", flat=True)
            for permission in ids
        }
    given = {(row.page_id, row.permission_id): row for row in GroupPagePermission.objects.filter(group=group)}
    for place, row in given.items():
        if place not in wanted:
            row.delete()
    for page, permission in sorted(wanted - given.keys()):
        GroupPagePermission.objects.create(group=group, page=Page.objects.get(pk=page), permission_id=permission)


def _give_files(group: Group, role: Role) -> None:
    from wagtail.models import Collection, GroupCollectionPermission

    root = Collection.get_first_root_node()
    names = [
        f"{'wagtaildocs' if codename.endswith('document') else 'wagtailimages'}.{codename}" for codename in role.files
    ]
    wanted = set(_permissions(names)) if root else set()
    rows = GroupCollectionPermission.objects.filter(group=group)
    rows.exclude(collection=root, permission__in=wanted).delete()
    for permission in wanted - set(rows.values_list("permission_id", flat=True)):
        GroupCollectionPermission.objects.create(group=group, collection=root, permission_id=permission)


REVIEW = "Nakijken door de redactie"


def _give_review(group: str) -> None:
    """Who hands a page in has it read by a second pair of eyes of this group, anywhere on the site."""
    from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

    if not (root := Page.get_first_root_node()):
        return
    task, _created = GroupApprovalTask.objects.get_or_create(name=REVIEW)
    task.groups.set([Group.objects.get(name=group)])
    workflow, _created = Workflow.objects.get_or_create(name=REVIEW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})


def apply_after_migrate(sender, **kwargs) -> None:
    """Receiver of `post_migrate`: applies once, after the last app, when all tables and permissions are there."""
    if sender == [config for config in apps.get_app_configs() if config.models_module][-1]:
        needed = {apps.get_model(role.tree)._meta.db_table for role in ROLES.values() if role.tree}
        if needed <= set(connections[kwargs["using"]].introspection.table_names()):
            apply()
