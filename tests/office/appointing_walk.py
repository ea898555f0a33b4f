"""The walk of docs/appoint.md in browsers: an appointment by those whom each step is for."""

import re
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from playwright.sync_api import Locator, Page, expect

from tests.office.newcomer import Office, Visits

OFFICER, HEAD, DISCIPLINE = "organisation-officer", "district-head", "discipline-officer"
UNIT = "政府办公室"
OTHERS = 3
"""So many of those who fit are put forward beside the official, and one who does not fit."""


def ago(days: int) -> str:
    return str(date.today() - timedelta(days=days))


class Walk(NamedTuple):
    """A case on its way: who may be logged in, and where the case is shown."""

    visits: Visits
    office: Office
    case: str

    def at(self, login: str) -> Page:
        """The page of the case, as somebody sees it."""
        page = self.visits(login)
        page.goto(self.case)
        return page

    def take(self, button: str, login: str = OFFICER, **told: str) -> Page:
        """Take the present step with one of its buttons; it must be taken."""
        page = self.tried(button, login, **told)
        expect(page.locator(".notice-success").first).to_contain_text("已办理")
        return page

    def tried(self, button: str, login: str = OFFICER, **told: str) -> Page:
        """Fill in the present step and press one of its buttons, whatever comes of it."""
        page = self.at(login)
        form = page.locator("form.step-form")
        fill(form, "step-", **told)
        form.get_by_role("button", name=button, exact=True).click()
        return page

    def refused(self, button: str, why: str, login: str = OFFICER, **told: str) -> None:
        """The step is not taken, for a reason that the page gives."""
        page = self.tried(button, login, **told)
        expect(page.locator(".step-form .errorlist").first).to_contain_text(why)

    def sheets(self, login: str = OFFICER, **told: str) -> None:
        """Fill in what the present step asks about everybody who is put forward."""
        page = self.at(login)
        links = page.locator("#people table.nominees td.actions a")
        for address in links.evaluate_all("all => all.map(one => one.href)"):
            page.goto(address)
            form = page.locator("form[action$='/sheet']")
            fill(form, "sheet-", **told)
            form.get_by_role("button", name="保存", exact=True).click()
            expect(page.locator(".notice-success").first).to_contain_text("已保存")

    def put_forward(self, name: str) -> None:
        """Enter a name, found by the search of the page."""
        page = self.at(OFFICER)
        page.get_by_role("link", name="登记人选", exact=True).click()
        page.fill("main [name=q]", name)
        page.get_by_role("button", name="查询").click()
        page.locator("main tbody th a", has_text=name).first.click()
        page.fill("[name=how]", "谈话调研推荐")
        page.get_by_role("button", name="登记人选", exact=True).click()
        expect(page.locator(".notice-success").first).to_contain_text(name)

    def alone(self, name: str) -> bool:
        """Whether one official only has this name, so that the search finds who is meant."""
        page = self.at(OFFICER)
        page.get_by_role("link", name="登记人选", exact=True).click()
        page.fill("main [name=q]", name)
        page.get_by_role("button", name="查询").click()
        return page.locator("main tbody th a", has_text=name).count() == 1

    def leave_out(self, name: str, reason: str) -> None:
        """Put somebody forward no longer, saying why."""
        page = self.at(OFFICER)
        row = page.locator("#people table.nominees tbody tr", has_text=name).first
        row.locator("td.actions a").click()
        page.locator("summary", has_text="写明理由，移出").click()
        form = page.locator("form[action$='/out']")
        form.locator("textarea").fill(reason)
        form.get_by_role("button", name="移出", exact=True).click()
        expect(page.locator(".notice-success").first).to_contain_text("已移出")

    def standing(self) -> list[str]:
        """The names of those who are put forward."""
        found = self.at(OFFICER).locator("#people table.nominees").first.locator("tbody th")
        return [name.strip() for name in found.all_inner_texts()]


