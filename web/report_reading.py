"""A report's own page, shown in the browser: sealed off, with its own look and nothing else."""

import re
from base64 import b64encode
from hashlib import sha256

from aiohttp.web import Response

from reports.writers import Format

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def readable(content: bytes) -> Response:
    """``content``: a page that we wrote. It may show its pictures and its one look; nothing runs."""
    response = Response(body=content)
    response.headers["Content-Type"] = Format.HTML.media_type
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = _policy(content)
    return response


def _policy(content: bytes) -> str:
    found = _STYLE.search(content)
    look = f"'sha256-{b64encode(sha256(found[1]).digest()).decode()}'" if found else "'none'"
    return (
        f"default-src 'none'; style-src {look}; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; sandbox"
    )
