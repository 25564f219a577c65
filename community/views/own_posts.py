"""`/account/bijdragen/`: everything one wrote, to take back or to leave without one's name; and who meant one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.facets import page_at
from community.models import Mention, SharedExample
from community.rules import conversations as rules
from community.views.conversations import post_url

PER_PAGE = 20
MOST_MENTIONS = 5


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One's own contributions, the newest first, and the newest posts meant for oneself."""
    own = rules.own_posts(request.user).select_related("conversation__circle").order_by("-created_at", "-pk")
    page_obj = page_at(own, request.GET.get("page"), PER_PAGE)
    meant = Mention.objects.filter(user=request.user, post__in=rules.posts_readable_to(request.user))
    rows = list(meant.select_related("post__conversation__circle").order_by("-pk")[:MOST_MENTIONS])
    context = {
        "page_obj": page_obj,
        "posts": list(page_obj.object_list),
        "examples": list(SharedExample.objects.filter(user=request.user).select_related("page")),
        "mentions": [{"post": row.post, "url": post_url(row.post, row.post.conversation)} for row in rows],
    }
    return render(request, "community/own_posts.html", context)
