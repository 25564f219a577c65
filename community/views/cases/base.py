"""What every view of peer groups and cases begins with: a log-in, an object of one's own, and nothing kept around."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from community.cases.vault import KeyGone
from community.models import CaseDiscussion, CaseParticipant, PeerGroup, PeerMember
from community.rules import cases as rules


def confidential(view):
    """For people who are logged in; nothing in a cache, and nothing that was typed in a report of an error."""

    @login_required
    @never_cache
    @sensitive_post_parameters()
    @sensitive_variables()
    @wraps(view)
    def inner(*args, **kwargs):
        return view(*args, **kwargs)

    return inner


def own_group(request: HttpRequest, public_id) -> tuple[PeerGroup, PeerMember]:
    """A group of this person's, with their membership; 404 for anybody else."""
    groups = rules.groups_of(request.user).prefetch_related("members__user")
    group = get_object_or_404(groups, public_id=public_id)
    return group, _member(request, group)


def managed_group(request: HttpRequest, public_id) -> tuple[PeerGroup, PeerMember]:
    """The same, for a host."""
    group, member = own_group(request, public_id)
    if not rules.may_manage(member):
        raise Http404
    return group, member


def with_group(view):
    """`view(request, group, member, …)` for a member; who has not signed is brought to the agreement."""

    @wraps(view)
    def inner(request, group, *args, **kwargs):
        found, member = own_group(request, group)
        if not rules.has_signed(member, found.members.all()):
            return redirect("peer_sign", found.public_id)
        return view(request, found, member, *args, **kwargs)

    return inner


def with_case(view):
    """`view(request, discussion, part, …)` for who takes part and has signed; 404 for anybody else."""

    @wraps(view)
    def inner(request, case, *args, **kwargs):
        cases = rules.cases_of(request.user).select_related("group")
        cases = cases.prefetch_related("participants__user", "group__members__user")
        discussion = get_object_or_404(cases, public_id=case)
        group = discussion.group
        if not rules.has_signed(_member(request, group), group.members.all()):
            return redirect("peer_sign", group.public_id)
        part: CaseParticipant | None = rules.part_of(request.user, discussion)
        if part is None:
            raise Http404
        try:
            return view(request, discussion, part, *args, **kwargs)
        except KeyGone:  # a back-up was put back without its keys
            messages.error(
                request, _("De sleutel van deze casus is er niet meer. Niemand kan er nog in lezen of schrijven.")
            )
            return redirect("peer_group", group.public_id)

    return inner


def case_url(discussion: CaseDiscussion) -> str:
    """The address of a discussion."""
    return redirect("case", discussion.public_id).url


def _member(request, group: PeerGroup) -> PeerMember:
    member = next(each for each in group.members.all() if each.user_id == request.user.pk)
    member.group = group
    return member
