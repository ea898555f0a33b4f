"""Views of the board that an account has saved."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A set of filters under a name; ``query`` is the query string of the board."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField(_("名称"), max_length=60)
    query = models.CharField(max_length=1000)
    saved_at = models.DateTimeField(_("时间"))

    class Meta:
        ordering = ("name",)
        verbose_name = verbose_name_plural = _("已存视图")
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_view_once"),
        ]

    def __str__(self) -> str:
        return self.name
