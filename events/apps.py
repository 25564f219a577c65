from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "events"
    label = "events"
    verbose_name = "Bijeenkomsten"

    def ready(self):
        from events import (
            agendas,
            api,
            day_holdings,
            first_steps,
            following,
            holdings,
            my_region,
            newsletter,
            own_places,
            planning_holdings,
            region_kits,
            region_sections,
            worklist,
        )

        holdings.register_holdings()
        planning_holdings.register_holdings()
        day_holdings.register_holdings()
        region_sections.register()
        worklist.register()
        newsletter.register()
        own_places.register()
        my_region.register()
        first_steps.register_meeting()
        agendas.register_meetings()
        following.register_series()
        region_kits.register()
        api.register_meetings()
