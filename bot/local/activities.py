"""Activities as Teams sends them to the bot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from bot.clock import Clock
from bot.local.participants import LOCAL_BOT, LOCAL_TENANT, Participant

Activity = dict[str, Any]


@dataclass
class Writer:
    """Writes activities. Their ids rise like those of Teams, so no two are the same."""

    service_url: str
    clock: Clock
    tenant: str = LOCAL_TENANT
    bot: str = LOCAL_BOT
    _serial: "count[int]" = field(default_factory=lambda: count(1))

    def message(self, person: Participant, text: str, **fields: object) -> Activity:
        entities = [{"type": "clientInfo", "locale": "sv-SE", "country": "SE", "platform": "Windows"}]
        return self._activity(person, "message") | {
            "text": text,
            "textFormat": "plain",
            "locale": "sv-SE",
            "attachments": [{"contentType": "text/html", "content": f"<p>{text}</p>"}],
            "entities": entities,
            **fields,
        }

    def submit(self, person: Participant, value: dict[str, Any], reply_to: str) -> Activity:
        """A pressed Action.Submit: ``value`` is the button's data with the filled-in fields beside it."""
        message = self._activity(person, "message")
        return message | {"value": value, "replyToId": reply_to, "locale": "sv-SE"}

    def execute(self, person: Participant, value: dict[str, Any], reply_to: str) -> Activity:
        """A pressed Action.Execute with the verb that ``value`` names."""
        action = {"type": "Action.Execute", "verb": value.get("verb", ""), "data": value}
        return self.invoke(person, "adaptiveCard/action", {"action": action, "trigger": "manual"}) | {
            "replyToId": reply_to
        }

    def invoke(self, person: Participant, name: str, value: object) -> Activity:
        return self._activity(person, "invoke") | {"name": name, "value": value}

    def consent(self, person: Participant, offer: Mapping[str, Any], drive: str, *, accept: bool) -> Activity:
        """The answer to a card that offers a file; ``drive``: the address that it may be put below."""
        name, content = offer["name"], offer["content"]
        value: dict[str, Any] = {"type": "fileUpload", "action": "accept" if accept else "decline"}
        value["context"] = content["acceptContext" if accept else "declineContext"]
        if accept:
            value["uploadInfo"] = {
                "uploadUrl": f"{drive}/{name}",
                "contentUrl": f"{drive}/{name}",
                "name": name,
                "uniqueId": "unik-1",
                "fileType": name.rpartition(".")[2],
            }
        return self.invoke(person, "fileConsent/invoke", value)

    def anew(self, activity: Activity) -> Activity:
        """The same once more, with an id and a time of its own, as Teams sends what it heard no answer to."""
        moment = self.clock()
        return activity | {"id": self._id(moment), **_times(moment)}

    def installed(self, person: Participant, action: str = "add") -> Activity:
        return self._activity(person, "installationUpdate") | {"action": action}

    def joined(self, person: Participant) -> Activity:
        members = [{"id": self.bot}, {"id": person.teams_id, "aadObjectId": person.object_id}]
        return self._activity(person, "conversationUpdate") | {"membersAdded": members}

    def _activity(self, person: Participant, kind: str) -> Activity:
        moment = self.clock()
        return {
            "type": kind,
            "id": self._id(moment),
            **_times(moment),
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": {"id": person.teams_id, "name": person.name, "aadObjectId": person.object_id},
            "conversation": {
                "conversationType": "personal",
                "tenantId": self.tenant,
                "id": person.chat_id,
            },
            "recipient": {"id": self.bot, "name": "Samråd"},
            "channelData": {"tenant": {"id": self.tenant}},
        }

    def _id(self, moment: datetime) -> str:
        return f"{int(moment.timestamp() * 1000)}{next(self._serial):05}"


def _times(moment: datetime) -> dict[str, str]:
    return {
        "timestamp": moment.astimezone(UTC).isoformat(timespec="milliseconds"),
        "localTimestamp": moment.isoformat(timespec="milliseconds"),
    }
