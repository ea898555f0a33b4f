"""29-31: what follows from votes, ranks and targets; inspectors; yearly reports."""

from quanheng.norms.adaptation import UNSAID
from quanheng.norms.finding import NationalStatus, Text
from quanheng.norms.measure import YEAR, at_least, matters
from quanheng.norms.pack import Pack
from quanheng.norms.population import leaders
from quanheng.norms.proposal import LastMonths, LastPlaced, LowestRanked, VoteShare
from quanheng.norms.requirement import Grade, Requirement
from quanheng.packs import wording as w


def declare(pack: Pack) -> None:
    """Register the rules; each only proposes, for organisation and committee to confirm."""
    _votes(pack)
    _last_placed(pack)
    _inspectors(pack)
    pack.rule(
        "31/duty-report",
        Text("年度述职述廉", "yearly duty-and-integrity report"),
        Requirement(
            who=leaders(),
            what=at_least(matters("述职述廉"), pack.parameter("31", "reports", 1, w.TIMES)),
            within=YEAR,
        ),
    )


def _votes(pack: Pack) -> None:
    """Shares of the votes of a democratic evaluation."""
    number = pack.parameter("29", "looked-back", 12, w.MONTHS, source=UNSAID, label=w.LOOKED_BACK)
    looked_back = LastMonths(number)
    pack.rule(
        "29/evaluation-adjust",
        Text("民主测评优秀称职率", "share of excellent and competent votes"),
        VoteShare(
            type="民主测评",
            votes=("excellent", "competent"),
            limit=pack.parameter("29", "two-thirds", "2/3", w.SHARE),
            at_most=False,
            within=looked_back,
            consequence=Text("经组织考核确认后予以调整", "adjust after organisational review"),
        ),
    )
    pack.rule(
        "29/evaluation-remove",
        Text("民主测评不称职率", "share of incompetent votes"),
        VoteShare(
            type="民主测评",
            votes=("incompetent",),
            limit=pack.parameter("29", "one-third", "1/3", w.SHARE),
            at_most=True,
            within=looked_back,
            consequence=Text(
                "经组织考核认定后免职；现行国家规定不以得票为唯一依据",
                "remove if review confirms; later national rules need more than a vote",
            ),
        ),
    )


def _last_placed(pack: Pack) -> None:
    """The cards of a unit in the last place."""
    pack.rule(
        "29/yellow-card",
        Text("年度考核末位单位", "last-placed unit of the year"),
        LastPlaced(
            cards=(
                Grade(
                    pack.parameter("29", "first-card", 1, Text("年", "years in a row")),
                    Text(
                        "报区委常委会审议后黄牌警告",
                        "yellow card, if the standing committee approves",
                    ),
                ),
                Grade(
                    pack.parameter("29", "second-card", 2, Text("年", "years in a row")),
                    Text(
                        "第二张黄牌，党政主要领导岗位公推优选",
                        "second card: the heads' posts are opened",
                    ),
                ),
            ),
            ranked=pack.parameter("29", "ranked", 2, w.UNITS, source=UNSAID, label=w.RANKED),
        ),
        status=NationalStatus.CONTRADICTED,
    )


def _inspectors(pack: Pack) -> None:
    """Where inspectors are sent."""
    pack.rule(
        "30/inspectors",
        Text("派驻干部巡视员", "inspectors sent to last-placed units"),
        LowestRanked(
            groups=tuple(
                (frozenset(categories), pack.parameter("30", name, number, Text("名", "places")))
                for categories, name, number in (
                    (("区直部门", "街道"), "departments", 3),
                    (("乡镇",), "townships", 1),
                    (("村",), "villages", 5),
                    (("社区",), "communities", 5),
                )
            ),
            consequence=Text("建议派驻巡视员", "send an inspector"),
        ),
    )
