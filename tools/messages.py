# SPDX-License-Identifier: Apache-2.0
"""The interface's sentences in other languages.

    python tools/messages.py           gathers every sentence into each .po and writes the .mo beside it
    python tools/messages.py --check   fails where a .po or .mo is not what the sources say, or a sentence has no text

Sentences come from templates ({% translate %}, {% blocktranslate %}, _("...")), from gettext calls, from errors: what,
why and todo of everything raised where a page may show it, and from what importers tell: questions, notes, and why
something was left out. A value inside a sentence becomes {0}, {1} ...
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "unclench"
LOCALE = SOURCE / "web" / "locale"
ROOMS = (
    "errors.py", "body/areas.py", "diary", "intake", "store", "web",
    *(f"vetting/{name}.py" for name in ("decoding", "markup", "reading", "untyped")),
)  # fmt: skip
"""Where errors are raised that a page may show; what stops the server from starting is told in the terminal."""

PROGRAMS = (SOURCE / "web" / "api.py",)
"""Read by programs, not by people: English in every language."""

NOT_SHOWN = frozenset({"ServingError", "ContentError"})
GETTEXT = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
# Forms say their words at the door, too.
FORM_WORDS = frozenset({"label", "help_text"})
# A sentence that is put together in steps goes through variables of these names.
STEPS = frozenset({"what", "why", "todo", "which", "damage", "ATTRIBUTION"})
REASONS = {
    "reject": 0, "_all": 0, "_refused": 0, "_unreadable": 0, "_unusable": 0, "_count": 1, "_looked_up": 4,
}  # fmt: skip
"""By function of the intake room, which of its arguments is a reason; `_refused` says what to do as well."""

Found = tuple[Any, str, str]
"""A message (its plural beside it), its context, and the file it stands in."""


def in_templates() -> Iterator[Found]:
    """The strings of all templates, as Django itself sees them."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize

    for file in sorted((SOURCE / "web" / "templates").rglob("*.html")):
        code = templatize(file.read_text("utf-8"))
        for call in re.finditer(r"\b(?:p?n?gettext|_)\(", code):
            yield from _called(_parsed(code[call.start() :]), file)


def in_code() -> Iterator[Found]:
    """The strings of gettext calls, of forms, and of errors."""
    for room in ROOMS:
        path = SOURCE / room
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            if file in PROGRAMS:
                continue
            tree = _with_constants(ast.parse(file.read_text("utf-8")))
            for node in ast.walk(tree):
                if room == "intake":
                    yield from ((text, "", _name(file)) for text in _of_an_importer(node))
                if isinstance(node, ast.Call):
                    yield from _called(node, file)
                    for text in (*_of_an_error(node), *_of_a_form(node)):
                        yield text, "", _name(file)
                if isinstance(node, ast.FunctionDef):
                    yield from ((text, "", _name(file)) for text in _of_defaults(node))
                if isinstance(node, ast.Assign) and _is_capital(node) and file.parent.name == "accounts":
                    yield from ((text, "", _name(file)) for text in _text(node.value) if " " in text)


class _Constants(ast.NodeTransformer):
    """Names of the module's own texts become those texts."""

    def __init__(self, tree: ast.Module) -> None:
        self.texts = {
            target.id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name) and isinstance(node.value.value, str)
        }

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.texts.get(node.id, node) if isinstance(node.ctx, ast.Load) else node


def _with_constants(tree: ast.Module) -> ast.Module:
    told = _Constants(tree).visit(tree)
    assert isinstance(told, ast.Module)
    return told


def _parsed(code: str) -> ast.Call:
    """The call at the beginning of a text; what follows it is not Python."""
    depth = 0
    for token in re.finditer(
        r"""u?'''.*?'''|u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*"|[()]""", code, re.DOTALL
    ):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if depth == 0:
            node = ast.parse(code[: token.end()], mode="eval").body
            assert isinstance(node, ast.Call)
            return node
    raise ValueError(code[:80])


