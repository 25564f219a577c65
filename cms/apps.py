from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = "Kennis"

    def ready(self):
        from cms import lookups, memory, own_places, partners, region_sections, regions, role_plays, signals, worklist
        from cms.api import pages
        from cms.search import places
        from cms.views import editorial

        lookups.register()
        signals.connect(self)
        memory.watch_requests()
        partners.register()
        regions.register()
        role_plays.register()
        region_sections.register()
        own_places.register()
        places.register_kinds()
        worklist.register("overdue", editorial.overdue_pages, order=10)
        worklist.register("refused", editorial.refused_publications, order=5)
        worklist.register("links", editorial.broken_links, order=20)
        pages.register_pages()
