"""The fingerprint of a submission: the same content gives the same, any change another."""

import hashlib
import json
from datetime import UTC

from domain.answers import Submission

_LENGTH, _GROUP = 20, 4


def fingerprint(submission: Submission) -> str:
    """Twenty hexadecimal digits in groups of four, of everything that was sent in: who, when and what."""
    content = {
        **vars(submission),
        "answers": dict(submission.answers),
        "at": submission.at.astimezone(UTC).isoformat(),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
    return "-".join(digest[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))
