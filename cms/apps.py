from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = "Kennis"

    def ready(self):
        from cms import partners, region_sections, regions, signals, worklist
        from cms.views import editorial

        signals.connect(self)
        partners.register()
        regions.register()
        region_sections.register()
        worklist.register("overdue", editorial.overdue_pages, order=10)
        worklist.register("links", editorial.broken_links, order=20)
