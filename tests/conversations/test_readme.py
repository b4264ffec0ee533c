"""The conversation in the README is a conversation with this bot."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.terminal import text_of
from tests.conversations.chat import Chat

README = Path(__file__).parents[2] / "README.md"
PEOPLE = {"Fia": "fyrbodal", "Mona": "medlem", "Sara": "samordnare"}


def turns() -> Iterator[tuple[str, str, str]]:
    """Who speaks, what is said, and the answer as the README has it."""
    block = re.search(r"```samråd\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert block, "the README has no conversation"
    for said in block[1].strip().split("\n\n"):
        spoken, _, answered = said.partition("\nSamråd: ")
        who, _, words = spoken.partition(": ")
        yield who, words, re.sub(r"\n {8}", "\n", answered)


def pattern(answer: str) -> re.Pattern[str]:
    """``…`` stands for anything, a line break or more in the answer for one in the README."""
    parts = (re.escape(part.strip()).replace("\\\n", r"\s+") for part in answer.split("…"))
    return re.compile(r"\s*" + r"[\s\S]*?".join(parts) + r"\s*")


def test_the_conversation_in_the_readme_is_true(chat_as: Callable[[str], Chat]) -> None:
    spoken = list(turns())
    assert len(spoken) == 14
    for who, words, answer in spoken:
        told = text_of(chat_as(PEOPLE[who]).say(words))
        assert pattern(answer).fullmatch(told), f"{who}: {words}\n\n{told}"
