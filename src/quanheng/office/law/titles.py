"""The names of rules, clauses and procedures, from the installed packs."""

from quanheng.norms.finding import Text
from quanheng.norms.pack import Clause, Pack, Rule
from quanheng.packs import installed


def rule_named(rule: str) -> Rule | None:
    """A rule by its id; None when its pack is installed no longer."""
    pack = installed().get(rule.partition(":")[0])
    return pack.rules.get(rule) if pack else None


def title_of(rule: str) -> Text:
    """A rule's title; its id when its pack is installed no longer."""
    found = rule_named(rule)
    return found.title if found else Text(rule, rule)


def clause_named(clause: str) -> Clause | None:
    """A clause by its id."""
    pack, _, number = clause.partition(":")
    found = installed().get(pack)
    return found.clauses.get(number) if found else None


def users_of(pack: Pack) -> dict[str, list[Text]]:
    """The titles of the rules and procedures of a document that use each parameter, by its id."""
    found: dict[str, list[Text]] = {}
    for user in (*pack.rules.values(), *pack.procedures.values()):
        for parameter in user.parameters:
            titles = found.setdefault(parameter.id, [])
            if user.title not in titles:
                titles.append(user.title)
    return found
