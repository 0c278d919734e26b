#!/usr/bin/python3
"""Plants every mistake of a kind into copies of sources, each asleep until HOPWRIGHT_MUTANT names its number.

Usage: plant.py COMPILE_COMMANDS ROOT OUT SOURCE...

Writes OUT/<source> for each source below ROOT, and OUT/mutants.tsv: number, source, line, kind, text. One build holds all
mutants, so that each costs a run of the tests and no compiling. Kinds:

  if       a condition (of if, ?:, while, a lambda's or function's return of bool) is turned round
  half     one operand of && or || is left out
  compare  < and <=, > and >=, == and != are exchanged
  value    an enumerator that is given, returned or compared becomes its neighbour
  text     a word that is given or returned (a code, a rule's id, a key) is another
  skip     a statement that is a call or an assignment is left out
  always   a condition of a row of core/rules is left out
  never    a row of core/rules counts never
"""

import json
import os
import pathlib
import shlex
import sys

from clang.cindex import Config, CursorKind, Index, TypeKind

Config.set_library_file(next(str(p) for p in sorted(pathlib.Path("/usr/lib/llvm-19/lib").glob("libclang*.so*"))))
ASLEEP = "::hopwright::mutants::is"
EXCHANGED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
SCALAR_CONDITIONS = (CursorKind.IF_STMT, CursorKind.CONDITIONAL_OPERATOR, CursorKind.WHILE_STMT)
CALLS = (CursorKind.CALL_EXPR,)


class Source:
    def __init__(self, path, root, arguments):
        self.path = path
        self.name = str(path.relative_to(root))
        self.text = path.read_bytes()
        self.unit = Index.create().parse(str(path), args=arguments)
        worst = [d for d in self.unit.diagnostics if d.severity >= 3]
        if worst:
            sys.exit(f"plant: {self.name}: {worst[0]}")
        self.edits = []  # (start, end, kind, function of the number and the inner text)
        self.taken = set()

    def range_of(self, cursor):
        start, end = cursor.extent.start, cursor.extent.end
        if not start.file or pathlib.Path(start.file.name).resolve() != self.path:
            return None
        return start.offset, end.offset

    def clean(self, span):
        """Nothing of a macro: its ends would not be those of the text."""
        piece = self.text[span[0] : span[1]]
        return b"HOPWRIGHT_TRY" not in piece and b"Q_" not in piece and b"#" not in piece and b"assert(" not in piece

    def plant(self, span, kind, make):
        key = (span, kind)
        if key in self.taken or (kind and not self.clean(span)):
            return
        self.taken.add(key)
        self.edits.append((span[0], span[1], kind, make))


def is_constant(cursor):
    """Within what the compiler computes: no mistake can sleep there."""
    while cursor is not None and cursor.kind != CursorKind.TRANSLATION_UNIT:
        if cursor.kind in (CursorKind.FUNCTION_DECL, CursorKind.CXX_METHOD, CursorKind.VAR_DECL):
            words = {t.spelling for t, _ in zip(cursor.get_tokens(), range(4))}
            if words & {"constexpr", "consteval", "constinit"} and not is_table(cursor):
                return True
        cursor = getattr(cursor, "parent_of_mine", None)
    return False


def is_table(cursor):
    """Rows as data: the copy makes them at the start of the program instead, so that mistakes can sleep in them."""
    if cursor.kind != CursorKind.VAR_DECL:
        return False
    return cursor.type.get_canonical().kind in (TypeKind.RECORD, TypeKind.CONSTANTARRAY)


def turned(number, inner):
    return f"({ASLEEP}({number}) != bool({inner}))"


def operator_of(cursor, children, source):
    """The operator between two operands, and where it stands."""
    left, right = source.range_of(children[0]), source.range_of(children[1])
    if not left or not right:
        return None
    between = source.text[left[1] : right[0]].decode()
    word = between.strip()
    return (word, (left, right)) if word else None


def is_bool(cursor):
    return cursor.type.get_canonical().spelling in ("bool", "const bool")


def neighbour(enumerator):
    parent = enumerator.semantic_parent
    names = [c for c in parent.get_children() if c.kind == CursorKind.ENUM_CONSTANT_DECL]
    if len(names) < 2:
        return None
    at = next(i for i, c in enumerate(names) if c.spelling == enumerator.spelling)
    return names[(at + 1) % len(names)].spelling


def walk(cursor, source, parents):
    for child in cursor.get_children():
        child.parent_of_mine = cursor
        location = child.location
        if cursor.kind == CursorKind.TRANSLATION_UNIT:
            if not location.file or pathlib.Path(location.file.name).resolve() != source.path:
                continue
        if child.kind == CursorKind.STATIC_ASSERT:  # A table that is made at the start is no constant any more.
            span = source.range_of(child)
            if span:
                source.plant(span, None, lambda n, inner: "static_assert(true)")
            continue
        look(child, cursor, source, parents)
        walk(child, source, [*parents, cursor.kind])


