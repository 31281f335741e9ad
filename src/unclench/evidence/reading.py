# SPDX-License-Identifier: Apache-2.0
"""Reads one YAML file of content/ and keeps the line of every record, so that a problem can be found by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from unclench.errors import ContentError
from unclench.evidence.row import Row

__all__ = ["Row", "read"]

# The C loader is about ten times faster; a platform without it still works.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NULLS = ("", "~", "null")
_TRUE = ("true", "yes", "on")


def read(path: Path, name: str) -> Any:
    """The content of a file as rows, lists, texts and numbers; name is what a message calls the file.

    Raises ContentError where it cannot be read, is not YAML, or says the same field twice. Dates stay text: only
    the words a clinician typed are kept.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(name, "file", f"cannot be read: {error}") from error
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else "file"
        raise ContentError(name, where, f"is not YAML: {getattr(error, 'problem', None) or error}") from error
    finally:
        loader.dispose()
    return None if node is None else _plain(node, name)


def _plain(node: yaml.Node, name: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        row = Row(node.start_mark.line + 1)
        for key, value in node.value:
            if key.value in row:
                raise ContentError(
                    name, f"line {key.start_mark.line + 1}", f"the field “{key.value}” stands twice"
                )
            row[str(key.value)] = _plain(value, name)
        return row
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, name) for child in node.value]
    return _scalar(node.tag.rpartition(":")[2], str(node.value))


def _scalar(tag: str, value: str) -> Any:
    if tag == "bool":
        return value.lower() in _TRUE
    if tag == "null" and value.lower() in _NULLS:
        return None
    if tag in ("int", "float"):
        try:
            return int(value) if tag == "int" else float(value)
        except ValueError:  # a number YAML knows and Python does not, such as 1:30
            return value
    return value
