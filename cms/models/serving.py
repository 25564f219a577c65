"""Which pages a reader may see, and how a page is reached, with as few questions to the database as possible."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Length, Substr
from django.http import Http404
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult


def _restriction(path: str) -> Exists:
    """Whether a restriction stands on the page at `path` (a field of the outer query) or above it."""
    # Looked up and not joined: SQLite might begin such a join with all pages, for every page.
    at = Subquery(Page.objects.order_by().filter(pk=OuterRef("page_id")).values("path"))
    restrictions = PageViewRestriction.objects.annotate(at=at)
    return Exists(restrictions.filter(at=Substr(OuterRef(path), 1, Length("at"))))


def _closed() -> Q:
    return Q(_restriction("path")) | Q(alias_of__isnull=False) & Q(_restriction("alias_of__path"))


def open_to_all(pages):
    """Those of `pages` (a page queryset) that anyone may see. An alias follows the page it mirrors.

    Wagtail's own `public()` costs a query of its own each time and lets aliases of a restricted page through.
    """
    return pages.exclude(_closed())


def closed_to_some(pages):
    """Those of `pages` that stand behind a restriction, an alias behind that of the page it mirrors."""
    return pages.filter(_closed())


def published(model, locale_id: int):
    """The pages of a type and language that are live and open to everyone."""
    return open_to_all(model.objects.live().filter(locale_id=locale_id))


class LeanPage(Page):
    """A page that finds its child, whatever its type, in one query that also tells whether it is open to all."""

    is_open = False
    """True only where `route` found that no restriction applies; else the restrictions are looked up."""

    class Meta:
        abstract = True

    def structured_data(self, address: str) -> list[dict]:
        """What the page is about in the words of schema.org, for the tag of that name; empty values may stand in it.

        `address` is the full address of this page. Costs no queries of its own.
        """
        return []

    def route(self, request, path_components):
        """As Wagtail's; remembers on the request the pages passed on the way (`trail`, for the crumbs)."""
        request.trail = [*getattr(request, "trail", []), self]
        if not path_components:
            if self.live:
                return RouteResult(self)
            raise Http404
        slug, *rest = path_components
        parents = [model._meta.get_ancestor_link(Page) for model in self.allowed_subpage_models()]
        links = [parent.remote_field.name for parent in parents if parent]
        children = Page.objects.child_of(self).filter(slug=slug).select_related("locale", *links)
        child = children.annotate(closed=_closed()).first()
        if child is None:
            raise Http404
        specific = next((found for link in links if (found := getattr(child, link, None))), None) or child.specific
        specific._cached_parent_obj, specific.locale = self, child.locale
        specific.is_open = not child.closed
        return specific.route(request, rest)

    def get_view_restrictions(self):
        """Restrictions on this page, on what it mirrors, and on everything above either."""
        if self.is_open:
            return PageViewRestriction.objects.none()
        paths = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        found = Q(page__path__in=paths)
        if self.alias_of_id:
            found |= Exists(Page.objects.filter(pk=self.alias_of_id, path__startswith=OuterRef("page__path")))
        return PageViewRestriction.objects.filter(found)
