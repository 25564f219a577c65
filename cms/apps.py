from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = "Kennis"

    def ready(self):
        from cms import signals

        signals.connect(self)
