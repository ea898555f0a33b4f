"""The national code tables that exchange packages write instead of names."""

from collections.abc import Mapping
from types import MappingProxyType

Codes = Mapping[str, str]


def _table(text: str) -> Codes:
    pairs = [item.split("=") for item in text.split()]
    return MappingProxyType({pair[0]: pair[1] for pair in pairs})


SEX = _table("1=男 2=女")
"""GB/T 2261.1; 0 (unknown) and 9 (not stated) stay codes."""

ETHNIC_GROUPS = _table(
    "01=汉族 02=蒙古族 03=回族 04=藏族 05=维吾尔族 06=苗族 07=彝族 08=壮族 09=布依族 10=朝鲜族"
    " 11=满族 12=侗族 13=瑶族 14=白族 15=土家族 16=哈尼族 17=哈萨克族 18=傣族 19=黎族 20=傈僳族"
    " 21=佤族 22=畲族 23=高山族 24=拉祜族 25=水族 26=东乡族 27=纳西族 28=景颇族 29=柯尔克孜族"
    " 30=土族 31=达斡尔族 32=仫佬族 33=羌族 34=布朗族 35=撒拉族 36=毛南族 37=仡佬族 38=锡伯族"
    " 39=阿昌族 40=普米族 41=塔吉克族 42=怒族 43=乌孜别克族 44=俄罗斯族 45=鄂温克族 46=德昂族"
    " 47=保安族 48=裕固族 49=京族 50=塔塔尔族 51=独龙族 52=鄂伦春族 53=赫哲族 54=门巴族"
    " 55=珞巴族 56=基诺族"
)
"""GB/T 3304."""

POLITICS = _table(
    "01=中共党员 02=中共预备党员 03=共青团员 04=民革会员 05=民盟盟员 06=民建会员 07=民进会员"
    " 08=农工党党员 09=致公党党员 10=九三学社社员 11=台盟盟员 12=无党派人士 13=群众"
)
"""GB/T 4762."""

RELATIONS = _table("11=丈夫 12=妻子 51=父亲 52=母亲 53=公公 54=婆婆 55=岳父 56=岳母")
"""The part of GB/T 4761 that names one person; the rest stays as written."""

GRADES = _table("1=优秀 2=称职 3=基本称职 4=不称职 5=不定等次")
"""Results of the annual appraisal."""


def name_of(codes: Codes, written: str) -> str:
    """The name that a code stands for; what is no code of the table stays as it is."""
    return codes.get(written.strip(), written.strip())


def code_of(codes: Codes, name: str) -> str:
    """The code of a name; a name without one stays as it is."""
    return next((code for code, known in codes.items() if known == name), name)
