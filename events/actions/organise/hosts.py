"""Who organises a series: rights on exactly its meetings and its branch of the pages, without a role on the site."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import GroupPagePermission

from community.models import User
from events.actions.refusal import Refused
from events.models import EventSeries, SeriesHost
from events.notifications import series as notifications

PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
MOST = 20


@transaction.atomic
def appoint_host(*, series: EventSeries, email: str, actor) -> SeriesHost:
    """Let somebody with an account organise this series; they hear so by mail. Harmless when they already do.

    Raises `Refused` for an address without an account.
    """
    series = EventSeries.objects.select_for_update().get(pk=series.pk)
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        raise Refused(
            _("Er is nog geen account met dit e-mailadres. Vraag deze persoon er eerst een te maken."), field="email"
        )
    if host := series.hosts.filter(user=user).first():
        return host
    if series.hosts.count() >= MOST:
        raise Refused(_("Meer dan %(most)s organisatoren kan niet.") % {"most": MOST}, field="email")
    host = SeriesHost.objects.create(series=series, user=user)
    user.groups.add(_group_of(series))
    notifications.host_appointed(host)
    log(instance=series, action="events.appoint_host", user=actor, data={"account": user.pk})
    return host


@transaction.atomic
def dismiss_host(*, host: SeriesHost, actor) -> None:
    """From now on they no longer organise this series. Harmless when done already."""
    deleted, _rows = SeriesHost.objects.filter(pk=host.pk).delete()
    if deleted:
        host.user.groups.remove(_group_of(host.series))
        log(instance=host.series, action="events.dismiss_host", user=actor, data={"account": host.user_id})


def dismiss_everywhere(*, user: User | None) -> int:
    """Before an account goes: they organise no series any more. Returns how many there were."""
    hosts = list(SeriesHost.objects.filter(user=user).select_related("series", "user")) if user and user.pk else []
    for host in hosts:
        dismiss_host(host=host, actor=None)
    return len(hosts)


def _group_of(series: EventSeries) -> Group:
    """The group that may enter the admin and work on the pages of this series; its rights are set anew each time."""
    group, _created = Group.objects.get_or_create(name=f"reeks-{series.pk}")
    group.permissions.set(Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin"))
    rights = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS)
    for page in series.pages.all():
        for permission in rights:
            GroupPagePermission.objects.get_or_create(group=group, page=page.page_ptr, permission=permission)
    return group
