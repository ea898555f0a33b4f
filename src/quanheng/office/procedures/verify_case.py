"""核验一个办理事项 Verify a case: python3 verify_case.py FOLDER (the unpacked package).

Plain Python. It checks that every entry stands under the root in checkpoint.txt, that the steps
follow each other as the procedure says, that no required step is missing, that whoever acted
might, and that the papers made of the case are those that the ledger tells of: put files of papers
into the folder papers/ to have them checked as well. The signature of checkpoint.txt is then
checked with openssl, as the last line says.
"""

import hashlib
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # python3 -I leaves it out

from verify_entry import leave, plain, proofs_in, sha


def openings(steps):
    """The steps with which a case may begin."""
    found = []
    for step in steps.values():
        found.append(step["name"])
        if not step["optional"]:
            break
    return found


def named(steps, told):
    """Who was put forward: entered where names may be, asked about only while put forward."""
    entered, out, wrote = set(), set(), {}
    for entry, values in told:
        action, step, person = entry["action"], values["step"], values.get("person", "")
        there = entered - out
        if action == "nominee entered":
            assert steps[step].get("enters"), f"提前登记人选 name entered in {step}"
            assert person not in entered, f"重复登记 entered twice: {person}"
            entered.add(person)
        elif action == "nominee left out":
            assert person in there, f"未登记的人选 left out, never entered: {person}"
            out.add(person)
        elif action in ("sheet filled", "sheet changed"):
            assert person in there, f"不是人选 filled in about {person}"
            hands = {entry["actor"], values.get("behalf_of", "")} - {""}
            wrote.setdefault((step, person), set()).update(hands)
        elif action in ("sheet replied to", "written reply entered"):
            assert person in entered, f"不是人选 a reply of {person}"
        if action == "written reply entered":
            writers = wrote.get((step, person), set())
            assert entry["actor"] not in writers, f"同一人代录 entered by who wrote it: {person}"
        about = {one["about"] for one in values.get("checks", []) if one.get("about")}
        strangers = (about | set(values.get("nominees", {}))) - there
        assert not strangers, f"不是人选 decided about {sorted(strangers)}"


PUTTING_FORWARD = ("nominee entered", "nominee left out", "sheet filled", "sheet changed")


def replayed(steps, told):
    """Follow the entries through the procedure; the steps taken, and where the case ends."""
    here, taken, signed = None, {}, {}
    for entry, values in told:
        action, step = entry["action"], values["step"]
        print(entry["on"], entry["actor"], action, step, values.get("outcome", ""))
        if action == "case reopened":
            assert step in taken or step == here, f"从未办理过的步骤重新开始 reopened at {step}"
            here = step
        elif action in PUTTING_FORWARD:
            begins = here is None and step in openings(steps)
            assert begins or step == here, f"不在这一步 {action} in {step}, the case is at {here}"
        elif action == "override proposed":
            signed[values["gate"]] = None
        elif action == "override signed":
            assert entry["actor"] != values["proposed_by"], "一人放行 override by one person"
            signed[values["gate"]] = entry["actor"]
        elif "outcome" in values and "move" in values:
            assert (here is None and step in openings(steps)) or step == here, (
                f"跳步 skipped to {step}"
            )
            doers = {entry["actor"], values.get("behalf_of", "")} - {""}
            for other in steps[step]["not_by"]:
                assert not doers & taken.get(other, set()), (
                    f"同一人办理 same person: {other}, {step}"
                )
            for check in values.get("checks", []):
                held = check["status"] == "met" or check.get("advisory")
                held = held or signed.get(check["gate"])
                assert held, f"未满足的关口 gate passed: {check['gate']}"
            taken.setdefault(step, set()).update(doers)
            here, signed = steps[step]["outcomes"][values["outcome"]], {}
    return taken, here


PAPER = ("paper", "number", "version", "reference", "people", "pdf_sha256", "docx_sha256")


def drawn_up(folder, case, proofs):
    """The papers made of the case: as the ledger tells of them, no version missing, and files."""
    made = {proof["entry"]["about"][1]: proof for proof in proofs}
    assert len(made) == len(proofs), "同一文书有两条账目 two entries about one paper"
    listed = {one["key"]: one for one in case["papers"]}
    odd = sorted(set(made) ^ set(listed))
    assert not odd, f"文书与账本不符 papers without their entry, or the reverse: {odd}"
    known, versions = {}, {}
    for key, one in listed.items():
        entry, details = made[key]["entry"], made[key]["details"]
        name = f"{one['name']} {one['number']} v{one['version']}"
        told = details["values"] if details else {**one, "case": case["case"]}
        assert entry["action"] == "case paper made", f"不是制作文书的条目 {entry['action']}"
        assert told["case"] == case["case"], f"混入其他事项的文书 of another case: {name}"
        assert entry["on"] == one["day"], f"文书日期被改动 the day was changed: {name}"
        for field in PAPER:
            assert (told.get(field) or None) == (one[field] or None), (
                f"文书被改动 the paper was changed: {name}, {field}"
            )
        print(entry["on"], entry["actor"], "paper", name, "" if details else "(details erased)")
        known |= {one["pdf_sha256"]: name, one["docx_sha256"]: name}
        versions.setdefault((one["paper"], one["number"]), []).append(one["version"])
    for number, found in versions.items():
        assert sorted(found) == list(range(1, len(found) + 1)), f"缺少版本 a version of {number}"
    for file in sorted(folder.glob("papers/*")):
        found = hashlib.sha256(file.read_bytes()).hexdigest()
        assert found in known, f"文件被改动或不属于本事项 not a paper of the case: {file.name}"
        print(file.name, "=", known[found])


def main(folder):
    """Verify the package in a folder."""
    case = json.loads((folder / "case.json").read_text("utf-8"))
    steps = {step["name"]: step for step in case["procedure"]["steps"]}
    proofs, note = proofs_in(folder, [*case["entries"], *case["paper_entries"]])
    proofs, papers = proofs[: len(case["entries"])], proofs[len(case["entries"]) :]
    told = [
        (proof["entry"], proof["details"]["values"])
        for proof in proofs
        if proof["details"] and "step" in proof["details"]["values"]
    ]
    numbers = {values["case"] for _, values in told}
    assert numbers == {case["case"]}, "混入其他事项 entries of another case"
    outline = sha(plain(case["procedure"])).hex()
    assert told[-1][1]["outline"] == outline, "程序被改动 the procedure was changed"
    taken, here = replayed(steps, told)
    named(steps, told)
    drawn_up(folder, case, papers)
    if case["state"] == "done":
        assert here == "done", f"未办结 the entries end at {here}"
        required = [name for name, step in steps.items() if not step["optional"]]
        missing = [name for name in required if name not in taken]
        assert not missing, f"缺少必经步骤 missing: {missing}"
    print(case["procedure"]["title"], case["state"])
    leave(folder, note)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