def _called(node: ast.Call, file: Path) -> Iterator[Found]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    texts = [text for arg in node.args for text in _text(arg)]
    context = texts.pop(0) if name.startswith(("pgettext", "npgettext")) and texts else ""
    if name in GETTEXT or name in ("pgettext", "npgettext"):
        plural = name.startswith(("ngettext", "npgettext"))
        if len(texts) >= 1 + plural:
            yield (texts[0], texts[1]) if plural else texts[0], context, _name(file)


def _of_an_error(node: ast.Call) -> Iterator[str]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    keys = {word.arg for word in node.keywords}
    if name in NOT_SHOWN or name in GETTEXT:
        return
    if name == "add_error" or name == "_wrong":
        for arg in node.args[1:]:
            yield from _text(arg)
    elif keys & {"why", "todo", "field"} or name in ("InputError", "NotFound", "Conflict", "UnclenchError"):
        for arg in (*node.args, *(word.value for word in node.keywords if word.arg in ("why", "todo"))):
            yield from _text(arg)


def _of_an_importer(node: ast.AST) -> Iterator[str]:
    """What an importer asks, notes, and says of what it leaves out."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in STEPS:
            yield from _text(value)
        case ast.Return(value=ast.Tuple(elts=[*_, last])):  # what was read, and how it is damaged
            yield from _text(last)
        case ast.AugAssign(target=ast.Subscript(value=ast.Attribute(attr="rejected"), slice=reason)):
            yield from _text(reason)
        case ast.FunctionDef(name="two_readings"):
            for each in ast.walk(node):
                if isinstance(each, ast.Dict | ast.DictComp):
                    yield from _options(each)
        case ast.FunctionDef(name=name, returns=ast.expr() as returns):
            # a value, or in a few words why it is none
            if name.startswith("_why") or ast.unparse(returns).startswith("float | str"):
                for each in ast.walk(node):
                    if isinstance(each, ast.Return) and each.value is not None:
                        yield from _text(each.value)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args):
            first = REASONS.get(name, 1 if name in ("answer", "Question") else len(args))
            if name == "append" and isinstance(node.func, ast.Attribute):
                first = 0 if getattr(node.func.value, "attr", "") == "notes" else first
            for arg in args[first:]:
                yield from _options(arg)


def _options(node: ast.expr) -> Iterator[str]:
    """A sentence, or those that stand in a mapping of what can be answered."""
    if isinstance(node, ast.Dict):
        for value in node.values:
            yield from _text(value)
    else:
        yield from _text(node.value if isinstance(node, ast.DictComp) else node)


def _of_defaults(node: ast.FunctionDef) -> Iterator[str]:
    """What an error says where its caller says nothing else."""
    placed = node.args.args[len(node.args.args) - len(node.args.defaults) :]
    for arg, value in zip(placed, node.args.defaults, strict=True):
        if arg.arg in ("why", "todo"):
            yield from _text(value)


def _of_a_form(node: ast.Call) -> Iterator[str]:
    for word in node.keywords:
        if word.arg in FORM_WORDS:
            yield from _text(word.value)
        if word.arg == "error_messages" and isinstance(word.value, ast.Dict):
            for value in word.value.values:
                yield from _text(value)


def _is_capital(node: ast.Assign) -> bool:
    return all(isinstance(target, ast.Name) and target.id.isupper() for target in node.targets)


def _text(node: ast.expr) -> Iterator[str]:
    """A literal; one with values inside has {0}, {1} ... in their place; both of a choice; nothing of all else."""
    if isinstance(node, ast.IfExp):
        yield from _text(node.body)
        yield from _text(node.orelse)
        return
    parts = [*_parts(node)]
    if any(isinstance(part, str) and re.search(r"\w", part) for part in parts):
        numbers = iter(range(10))
        yield "".join(part if isinstance(part, str) else f"{{{next(numbers)}}}" for part in parts)


def _parts(node: ast.expr) -> Iterator[str | None]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        for value in node.values:
            yield from _parts(value) if isinstance(value, ast.Constant) else (None,)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from _parts(node.left)
        yield from _parts(node.right)
    else:
        yield None


def _name(file: Path) -> str:
    return file.relative_to(SOURCE).as_posix()


@cache
def sources() -> Catalog:
    """Every sentence of the sources, without texts."""
    catalog = Catalog(charset="utf-8", fuzzy=False, project="Unclench")
    for message, context, file in (*in_templates(), *in_code()):
        catalog.add(message, context=context or None, locations=[(file, 0)])
    return catalog


def updated(po: Path) -> Catalog:
    """The file's catalogue with the sentences of the sources, and none that is gone."""
    with po.open("rb") as held:
        catalog = read_po(held, locale=po.parts[-3])
    fresh = Catalog(locale=catalog.locale, charset="utf-8", fuzzy=False)
    for message in sources():
        if message.id:
            known = catalog.get(message.id, context=message.context)
            text = known.string if known else ("" if isinstance(message.id, str) else ("", ""))
            places = sorted(set(message.locations))
            flags = known.flags & {"fuzzy"} if known else set()
            fresh.add(message.id, text, places, flags, context=message.context)
    return fresh


