"""What somebody may, asked once per request."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission


class OneQueryBackend(AuthenticationBackend):
    """Logs in as allauth does; the rights of the account and of its groups come in one query instead of Django's two."""

    def get_all_permissions(self, user_obj, obj=None) -> set[str]:
        """As in Django: every right as "app.codename"; none for who is not active, and none about one object."""
        ordinary = user_obj.is_active and not user_obj.is_anonymous and not user_obj.is_superuser and obj is None
        if ordinary and not hasattr(user_obj, "_perm_cache"):
            own = Permission.objects.filter(user=user_obj).order_by()
            by_group = Permission.objects.filter(group__user=user_obj).order_by()
            names = ("content_type__app_label", "codename")
            rows = own.values_list(*names).union(by_group.values_list(*names))
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in rows}
        return super().get_all_permissions(user_obj, obj)
