"""核验一个办理事项 Verify a case: python3 verify_case.py FOLDER (the unpacked package).

Plain Python. It checks that every entry stands under the root in checkpoint.txt, that the steps
follow each other as the procedure says, that no required step is missing, and that whoever acted
might. The signature of checkpoint.txt is then checked with openssl, as the last line says.
"""

import base64
import hashlib
import json
import sys
from pathlib import Path


def sha(data):
    """SHA-256."""
    return hashlib.sha256(data).digest()


def plain(value):
    """A value as bytes: JSON with sorted keys, no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def verified(proof):
    """The signed note under which a proof's entry stands."""
    node, told = sha(b"\0" + plain(proof["entry"])), proof["details"]
    if told:
        said = {"reason": told["reason"], "values": told["values"]}
        found = sha(bytes.fromhex(told["salt"]) + plain(said)).hex()
        assert found == proof["entry"]["commitment"], "明细被改动 the details were changed"
    for side, sibling in proof["path"]:
        other = bytes.fromhex(sibling)
        node = sha(b"\1" + (other + node if side == "left" else node + other))
    note, _, signature = proof["checkpoint"].partition("\n\n")
    root = base64.b64decode(note.split("\n")[2])
    assert root == node, "条目不在账本中 the entry is not in the ledger"
    return note + "\n", base64.b64decode(signature.split()[-1])[4:]


def openings(steps):
    """The steps with which a case may begin."""
    found = []
    for step in steps.values():
        found.append(step["name"])
        if not step["optional"]:
            break
    return found


def replayed(steps, told):
    """Follow the entries through the procedure; the steps taken, and where the case ends."""
    here, taken, signed = None, {}, {}
    for entry, values in told:
        action, step = entry["action"], values["step"]
        print(entry["on"], entry["actor"], action, step, values.get("outcome", ""))
        if action == "case reopened":
            assert step in taken or step == here, f"从未办理过的步骤重新开始 reopened at {step}"
            here = step
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
                held = check["status"] == "met" or signed.get(check["gate"])
                assert held, f"未满足的关口 gate passed: {check['gate']}"
            taken.setdefault(step, set()).update(doers)
            here, signed = steps[step]["outcomes"][values["outcome"]], {}
    return taken, here


def main(folder):
    """Verify the package in a folder."""
    case = json.loads((folder / "case.json").read_text("utf-8"))
    steps = {step["name"]: step for step in case["procedure"]["steps"]}
    notes, told = set(), []
    for number in case["entries"]:
        proof = json.loads((folder / "entries" / f"{number}.json").read_text("utf-8"))
        assert proof["entry"]["number"] == number, "条目错位 an entry in the wrong place"
        notes.add(verified(proof))
        if proof["details"] and "step" in proof["details"]["values"]:
            told.append((proof["entry"], proof["details"]["values"]))
    assert len(notes) == 1, "检查点不一致 several checkpoints"
    numbers = {values["case"] for _, values in told}
    assert numbers == {case["case"]}, "混入其他事项 entries of another case"
    outline = sha(plain(case["procedure"])).hex()
    assert told[-1][1]["outline"] == outline, "程序被改动 the procedure was changed"
    taken, here = replayed(steps, told)
    if case["state"] == "done":
        assert here == "done", f"未办结 the entries end at {here}"
        missing = [
            name for name, step in steps.items() if not step["optional"] and name not in taken
        ]
        assert not missing, f"缺少必经步骤 missing: {missing}"
    note, signature = notes.pop()
    (folder / "checkpoint.txt").write_bytes(note.encode())
    (folder / "checkpoint.sig").write_bytes(signature)
    print(case["procedure"]["title"], case["state"], "核验通过 verified. Then:")
    print(
        "openssl pkeyutl -verify -pubin -inkey ledger.pem -rawin -in checkpoint.txt"
        " -sigfile checkpoint.sig"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
