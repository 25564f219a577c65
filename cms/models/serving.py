"""How a page is reached, with as few questions to the database as possible."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Substr
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult

from cms import memory
from cms.models.restrictions import with_closed


def root_paths() -> list:
    """The addresses of the sites that those of all pages begin with."""
    return memory.recall(memory.stamp(), "root paths", Site.get_site_root_paths)


def address_of(url_path: str) -> str:
    """The address of the page that stands at `url_path` in the tree, as its `get_url` makes it, without the page."""
    for _site, root, _root_url, language in root_paths():
        if url_path.startswith(root):
            with override(language):
                return reverse("wagtail_serve", args=[url_path.removeprefix(root)])
    return ""


def _below(page: Page, slugs: list[str]):
    """The pages on the way down from `page` along `slugs`, at every depth, each with whether it is `closed`. A page
    below another one with the right slug elsewhere in the tree may be among them."""
    steps = Q()
    for number, slug in enumerate(slugs, start=1):
        step = Q(slug=slug, depth=page.depth + number)
        if number > 1:
            above = Substr(OuterRef("path"), 1, (page.depth + number - 1) * page.steplen)
            step &= Exists(Page.objects.order_by().filter(path=above, slug=slugs[number - 2]))
        steps |= step
    # The slugs once more by themselves: that is what the database has an index for.
    way = Page.objects.filter(steps, slug__in=slugs, path__startswith=page.path)
    return with_closed(way)


class LeanPage(Page):
    """A page that is reached, however deep it stands, in two queries: one for the way to it, which also tells whether
    it is open to all, and one for itself."""

    is_open = False
    """True only where `route` found that no restriction applies; else the restrictions are looked up."""
    served_with: tuple[str, ...] = ()
    """What to fetch with the page when it is served (`select_related`)."""

    class Meta:
        abstract = True

    @property
    def localized(self):
        """As Wagtail's; no query where this page is already in the active language."""
        return self if self.locale.language_code == get_language() else super().localized

    def _get_site_root_paths(self, cache_object=None, **kwargs):
        """As Wagtail's, which asks a cache of the site for every page without a request at hand."""
        holder = cache_object or self
        if not hasattr(holder, "_wagtail_cached_site_root_paths"):
            holder._wagtail_cached_site_root_paths = root_paths()
        return super()._get_site_root_paths(cache_object, **kwargs)

    def structured_data(self, address: str) -> list[dict]:
        """What the page is about in the words of schema.org, for the tag of that name; empty values may stand in it.

        `address` is the full address of this page. Costs no queries of its own.
        """
        return []

    def route(self, request, path_components):
        """As Wagtail's; remembers on the request the pages passed on the way (`trail`, for the crumbs)."""
        passed = getattr(request, "trail", [])
        request.trail = [*passed, self]
        if not path_components:
            if self.live:
                return RouteResult(self.as_served())
            raise Http404
        if not passed:
            request.way = list(_below(self, path_components))
        slug, *rest = path_components
        children = (page for page in request.way if page.slug == slug and page.depth == self.depth + 1)
        child = next((page for page in children if page.path.startswith(self.path)), None)
        if child is None:
            raise Http404
        child = child.specific_deferred
        child._cached_parent_obj, child.is_open = self, not child.closed
        return child.route(request, rest)

    def as_served(self):
        """This page with all its fields, where so far only those that all pages share were fetched."""
        page = type(self)._default_manager.select_related("locale", *self.served_with).get(pk=self.pk)
        page.is_open = self.is_open
        if parent := getattr(self, "_cached_parent_obj", None):
            page._cached_parent_obj = parent
        return page

    def get_view_restrictions(self):
        """Restrictions on this page, on what it mirrors, and on everything above either."""
        if self.is_open:
            return PageViewRestriction.objects.none()
        paths = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        found = Q(page__path__in=paths)
        if self.alias_of_id:
            found |= Exists(Page.objects.filter(pk=self.alias_of_id, path__startswith=OuterRef("page__path")))
        return PageViewRestriction.objects.filter(found)
