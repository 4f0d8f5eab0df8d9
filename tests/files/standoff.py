"""A small reader of brat's annotation files that follows brat's own, for the tests."""

from __future__ import annotations


class Standoff:
    """An annotation file as brat reads it."""

    def __init__(self, text: str, ann: str) -> None:
        self.marks: dict[str, tuple[str, list[tuple[int, int]]]] = {}
        self.attributes: list[list[str]] = []
        self.notes: dict[str, str] = {}
        self.relations: list[tuple[str, str, str]] = []
        seen: set[str] = set()
        for line in ann.splitlines():
            id_, data, *tail = line.split("\t")
            assert id_ not in seen
            seen.add(id_)
            match id_[0]:
                case "T":
                    type_, where = data.split(" ", 1)
                    spans = [tuple(map(int, one.split(" "))) for one in where.split(";")]
                    assert tail == [" ".join(text[s:e] for s, e in spans)]
                    assert all(0 <= s < e <= len(text) for s, e in spans)
                    self.marks[id_] = (type_, [(s, e) for s, e in spans])
                case "A":
                    self.attributes.append(data.split(" "))
                    assert tail == []
                case "#":
                    kind, about = data.split(" ")
                    assert kind == "AnnotatorNotes"
                    (self.notes[about],) = tail
                case "R":
                    type_, one, other = data.split(" ")
                    self.relations.append(
                        (type_, one.removeprefix("Arg1:"), other.removeprefix("Arg2:"))
                    )
                case _:
                    raise AssertionError(line)
