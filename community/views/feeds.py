"""`/vragen/feed.atom`: what people ask, narrowed down as the list itself."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from community.models import Post
from community.questions import questions

MOST = 30  # items in a feed


class QuestionFeed(Feed):
    """Public questions, what moved last first. Nobody's name stands in it."""

    feed_type = Atom1Feed

    def get_object(self, request):
        listing = questions(request.GET, per_page=MOST)
        self.chosen = [option.name for option in listing.active]
        rows = listing.page_obj.object_list
        openings = Post.objects.readable().filter(conversation__in=rows, is_opening=True)
        self.words = dict(openings.values_list("conversation", "text"))
        return rows

    def __call__(self, request, *args, **kwargs):
        return Feed.__call__(type(self)(), request, *args, **kwargs)  # what is asked stands on an object of its own

    def title(self, obj):
        return " · ".join([settings.SITE_NAME, _("Vragen en dilemma's"), *map(str, self.chosen)])

    def subtitle(self, obj):
        return _("Wat mensen elkaar vragen, met dezelfde keuzes als in de lijst.")

    def link(self, obj):
        return f"{settings.BASE_URL}{reverse('questions')}"

    def items(self, obj):
        return obj

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return Truncator(self.words.get(item.pk, "")).words(60)

    def item_link(self, item):
        return f"{settings.BASE_URL}{reverse('question', args=[item.slug])}"

    def item_guid(self, item):
        return f"{settings.BASE_URL}/#question-{item.pk}"

    def item_pubdate(self, item):
        return item.created_at

    def item_updateddate(self, item):
        return item.active_at
