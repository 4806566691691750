"""JSON values: read from bytes, and looked at without trusting their shape."""

import json
from collections.abc import Iterator
from typing import Any

from builder.errors import ArticleError
from builder.readers.decoding import decode


def load(data: bytes) -> Any:
    """Read JSON; raises `ArticleError` naming the line."""
    text, _ = decode(data)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ArticleError(f"it is not valid JSON at line {error.lineno} ({error.msg}); export it again") from error
    except (ValueError, RecursionError) as error:
        raise ArticleError("the JSON is nested too deep, or has a number too long; export it again") from error


def is_list_with(value: Any, *keys: str) -> bool:
    """Tell whether JSON is a list of objects, the first of which has all the `keys`."""
    return isinstance(value, list) and bool(value) and has(value[0], *keys)


def has(value: Any, *keys: str) -> bool:
    """Tell whether JSON is an object with all the `keys`."""
    return isinstance(value, dict) and all(key in value for key in keys)


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a list; whatever else stands in it is passed over."""
    yield from (item for item in value if isinstance(item, dict))
