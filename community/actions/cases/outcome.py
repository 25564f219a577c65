"""What comes of a case: a plan with a day to look back, and the lesson that others may learn from."""

import uuid
from datetime import date

from django.db import transaction
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.actions.drafts import add_draft
from cms.models import HandvatIndexPage, HandvatPage
from community.actions.cases.discussions import bump, lock
from community.actions.refusal import Refused
from community.cases import texts, vault
from community.models import CaseDiscussion, CaseLesson, User


@transaction.atomic
def make_plan(
    *, discussion: CaseDiscussion, expected_version: int, plan: str, look_back_on: date | None
) -> CaseDiscussion:
    """The owner's plan. It stays when the text of the case is wiped. Another day means another reminder.

    The first plan gets its key here, so that it can also be made long after the text is gone.
    """
    discussion = lock(discussion, expected_version)
    if plan and not texts.plan_of(discussion):
        discussion.plan_key = uuid.uuid4()  # never a name whose file `wipe_again` may be throwing away
        vault.make_key(discussion.plan_key)
    discussion.plan = texts.sealed_plan(discussion, plan)
    if look_back_on != discussion.look_back_on:
        discussion.look_back_on, discussion.look_back_reminded_at = look_back_on, None
    return bump(discussion)


@transaction.atomic
def tell_lesson(
    *, key: uuid.UUID, discussion: CaseDiscussion, by: User, title: str, why: str, how: str, names_group: bool
) -> CaseLesson:
    """Send the lesson without the case to the editors; one per case, and the same `key` again gives the first."""
    discussion = lock(discussion)
    if present := CaseLesson.objects.filter(key=key).first():
        return present
    if CaseLesson.objects.filter(discussion=discussion).exists():
        raise Refused(_("De les van deze casus is al gestuurd."))
    return CaseLesson.objects.create(
        key=key,
        discussion=discussion,
        title=title,
        why=why,
        how=how,
        group_name=discussion.group.name if names_group else "",
        sent_by=by,
    )


@transaction.atomic
def take_lesson(*, lesson: CaseLesson, by: User) -> HandvatPage:
    """Make a draft handvat of a lesson; it credits the group. Safe to repeat."""
    lesson = CaseLesson.objects.select_for_update().get(pk=lesson.pk)
    if lesson.handvat and (page := HandvatPage.objects.filter(translation_key=lesson.handvat).first()):
        return page
    parent = HandvatIndexPage.objects.get(locale=Locale.objects.get(language_code="nl"))
    page = HandvatPage(
        title=lesson.title,
        why=linebreaks(escape(lesson.why)),
        how=linebreaks(escape(lesson.how)),
        provenance=origin_of(lesson),
    )
    add_draft(parent=parent, page=page, by=by)
    lesson.status, lesson.handvat = CaseLesson.Status.TAKEN, page.translation_key
    lesson.save(update_fields=["status", "handvat"])
    return page


@transaction.atomic
def decline_lesson(*, lesson: CaseLesson) -> None:
    """Leave it. Safe to repeat."""
    CaseLesson.objects.filter(pk=lesson.pk, handvat=None).update(status=CaseLesson.Status.DECLINED)


def origin_of(lesson: CaseLesson) -> str:
    """What the handvat says of where it comes from."""
    if lesson.group_name:
        return _("Geleerd in een intervisiegroep: %(name)s.") % {"name": lesson.group_name}
    return _("Geleerd in een intervisiegroep.")
