from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "events"
    label = "events"
    verbose_name = "Bijeenkomsten"

    def ready(self):
        from events import holdings

        holdings.register_holdings()
