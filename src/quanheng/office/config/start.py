"""Starting Django for the command line, and only for the commands that need it."""

import os
from typing import Any

import click
import django
from django.utils.module_loading import import_string


def start() -> None:
    """Make the models usable; a second call does nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quanheng.office.config.settings")
    django.setup()


class Deferred(click.Command):
    """A command or group that is imported when it is called, after Django has started.

    ``target`` is its dotted path. The rest of the command line stays quick, and works where no
    data folder may be made.
    """

    def __init__(self, name: str, target: str, help: str) -> None:
        super().__init__(name, help=help)
        self.target = target

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """The context of the real command."""
        start()
        real: click.Command = import_string(self.target)
        return real.make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the real command."""
        return ctx.command.invoke(ctx)
