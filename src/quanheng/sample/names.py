"""Names of people and places, and numbers that name nobody."""

from datetime import date
from itertools import product
from random import Random


def words(text: str) -> tuple[str, ...]:
    """The words of a text that blanks separate."""
    return tuple(text.split())


PROVINCE = "岚江"
CITY = "澄州"
DISTRICT = "云岫区"

COUNTIES = words(
    "宁湖县 清棠县 望川县 栖塘县 临沚县 松泾县 岱麓县 长汊县 沔坪县 白渚县 桐岭市 安漳市 沙埠区"
    " 南汐区"
)
"""Places elsewhere in the invented province."""

# In the order of frequency in the population; the weight falls with the rank.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾郝龚邵万钱"
    "严覃武戴莫孔向汤"
)
_COMPOUND = ("欧阳", "上官", "司徒", "诸葛", "尉迟")
SURNAMES = (*_SURNAMES, *_COMPOUND)
_WEIGHTS = [1 / (rank + 6) for rank in range(len(_SURNAMES))] + [0.0006] * len(_COMPOUND)
_CUMULATIVE = [sum(_WEIGHTS[: place + 1]) for place in range(len(_WEIGHTS))]

_GIVEN = {
    ("男", "elder"): (
        "建国志文永德卫兴光庆春正宏明世学荣水根金",
        "军华平强林明生祥民福才良忠义勇斌伟荣清山",
    ),
    ("男", "middle"): (
        "建志文晓海俊国立少伟永宏剑振继向云新小东",
        "军华峰明伟勇斌涛波辉平刚林杰东鹏飞超毅锋",
    ),
    ("男", "young"): (
        "子浩俊宇嘉泽文天思凯鹏晨博立家致一景承书",
        "轩杰宇豪涛鑫阳晨航博文凯睿哲翔远铭恒源峰",
    ),
    ("女", "elder"): (
        "秀桂玉春美丽爱淑红雪月凤金惠素菊云彩翠小",
        "英兰芳珍华琴萍娟梅红霞凤莲香玲仙娣珠云清",
    ),
    ("女", "middle"): (
        "丽晓红海小雪艳慧秀玉建文静春美燕亚敏云淑",
        "燕芳萍霞娟敏红琴丽玲静英君华艳梅云洁慧莉",
    ),
    ("女", "young"): (
        "雨思佳梦欣诗婷晓雅子怡心语若静嘉书文可依",
        "婷怡琪雯瑶萱颖倩洁琳妍宁涵慧敏悦彤璐菲帆",
    ),
}
_SINGLE = {
    "男": "伟勇军磊涛强斌波辉刚鹏杰超峰明毅俊凯帆浩",
    "女": "芳敏静丽艳娟霞燕玲婷雪慧颖倩洁琳莉萍璐瑶",
}

# Names of widely known people must not turn up among invented ones.
_KNOWN = frozenset(
    words(
        "习近平 李强 赵乐际 王沪宁 蔡奇 丁薛祥 李希 韩正 王毅 何立峰 李克强 温家宝 胡锦涛 江泽民 "
        "朱镕基 邓小平 毛泽东 周恩来 刘少奇 任正非 马云 雷军 刘强东 王健林 姚明 刘翔 李娜 丁俊晖 "
        "郎平 林丹 孙杨 马龙 许昕 杨洋 王菲 刘涛 李冰 周迅 张艺 陈坤 黄磊 黄渤 沈腾 李健 韩红 "
        "杨丽萍 王勇 彭丽 马凯 王洋 汪洋 李宏伟 马兴瑞 陈敏尔 袁家军 陈文清 石泰峰 李鸿忠 张国清"
    )
)

_FIRST = "青白石清松柳梅竹桃杏兰荷枫桐栗樟槐茶泉溪沙黄金银龙凤鹤鹭雁鱼双大小上下东西南北新"
_SECOND = "溪塘桥湾浦岭坞埠垟坪坑源湖洲渡亭店墩岩岙畈汇浜桑坝荡堰潭圩沚"


def person_name(rng: Random, sex: str, birth_year: int, surname: str = "") -> str:
    """A name of the fashion of that year; ``surname`` fixes the family."""
    era = "elder" if birth_year < 1972 else "middle" if birth_year < 1988 else "young"
    first, second = _GIVEN[sex, era]
    while True:
        family = surname or rng.choices(SURNAMES, cum_weights=_CUMULATIVE)[0]
        if rng.random() < 0.22:
            given = rng.choice(_SINGLE[sex])
        else:
            given = rng.choice(first) + rng.choice(second)
        name = family + given
        if name not in _KNOWN and len(set(given)) == len(given):
            return name


def surname_of(name: str) -> str:
    """The family name, of one character or two."""
    return name[:2] if name[:2] in _COMPOUND else name[:1]


def place_names(rng: Random, count: int) -> list[str]:
    """So many different village names, without the word for village."""
    names = [a + b for a, b in product(_FIRST, _SECOND)]
    rng.shuffle(names)
    while len(names) < count:
        names += [side + name for side, name in product("前后里外", names)]
    return names[:count]


def id_number(rng: Random, sex: str, birth: date) -> str:
    """An identity number of the right form whose area, 000000, exists nowhere."""
    serial = 2 * rng.randint(0, 499) + (sex == "男")
    body = f"000000{birth:%Y%m%d}{serial:03d}"
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]
