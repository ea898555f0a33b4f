"""A second, plain reading of who may be put forward: no declarations, one function a sentence.

``verdicts`` says of one person and one post on one day, by the label of each check, how it stands:
"met", "missed", "no_data" or "attention". What does not speak of the person is left out.
"""

from datetime import date, timedelta

CHIEFS = (101, 103, 105, 107, 109)
GRASS = {
    "党委",
    "区直部门",
    "街道",
    "乡镇",
    "园区",
    "国有企业",
    "高等院校",
    "事业单位",
    "村",
    "社区",
}
SENT = {"下派", "双向挂职", "驻村", "援派", "项目一线"}
STEMS = ("街道", "省", "市", "县", "区", "镇", "乡")


def later(day, months):
    """A day so many months later; what the month lacks is its last day."""
    month = day.month - 1 + months
    year, month, number = day.year + month // 12, month % 12 + 1, day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def years_since(day, on):
    count = 0
    while later(day, 12 * (count + 1)) <= on:
        count += 1
    return count


def month_count(pieces, on):
    """Months in pieces [from, to) up to a day: walk over the days that are in any of them."""
    days = set()
    for start, end in pieces:
        day = start
        while day < min(end or on, on):
            days.add(day)
            day += timedelta(1)
    months = odd = 0
    for first in sorted(days):
        if first - timedelta(1) in days:
            continue
        after = first
        while after in days:
            after += timedelta(1)
        whole = 0
        while later(first, whole + 1) <= after:
            whole += 1
        months += whole
        odd += (after - later(first, whole)).days
    return months + odd // 31


def word(holds, known=True):
    return "met" if holds else "missed" if known else "no_data"


class File:
    """Plain lists of one person's lines."""

    def __init__(self, rows, code, on):
        named = {kind.sheet: found for kind, found in rows.items()}
        own = lambda sheet: [r for r in named.get(sheet, ()) if r.person == code]  # noqa: E731
        self.person = next((r for r in named.get("干部", ()) if r.code == code), None)
        self.held = [r for r in own("任职") if r.start <= on and r.end != r.start]
        self.now = [r for r in self.held if not r.end or r.end > on]
        self.training, self.sent = own("培训"), own("锻炼")
        self.matters, self.family = own("监督"), own("家庭")
        self.awards = [r for r in named.get("奖惩", ()) if r.subject == code]
        self.grades = [r for r in named.get("考核", ()) if r.subject == code]
        self.level = min((r.level for r in self.now), default=None)
        self.units = {u.code: u for u in named.get("单位", ())}


def verdicts(rows, code, post, on):
    """The label of each check that speaks, and how it stands."""
    file = File(rows, code, on)
    told = {}
    rising = file.level is None or post.level < file.level
    told |= bars(file, on)
    told |= kin(rows, file, code, post, on)
    if post.leading and min(file.level or 113, post.level) <= 108:
        told["个人有关事项报告"] = report(file, on)
    if post.leading and rising:
        told |= rise(file, post, on)
    if post.leading:
        told |= seat(file, post, on)
    return told


def rise(file, post, on):
    told = {}
    below = [post.level + 1] if post.level < 110 else [111, 112]
    at = [r for r in file.held if r.level in below and (r.leading or post.level >= 110)]
    served = month_count([(r.start, r.end) for r in at], on)
    need = 2 if post.level in CHIEFS else 3
    years = word(served >= need * 12, bool(file.held))
    told["在下一级岗位的年限"] = years
    if post.level <= 108:
        began = file.person.began_work
        told["工龄"] = "no_data" if began is None else word(years_since(began, on) >= 5)
        there = [
            r for r in file.held if file.units.get(r.unit) and file.units[r.unit].category in GRASS
        ]
        sent = [r for r in file.sent if r.mode in SENT and r.start <= on]
        months = month_count([(r.start, r.end) for r in there + sent], on)
        known = bool(file.held) and all(r.unit in file.units for r in file.held)
        told["基层工作经历"] = word(months >= 24, known)
        posts = {(r.unit, r.title) for r in file.held if r.leading and r.level == post.level + 1}
        told["下一级职位任职经历"] = word(len(posts) >= 2, bool(file.held))
    told["学历"] = schooling(file.person, 3 if post.level <= 106 else 2)
    told["培训"] = training(file, on, *((550, 90, 60) if post.level <= 108 else (90, 12, 12)))
    if file.level is None:
        told["逐级提拔"] = told["不得越两级提拔"] = "no_data"
    else:
        gap = (111 if file.level > 110 else file.level) - post.level - 1
        told["逐级提拔"] = word(gap <= 0)
        told["不得越两级提拔"] = word(gap < 2)
    if post.exceptional:
        told |= lately(file, on)
    return told


def lately(file, on):
    promoted = [r.start for r in file.held if r.promoted]
    if promoted:
        since = max(promoted)
    elif file.level is None:
        return {"距上次提任的时间": "no_data"}
    else:
        level = [r for r in file.held if r.level <= file.level]
        on_post = lambda day: any(r.start <= day < (r.end or date.max) for r in level)  # noqa: E731
        since, one = on, timedelta(1)
        while on_post(since - one) or on_post(since - 2 * one):
            since -= one if on_post(since - one) else 2 * one
    return {"距上次提任的时间": word(years_since(since, on) >= 1)}


