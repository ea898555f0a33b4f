"""One of each official paper, of people and units that do not exist."""

from datetime import date

from quanheng.office.documents.official import (
    Announced,
    AppointmentNotice,
    AppointmentRequest,
    Asked,
    BallotCount,
    BallotSlip,
    Change,
    Contact,
    Decided,
    Document,
    Fact,
    InspectionNotice,
    InspectionReport,
    IntegrityLetter,
    IntegrityOpinion,
    IntegrityReply,
    ItemRecord,
    MeetingRecord,
    MotionRecord,
    Named,
    Official,
    PlannedStep,
    PublicNotice,
    RecommendationForm,
    RecommendationSummary,
    Recommended,
    Section,
    Sounding,
    Spoken,
    Table,
    Verified,
    WorkPlan,
)
from quanheng.office.documents.official.sheet import Head

ORGAN = "中共云溪区委组织部"
COMMITTEE = "中共云溪区委常委会"
UNIT = "云溪区住房和城乡建设局"
POST = "云溪区住房和城乡建设局局长"
ON = date(2026, 3, 2)
CONTACT = Contact(address="云溪区人民路1号云溪区委组织部干部监督室", postcode="330000")
LIN = Named(
    name="林知遥",
    current_post="云溪区住房和城乡建设局党组成员、副局长",
    proposed_post=POST,
    post_to_leave="云溪区住房和城乡建设局副局长",
)
ZHAO = Named(name="赵维", current_post="云溪区城市管理局副局长", proposed_post=POST)

MOTION = MotionRecord(
    unit=UNIT,
    post=POST,
    level="乡科级正职",
    number="云组动〔2026〕3号",
    on=ON,
    proposed_by=ORGAN,
    taking_part=("区委书记", "区委副书记、区长", "区委组织部部长"),
    vacancy="原局长于2026年2月28日到龄退休，职位空缺。",
    quota=(Fact("核定正职", "1"), Fact("在任正职", "0"), Fact("空缺", "1")),
    analysis="班子平均年龄偏大，缺少熟悉城市更新和工程管理的成员；近三年两个重点项目进度滞后。",
    proposal="通过谈话调研和会议推荐，在区直机关和乡镇副职中选配局长1名。",
    soundings=(Sounding(whom="分管区领导", on=ON, views="同意启动，建议注重项目管理经历。"),),
    checks=(Fact("职数", "未超"), Fact("编制", "在核定范围内")),
    result="同意启动选任，形成工作方案后报区委。",
)
PLAN = WorkPlan(
    organ=ORGAN,
    unit=UNIT,
    post="局长",
    number="云组方〔2026〕3号",
    on=ON,
    reason="因原局长退休，为及时配齐班子，经动议酝酿，现制定本方案。",
    conditions=("担任乡科级副职2年以上", "大学专科以上文化程度", "熟悉城乡规划和工程建设管理"),
    scope="区直机关、各乡镇（街道）现任乡科级副职领导干部。",
    method="采取谈话调研推荐和会议推荐相结合的方式，会议推荐的参考人选多于职位数。",
    steps=(
        PlannedStep(title="民主推荐", content="先谈话调研推荐，再召开会议推荐", by="考察组",
                    when="3月上旬"),
        PlannedStep(title="考察", content="发布考察预告，谈话、测评、查档、核查", by="考察组",
                    when="3月中旬"),
        PlannedStep(title="讨论决定", content="集体讨论，逐人表决", by="区委", when="3月下旬"),
    ),
    discipline=("严格执行干部选拔任用纪律，遵守回避和保密规定。",),
)  # fmt: skip
FORM = RecommendationForm(
    unit=UNIT,
    post="局长",
    on=ON,
    conditions=PLAN.conditions,
    references=(LIN, ZHAO, Named(name="孙启明", current_post="云溪区青石镇副镇长")),
    groups=("区领导", "局班子成员", "中层干部", "下属单位负责人"),
)
BLANK_FORM = RecommendationForm(unit=UNIT, post="局长", way="谈话调研推荐", most=2)
SUMMARY = RecommendationSummary(
    unit=UNIT,
    post="局长",
    on=ON,
    entitled=60,
    present=52,
    issued=52,
    returned=52,
    valid=51,
    groups=("班子成员", "中层干部", "下属单位"),
    results=(
        Recommended(who=LIN, total=33, by_group=(6, 17, 10)),
        Recommended(who=ZHAO, total=18, by_group=(2, 9)),
    ),
)
NOTICE = InspectionNotice(
    organ=ORGAN,
    unit=UNIT,
    people=(LIN,),
    since=date(2026, 3, 10),
    until=date(2026, 3, 16),
    leader="周明",
    members=("吴瑕", "郑重"),
    contact=CONTACT,
    on=date(2026, 3, 9),
)
REPORT = InspectionReport(
    name="林知遥",
    current_post=LIN.current_post,
    proposed_post=POST,
    organ=ORGAN,
    basics=(
        Fact("性别", "女"), Fact("民族", "汉族"), Fact("出生年月", "1979年6月"),
        Fact("入党时间", "2001年11月"), Fact("参加工作时间", "2002年7月"),
        Fact("学历学位", "大学，工学学士"), Fact("专业技术职务", "工程师"),
    ),
    career=(
        "1998.09--2002.07　青江大学建筑系城市规划专业学习",
        "2002.07--2012.03　云溪区规划局科员、副股长、股长",
        "2012.03--　　　　云溪区住房和城乡建设局党组成员、副局长",
    ),
    conduct=(
        Fact("德", "理论学习认真，2025年牵头三次专题研讨；谈话对象均认为其原则性强。"),
        Fact("能", "主持老旧小区改造，四个月内协调十二个产权单位签约。"),
        Fact("勤", "每周驻点工地两天，三年未缺勤。"),
        Fact("绩", "分管的城市更新项目提前两个月完工。"),
        Fact("廉", "个人有关事项报告查核一致，未发现问题线索。"),
    ),
    strengths="熟悉业务，敢于担责，善于协调。",
    faults="有时工作节奏偏急，听取基层意见不够充分。",
    views=(
        Fact("会议推荐", "参加52人，推荐33人。"),
        Fact("民主测评", "优秀41票，称职9票，基本称职1票，不称职0票。"),
        Fact("个别谈话", "谈话28人，27人认为适合拟任职位，1人建议缓议。"),
    ),
    checks=(
        Verified(name="干部人事档案审核", conclusion="三龄两历一身份认定一致", by="干部科",
                 on=ON, valid_until=date(2026, 9, 2)),
        Verified(name="个人有关事项报告查核", conclusion="一致", by="监督科", on=ON,
                 valid_until=date(2026, 9, 2)),
        Verified(name="纪检监察机关意见", conclusion="无影响使用的问题", by="区纪委监委", on=ON),
        Verified(name="信访举报核查"),
    ),
    opinion="考察组建议：林知遥同志符合任职条件，拟任云溪区住房和城乡建设局局长。",
    since=date(2026, 3, 10),
    until=date(2026, 3, 16),
)  # fmt: skip
LETTER = IntegrityLetter(
    organ=ORGAN,
    addressee="中共云溪区纪律检查委员会、云溪区监察委员会",
    people=(LIN, ZHAO),
    number="云组函〔2026〕12号",
    due=date(2026, 3, 20),
    contact="联系人：吴瑕，电话：0700-8000001",
    on=date(2026, 3, 10),
)
REPLY = IntegrityReply(
    organ="中共云溪区纪律检查委员会",
    addressee=ORGAN,
    opinions=(
        IntegrityOpinion(
            who=LIN, leads="无", investigation="无", sanctions="无", admonition="无",
            conclusion="未发现影响使用的问题。",
        ),
        IntegrityOpinion(who=ZHAO),
    ),
    number="云纪函〔2026〕8号",
    answers="关于征求党风廉政意见的函（云组函〔2026〕12号）",
    signers=("贺正清", "区委书记 方远"),
    on=date(2026, 3, 18),
    valid_until=date(2026, 9, 18),
)  # fmt: skip
SLIP = BallotSlip(committee=COMMITTEE, people=(LIN, ZHAO), on=date(2026, 3, 24))
COUNT = BallotCount(
    committee=COMMITTEE,
    results=(
        Decided(who=LIN, agree=9, disagree=1, defer=0, invalid=0, passed=True),
        Decided(who=ZHAO, agree=5, disagree=2, defer=3, passed=False),
    ),
    on=date(2026, 3, 24),
    entitled=11,
    present=10,
    issued=10,
    returned=10,
)
MINUTES = MeetingRecord(
    committee=COMMITTEE,
    number="云常〔2026〕7号",
    on=date(2026, 3, 24),
    time="9:00—11:20",
    place="区委常委会议室",
    host="方远",
    keeper="钱默",
    entitled=11,
    present=("方远", "贺正清", "何立", "陆川"),
    excused=("丁一（出差）",),
    attending=("区人大常委会主任",),
    items=(
        ItemRecord(title="学习有关文件精神", reported_by="陆川", results=("及时传达到各单位",)),
        ItemRecord(
            title="研究干部任免事项",
            reported_by="陆川",
            content="汇报林知遥同志的推荐、考察情况。",
            recused=("何立",),
            spoken=(
                Spoken(name="贺正清", position="同意", words="考察充分，四项核查结论清楚。"),
                Spoken(name="陆川", position="同意"),
                Spoken(name="方远", position="同意", words="同意大家意见。"),
            ),
            results=("林知遥：应到11人，同意9票，不同意1票，缓议0票，通过",),
        ),
    ),
    note="本记录所据账本条目：第1021、1022号。",
)
PUBLIC = PublicNotice(
    organ=ORGAN,
    people=(
        Announced(
            name="林知遥",
            sex="女",
            birth="1979年6月",
            education="大学学历、工学学士",
            current_post=LIN.current_post,
            proposed_post=POST,
            exception="任副职不满两年，因承担重大专项任务，经上级组织部门同意破格提拔。",
        ),
    ),
    since=date(2026, 3, 25),
    until=date(2026, 3, 31),
    contact=CONTACT,
    on=date(2026, 3, 24),
)
APPOINTED = AppointmentNotice(
    organ="中共云溪区委员会",
    number="云委〔2026〕21号",
    addressee="各乡镇党委、街道党工委，区直各单位党委（党组）",
    decided_by="区委",
    decided_on=date(2026, 3, 24),
    changes=(
        Change(
            name="林知遥",
            proposed_post=POST,
            post_to_leave=LIN.post_to_leave,
            probation="试用期一年",
        ),
        Change(name="赵维", post_to_leave="云溪区城市管理局副局长"),
    ),
    on=date(2026, 4, 2),
    copies=("区人大常委会办公室", "区政府办公室", "区政协办公室"),
)
REQUEST = AppointmentRequest(
    organ="中共云溪区委员会",
    addressee="中共青江市委组织部",
    number="云委〔2026〕22号",
    signer="方远",
    people=(
        Asked(
            name="林知遥",
            current_post=LIN.current_post,
            proposed_post=POST,
            post_to_leave=LIN.post_to_leave,
            reason="职位空缺，人选具备条件，推荐和考察结果集中。",
            agree=9,
            disagree=1,
            defer=0,
        ),
    ),
    course=("2026年3月2日动议，3月9日民主推荐，3月10日至16日考察，3月24日常委会讨论。",),
    entitled=11,
    present=10,
    quota=(Fact("核定正职1名，现缺", "1名"),),
    attachments=("干部任免审批表", "考察材料", "廉政意见回复函"),
    contact="联系人：吴瑕，电话：0700-8000001",
    on=date(2026, 3, 25),
)
GENERIC = Official(
    title=f"{UNIT}\n班子分析研判报告",
    number="云组研〔2026〕5号",
    head=Head.RED,
    addressee="区委",
    opening=("按照班子年度分析研判安排，现将有关情况报告如下。",),
    sections=(
        Section(
            title="班子现状",
            paragraphs=("班子现有成员5名，职位空缺1个。",),
            tables=(
                Table(
                    heads=("职务", "姓名", "任现职时间"), rows=(("副局长", "林知遥", "2012.03"),)
                ),
            ),
        ),
        Section(title="建议", paragraphs=("尽快配备局长1名。",)),
    ),
    attachments=("班子成员名册",),
    signatures=("分析人", "审核人"),
    organ=ORGAN,
    on=ON,
)
DOCUMENTS: dict[str, Document] = {
    "motion": MOTION,
    "plan": PLAN,
    "form": FORM,
    "blank-form": BLANK_FORM,
    "summary": SUMMARY,
    "notice": NOTICE,
    "report": REPORT,
    "letter": LETTER,
    "reply": REPLY,
    "slip": SLIP,
    "count": COUNT,
    "minutes": MINUTES,
    "public": PUBLIC,
    "appointed": APPOINTED,
    "request": REQUEST,
    "generic": GENERIC,
}
"""Every kind of paper by a short name."""
