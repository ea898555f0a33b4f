"""The change list of Django's admin for people: as one gets it for a few lines."""

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest
from django.urls import path

from quanheng.office.records.models import Person
from quanheng.office.web.views import healthz


class Open(AdminSite):
    """An admin for whoever is logged in."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether somebody is logged in."""
        return bool(request.user.is_authenticated)


class People(ModelAdmin):  # type: ignore[type-arg]
    """The list of people, with the columns that the product's list searches."""

    list_display = ("code", "name", "pinyin", "initials")
    search_fields = ("name", "pinyin", "initials", "code")

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Everybody may look."""
        return True

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Everybody may look."""
        return True


site = Open(name="admin")
site.register(Person, People)

urlpatterns = [
    path("people/", People(Person, site).changelist_view),
    path("healthz", healthz),
    path("", site.urls),
]
