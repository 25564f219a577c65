"""Who coordinates which region, in the admin: editors appoint by e-mail address and set the last day."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from community.actions.regions import coordinators_changed
from community.models import Coordinator, User


class CoordinatorForm(WagtailAdminModelForm):
    """A row; the person is found by address and then stays."""

    email = forms.EmailField(label=_("E-mailadres van het account"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["email"].disabled = True
            self.initial["email"] = self.instance.user.email

    def clean_email(self):
        user = User.objects.filter(email=self.cleaned_data["email"].lower(), is_active=True).first()
        if not user:
            raise forms.ValidationError(
                _("Er is geen account met dit adres. Vraag de persoon eerst een account te maken.")
            )
        self.instance.user = user
        return user.email

    def clean(self):
        cleaned = super().clean()
        others = Coordinator.objects.exclude(pk=self.instance.pk)
        if others.filter(user=self.instance.user_id, region=cleaned.get("region")).exists():
            self.add_error("email", _("Deze persoon staat al bij deze regio."))
        if cleaned.get("ends_on") and cleaned.get("starts_on") and cleaned["ends_on"] < cleaned["starts_on"]:
            self.add_error("ends_on", _("De einddatum ligt voor de begindatum."))
        return cleaned


class _Shown:
    def save_instance(self):
        saved = super().save_instance()
        coordinators_changed()
        return saved


class CoordinatorCreate(_Shown, CreateView):
    """Somebody becomes coordinator."""


class CoordinatorEdit(_Shown, EditView):
    """The role, the consent or the days change."""


class CoordinatorDelete(DeleteView):
    """A row goes."""

    def delete_action(self):
        super().delete_action()
        coordinators_changed()


class CoordinatorViewSet(ModelViewSet):
    """Coordinators of regions."""

    model = Coordinator
    name = "coordinators_admin"
    url_prefix = "regiocoordinatoren"
    icon = "user"
    menu_label = _("Regiocoördinatoren")
    menu_order = 315
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    add_view_class = CoordinatorCreate
    edit_view_class = CoordinatorEdit
    delete_view_class = CoordinatorDelete
    list_display = ["user", "region", "role_label", "starts_on", "ends_on"]
    list_filter = ["region"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("email"), FieldPanel("region")]),
            FieldRowPanel([FieldPanel("role_label"), FieldPanel("shows_name")]),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        ],
        base_form_class=CoordinatorForm,
    )