def header(catalog: Catalog) -> str:
    """What stands above the sentences: no dates and no names, so that the same sentences give the same file."""
    return (
        f"Language: {catalog.locale}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Transfer-Encoding: 8bit\nPlural-Forms: {catalog.plural_forms}\n"
    )


def po_bytes(catalog: Catalog) -> bytes:
    """The .po as it is written: in order of places, without line numbers."""
    out = io.BytesIO()
    write_po(out, catalog, width=110, sort_by_file=True, omit_header=True, include_lineno=False)
    lines = "".join(f'"{line}\\n"\n' for line in header(catalog).splitlines())
    top = f'# SPDX-License-Identifier: Apache-2.0\nmsgid ""\nmsgstr ""\n{lines}\n'
    return top.encode() + out.getvalue()


class _Messages(list[Message]):
    """As much of a catalogue as write_mo asks for."""

    charset = "utf-8"


def mo_bytes(catalog: Catalog) -> bytes:
    """The .mo as gettext reads it."""
    told: Any = _Messages([Message("", header(catalog)), *(message for message in catalog if message.id)])
    out = io.BytesIO()
    write_mo(out, told)
    return out.getvalue()


def wrong(catalog: Catalog) -> Iterator[str]:
    """Sentences without a text, marked fuzzy, or with other placeholders than the English one."""
    for message in catalog:
        if not message.id:
            continue
        english = [message.id] if isinstance(message.id, str) else list(message.id)
        texts = [message.string] if isinstance(message.string, str) else list(message.string)
        label = f"{catalog.locale}: “{english[0]}”"
        if not all(texts):
            yield f"{label} has no text."
        elif message.fuzzy:
            yield f"{label} is fuzzy: read it and take the mark away."
        else:
            wanted = set(_placeholders(english[-1]))
            yield from (
                f"{label}: other placeholders." for text in texts if set(_placeholders(text)) != wanted
            )


def _placeholders(text: str) -> list[str]:
    return re.findall(r"%\(\w+\)[a-z]|\{\w*\}", text)


def main() -> int:
    checking = "--check" in sys.argv
    problems: list[str] = []
    for po in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        catalog = updated(po)
        problems += wrong(catalog)
        for file, content in ((po, po_bytes(catalog)), (po.with_suffix(".mo"), mo_bytes(catalog))):
            if not checking:
                file.write_bytes(content)
            elif not file.exists() or file.read_bytes() != content:
                problems.append(f"{file.relative_to(ROOT)} is not what the sources say: run `make messages`.")
    print("\n".join(problems) if problems else "Every sentence of the interface has its text.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
