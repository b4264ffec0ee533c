"""Every way of not getting in that we have thought of: what is sent, and the status that it gets."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from bot.local.activities import Activity
from bot.local.connector import APP_ID
from bot.local.participants import ASTRID, LOCAL_TENANT
from bot.local.signing import Signer, private_key
from tests.http.forging import (
    CURVE,
    PEM,
    SHARED,
    cut,
    other_claims,
    published,
    signed,
    unsigned,
    with_claims,
    with_header,
    with_shared,
)
from tests.http.house import House

OTHER_TENANT = "5a3d0000-0000-4000-8000-00000000ffff"
TEAMS = "https://smba.trafficmanager.net"
EMULATOR = "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0"
HOUR, SKEW = 3600, 300


@dataclass(frozen=True)
class Case:
    """``headers``: all that is sent beside Content-Type."""

    name: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes


def every(house: House, elsewhere: str) -> list[Case]:
    """``elsewhere``: a stranger's server, which nobody should ask for keys."""
    return [
        *_headers(house),
        *_tokens(house.teams.signer, house, elsewhere),
        *_services(house),
        *_tenants(house),
        *_bodies(house),
    ]


def message(house: House, **changed: object) -> Activity:
    return house.teams.write.message(ASTRID, "hej") | changed


def bearer(token: str) -> list[tuple[str, str]]:
    return [("Authorization", f"Bearer {token}")]


def _headers(house: House) -> Iterator[Case]:
    body = json.dumps(message(house)).encode()
    good = house.teams.signer.token()
    given: Mapping[str, list[tuple[str, str]]] = {
        "no header": [],
        "an empty header": [("Authorization", "")],
        "two headers": bearer(good) * 2,
        "a good header and a bad one": [*bearer(good), *bearer("a.b.c")],
        "Basic": [("Authorization", "Basic YTpi")],
        "the token alone": [("Authorization", good)],
        "Bearer and nothing": [("Authorization", "Bearer ")],
        "garbage": bearer("skräp".encode().decode("latin-1")),
        "three parts of nothing": bearer(".."),
        "four parts": bearer(f"{good}.x"),
        "two tokens in one": bearer(f"{good} {good}"),
        "the token in a cookie": [("Cookie", f"Authorization=Bearer {good}")],
        "the token in another header": [("X-Authorization", f"Bearer {good}")],
    }
    return (Case(name, 401, headers, body) for name, headers in given.items())


