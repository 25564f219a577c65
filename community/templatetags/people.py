"""What templates ask about people and their rights."""

from django import template

from community import rules
from community.advice import adviser_for
from community.models import AreaRole

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


@register.inclusion_tag("community/components/who_helps.html", takes_context=True)
def who_helps(context) -> dict:
    """Who answers a question about the first theme and region of this page, from its `terms`; there is always somebody."""
    first = {facet.name: facet.options[0] for facet in context.get("terms") or () if facet.options}
    theme, region = first.get("thema"), first.get("regio")
    return {"adviser": adviser_for(region, theme), "theme": theme, "region": region}


@register.simple_tag
def area_roles_at(organisation) -> list[dict]:
    """Who of this organisation holds a role in an area now: the role and the `area`, the name where they agreed."""
    rows = AreaRole.objects.now().filter(organisation__iexact=organisation.name).select_related("user", "region")
    return [
        rules.area_card(
            {
                "first_name": row.user.first_name,
                "last_name": row.user.last_name,
                "role": row.get_kind_display(),
                "organisation": row.organisation,
                "shows_name": row.shows_name,
            }
        )
        | {"area": row.region}
        for row in rows
    ]


@register.simple_tag(takes_context=True)
def own_processes(context, organisation) -> list:
    """The work processes of the reader's own teams at this organisation, with `done` and `total`; nobody else's."""
    request = context.get("request")
    user = getattr(request, "user", None)
    return list(rules.processes_at(user, organisation)) if user and user.is_authenticated else []
