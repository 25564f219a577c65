"""What templates ask about people and their rights."""

from django import template

from community import rules

register = template.Library()


@register.simple_tag(takes_context=True)
def may_edit(context, region) -> bool:
    """Whether the reader may change the page of this region; costs a stranger nothing."""
    request = context.get("request")
    return request is not None and rules.may_edit_region(request.user, region)


@register.simple_tag(takes_context=True)
def may_confirm(context, offer) -> bool:
    """Whether the reader may say that this offer still holds."""
    request = context.get("request")
    return request is not None and rules.may_confirm_offer(request.user, offer)


@register.simple_tag(takes_context=True)
def own_processes(context, organisation) -> list:
    """The work processes of the reader's own teams at this organisation, with `done` and `total`; nobody else's."""
    request = context.get("request")
    user = getattr(request, "user", None)
    return list(rules.processes_at(user, organisation)) if user and user.is_authenticated else []
