"""Files that are no honest form, each with a word of the sentence that they end in."""

import base64
import io
import struct
import zipfile
from collections.abc import Callable
from itertools import pairwise

from tests.exchange.forms.samples import FIELDS, gif, item, jpeg, lrmx, markup, png
from tests.exchange.forms.test_lrm import record

Make = Callable[[], bytes]
FILES: dict[str, tuple[Make, str]] = {}
ZIPS: dict[str, tuple[Make, str]] = {}
"""Zips refused as a whole."""


def hostile(word: str, kind: dict[str, tuple[Make, str]] = FILES) -> Callable[[Make], Make]:
    def register(make: Make) -> Make:
        kind[make.__name__] = (make, word)
        return make

    return register


def with_prolog(prolog: str, name: str = "&x;") -> bytes:
    return f"<?xml version='1.0'?>{prolog}<Person>{markup({'XingMing': name})}</Person>".encode()


@hostile("DTD")
def billion_laughs():
    names = "abcdefgh"
    entities = "<!ENTITY a 'ha'>" + "".join(
        f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in pairwise(names)
    )
    return with_prolog(f"<!DOCTYPE x [{entities}]>", "&h;")


@hostile("DTD")
def quadratic_blowup():
    return with_prolog(f"<!DOCTYPE x [<!ENTITY x '{'a' * 50_000}'>]>", "&x;" * 10_000)


@hostile("DTD")
def external_entity():
    return with_prolog('<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')


@hostile("DTD")
def external_subset():
    return with_prolog('<!DOCTYPE Person SYSTEM "http://localhost/form.dtd">', "甲")


@hostile("DTD")
def parameter_entity():
    return with_prolog('<!DOCTYPE x [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>', "甲")


@hostile("DTD")
def doctype_without_entities():
    return with_prolog("<!DOCTYPE Person>", "甲")


@hostile("DTD")
def doctype_in_utf_16():
    return with_prolog("<!DOCTYPE Person []>", "甲").decode().encode("utf-16")


@hostile("DTD")
def doctype_behind_control_characters():
    return with_prolog("<!\x01DOCTYPE Person []>", "甲")


@hostile("不合规范")
def entity_that_is_not_declared():
    return lrmx({"XingMing": "&nbsp;"})


@hostile("嵌套")
def deep_nesting():
    return b"<Person>" + b"<a>" * 1_000_000


@hostile("元素超过")
def many_elements():
    return b"<Person>" + b"<a/>" * 2_000_000 + b"</Person>"


@hostile("元素超过")
def every_element_by_another_name():
    return ("<Person>" + "".join(f"<a{at}/>" for at in range(500_000)) + "</Person>").encode()


@hostile("元素超过")
def every_attribute_by_another_name():
    names = " ".join(f"a{at}=''" for at in range(60_000))
    return f"<Person {names}>{markup()}</Person>".encode()


@hostile("不合规范")
def tag_without_end():
    return b"<Person><XingMing a='" + b"x" * (8 << 20)


@hostile("不合规范")
def comment_without_end():
    return b"<Person><!-- " + b"x" * (8 << 20)


@hostile("12 MB")
def huge():
    return lrmx({"JianLi": "甲" * (5 << 20)})


@hostile("100000 字")
def giant_text():
    return lrmx({"JianLi": "甲" * (1 << 20)})


@hostile("100000 字")
def text_of_character_references():
    return lrmx({"RenMianLiYou": "&#20013;" * 1_000_000})


@hostile("Base64")
def bad_base64():
    return lrmx({"ZhaoPian": "不是图片"})


@hostile("Base64")
def base64_cut_off():
    return lrmx({"ZhaoPian": FIELDS["ZhaoPian"][:-3]})


@hostile("不是 JPEG")
def photo_that_is_a_program():
    return lrmx({"ZhaoPian": "TVqQAAMAAAAEAAAA"})


@hostile("5 MB")
def giant_photo():
    return lrmx({"ZhaoPian": "A" * (8 << 20)})


def _base64(data: bytes) -> bytes:
    return lrmx({"ZhaoPian": base64.b64encode(data).decode()})


@hostile("像素")
def photo_of_billions_of_pixels():
    return _base64(png(100_000, 100_000))


@hostile("像素")
def jpeg_of_billions_of_pixels():
    return _base64(jpeg(60_000, 60_000))


@hostile("损坏")
def photo_of_no_size():
    return _base64(gif(0, 9))


@hostile("损坏")
def jpeg_without_a_frame():
    return _base64(b"\xff\xd8\xff\xe0\0\0" + b"\xff\xe0\0\0" * 1_000_000)


@hostile("根元素不是 Person")
def wrong_root():
    return f"<Form>{markup()}</Form>".encode()


@hostile("根元素不是 Person")
def a_web_page():
    return b"<html><body><p>404 Not Found</p></body></html>"


@hostile("没有姓名")
def person_of_another_program():
    return b"<Person><FirstName>A</FirstName></Person>"


@hostile("空的")
def empty():
    return b""


@hostile("不合规范")
def only_space():
    return b" \n" * 100


@hostile("不合规范")
def cut_in_half():
    return lrmx()[:1500]


@hostile("不合规范")
def two_documents():
    return lrmx() + lrmx().partition(b"?>")[2]


@hostile("不合规范")
def zeros():
    return bytes(1 << 20)


@hostile("编码")
def random_bytes():
    return b"<Person>\xff\xff\xff\x81\xff</Person>"


@hostile("出现了两次")
def name_twice():
    return f"<Person>{markup()}<XingMing>乙</XingMing></Person>".encode()


@hostile("里不应再有元素")
def element_in_an_element():
    return lrmx({"XingMing": "甲<b>乙</b>"})


@hostile("超过 100 行")
def thousand_relatives():
    return lrmx({"JiaTingChengYuan": item(("甲",) * 5) * 500})


@hostile("有 2 项")
def record_of_two_fields():
    return b'"a","b"'


@hostile("33 项")
def record_cut_off():
    return record()[:200].rpartition(b'","')[0] + b'"'


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


@hostile("损坏", ZIPS)
def zip_cut_in_half():
    data = zipped(*((f"{at}.lrmx", lrmx()) for at in range(9)))
    return data[: len(data) // 2]


@hostile("损坏", ZIPS)
def zip_signature_only():
    return b"PK\x03\x04" + bytes(1 << 20)


@hostile("空的", ZIPS)
def zip_of_nothing():
    return zipped()


@hostile("超过 10000 个", ZIPS)
def zip_of_too_many_files():
    return zipped(*((f"{at}", b"") for at in range(10_001)), method=zipfile.ZIP_STORED)


@hostile("交换包", ZIPS)
def zip_that_is_an_exchange_package():
    return zipped(("gwyinfo.xml", b"<root/>"), ("Table/A01.xml", b"<xml/>"))


def encrypted(data: bytes) -> bytes:
    """Let the directory say that the first member is encrypted."""
    changed = bytearray(data)
    changed[changed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def lying(data: bytes, size: int) -> bytes:
    """Let the directory declare another unpacked size for the first member."""
    changed = bytearray(data)
    at = changed.index(b"PK\x01\x02")
    changed[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(changed)