def schooling(person, least):
    told = [t for t in (person.education, person.inservice_education) if t]
    ranks = {
        "高中": 1,
        "中专": 1,
        "大专": 2,
        "大学": 3,
        "党校大学": 3,
        "硕士研究生": 4,
        "党校研究生": 4,
    }
    if any(ranks.get(t, 0) >= least for t in told):
        return "met"
    return "missed" if told and all(t in ranks for t in told) else "no_data"


def training(file, on, hours, days, months):
    classes = [t for t in file.training if t.end <= on and t.end > later(on, -months)]
    known = [t.hours for t in classes if t.hours is not None]
    away = sum((t.end - t.start).days + 1 for t in classes if t.mode == "脱产")
    if sum(known) >= hours * 1_000_000 or away >= days:
        return "met"
    return "missed" if classes and len(known) == len(classes) else "no_data"


def bars(file, on):
    told = {"影响期": "met", "停职": "met"}
    ends = [later(m.day, 6) for m in file.matters if m.type == "诫勉" and m.day <= on]
    sanctions = [a for a in file.awards if a.type in ("党纪处分", "政务处分") and a.day <= on]
    ends += [a.influence_until for a in sanctions if a.influence_until]
    if any(a.influence_until is None for a in sanctions):
        told["影响期"] = "no_data"
    if any(end > on for end in ends):
        told["影响期"] = "missed"
    if any(later(on, -60) < end <= on for end in ends):
        told["影响期满后的使用"] = "attention"
    for m in file.matters:
        if m.type == "停职" and m.day <= on and (m.until is None or m.until >= on):
            told["停职"] = "missed"
    last = [g.grade for g in file.grades if g.type == "年度" and g.year == on.year - 1 and g.grade]
    low = any(g in ("基本称职", "不称职") for g in last)
    told["上年度考核"] = "missed" if low else "met" if last else "no_data"
    return told


def report(file, on):
    first = date(on.year - 1, 1, 1) if (on.month, on.day) <= (1, 31) else date(on.year, 1, 1)
    days = [m.day for m in file.matters if m.type == "个人事项报告"]
    return word(any(first <= day <= on for day in days), known=False)


def seat(file, post, on):
    told = {}
    same = [r for r in file.held if (r.unit, r.title) == (post.unit, post.title)]
    staying = [r for r in same if r in file.now]
    if staying:
        told["同一职位任职年限"] = word(month_count([(r.start, r.end) for r in same], on) < 120)
    elif file.level == post.level:
        at = [r for r in file.held if r.leading and r.level == post.level]
        told["同一层次任职年限"] = word(month_count([(r.start, r.end) for r in at], on) < 180)
    if same and post.term:
        terms = {r.term_start for r in same if r.term_start}
        all_known = all(r.term_start for r in same)
        told["同一职位任期届数"] = word(len(terms) < 2 and all_known, len(terms) >= 2)
    if any(r.term_end and r.term_end > on for r in file.now if r not in same):
        told["现任期未满"] = "attention"
    unit = file.units.get(post.unit)
    organs = ("人民政府", "纪律检查", "组织部", "人民法院", "人民检察院", "公安局")
    if (
        post.chief
        and unit
        and (unit.category in ("党委", "乡镇") or any(o in unit.name for o in organs))
    ):
        told["成长地回避"] = home(file.person, unit)
    return told


def home(person, unit):
    origin = person.home_area or person.birthplace
    if not origin or not unit.location:
        return "no_data"

    def short(text):
        return next(
            (text[: -len(s)] for s in STEMS if text.endswith(s) and text != s),
            text,
        )

    if short(origin) == short(unit.location):
        return "missed"
    either = origin + "|" + (person.birthplace or "")
    return "attention" if short(unit.location) in either else "met"


def kin(rows, file, code, post, on):
    named = {kind.sheet: found for kind, found in rows.items()}
    unit = file.units.get(post.unit)
    above = unit.parent if unit else None
    people = {p.code: p for p in named["干部"]}
    now = [
        t
        for t in named["任职"]
        if t.start <= on and (not t.end or t.end > on) and t.person in people and t.person != code
    ]
    lead = [t for t in now if t.leading and t.role != "内设机构"]
    near = {t.person for t in lead if t.unit == post.unit and (post.leading or t.chief)}
    near |= {t.person for t in lead if above and t.unit == above}
    if post.leading:
        near |= {
            t.person
            for t in now
            if t.unit == post.unit
            and any(
                w in t.title + (t.charge or "")
                for w in ("组织", "人事", "纪检", "监察", "审计", "财务")
            )
        }
    found = set()
    for key in near:
        other = people[key]
        for f in file.family:
            if f.name == other.name:
                found.add(alike(f.birth, other.birth))
        for f in named.get("家庭", ()):
            if f.person == key and f.name == file.person.name:
                found.add(alike(f.birth, file.person.birth))
    if "missed" in found:
        return {"亲属回避": "missed"}
    if "attention" in found:
        return {"亲属回避": "attention"}
    seen = not above or any(t.unit == above and t.person in near for t in lead)
    return {"亲属回避": word(bool(file.family) and seen, known=False)}


def alike(one, other):
    if one is None or other is None:
        return "attention"
    return "missed" if (one.year, one.month) == (other.year, other.month) else "other"
