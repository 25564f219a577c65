from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = "Kennis"

    def ready(self):
        from cms import partners, region_sections, regions, signals

        signals.connect(self)
        partners.register()
        regions.register()
        region_sections.register()
