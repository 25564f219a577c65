"""The button by which a member follows what a page is about."""

from django import template

from community.models import Follow

register = template.Library()


@register.inclusion_tag("community/components/follow.html", takes_context=True)
def follow_button(context, kind: str, target, follows: bool | None = None, label: str = "") -> dict:
    """For members only: one query, none where the page knows whether the reader `follows`.

    `kind` and `target` are of the register in `community/following`. `label` is for pages with more to follow.
    """
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"shown": False}
    if follows is None:
        follows = Follow.objects.filter(user=user, kind=kind, target=str(target)).exists()
    return {
        "shown": True,
        "kind": kind,
        "target": target,
        "follows": follows,
        "label": label,
        "next": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }
