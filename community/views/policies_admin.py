"""Plans and agreements in the admin."""

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from cms.models.content import checkboxes
from community.actions.policies import policies_changed
from community.models import Idea, PolicyDocument


class PolicyForm(WagtailAdminModelForm):
    """A plan; of the projects only those that everybody may read can be chosen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["projects"].queryset = Idea.objects.public()


class _Shown:
    def save_instance(self):
        saved = super().save_instance()
        policies_changed()
        return saved


class PolicyCreate(_Shown, CreateView):
    """A new plan."""


class PolicyEdit(_Shown, EditView):
    """Other words, dates or projects."""


class PolicyDelete(DeleteView):
    """A plan goes."""

    def delete_action(self):
        super().delete_action()
        policies_changed()


class PolicyViewSet(ModelViewSet):
    """What editors keep of plans and agreements."""

    model = PolicyDocument
    name = "policies_admin"
    url_prefix = "plannen"
    icon = "doc-full"
    menu_order = 323
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    add_view_class = PolicyCreate
    edit_view_class = PolicyEdit
    delete_view_class = PolicyDelete
    list_display = ["title", "level", "region", "starts_on", "ends_on"]
    list_filter = ["level", "region"]
    search_fields = ["title", "summary"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("slug"),
            FieldPanel("summary"),
            FieldRowPanel([FieldPanel("level"), FieldPanel("region")]),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            FieldPanel("comes_from"),
            FieldPanel("link"),
            checkboxes("parties"),
            checkboxes("themes"),
            checkboxes("projects"),
        ],
        base_form_class=PolicyForm,
    )
