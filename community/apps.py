from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "community"
    label = "community"
    verbose_name = "Mensen"

    def ready(self):
        from community import (
            audit_log,
            case_kinds,
            contribution_kinds,
            first_steps,
            holdings,
            idea_worklist,
            member_kinds,
            my_region_blocks,
            my_region_ideas,
            newsletter_pages,
            own_doors,
            own_places,
            post_kinds,
            region_sections,
            search,
            worklist,
        )
        from community.following import own

        search.register()
        holdings.register_holdings()
        audit_log.listen()
        region_sections.register()
        worklist.register()
        contribution_kinds.register()
        case_kinds.register()
        newsletter_pages.register()
        my_region_blocks.register()
        my_region_ideas.register()
        member_kinds.register()
        post_kinds.register()
        first_steps.register_own()
        own.register_own()
        own_doors.register()
        own_places.register()
        idea_worklist.register()