def _tokens(signer: Signer, house: House, elsewhere: str) -> Iterator[Case]:
    forger, now = private_key("forger"), int(house.clock().timestamp())
    own_key = published("forger", named="key-1")
    tokens: Mapping[str, str] = {
        "algorithm none": unsigned(signer, "none"),
        "algorithm NoNe": unsigned(signer, "NoNe"),
        "RS256 without a signature": unsigned(signer, "RS256"),
        "HS256 with the public key": with_shared(signer, PEM),
        "HS256 with its own jwk": with_shared(signer, PEM, jwk=own_key),
        "HS256 with a published shared key": with_shared(signer, SHARED, kid="shared"),
        "RS384": signed(signer, "RS384", private_key("key-1")),
        "RS512": signed(signer, "RS512", private_key("key-1")),
        "PS256": signed(signer, "PS256", private_key("key-1")),
        "ES256 with a published key": signed(signer, "ES256", CURVE, kid="curve"),
        "RS256 for a key of another type": signed(signer, "RS256", forger, kid="curve"),
        "a key that cannot be read": signed(signer, "RS256", forger, kid="broken"),
        "someone else's key under our id": signed(signer, "RS256", forger),
        "a key that it brings along": signed(signer, "RS256", forger, jwk=own_key),
        "a jku of its own": signed(signer, "RS256", forger, jku=f"{elsewhere}/keys"),
        "an x5u of its own": signed(signer, "RS256", forger, x5u=f"{elsewhere}/keys"),
        "an unknown kid that is an address": signed(signer, "RS256", forger, kid=f"{elsewhere}/keys"),
        "an extension that must be understood": signed(signer, "RS256", forger, crit=["exp"]),
        "other claims under a good signature": other_claims(signer, aud="other"),
        "a signature that is cut off": cut(signer.token()),
        "unknown kid": signer.token(kid="never-published"),
        "no kid": jwt.encode(claims_of(signer), private_key("key-1"), algorithm="RS256"),
        "a kid that is a list": with_header(signer, b'{"alg":"RS256","kid":["key-1"]}'),
        "a header that is no object": with_header(signer, b'["RS256"]'),
        "a header that never ends": with_header(signer, b"[" * 4000),
        "a header in another encoding": with_header(signer, b"\xff\xfe{}"),
        "no endorsements": signer.token(kid="unendorsed"),
        "no list of endorsements": signer.token(kid="no-list"),
        "endorsed for another channel": signer.token(kid="elsewhere"),
        "endorsed in words": signer.token(kid="no-list-but-text"),
        "expired": signer.token(exp=now - SKEW - 1),
        "not yet valid": signer.token(nbf=now + SKEW + 1),
        "no exp": signer.token(exp=None),
        "exp as text": signer.token(exp=str(now + HOUR)),
        "exp as a list": signer.token(exp=[now + HOUR]),
        "exp as true": signer.token(exp=True),
        "valid in a thousand digits": signer.token(nbf=10**1000),
        "wrong aud": signer.token(aud=OTHER_TENANT),
        "aud as a list": signer.token(aud=[APP_ID]),
        "aud with more": signer.token(aud=f"{APP_ID} "),
        "no aud": signer.token(aud=None),
        "wrong iss": signer.token(iss="https://sts.windows.net/x/"),
        "almost the iss": signer.token(iss="https://api.botframework.com/"),
        "the emulator's iss": signer.token(iss=EMULATOR),
        "iss as a list": with_claims(signer, iss=["https://api.botframework.com"]),
        "no iss": signer.token(iss=None),
        "no serviceurl": signer.token(serviceurl=None),
        "serviceurl as a list": signer.token(serviceurl=[house.teams.service_url]),
        "the serviceurl of another service": signer.token(serviceurl=f"{TEAMS}/emea/"),
        "the serviceurl in other letters": signer.token(serviceurl=house.teams.service_url.upper()),
    }
    body = json.dumps(message(house)).encode()
    return (Case(name, 401, bearer(token), body) for name, token in tokens.items())


def claims_of(signer: Signer) -> dict[str, Any]:
    found: dict[str, Any] = jwt.decode(signer.token(), options={"verify_signature": False})
    return found


def _services(house: House) -> Iterator[Case]:
    """Foreign ones even when the token vouches for them."""
    port = house.teams.origin.rpartition(":")[2]
    foreign = [
        "http://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://evilsmba.trafficmanager.net/",
        "https://smba-trafficmanager.net/",
        "https://smba.trafficmanager.net@evil.example/",
        f"http://127.0.0.1:{port}@evil.example/teams/",
        "https://user:pass@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:8443/",
        "https://smba.trafficmanager.net:443@evil.example/",
        "https://smba.trafficmanager.net./",
        "https://smba.trafficmanager.net\\@evil.example/",
        "https://smba.trafficmanager.net\t.evil.example/",
        "https://smbа.trafficmanager.net/",  # a Cyrillic letter
        "https://[::ffff:127.0.0.1]/",
        "https://evil.example/?https://smba.trafficmanager.net/",
        "https://evil.example#smba.trafficmanager.net/",
        f"http://127.0.0.1:{int(port) - 1}/teams/",
        f"https://127.0.0.1:{port}/teams/",
        "http://169.254.169.254/metadata/",
        "//smba.trafficmanager.net/",
        "ftp://smba.trafficmanager.net/",
        "file:///etc/passwd",
        f" {house.teams.service_url}",
        f"{house.teams.service_url} ",
        f"{house.teams.service_url}#",
        f"{house.teams.service_url}?",
        f"http://@127.0.0.1:{port}/teams/",
    ]
    for address in foreign:
        token = house.teams.signer.token(serviceurl=address)
        yield _posted(f"serviceUrl {address!r}", 403, message(house, serviceUrl=address), token)
    good, path = house.teams.signer.token(), f"{house.teams.service_url}other/"
    yield _posted("serviceUrl is not the claim's", 401, message(house, serviceUrl=path), good)
    elsewhere = message(house, serviceUrl="https://evil.example/")
    yield _posted("serviceUrl is foreign and not the claim's", 401, elsewhere, good)
    empty = house.teams.signer.token(serviceurl="")
    yield _posted("serviceUrl is empty, as the claim", 401, message(house, serviceUrl=""), empty)
    for nothing in ("", None, 7, [house.teams.service_url]):
        yield _posted(f"serviceUrl {nothing!r}", 401, message(house, serviceUrl=nothing), good)
    without = message(house)
    del without["serviceUrl"]
    yield _posted("no serviceUrl", 401, without, good)


