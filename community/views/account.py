"""One's own account: the page after logging in, and one's name."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community import rules
from community.actions.accounts import rename_member
from community.forms.account import NameForm
from community.models import Coordinator, MemberProfile
from community.post_links import post_url
from community.rules.conversations import circles_with_requests
from community.rules.ideas import may_handle_ideas, own_posts
from community.rules.waiting import waiting_for


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """`/account/`: who you are here, what you signed up for, your profile and your security."""
    own = rules.account_of(request.user)
    coordinated = list(Coordinator.objects.now(request.user))
    context = {
        "is_new": not hasattr(own, "member_profile"),
        "asked_of_me": circles_with_requests(request.user),
        "waiting": waiting_for(request.user),
        "profile": getattr(own, "ambassador", None),
        "ambassador_room": own.ambassador_room,
        "coordinated": coordinated,
        "posts": [{"title": post.title, "url": post_url(post, absolute=False)} for post in own_posts(request.user)],
        "may_handle_ideas": may_handle_ideas(request.user, coordinated=coordinated),
        "has_second_factor": own.has_second_factor,
        "may_enter_admin": rules.may_enter_admin(request.user),
        "must_have_second_factor": rules.must_have_second_factor(request.user),
    }
    return render(request, "community/account.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    """`/account/gegevens/`: change your name."""
    known_as = MemberProfile.objects.filter(user=request.user).values_list("name", flat=True).first()
    context = {"known_as": known_as, "follows": known_as == request.user.get_full_name()[:120]}
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        rename_member(user=request.user, **form.cleaned_data)
        messages.success(request, _("Je naam is bewaard."))
        return redirect("account")
    return render(request, "community/account_details.html", context | {"form": form})
