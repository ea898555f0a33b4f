"""An entry of the side bar: what each app's ``pages.py`` lists in ``PAGES``."""

from typing import NamedTuple

from django.utils.functional import Promise


class Page(NamedTuple):
    """A page that the side bar leads to.

    ``power`` is the power a user needs to be shown the entry (None: everybody logged in);
    with ``everywhere`` it must reach everything, not only some unit. The view behind the entry
    checks again. ``icon`` is the id of a symbol in ``web/static/web/icons.svg``;
    ``about`` is what the home page says of the page, in half a sentence; ``place`` orders the
    side bar, lowest first. ``own_file`` is for a page that only those have a use for who have a
    file of their own, ``units`` for one of no use to those whose power reaches nothing but that
    file.
    """

    title: str | Promise
    url: str
    power: str | None = None
    icon: str = "file"
    everywhere: bool = False
    about: str | Promise = ""
    own_file: bool = False
    units: bool = False
    place: int = 50
