"""The audit log from outside: what is written down by itself, and whether every chain is whole."""

from collections.abc import Iterator

from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_save

from community.actions.audit_log import record
from community.models import AuditEntry, AuditMonth, User

TOLD = ("format", "rows", "people", "fields")  # what of a log entry's own data is neither text nor personal
GROUP_ACTS = {"post_add": "groups.add", "post_remove": "groups.remove", "pre_clear": "groups.clear"}


def breaks() -> Iterator[str]:
    """One line per place where an entry was changed, taken out or put in; nothing when all is well."""
    for month in AuditMonth.objects.filter(forgotten_at=None):
        seal, number = month.start, 0
        entries = AuditEntry.objects.filter(month=month).select_related("actor").order_by("number")
        for number, entry in enumerate(entries.iterator(), start=1):
            if entry.number != number or entry.seal != entry.sealed_after(seal, number):
                yield f"audit log {month}: broken at entry {entry.number}"
                break
            seal = entry.seal
        else:
            if (number, seal) != (month.entries, month.head):
                yield f"audit log {month}: {month.entries} entries were sealed, {number} are there"


def listen() -> None:
    """Write down every act that Wagtail's log tells of (pages, files, users, our own acts), and who gets which role.

    Called when the app is ready.
    """
    from wagtail.models import ModelLogEntry, PageLogEntry

    for model in (ModelLogEntry, PageLogEntry):
        post_save.connect(_note_log_entry, sender=model, dispatch_uid=f"audit {model.__name__}")
    m2m_changed.connect(_note_groups, sender=User.groups.through, dispatch_uid="audit groups")


def _note_log_entry(sender, instance, created, raw=False, **kwargs) -> None:
    if created and not raw:
        kind = instance.content_type.natural_key() if instance.content_type else ("", "")
        facts = {name: instance.data[name] for name in TOLD if name in instance.data}
        about = f"{'.'.join(kind)}:{instance.object_id}"
        record(act=instance.action, about=about, actor_id=instance.user_id, **facts)


def _note_groups(sender, instance, action, reverse, pk_set, **kwargs) -> None:
    if not (act := GROUP_ACTS.get(action)) or (pk_set is not None and not pk_set):
        return
    if reverse:  # asked from the side of the group
        users, groups = pk_set or instance.user_set.values_list("pk", flat=True), [instance.name]
    else:
        changed = instance.groups.all() if pk_set is None else Group.objects.filter(pk__in=pk_set)
        users, groups = [instance.pk], sorted(changed.values_list("name", flat=True))
    if groups:
        for pk in users:
            record(act=act, about=f"{User._meta.label_lower}:{pk}", groups=groups)
