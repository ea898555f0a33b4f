"""核验一次计票 Verify a count: python3 verify_count.py FOLDER (the unpacked package).

Plain Python. It counts votes.csv line by line, compares the totals with those that the ledger's
entry of the count was made from, and checks that the entry stands under the root in
checkpoint.txt. The signature of that is then checked with openssl, as the last line says.
"""

import csv
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # python3 -I leaves it out

from verify_entry import leave, proofs_in


def main(folder):
    """Verify the package in a folder."""
    told = json.loads((folder / "count.json").read_text("utf-8"))
    [proof], note = proofs_in(folder, [told["entry"]])
    assert proof["entry"]["action"] == "votes counted", "不是计票条目 another entry"
    with (folder / "votes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    totals = Counter((row["question"], row["class"], row["choice"]) for row in rows)
    words = {(row["question"], row["choice"]): (row["问题"], row["选择"]) for row in rows}
    lines = sorted([*cell, votes] for cell, votes in totals.items())
    written = json.dumps(lines, ensure_ascii=False, separators=(",", ":")).encode()
    kept = proof["details"]["values"]
    for question, group, choice, votes in lines:
        print(*words[question, choice], group, votes)
    assert hashlib.sha256(written).hexdigest() == kept["tallies"], "票数与账本不符 other totals"
    print(told["title"], kept["counts"])
    leave(folder, note)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