def look(cursor, parent, source, parents):
    span = source.range_of(cursor)
    if span is None or span[0] >= span[1]:
        return
    children = list(cursor.get_children())
    if is_table(cursor):
        head = source.text[span[0] : span[1]].split(b"=")[0].split(b"{")[0]
        at = head.find(b"constexpr ")
        if at >= 0 and children:
            source.plant((span[0] + at, span[0] + at + 9), None, lambda n, inner: "const")
    in_case = CursorKind.CASE_STMT in (parent.kind, *parents[-1:])
    if cursor.kind in SCALAR_CONDITIONS and children:
        condition = next((c for c in children if c.kind.is_expression() or c.kind == CursorKind.UNEXPOSED_EXPR), None)
        declared = any(c.kind in (CursorKind.VAR_DECL, CursorKind.DECL_STMT) for c in children[:1])
        if condition is not None and not declared:
            where = source.range_of(condition)
            if where and not is_constant(cursor) and b"if constexpr" not in source.text[span[0] : span[0] + 14]:
                source.plant(where, "if", turned)
    elif cursor.kind == CursorKind.RETURN_STMT and len(children) == 1 and is_bool(children[0]):
        where = source.range_of(children[0])
        if where and not is_constant(cursor):
            source.plant(where, "if", turned)
    elif cursor.kind == CursorKind.BINARY_OPERATOR and len(children) == 2:
        found = operator_of(cursor, children, source)
        if found and not is_constant(cursor):
            word, (left, right) = found
            if word in ("&&", "||"):
                rest = "true" if word == "&&" else "false"
                for side in (left, right):
                    source.plant(side, "half", lambda n, inner, rest=rest: f"({ASLEEP}({n}) ? {rest} : bool({inner}))")
            elif word in EXCHANGED:
                text = source.text
                a = text[left[0] : left[1]].decode()
                b = text[right[0] : right[1]].decode()
                other = EXCHANGED[word]
                source.plant(span, "compare", lambda n, inner, a=a, b=b, o=other: f"({ASLEEP}({n}) ? ({a}) {o} ({b}) : ({inner}))")
    elif cursor.kind == CursorKind.DECL_REF_EXPR and cursor.referenced is not None:
        target = cursor.referenced
        if target.kind == CursorKind.ENUM_CONSTANT_DECL and not in_case and not is_constant(cursor):
            other = neighbour(target)
            text = source.text[span[0] : span[1]].decode()
            named = "::" in text or source.name.startswith("core/rules/")  # There by `using enum`.
            if other and text.endswith(target.spelling) and named:
                qualified = text[: -len(target.spelling)] + other
                source.plant(span, "value", lambda n, inner, q=qualified: f"({ASLEEP}({n}) ? {q} : {inner})")
    elif cursor.kind == CursorKind.STRING_LITERAL and not is_constant(cursor):
        text = source.text[span[0] : span[1]].decode()
        if text.startswith('"') and text != '""' and text.count('"') == 2 and CursorKind.NAMESPACE in parents:
            source.plant(span, "text", lambda n, inner: f'({ASLEEP}({n}) ? "another" : static_cast<const char*>({inner}))')
    elif cursor.kind in CALLS and cursor.spelling in ("is", "isNot") and source.name.startswith("core/rules/"):
        if not is_constant(cursor):
            for kind, answers in (("always", "0xFFFF"), ("never", "0")):
                if kind == "always" or source.text[: span[0]].rstrip().endswith(b"{"):
                    change = f"([](auto each) {{ each.answers = {answers}; return each; }})"
                    source.plant(span, kind, lambda n, inner, c=change: f"({ASLEEP}({n}) ? {c}({inner}) : {inner})")
    elif cursor.kind in CALLS and parent.kind == CursorKind.COMPOUND_STMT:
        if source.text[span[1] : span[1] + 1] == b";" and not is_constant(cursor):
            source.plant(span, "skip", lambda n, inner: f"if (!{ASLEEP}({n})) {inner}")


def rewritten(source, first, listed):
    """The source with all its mistakes asleep in it: inner edits first."""
    edits = sorted(source.edits, key=lambda e: (e[0], -e[1], str(e[2])))
    number = first

    def between(start, end, todo):
        nonlocal number
        out, at = "", start
        while todo:
            edit = todo.pop(0)
            inner = []
            while todo and todo[0][0] >= edit[0] and todo[0][1] <= edit[1]:
                inner.append(todo.pop(0))
            out += source.text[at : edit[0]].decode()
            mine = number
            number += 1 if edit[2] else 0
            line = source.text[: edit[0]].count(b"\n") + 1
            shown = " ".join(source.text[edit[0] : edit[1]].decode().split())
            if edit[2]:
                listed.append((mine, source.name, line, edit[2], shown[:100]))
            out += edit[3](mine, between(edit[0], edit[1], inner))
            at = edit[1]
        return out + source.text[at:end].decode()

    text = between(0, len(source.text), edits)
    return '#include "tests/mutation/rules/mutants.h"\n#line 1\n' + text, number


def main():
    commands, root, out = (pathlib.Path(a).resolve() for a in sys.argv[1:4])
    entries = {pathlib.Path(e["directory"], e["file"]).resolve(): e for e in json.loads(commands.read_text())}
    listed, number = [], 1
    for name in sys.argv[4:]:
        path = (root / name).resolve()
        words = shlex.split(entries[path]["command"])
        arguments = [w for w in words if w.startswith(("-I", "-D", "-std", "-isystem"))]
        for i, word in enumerate(words[:-1]):
            if word == "-isystem":
                arguments += [words[i + 1]]
        source = Source(path, root, arguments)
        source.unit.cursor.parent_of_mine = None
        walk(source.unit.cursor, source, [])
        text, number = rewritten(source, number, listed)
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_text() != text:
            target.write_text(text)
    (out / "mutants.tsv").write_text("".join("\t".join(map(str, row)) + "\n" for row in listed))
    print(f"plant: {len(listed)} mutants in {len(sys.argv) - 4} sources")


if __name__ == "__main__":
    main()
