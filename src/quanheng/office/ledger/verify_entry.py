"""Plain Python that every proof package holds: whether an entry stands in the ledger."""

import base64
import hashlib
import json


def sha(data):
    """SHA-256."""
    return hashlib.sha256(data).digest()


def plain(value):
    """A value as bytes: JSON with sorted keys, no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def proofs_in(folder, numbers):
    """The proofs of entries, each of them verified; and the signed note that they stand under."""
    notes, found = set(), []
    for number in numbers:
        proof = json.loads((folder / "entries" / f"{number}.json").read_text("utf-8"))
        assert proof["entry"]["number"] == number, "条目错位 an entry in the wrong place"
        notes.add(verified(proof))
        found.append(proof)
    assert len(notes) == 1, "检查点不一致 several checkpoints"
    return found, notes.pop()


def verified(proof):
    """The signed note under which a proof's entry stands, with its signature."""
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


def leave(folder, note):
    """Write the checkpoint down, and say how its signature is verified."""
    (folder / "checkpoint.txt").write_bytes(note[0].encode())
    (folder / "checkpoint.sig").write_bytes(note[1])
    print("核验通过 verified. Then:")
    print(
        "openssl pkeyutl -verify -pubin -inkey ledger.pem -rawin -in checkpoint.txt"
        " -sigfile checkpoint.sig"
    )
