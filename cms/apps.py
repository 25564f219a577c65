from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = "Kennis"
