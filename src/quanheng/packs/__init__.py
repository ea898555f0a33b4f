"""The installed packs: ours and those of third parties, found by the entry point group."""

from functools import cache
from importlib.metadata import entry_points

from quanheng.norms.pack import Pack, PackError

GROUP = "quanheng.packs"


@cache
def installed() -> dict[str, Pack]:
    """Every installed pack by its id, in the order of ids.

    Raises ``PackError`` naming the entry point if one cannot be loaded or is not a pack.
    """
    found: dict[str, Pack] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            pack = point.load()
        except Exception as error:
            raise PackError(
                f"The pack {point.name} ({point.value}) cannot be loaded: {error}. "
                "Reinstall or remove its package."
            ) from error
        if not isinstance(pack, Pack) or pack.id != point.name:
            raise PackError(
                f"The entry point {point.name} ({point.value}) does not name a pack of that id."
            )
        found[pack.id] = pack
    return found
