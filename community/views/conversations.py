"""What people say in groups and below questions: reading, writing, changing, reacting."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms import clock
from community.actions import conversations
from community.actions.refusal import Refused
from community.forms.conversations import AnswerForm, BeginForm, PostForm, QuestionForm
from community.limits import within_limit
from community.models import Circle, Conversation, Post, Reaction
from community.rules import conversations as rules
from community.search.conversations import address
from community.threads import PER_PAGE, thread
from community.views.circles import crumbs_of

HOUR, DAY = 3600, 86_400
NEW_FOR = timedelta(days=3)


def may_say_more(request: HttpRequest) -> bool:
    """Count one more contribution: thirty an hour, and six a day for who came less than three days ago."""
    key = str(request.user.pk)
    if request.user.date_joined > clock.now() - NEW_FOR:
        return within_limit("say-new", key, amount=6, seconds=DAY)
    return within_limit("say", key, amount=30, seconds=HOUR)


def too_much() -> str:
    """What somebody reads who said a lot in a short time."""
    return _("Je schreef net al veel. Wacht even en probeer het dan opnieuw. Je tekst staat hier nog.")


def post_url(post: Post, conversation: Conversation) -> str:
    """Where a post stands: its page of the conversation, and the place on it."""
    before = conversation.posts.filter(is_opening=False, created_at__lt=post.created_at).count()
    page = before // PER_PAGE + 1
    return f"{address(conversation)}{f'?page={page}' if page > 1 else ''}#bijdrage-{post.public_id}"


def answered(
    request: HttpRequest, conversation: Conversation, seen, *, writes: bool
) -> tuple[PostForm | None, HttpResponse | None, int]:
    """The form below a conversation for who `writes` there, filled if it was sent; where to go if it was stored; and the
    status."""
    if not writes:
        if request.method == "POST":
            raise Http404
        return None, None, 200
    posted = request.POST if request.method == "POST" else None
    kind = AnswerForm if conversation.kind == Conversation.Kind.QUESTION else PostForm
    form = kind(posted, people=seen.people, initial={"key": uuid.uuid4()})
    if not (posted and form.is_valid()):
        return form, None, 200
    if not may_say_more(request):
        form.add_error(None, too_much())
        return form, None, 429
    try:
        post = conversations.answer(
            conversation=conversation,
            author=request.user,
            key=form.cleaned_data["key"],
            text=form.cleaned_data["text"],
            mentions=form.mentioned,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return form, None, 403
    messages.success(request, _("Je bijdrage staat erbij."))
    return form, HttpResponseRedirect(post_url(post, conversation)), 200


def begun(request: HttpRequest, form: BeginForm, circle: Circle | None = None) -> tuple[Conversation | None, int]:
    """The topic or question that a valid form begins, or None with the reason in the form; and the status."""
    if not may_say_more(request):
        form.add_error(None, too_much())
        return None, 429
    fields = {name: form.cleaned_data[name] for name in ("key", "title", "text", "themes")}
    fields["mentions"] = form.mentioned
    try:
        return conversations.begin(author=request.user, circle=circle, **fields), 200
    except Refused as refused:
        form.add_error(None, str(refused))
        return None, 403


@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: HttpRequest, slug: str, topic: str) -> HttpResponse:
    """`/groepen/<slug>/gesprek/<topic>/`: one topic of a group, and an answer to it."""
    circle = get_object_or_404(rules.circles_readable_to(request.user), slug=slug)
    found = get_object_or_404(circle.conversations.all(), slug=topic)
    found.circle = circle
    is_member = rules.membership(request.user, circle) is not None
    seen = thread(found, request.user, request.GET.get("page"), among=is_member)
    form, elsewhere, status = answered(request, found, seen, writes=is_member)
    if elsewhere:
        return elsewhere
    context = {
        "conversation": found,
        "thread": seen,
        "page_obj": seen.page_obj,
        "form": form,
        "circle": circle,
        "crumbs": crumbs_of(circle),
    }
    return render(request, "community/circles/topic.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """`/groepen/<slug>/schrijf/`: begin a topic."""
    circle = get_object_or_404(Circle.objects.of(request.user), slug=slug)
    people = rules.people_in(circle, request.user)
    form = BeginForm(request.POST if request.method == "POST" else None, people=people, initial={"key": uuid.uuid4()})
    status = 200
    if request.method == "POST" and form.is_valid():
        made, status = begun(request, form, circle)
        if made:
            return redirect(address(made))
    context = {"form": form, "circle": circle, "crumbs": crumbs_of(circle)}
    return render(request, "community/circles/new_topic.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, post) -> HttpResponse:
    """`/bijdrage/<post>/wijzigen/`: change one's own words; of a group one left, take them back only."""
    found = get_object_or_404(rules.own_posts(request.user).select_related("conversation__circle"), public_id=post)
    changes = found.is_readable and found.is_readable_here
    if request.method == "POST" and not changes:
        raise Http404
    is_public = found.conversation.kind == Conversation.Kind.QUESTION
    kinds = (QuestionForm, AnswerForm) if is_public else (BeginForm, PostForm)
    kind = kinds[0] if found.is_opening else kinds[1]
    start = {"text": found.text, "title": found.conversation.title, "version": found.version}
    form = kind(request.POST if request.method == "POST" else None, initial=start)
    for name in ("themes", "follow"):
        form.fields.pop(name, None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            conversations.edit(
                post=found, text=data["text"], title=data.get("title", ""), expected_version=data["version"] or 0
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(post_url(found, found.conversation))
    context = {"form": form if changes else None, "post": found, "back": address(found.conversation)}
    return render(request, "community/post_edit.html", context)


@login_required
@require_POST
def withdraw(request: HttpRequest, post) -> HttpResponse:
    """`/bijdrage/<post>/weg/`: take one's words back, or leave them without one's name."""
    found = get_object_or_404(rules.own_posts(request.user).select_related("conversation__circle"), public_id=post)
    if request.POST.get("step") == "unname":
        conversations.leave_unnamed(post=found)
        messages.success(request, _("Je bijdrage staat er nog, maar niet meer bij jouw naam."))
    else:
        conversations.withdraw(post=found)
        messages.success(request, _("Je bijdrage is weg."))
    return redirect("own_posts")


@login_required
@require_POST
def react(request: HttpRequest, post) -> HttpResponse:
    """`/bijdrage/<post>/reactie/`: one word, the same once more takes it back."""
    found = get_object_or_404(
        rules.posts_readable_to(request.user).select_related("conversation__circle"), public_id=post
    )
    word = request.POST.get("word")
    if word not in Reaction.Word.values or not rules.may_write(request.user, found.conversation):
        raise Http404
    if within_limit("react", str(request.user.pk), amount=120, seconds=HOUR):
        try:
            conversations.react(post=found, user=request.user, word=word)
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect(post_url(found, found.conversation))
