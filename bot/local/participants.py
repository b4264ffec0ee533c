"""Who the local chat pretends that there are: six invented persons, one tenant, one team.

The ids are fixed, so that roles given to these persons in a local store last from one run to the next.
They have the shapes of Teams (`29:` persons, `a:` personal chats, `19:` groups and channels): colons and
at signs in addresses are to be met on the developer's machine first.
"""

from dataclasses import dataclass

LOCAL_TENANT = "5a3d0000-0000-4000-8000-00000000f001"
LOCAL_BOT = "28:5a3d0000-0000-4000-8000-00000000b001"
LOCAL_GROUP = "19:lokal-grupp@thread.v2"
LOCAL_TEAM = "19:lokal-team@thread.tacv2"
LOCAL_CHANNEL = "19:lokal-samordning@thread.tacv2"


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone in the local chat.

    `key` is a short ASCII name (part of ids and addresses); `object_id` is what Entra would call the person.
    """

    key: str
    given_name: str
    surname: str
    object_id: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.surname}"

    @property
    def teams_id(self) -> str:
        return f"29:lokal-{self.key}"

    @property
    def chat_id(self) -> str:
        """The conversation id of the person's own chat with the bot."""
        return f"a:lokal-{self.key}"

    @property
    def address(self) -> str:
        return f"{self.key}@lokal.example"


YOU = Participant("du", "Du", "(lokal chatt)", "5a3d0000-0000-4000-8000-00000000a000")
ASTRID = Participant("astrid", "Astrid", "Forsvik", "5a3d0000-0000-4000-8000-00000000a001")
BIRGER = Participant("birger", "Birger", "Lindehult", "5a3d0000-0000-4000-8000-00000000a002")
CAMILLA = Participant("camilla", "Camilla", "Ramnäs", "5a3d0000-0000-4000-8000-00000000a003")
DAVID = Participant("david", "David", "Åsbräcka", "5a3d0000-0000-4000-8000-00000000a004")
ELSA = Participant("elsa", "Elsa", "Källby", "5a3d0000-0000-4000-8000-00000000a005")

EVERYONE = (YOU, ASTRID, BIRGER, CAMILLA, DAVID, ELSA)


def roster(you: Participant) -> dict[str, object]:
    """The Playground's configuration (format 0.1.1: one current user, exactly five others, one channel)."""
    return {
        "version": "0.1.1",
        "tenantId": LOCAL_TENANT,
        "bot": {"id": LOCAL_BOT, "name": "Samråd"},
        "currentUser": _account(you),
        "users": [_account(person) for person in EVERYONE if person != you][:5],
        "personalChat": {"id": you.chat_id},
        "groupChat": {"id": LOCAL_GROUP, "name": "Gruppchatt"},
        "team": {
            "id": LOCAL_TEAM,
            "name": "Delregionala samråd",
            "aadGroupId": "5a3d0000-0000-4000-8000-00000000c001",
            "channels": [{"id": LOCAL_CHANNEL, "name": "Samordning"}],
        },
    }


def _account(person: Participant) -> dict[str, str]:
    return {
        "id": person.teams_id,
        "name": person.name,
        "userPrincipleName": person.address,  # spelt so in the Playground's own format
        "aadObjectId": person.object_id,
        "givenName": person.given_name,
        "surname": person.surname,
        "email": person.address,
    }
