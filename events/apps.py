from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "events"
    label = "events"
    verbose_name = "Bijeenkomsten"

    def ready(self):
        from events import api, holdings, region_sections, worklist

        holdings.register_holdings()
        region_sections.register()
        worklist.register()
        api.register_meetings()
