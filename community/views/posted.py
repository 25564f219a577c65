"""The owner's pages of what they put up, reached by the signed link from the mail or from their account."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.actions import ideas, matches, notices, posts
from community.actions.refusal import Refused
from community.forms.notices import ChangeNoticeForm
from community.forms.posts import ChangeIdeaForm, ChangeOfferForm, FinishForm, OwnAnswerForm, StopForm
from community.limits import within_limit
from community.models import Idea, Match, Notice, Posted, SupportOffer
from community.post_links import post_for

CHANGE_FORMS = {Idea: ChangeIdeaForm, SupportOffer: ChangeOfferForm, Notice: ChangeNoticeForm}


def with_post(view: Callable) -> Callable:
    """Fetch by signed link, which is also the check of access; any other link gets a page that helps on.

    The link must leak nowhere: no caching, no referrer, no indexing. The secret in the address is the only authority
    here and no cookie adds to it, so there is nothing a cross-site request could borrow.
    """

    @csrf_exempt
    @never_cache
    @wraps(view)
    def wrapper(request: HttpRequest, link: str, **kwargs) -> HttpResponse:
        if post := post_for(link):
            post.page = reverse("own_post", args=[link])  # using a link does not lengthen its life
            response = view(request, post, **kwargs)
        elif post_for(link, ended=True):
            again = reverse("own_post_link", args=[link])
            response = render(request, "community/action_centre/link_ended.html", {"again": again}, status=410)
        else:
            response = render(request, "community/action_centre/link_not_found.html", status=404)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapper


@csrf_exempt  # as above: the secret in the address, and it only writes to the owner
@never_cache
@require_POST
def new_link(request: HttpRequest, link: str) -> HttpResponse:
    """`…/nieuwe-link/`: who has a link that is too old gets another by mail, at the address that is known already."""
    post = post_for(link, ended=True)
    if post is None:
        return render(request, "community/action_centre/link_not_found.html", status=404)
    if within_limit("post-link", str(post.public_id), amount=3, seconds=3600):
        posts.send_link(post=post)
    return render(request, "community/action_centre/link_ended.html", {"sent": True})


@with_post
@require_safe
def own(request: HttpRequest, post: Posted) -> HttpResponse:
    """`/actiecentrum/mijn/<link>/`: how it stands, and what waits for an answer."""
    return _page(request, post)


@with_post
@require_POST
def confirm(request: HttpRequest, post: Posted) -> HttpResponse:
    """`…/bevestigen/`: the address is mine, show it."""
    try:
        posts.confirm(post=post)
    except Refused as refused:
        return _page(request, post, refusal=str(refused))
    return _to(post)


@with_post
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, post: Posted) -> HttpResponse:
    """`…/wijzigen/`: the same in other words."""
    form_class = CHANGE_FORMS[type(post)]
    initial = {name: _value(post, name) for name in form_class.base_fields}
    form = form_class(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            posts.change(post=post, expected_version=data.pop("version"), **data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _to(post)
    return render(request, "community/action_centre/change.html", _context(post) | {"form": form})


@with_post
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, post: Posted, how: str) -> HttpResponse:
    """`…/gestopt/` and `…/gelukt/`: tell how an idea ended."""
    if not isinstance(post, Idea) or not post.is_public:
        raise Http404
    form_class = StopForm if how == "gestopt" else FinishForm
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            (ideas.stop if how == "gestopt" else ideas.finish)(idea=post, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _to(post)
    return render(
        request, "community/action_centre/end.html", _context(post) | {"form": form, "stops": how == "gestopt"}
    )


@with_post
@require_POST
def move(request: HttpRequest, post: Posted) -> HttpResponse:
    """`…/stand/`: an idea runs or asks again; an offer is given, gone or there again; a notice hangs longer."""
    step = request.POST.get("step")
    if isinstance(post, Idea) and step in ("start", "reopen"):
        (ideas.start if step == "start" else ideas.reopen)(idea=post)
    elif isinstance(post, SupportOffer) and step in SupportOffer.Status.values:
        matches.close_offer(offer=post, status=step)
    elif isinstance(post, Notice) and post.is_public and step in ("extend", "take_down"):
        (notices.extend if step == "extend" else notices.take_down)(notice=post)
    else:
        raise Http404
    return _to(post)


@with_post
@require_POST
def say(request: HttpRequest, post: Posted) -> HttpResponse:
    """`…/vertellen/`: the owner tells how an idea goes."""
    if not isinstance(post, Idea) or not post.is_public:
        raise Http404
    form = OwnAnswerForm(request.POST)
    if form.is_valid():
        try:
            ideas.answer(idea=post, from_team=False, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _to(post)
    return _page(request, post, form=form)


@with_post
@require_POST
def reply(request: HttpRequest, post: Posted, match: int) -> HttpResponse:
    """`…/voorstel/<match>/`: yes or no to a proposal."""
    found = get_object_or_404(Match.objects.filter(**_side(post)), pk=match)
    try:
        matches.reply(match=found, side=post, yes=request.POST.get("step") == "yes")
    except Refused as refused:
        return _page(request, post, refusal=str(refused))
    return _to(post)


@with_post
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: HttpRequest, post: Posted) -> HttpResponse:
    """`…/weghalen/`: take it away for good, after a question."""
    if request.method == "POST":
        posts.forget(post=post)
        return redirect("action_centre")
    return render(request, "community/action_centre/forget.html", _context(post))


def _value(post: Posted, name: str):
    value = getattr(post, name)
    return value.all() if hasattr(value, "all") else value


def _side(post: Posted) -> dict:
    """The field of a match that this is; a notice is in none."""
    if isinstance(post, Notice):
        return {"pk": None}
    return {"idea" if isinstance(post, Idea) else "offer": post}


def _context(post: Posted) -> dict:
    is_idea = isinstance(post, Idea)
    return {
        "post": post,
        "is_idea": is_idea,
        "is_notice": isinstance(post, Notice),
        "link": post.page,
        "crumbs": [{"title": _("Actiecentrum"), "url": reverse("action_centre")}],
    }


def _page(request: HttpRequest, post: Posted, *, form=None, refusal: str = "") -> HttpResponse:
    if refusal:
        post.refresh_from_db()
    found = Match.objects.filter(**_side(post)).select_related("idea", "offer")
    proposals = [
        {"match": match, "other": match.offer if isinstance(post, Idea) else match.idea, "yes": match.yes_of(post)}
        for match in found
    ]
    context = _context(post) | {
        "proposals": proposals,
        "refusal": refusal,
        "hints": ideas.touching(post) if isinstance(post, Idea) else [],
        "form": form or OwnAnswerForm(initial={"key": uuid.uuid4()}),
        "answers": list(post.answers.all()) if isinstance(post, Idea) else [],
    }
    return render(request, "community/action_centre/own.html", context)


def _to(post: Posted) -> HttpResponse:
    return redirect(post.page)