def _posted(name: str, status: int, activity: Activity, token: str) -> Case:
    return Case(name, status, bearer(token), json.dumps(activity).encode())


def _tenants(house: House) -> Iterator[Case]:
    """Named in each place where it can stand, by each name that it has."""
    good = house.teams.signer.token()
    foreign, nobody = {"tenantId": OTHER_TENANT}, {"id": ASTRID.chat_id}
    places = ("conversation", "channelData", "from", "recipient")
    named: list[object] = [OTHER_TENANT, [LOCAL_TENANT], 7, {"id": [LOCAL_TENANT]}, "x" * 5_000]
    changes: dict[str, dict[str, Any]] = {
        **{f"a foreign tenant in {place}": {place: foreign} for place in places},
        **{f"a foreign tenantID in {place}": {place: {"tenantID": OTHER_TENANT}} for place in places},
        **{f"a tenant like {str(one)[:20]}": {"channelData": {"tenant": one}} for one in named},
        "a foreign tenant with an ID": {"channelData": {"tenant": {"ID": OTHER_TENANT}}},
        "the conversation's alone is foreign": {"conversation": foreign},
        "a foreign tenant beside all": foreign,
    }
    for name, change in changes.items():
        yield _posted(name, 403, _joined(message(house), change), good)
    for nothing in ({}, {"tenantId": None}, {"tenantId": ""}):
        activity = message(house, conversation=nobody | nothing, channelData={"tenant": None})
        yield _posted(f"no tenant {nothing}", 403, activity, good)


def _joined(activity: Activity, change: Mapping[str, Any]) -> Activity:
    """What is an object in both has the fields of both."""
    both = {name: activity[name] | new for name, new in change.items() if isinstance(new, dict)}
    return {**activity, **change, **both}


def _bodies(house: House) -> Iterator[Case]:
    good = house.teams.signer.token()
    whole = json.dumps(message(house)).encode()
    bodies: Mapping[str, tuple[int, bytes]] = {
        "no body": (400, b""),
        "half a body": (400, whole[:-20]),
        "a list": (400, b"[%s]" % whole),
        "text": (400, b'"hej"'),
        "brackets without end": (400, b"[" * 100_000),
        "another encoding": (400, b"\xff\xfe" + whole),
        "UTF-16": (400, whole.decode().encode("utf-16")),
        "UTF-16 without a mark": (400, whole.decode().encode("utf-16-le")),
        "UTF-32": (400, whole.decode().encode("utf-32")),
        "half a character": (400, whole.replace(b"hej", b"\xed\xa0\x80")),
        "NaN": (400, whole[:-1] + b', "n": NaN}'),
        "Infinity": (400, whole[:-1] + b', "n": -Infinity}'),
        "too large by one": (413, whole + b" " * (262_145 - len(whole))),
    }
    return (Case(name, status, bearer(good), body) for name, (status, body) in bodies.items())
