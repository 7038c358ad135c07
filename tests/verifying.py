"""Verifies the record of one contract from its public addresses alone, as docs/verifying.md says."""

import json
from hashlib import sha256


def canonical(part) -> str:
    return json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def verify(fetch, contract: int, newest: int) -> list[str]:
    """Give what is wrong with the revisions 1 to `newest`; `fetch` gives the text at an address."""
    wrong, previous = [], "0" * 64
    for number in range(1, newest + 1):
        told = json.loads(fetch(f"/contracts/{contract}/history/{number}.json"))
        covered, leaves = told["covered"], told["leaves"]
        if digest(canonical(covered)) != told["hash"] or covered["previous"] != previous:
            wrong.append(f"revision {number}")
        if (covered["subject"], covered["number"]) != (["contract", contract], number):
            wrong.append(f"revision {number} is another")
        if digest(canonical(leaves)) != covered["payload"]:
            wrong.append(f"leaves of revision {number}")
        for name, said in told["said"].items():
            if digest(told["salts"][name] + canonical(said)) != leaves[name]:
                wrong.append(f"{name} of revision {number}")
        previous = told["hash"]
    return wrong
