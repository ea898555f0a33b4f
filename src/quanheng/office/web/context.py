"""What every page is given."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The pages that the navigation leads to; filled by each app's ``pages``."""
    return {"navigation": []}
