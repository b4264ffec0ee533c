"""What every answer says of itself to the browser: what it may load, whom it may tell, what it may keep."""

from aiohttp import web

_CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
_POLICY = "Content-Security-Policy"
_ALWAYS = {
    _POLICY: _CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Server": "samrad",
}
_YEAR = 31_536_000


def clear(status: int, html: str = "", location: str = "") -> web.Response:
    """A page, or the way to one, that no cache keeps."""
    response = web.Response(status=status, text=html, content_type="text/html", charset="utf-8")
    response.headers["Cache-Control"] = "no-store"
    if location:
        response.headers["Location"] = location
    return response


def armoured(response: web.StreamResponse, *, secure: bool) -> web.StreamResponse:
    """With ``no-referrer`` a browser would send no origin with a form, and the form would be turned away.

    So pages tell their address to ourselves alone, and the address that holds the token tells it to nobody.
    """
    for name, value in _ALWAYS.items():
        if name != _POLICY or _POLICY not in response.headers:  # what is sealed off harder stays so
            response.headers[name] = value
    is_way = "Location" in response.headers
    response.headers["Referrer-Policy"] = "no-referrer" if is_way else "same-origin"
    if secure:
        response.headers["Strict-Transport-Security"] = f"max-age={_YEAR}"
    return response