def fill(form: Locator, prefix: str = "", **told: str) -> None:
    """Fill in the fields of a form by their names."""
    for name, value in told.items():
        field = form.locator(f"[name='{prefix}{name.rstrip('_')}']")
        if field.first.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def begun(visits: Visits, office: Office) -> Walk:
    """Find the department, and propose to begin."""
    page = visits(OFFICER)
    page.goto("/selection/")
    page.get_by_role("link", name="选任事项").first.click()
    page.locator(".page-head a", has_text="发起").click()
    page.get_by_role("link", name="发起办理 选拔任用", exact=True).click()
    page.fill("main [name=q]", UNIT)
    page.get_by_role("button", name="查询").click()
    page.locator("main tbody th a", has_text=UNIT).first.click()
    form = page.locator("main form.form")
    fill(form, "step-", team="运行平稳", need="主要负责人将转任")
    form.get_by_role("button", name="提出启动意见").click()
    page.wait_for_url(re.compile(r"/cases/\d+/$"))
    return Walk(visits, office, page.url)


def planned(walk: Walk) -> None:
    """The motion and the plan; nobody's name before somebody else has approved the plan."""
    title, leaving = head_of(walk)
    told = {
        "title": title, "leaving": leaving, "level": "乡科级正职", "leading": "yes", "chief": "yes",
        "role": "行政主任", "places": "1", "term": "no", "on": ago(75), "by": "部务会",
        "opinion": "在区直部门和乡镇副职中选拔", "standard": "yes", "review": "职位空缺，程序合规",
    }  # fmt: skip
    walk.take("提出动议", **told)
    no_names(walk)
    plan = {"conditions": "有基层经历", "scope": "区直部门", "way": "差额", "schedule": "两个月"}
    page = walk.take("报审", **plan)
    expect(page.get_by_role("button", name="同意", exact=True)).to_have_count(0)
    no_names(walk)
    head = walk.visits(HEAD)
    head.goto("/")
    head.get_by_role("link", name="待您办理的事项").first.click()
    head.locator(f"main a[href='{path_of(walk.case)}']").first.click()
    head.get_by_role("button", name="同意", exact=True).click()
    expect(head.locator(".notice-success").first).to_contain_text("已办理")


def path_of(address: str) -> str:
    return re.sub(r"^https?://[^/]+", "", address)


def head_of(walk: Walk) -> tuple[str, str]:
    """The post and the code of who heads the unit: the case says so before the motion."""
    told = walk.at(OFFICER).locator(".appointing-leaders").inner_text()
    found = re.search(r"（(.*?)，(\w+)）", told)
    assert found, told
    return found[1], found[2]


def no_names(walk: Walk) -> None:
    """There is no button, and what the button would send is refused."""
    page = walk.at(OFFICER)
    expect(page.get_by_role("link", name="登记人选", exact=True)).to_have_count(0)
    token = page.locator("main [name=csrfmiddlewaretoken]").first.input_value()
    forged = page.request.post(
        f"{walk.case}nominees/new/",
        form={"csrfmiddlewaretoken": token, "person": "P00001", "how": "指定"},
        headers={"Referer": walk.case},
    )
    assert "这一步不能登记人选" in forged.text()
    expect(walk.at(OFFICER).locator("#people")).to_contain_text("还没有人选")


def searched(walk: Walk, kind: str) -> list[str]:
    """Whom the search finds to fit the post or not: it says of each why; nobody of the unit."""
    page = walk.at(OFFICER)
    page.get_by_role("link", name="按职位条件查找人选").click()
    page.locator("ul.chips a", has_text=re.compile(rf"^{kind} ")).click()
    rows = page.locator("table.seek-list tbody tr")
    expect(page.locator("ul.chips a[aria-current]")).to_contain_text(kind)
    for row in rows.all():
        expect(row.locator(".seek-verdict .badge")).to_have_text(kind)
        found = re.search(r"符合\d+ 待查\d+ 不符合(\d+)", row.locator(".seek-verdict").inner_text())
        assert found
        assert (int(found[1]) == 0) is (kind == "符合")
        assert row.locator("td").last.inner_text().strip(), "nothing says why"
        assert kind == "符合" or row.locator(".seek-why li").count()
    elsewhere = rows.filter(has_not_text=UNIT)
    return [one.strip() for one in elsewhere.locator("th a").all_inner_texts()]


