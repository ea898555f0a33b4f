"""What every page is given: the side bar's entries and the links of the account menu."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.powers import Power, powers_of, scope_of
from quanheng.office.dashboards.help.queries import guide_for
from quanheng.office.page import Page

ACCOUNT_LINKS = (
    Page(_("我的账户"), "accounts:me"),
    Page(_("修改密码"), "account_change_password"),
    Page(_("两步验证"), "mfa_index"),
    Page(_("帮助"), "dashboards:help"),
)


WITHOUT_GUIDE = ("dashboards:help", "dashboards:guide", "dashboards:glossary")


class Link(NamedTuple):
    """An entry as the template shows it."""

    url: str
    title: str | Promise
    icon: str
    about: str | Promise = ""
    current: bool = False


def listed_pages() -> Iterator[Page]:
    """The pages that the apps list in their ``pages.py``; upper layers come first."""
    for config in reversed(list(apps.get_app_configs())):
        name = f"{config.name}.pages"
        if config.name.startswith("quanheng.") and find_spec(name):
            yield from import_module(name).PAGES


def in_order(pages: Iterable[Page]) -> list[Page]:
    """Pages as the side bar lists them."""
    return sorted(pages, key=lambda page: page.place)


def links(pages: Iterable[Page], user: Any) -> Iterator[Link]:
    """Links to the pages that exist and that the user may see."""
    held = powers_of(user, localdate())
    for page in pages:
        if page.power and (
            page.power not in held or (page.everywhere and not everywhere(user, page))
        ):
            continue
        if page.own_file and not user.person_code:
            continue
        if page.units and not beyond_own(user, page):
            continue
        try:
            yield Link(reverse(page.url), page.title, page.icon, page.about)
        except NoReverseMatch:
            continue


def beyond_own(user: Any, page: Page) -> bool:
    """Whether the page's power reaches units, not only the user's own file."""
    found = scope_of(user, Power(page.power), localdate())
    return found.everywhere or bool(found.unit_codes)


def everywhere(user: Any, page: Page) -> bool:
    """Whether the page's power reaches everything for the user."""
    return bool(user.has_perm(page.power))


def navigation(request: HttpRequest) -> dict[str, Any]:
    """``navigation`` and ``account_links``, empty for somebody not logged in; who may search."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": [], "account_links": [], "demo": settings.DEMO, "may_search": False}
    entries = list(links(in_order(listed_pages()), user))
    here = [entry.url for entry in entries if within(request.path, entry.url)]
    nearest = max(here, key=len, default="")
    return {
        "navigation": [entry._replace(current=entry.url == nearest) for entry in entries],
        "account_links": [*links(ACCOUNT_LINKS, user)],
        "demo": settings.DEMO,
        "may_search": Power.SEE_FILE in powers_of(user, localdate()),
        "guide": guide(request),
    }


def guide(request: HttpRequest) -> str:
    """Where the page is explained to the user's role; blank for a page that has no name."""
    found = request.resolver_match
    if found is None or found.view_name in WITHOUT_GUIDE:
        return ""
    today = localdate()
    roles = [one.role for one in request.user.grants.all() if one.in_force(today)]  # type: ignore[union-attr]
    return guide_for(found.view_name, roles[0] if roles else "")


def within(path: str, url: str) -> bool:
    """Whether a path is a page or below it; the home page has nothing below."""
    return path == url or (url != "/" and path.startswith(url))
