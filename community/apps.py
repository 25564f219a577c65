from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "community"
    label = "community"
    verbose_name = "Mensen"

    def ready(self):
        from community import search

        search.register()