def recommended(walk: Walk) -> None:
    """Names, talks and the meeting; who is to be inspected, without those whom a rule bars."""
    official = walk.office.names["official"]
    others = (name for name in searched(walk, "符合") if name != official and walk.alone(name))
    unfit = next(name for name in searched(walk, "不符合") if walk.alone(name))
    for name in [official, *islice(others, OTHERS), unfit]:
        walk.put_forward(name)
    walk.sheets(votes="12")
    walk.take("完成谈话推荐", day=ago(70), talked="26", scope="班子成员")
    walk.sheets(votes="20")
    counted = {"entitled": "40", "present": "37", "issued": "37", "valid": "36"}
    walk.take("完成会议推荐", day=ago(66), **counted)
    walk.sheets(reason="推荐集中", bars="none", basis="未发现")
    walk.refused("确定考察对象", unfit, meeting="部务会研究")
    for name in barred(walk):
        assert name != official
        walk.leave_out(name, "不符合任职资格")
    assert unfit not in walk.standing()
    walk.take("确定考察对象", meeting="部务会研究")


def barred(walk: Walk) -> list[str]:
    """Whom a check of the present step keeps from it."""
    page = walk.at(OFFICER)
    found = page.locator("#now details.judged").filter(has=page.locator(".badge-missed"))
    names = [one.strip() for one in found.locator("summary").all_text_contents()]
    return [name for name in walk.standing() if any(one.startswith(name) for one in names)]


def inspected(walk: Walk) -> None:
    """The inspection, the political finding and the person's word, the musts, two signatures."""
    walk.sheets(
        conduct="办事扎实", faults="与企业沟通少", asked="10", answers="均已了解", fit="fit"
    )
    leader, second = inspectors(walk)
    days = {"notice": ago(60), "from_": ago(56), "to": ago(50)}
    asked = {"plan": "谈话、查档、走访", "talks": "24", "leader": leader, "second": second}
    walk.take("完成考察", **days, **asked)
    official = walk.office.names["official"]
    for name in walk.standing():
        if name != official:
            walk.leave_out(name, "综合比较后择优")
    facts = ("loyalty", "ideals", "awareness", "line", "stance", "signed")
    walk.sheets(finding="meets", **dict.fromkeys(facts, "有事例，见谈话记录"))
    own = walk.visits("official")
    own.goto("/cases/about-me/")
    own.fill("[name=reply]", "无异议")
    own.get_by_role("button", name="提交说明").click()
    expect(own.locator(".notice-success").first).to_be_visible()
    assert own.request.get(walk.case).status == 404
    walk.take("完成认定")
    musts = ("file", "report", "complaints")
    days = {f"{name}_day": ago(46) for name in musts}
    walk.sheets(**dict.fromkeys(musts, "clean"), **days)
    walk.take("完成核查")
    walk.sheets(DISCIPLINE, day=ago(45), clues="none", opinion="clear", basis="无处分")
    walk.take("签字", DISCIPLINE)
    walk.take("签字", HEAD, read="yes")
    told = {"committee": "意见一致", "leaders": "同意", "outside": "no", "dual": "no"}
    walk.take("提交会议", day=ago(43), **told)


def inspectors(walk: Walk) -> list[str]:
    """The codes of two people who are not put forward, from the list of people."""
    known, page = walk.standing(), walk.visits(OFFICER)
    page.goto("/people/")
    rows = page.locator("main tbody tr").all()
    told = [(row.locator("th").inner_text().strip(), row.locator("td").first) for row in rows]
    return [code.inner_text().strip() for name, code in told if name not in known][:2]


def concluded(walk: Walk) -> None:
    """The decision, the public notice, the talks, the appointment."""
    walk.take("形成决定")
    told = {"number": "公示1号", "where": "公示栏", "phone": "12380"}
    walk.refused("发布公示", "工作日", from_=ago(38), to=ago(35), **told)
    walk.take("发布公示", from_=ago(38), to=ago(8), **told)
    walk.sheets(result="none")
    walk.take("公示无异议或已查清", received="没有收到反映")
    walk.sheets(HEAD, held="yes", note="守纪律、敢担当")
    walk.take("完成谈话", HEAD, day=ago(6), who="区委书记")
    walk.sheets(promoted="yes", leaves="yes", probation="yes")
    page = walk.take("任职", number="任〔样例〕1号", start=ago(5))
    expect(page.locator(".page-head .badge")).to_have_text("已办结")
