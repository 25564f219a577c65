"""Role-plays in the admin; readers and the search see a change at once."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from cms import page_cache, role_plays
from cms.models import RolePlay


class _Shown:
    def save_instance(self):
        saved = super().save_instance()
        role_plays.refresh(saved)
        page_cache.forget()
        return saved


class RolePlayCreate(_Shown, CreateView):
    """A new one."""


class RolePlayEdit(_Shown, EditView):
    """Other words."""


class RolePlayViewSet(SnippetViewSet):
    """Made-up talks to practise with."""

    model = RolePlay
    icon = "group"
    menu_label = _("Rollenspellen")
    menu_order = 312
    add_to_admin_menu = True
    list_display = ["title", "setting", "language", "is_shown"]
    list_filter = ["language", "is_shown"]
    search_fields = ["title", "situation"]
    copy_view_enabled = False
    add_to_reference_index = False
    add_view_class = RolePlayCreate
    edit_view_class = RolePlayEdit
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("title"), FieldPanel("slug")]),
            FieldRowPanel([FieldPanel("setting"), FieldPanel("language")]),
            FieldPanel("situation"),
            FieldPanel("roles"),
            FieldPanel("watch"),
            FieldRowPanel([FieldPanel("read_minutes"), FieldPanel("play_minutes"), FieldPanel("talk_minutes")]),
            FieldPanel("is_shown"),
        ]
    )
