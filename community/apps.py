from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "community"
    label = "community"
    verbose_name = "Mensen"

    def ready(self):
        from community import audit_log, search

        search.register()
        audit_log.listen()
