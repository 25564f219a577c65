"""Groups: the list, one group, getting in and out, and what its hosts do."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms import clock
from cms.facets import page_at
from community import agendas
from community.actions import circles
from community.actions.refusal import Refused
from community.forms.circles import CircleForm, CircleInviteForm, JoinForm
from community.limits import within_limit
from community.models import Circle, JoinRequest, MemberProfile
from community.models.circles import INVITED_FOR
from community.rules import conversations as rules

PER_PAGE = 20
DAY = 86_400


def crumbs_of(circle: Circle | None = None) -> list[dict]:
    """The way back from what is in a group."""
    found = [{"title": _("Groepen"), "url": reverse("circles")}]
    return found + ([{"title": circle.name, "url": reverse("circle", args=[circle.slug])}] if circle else [])


def _listed(request: HttpRequest, slug: str) -> Circle:
    """A group this reader may know of, with the `number` of its members."""
    return get_object_or_404(rules.circles_listed_for(request.user).annotate(number=Count("members")), slug=slug)


def _hosted(request: HttpRequest, slug: str) -> Circle:
    return get_object_or_404(rules.circles_hosted_by(request.user), slug=slug)


def _has_name(request: HttpRequest) -> bool:
    named = MemberProfile.objects.filter(user=request.user).exclude(name="").exists()
    return named or bool(request.user.get_full_name())


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/groepen/`: one's own groups, and those one could join."""
    listed = rules.circles_listed_for(request.user).annotate(number=Count("members", distinct=True))
    own = set(Circle.objects.of(request.user).values_list("pk", flat=True)) if request.user.is_authenticated else set()
    page_obj = page_at(listed.order_by("-active_at", "pk"), request.GET.get("page"), PER_PAGE)
    for circle in page_obj.object_list:
        circle.is_own = circle.pk in own
    return render(request, "community/circles/index.html", {"page_obj": page_obj, "circles": page_obj.object_list})


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """`/groepen/<slug>/`: the welcome, the agenda and the topics; of a closed group outsiders see the door only."""
    circle = _listed(request, slug)
    member = rules.membership(request.user, circle)
    reads = member is not None or circle.is_open
    hosts = list(circle.members.filter(is_host=True).values_list("user", flat=True))
    signatures = rules.Signatures(request.user, hosts, among=member is not None)
    context = {
        "circle": circle,
        "member": member,
        "reads": reads,
        "hosts": [signatures.of(host) for host in hosts],
        "crumbs": crumbs_of(),
        "request_waiting": request.user.is_authenticated
        and not member
        and JoinRequest.objects.filter(circle=circle, user=request.user, refused_at=None).first(),
        "form": JoinForm(has_name=_has_name(request), asks=circle.access == Circle.Access.ON_REQUEST)
        if request.user.is_authenticated and not member
        else None,
        "number": circle.number,
    }
    if reads:
        topics = circle.conversations.filter(is_shown=True)
        context["page_obj"] = page_at(topics, request.GET.get("page"), PER_PAGE)
        context["meetings"] = agendas.meetings_of(circle)
    if member and member.is_host:
        context |= circle.requests.filter(refused_at=None).aggregate(waiting=Count("pk"))
    return render(request, "community/circles/circle.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """`/groepen/nieuw/`: begin a group."""
    form = CircleForm(request.POST if request.method == "POST" else None, initial={"key": uuid.uuid4()})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            if not within_limit("circle", str(request.user.pk), amount=3, seconds=DAY):
                status = 429
                raise Refused(_("Je maakte vandaag al een paar groepen. Wacht tot morgen. Je tekst staat hier nog."))
            circle = circles.make_circle(user=request.user, key=form.cleaned_data["key"], data=form.values())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Je groep staat er. Nodig nu de eerste mensen uit."))
            return redirect("circle_people", circle.slug)
    return render(request, "community/circles/form.html", {"form": form, "crumbs": crumbs_of()}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """`/groepen/<slug>/wijzigen/`: other words, or another access."""
    circle = _hosted(request, slug)
    form = CircleForm(request.POST if request.method == "POST" else None, instance=_hosted(request, slug))
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            circle = circles.change_circle(circle=circle, data=form.values(), expected_version=version, by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Bewaard."))
            return redirect("circle", circle.slug)
    context = {"form": form, "circle": circle, "crumbs": crumbs_of(circle)}
    return render(request, "community/circles/form.html", context)


@login_required
@require_POST
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """`/groepen/<slug>/meedoen/`: become a member, or ask to."""
    circle = _listed(request, slug)
    asks = circle.access == Circle.Access.ON_REQUEST
    form = JoinForm(request.POST, has_name=_has_name(request), asks=asks)
    if not form.is_valid():
        return render(
            request, "community/circles/join.html", {"form": form, "circle": circle, "crumbs": crumbs_of(circle)}
        )
    try:
        if not within_limit("join", str(request.user.pk), amount=20, seconds=DAY):
            raise Refused(_("Je vroeg vandaag al veel groepen. Wacht tot morgen."))
        if asks:
            circles.ask_to_join(circle=circle, user=request.user, **form.cleaned_data)
            messages.success(request, _("Je aanvraag is verstuurd. Je krijgt een mail als er antwoord is."))
        else:
            circles.join(circle=circle, user=request.user, **form.cleaned_data)
            messages.success(request, _("Je doet nu mee."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("circle", slug)


@login_required
@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """`/groepen/<slug>/verlaten/`: go."""
    circle = _listed(request, slug)
    if not (member := rules.membership(request.user, circle)):
        raise Http404
    circles.leave(member=member)
    messages.success(request, _("Je doet niet meer mee in deze groep."))
    return redirect("circles")


@login_required
@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """`/groepen/<slug>/leden/`: who is in it; for hosts also who asks to be, the longest waiting first."""
    circle = get_object_or_404(Circle.objects.of(request.user), slug=slug)
    return _show_people(request, circle, CircleInviteForm())


@login_required
@require_POST
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """`/groepen/<slug>/uitnodigen/`: a link by mail, from a host; or take one back."""
    circle = _hosted(request, slug)
    if (drop := request.POST.get("drop", "")).isdecimal() and len(drop) < 15:
        circles.withdraw_invitation(circle=circle, invitation=int(drop))
        messages.success(request, _("De uitnodiging is ingetrokken."))
        return redirect("circle_people", slug)
    form = CircleInviteForm(request.POST)
    if form.is_valid():
        try:
            if not within_limit("circle-invitation", str(request.user.pk), amount=30, seconds=DAY):
                raise Refused(_("Je hebt vandaag al veel mensen uitgenodigd. Probeer het morgen weer."))
            email = form.cleaned_data["email"]
            circles.invite(circle=circle, by=request.user, email=email, language=get_language())
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, _("De uitnodiging is verstuurd."))
            return redirect("circle_people", slug)
    return _show_people(request, circle, form)


@login_required
@require_POST
def decide(request: HttpRequest, slug: str, asked: int) -> HttpResponse:
    """`/groepen/<slug>/aanvragen/<asked>/`: let somebody in, or not."""
    circle = _hosted(request, slug)
    step = request.POST.get("step")
    if step not in ("yes", "no"):
        raise Http404
    found = get_object_or_404(JoinRequest, circle=circle, pk=asked)
    circles.decide(request=found, let_in=step == "yes")
    messages.success(request, _("Dat is geregeld. Er gaat een mail naar wie erom vroeg."))
    return redirect("circle_people", slug)


@login_required
@require_POST
def change_member(request: HttpRequest, slug: str, member: int) -> HttpResponse:
    """`/groepen/<slug>/leden/<member>/`: let a member go, or share the keeping of the group."""
    circle = _hosted(request, slug)
    found = get_object_or_404(circle.members.exclude(user=request.user), pk=member)
    step = request.POST.get("step")
    if step == "remove":
        circles.leave(member=found)
    elif step == "host":
        circles.make_host(member=found)
    else:
        raise Http404
    messages.success(request, _("Dat is geregeld."))
    return redirect("circle_people", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, invitation) -> HttpResponse:
    """`/groepen/uitnodiging/<invitation>/`: for the address it was sent to, and no other."""
    found = circles.open_invitation(user=request.user, public_id=invitation)
    if not found:
        return render(request, "community/circles/no_invitation.html", status=404)
    form = JoinForm(request.POST if request.method == "POST" else None, has_name=_has_name(request), asks=False)
    if request.method == "POST" and form.is_valid():
        circle = circles.accept(invitation=found, user=request.user, **form.cleaned_data)
        messages.success(request, _("Je doet nu mee."))
        return redirect("circle", circle.slug)
    context = {"form": form, "circle": found.circle, "invitation": found, "crumbs": crumbs_of()}
    return render(request, "community/circles/join.html", context)


def _show_people(request: HttpRequest, circle: Circle, form: CircleInviteForm) -> HttpResponse:
    page_obj = page_at(circle.members.all(), request.GET.get("page"), 50)
    asked = list(circle.requests.filter(refused_at=None))
    everybody = [*(member.user_id for member in page_obj.object_list), *(each.user_id for each in asked)]
    signatures = rules.Signatures(request.user, everybody, among=True)
    own = rules.membership(request.user, circle)
    context = {
        "circle": circle,
        "is_host": own.is_host,
        "page_obj": page_obj,
        "members": [{"row": member, "person": signatures.of(member.user_id)} for member in page_obj.object_list],
        "requests": [{"row": each, "person": signatures.of(each.user_id)} for each in asked] if own.is_host else [],
        "invitations": circle.invitations.filter(sent_at__gt=clock.now() - INVITED_FOR) if own.is_host else [],
        "form": form,
        "crumbs": crumbs_of(circle),
    }
    return render(request, "community/circles/people.html", context)
