"""The meeting of the walk: a study item, the agenda, everybody's say, two signatures."""

import re

from playwright.sync_api import Page, expect

from tests.office.appointing_walk import HEAD, OFFICER, Walk, ago, fill

STUDY, DAY = "中央有关会议精神（例会传达）", 40


def decided(walk: Walk) -> None:
    """From the study item to the minutes that the head has signed."""
    walk.refused("形成决定", "会议已结束并形成记录")
    meeting = drafted(walk)
    put_on_agenda(walk)
    prepared(walk, meeting)
    held(walk, meeting)
    walk.refused("形成决定", "会议已结束并形成记录")
    head = walk.visits(HEAD)
    head.goto("/")
    head.get_by_role("link", name="待审签的会议记录").first.click()
    head.locator(f"main a[href='{re.sub('^https?://[^/]+', '', meeting)}']").first.click()
    step(head, "审签归档")
    expect(walk.at(OFFICER).locator("main")).to_contain_text("通过")


def step(page: Page, name: str, **told: str) -> None:
    """Take a step of a meeting: open its form, fill it in, send it."""
    summary = page.locator(f"summary:text-is('{name}')")
    form = page.locator("details.dialog").filter(has=summary)
    form.locator("summary").click()
    fill(form, **told)
    form.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".notice-success").first).to_contain_text("已办理")


def drafted(walk: Walk) -> str:
    """A meeting of the committee above, with a study item that was prescribed; its address."""
    page = walk.at(OFFICER)
    place = page.locator(".case-facts dd").nth(2).inner_text().strip()
    page.goto("/meetings/")
    page.get_by_role("link", name="学习内容").first.click()
    page.locator("summary", has_text="登记学习内容").click()
    form = page.locator("main details.dialog form.form")
    fill(form, title=STUDY, source="上级通知", received_on=ago(DAY + 8))
    form.locator("[name=unit]").select_option(label=place)
    form.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("main tbody")).to_contain_text(STUDY)
    walk.at(OFFICER).get_by_role("link", name="列入会议议程").click()
    page.get_by_role("link", name="新建会议").click()
    page.locator("main [name=unit]").select_option(label=place)
    page.locator("main [name=kind]").select_option(label="常委会会议")
    page.get_by_role("button", name="下一步").click()
    page.locator("main [name=day]").fill(ago(DAY))
    page.locator("main [name=venue]").fill("会议室")
    page.get_by_role("button", name="拟定会议").click()
    page.wait_for_url(re.compile(r"/meetings/\d+/$"))
    step(page, "列入议题", kind="study", title="传达学习")
    return page.url


def put_on_agenda(walk: Walk) -> None:
    """The case on the agenda of the meeting, a question for everybody who is put forward."""
    page = walk.at(OFFICER)
    page.get_by_role("link", name="会议、投票、公示反映和试用期").click()
    page.locator("main [name=meeting]").select_option(index=1)
    page.get_by_role("button", name="列入议程").click()
    expect(page.locator(".notice-success").first).to_contain_text("已列入议程")


def prepared(walk: Walk, meeting: str) -> None:
    """What the agenda still lacks; then it is closed."""
    page = walk.visits(OFFICER)
    for item, told in ((0, {}), (1, {"soundings": "会前已逐一酝酿，意见一致"})):
        page.goto(meeting)
        page.locator(".agenda > li").nth(item).get_by_role("link", name=re.compile("补充")).click()
        form = page.locator("main form.form")
        fill(form, **told)
        if item == 0:
            choice = form.locator("[name=study] option", has_text=STUDY)
            form.locator("[name=study]").select_option(choice.get_attribute("value"))
        form.get_by_role("button", name="保存").click()
    step(page, "确定议程")


def held(walk: Walk, meeting: str) -> None:
    """Roll-call, the study item, the vote; the keeper signs."""
    page = walk.visits(OFFICER)
    page.goto(meeting)
    step(page, "点名开会")
    page.locator(".agenda > li").first.get_by_role("link", name="传达学习").click()
    step(page, "开始讨论")
    step(page, "结束议题", minutes="已传达学习")
    step(page, "开始讨论")
    everybody_speaks(page)
    step(page, "形成结果")
    step(page, "结束议题", minutes="逐人表决，一致同意")
    page.goto(meeting)
    step(page, "签署会议记录")


def everybody_speaks(page: Page) -> None:
    """All agree; the head is not among those who may speak before everybody else has."""
    form = page.locator("form.speak")
    said, left = 0, 0
    while form.count():
        left = form.locator("[name=member] option").count()
        form.get_by_label("同意", exact=True).check()
        form.get_by_role("button", name="记录", exact=True).click()
        said += 1
        expect(page.locator("table.turns tbody tr")).to_have_count(said)
    assert left == 1, "the head speaks alone, at the end"
    expect(page.locator("table.turns tbody tr").last).to_contain_text("末位表态")
