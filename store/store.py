"""All that is kept, in one place."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Self

from domain.county import County
from domain.form import Form
from domain.material import Material
from domain.rounds import Round
from store.addresses import Addresses
from store.audit import Audit
from store.bindings import Bindings
from store.closures import Closures
from store.copying import copy_to
from store.correspondence import Correspondence
from store.database import Database, Place
from store.dead_letters import DeadLetters
from store.evaluations import Evaluations
from store.faults import unusable
from store.figures import Figures
from store.form_versions import FormVersions
from store.handbook_links import HandbookLinks
from store.inbound import Inbound
from store.life import Lives
from store.links import Links
from store.material import Wanted, gather
from store.meetings import Meetings
from store.migrate import migrate
from store.outbox import Outbox
from store.people import People
from store.proposals import Proposals
from store.questions import Questions
from store.raised import Raised
from store.report_life import ReportLives
from store.report_links import ReportLinks
from store.reports import Reports
from store.rounds import Rounds
from store.seen import Seen
from store.submissions import Submissions
from store.tickets import Tickets
from store.ticks import Ticks
from store.watching import Watching
from store.whereabouts import Whereabouts


class Store:
    """Each noun has its own methods. They block: call them from a worker thread, not the event loop."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.people = People(database)
        self.bindings = Bindings(database)
        self.rounds = Rounds(database)
        self.submissions = Submissions(database)
        self.lives = Lives(database)
        self.links = Links(database)
        self.handbook_links = HandbookLinks(database)
        self.figures = Figures(database)
        self.raised = Raised(database)
        self.form_versions = FormVersions(database)
        self.meetings = Meetings(database)
        self.evaluations = Evaluations(database)
        self.outbox = Outbox(database)
        self.correspondence = Correspondence(database)
        self.addresses = Addresses(database)
        self.closures = Closures(database)
        self.dead_letters = DeadLetters(database)
        self.inbound = Inbound(database)
        self.ticks = Ticks(database)
        self.watching = Watching(database)
        self.whereabouts = Whereabouts(database)
        self.seen = Seen(database)
        self.tickets = Tickets(database)
        self.questions = Questions(database)
        self.proposals = Proposals(database)
        self.reports = Reports(database)
        self.report_life = ReportLives(database)
        self.report_links = ReportLinks(database)
        self.audit = Audit(database)

    @classmethod
    def open(cls, place: Place) -> Self:
        """Open the database, and bring its tables up to this version. A file is made when it is missing.

        Raise Unusable when it is no database, damaged, locked, not to be reached or not to be written.
        """
        if isinstance(place, Path):
            place.parent.mkdir(parents=True, exist_ok=True)
        database = Database(place)
        try:
            migrate(database)
        except BaseException as error:
            database.close()
            if said := unusable(error):
                raise said from error
            raise
        return cls(database)

    def copy_to(self, path: Path) -> None:
        """A whole copy of what is committed, in a file of its own; what is done with it stays there."""
        copy_to(self._database, path)

    def close(self) -> None:
        """Everything queued is committed first. A second call does nothing."""
        self._database.close()

    def material(
        self, county: County, round_: Round, forms: Mapping[str, Form], cut_off: datetime, written: date
    ) -> Material:
        """What a report may draw on at ``cut_off`` (aware), marked when invented people sent it in.

        ``forms``: unit id to its form.
        """
        wanted = Wanted(county, round_, forms, cut_off, written)
        return gather(self._database, wanted).marked_invented(self.people.invented())
