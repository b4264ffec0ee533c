"""Proposals to the handbook: every version is kept, and nobody publishes over what another published."""

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Thread

import pytest

from domain.errors import Conflict, NotAllowed, NotFound
from domain.people import Person, Role
from domain.proposals import Decision, NewProposal, Proposal, ProposalStatus
from domain.tickets import NewTicket, TicketAct, TicketReason, TicketStep
from store.audit import Audit
from store.database import Database, Place
from store.proposals import Proposals
from store.store import Store
from store.tickets import Tickets

EVA = Person("eva", "Eva Etablering", Role.EXPERT, "etablering")
SARA = Person("sara", "Sara Samordnare", Role.COORDINATOR)
TIME = NewProposal("etablering_tid", "etablering", "+++\nförsta\n", "Ändrad lag.")
PUBLISHED, REJECTED = ProposalStatus.PUBLISHED, ProposalStatus.REJECTED


@pytest.fixture
def proposals(database: Database) -> Proposals:
    return Proposals(database)


def by_sara(status: ProposalStatus, now: datetime, words: str = "") -> Decision:
    return Decision(status, SARA.id, SARA.name, now, words)


def test_a_proposal_is_open_until_it_is_decided(proposals: Proposals, now: datetime) -> None:
    kept = proposals.propose(TIME, EVA, now)
    assert proposals.open() == [kept] == [proposals.get(kept.id)]
    assert (kept.name, kept.group, kept.by_name, kept.words) == (
        "förslag 1",
        "etablering",
        "Eva Etablering",
        "Ändrad lag.",
    )
    assert proposals.published() == {}
    decided = proposals.decide(kept.id, by_sara(PUBLISHED, now + timedelta(days=1), "Läst mot lagen."))
    assert proposals.open() == []
    assert (decided.status, decided.decided_name, decided.decided_words) == (
        PUBLISHED,
        "Sara Samordnare",
        "Läst mot lagen.",
    )
    assert proposals.published() == {"etablering_tid": decided}
    assert proposals.standing("etablering_tid") == decided.id


def test_what_is_not_there_is_told(proposals: Proposals, now: datetime) -> None:
    assert proposals.get(7) is None
    with pytest.raises(NotFound, match="Det finns inget förslag 7"):
        proposals.decide(7, by_sara(PUBLISHED, now))


def test_each_publishing_is_another_edition_whatever_the_order(proposals: Proposals, now: datetime) -> None:
    first = proposals.propose(TIME, EVA, now)
    second = proposals.propose(replace(TIME, key="sfi_start"), EVA, now)
    assert proposals.edition() == 0
    proposals.decide(second.id, by_sara(PUBLISHED, now))
    assert proposals.edition() == 1
    proposals.decide(first.id, by_sara(PUBLISHED, now))
    assert proposals.edition() == 2, "a lower id published later is news too"


def test_of_two_made_from_the_same_version_only_one_is_published(proposals: Proposals, now: datetime) -> None:
    one = proposals.propose(TIME, EVA, now)
    other = proposals.propose(replace(TIME, markdown="+++\nandra\n"), EVA, now)
    proposals.decide(other.id, by_sara(PUBLISHED, now))
    with pytest.raises(Conflict, match="En nyare version av svaret publicerades av Sara Samordnare"):
        proposals.decide(one.id, by_sara(PUBLISHED, now))
    assert proposals.published()["etablering_tid"].markdown == "+++\nandra\n"
    assert proposals.open() == [one], "it is still there to be read, and to be rejected"


def test_the_next_version_is_made_from_the_published_one(proposals: Proposals, now: datetime) -> None:
    first = proposals.decide(proposals.propose(TIME, EVA, now).id, by_sara(PUBLISHED, now))
    new = replace(TIME, markdown="+++\nandra\n", base=first.id)
    second = proposals.decide(proposals.propose(new, EVA, now).id, by_sara(PUBLISHED, now))
    assert proposals.published() == {"etablering_tid": second}
    assert [one.status for one in proposals.of_key("etablering_tid")] == [PUBLISHED, PUBLISHED]
    assert proposals.of_key("etablering_tid")[0].markdown == "+++\nförsta\n"


def test_what_was_decided_on_in_another_edition_is_not_published(proposals: Proposals, now: datetime) -> None:
    kept = proposals.propose(TIME, EVA, now)
    other = proposals.propose(replace(TIME, key="sfi_start"), EVA, now)
    seen = proposals.edition()
    proposals.decide(other.id, by_sara(PUBLISHED, now), edition=seen)
    with pytest.raises(Conflict, match="i samma stund"):
        proposals.decide(kept.id, by_sara(PUBLISHED, now), edition=seen)
    assert proposals.open() == [kept]


def test_what_is_decided_is_decided(proposals: Proposals, now: datetime) -> None:
    kept = proposals.propose(TIME, EVA, now)
    proposals.decide(kept.id, by_sara(REJECTED, now, "Fel paragraf."))
    with pytest.raises(Conflict, match="Förslag 1 är redan avvisat av Sara Samordnare"):
        proposals.decide(kept.id, by_sara(PUBLISHED, now))
    assert proposals.edition() == 0


def test_a_later_version_takes_the_place_of_the_first(proposals: Proposals, now: datetime) -> None:
    first = proposals.propose(TIME, EVA, now)
    second = proposals.propose(replace(TIME, markdown="+++\nandra\n", replaces=first.id), EVA, now)
    assert proposals.open() == [second]
    replaced = proposals.get(first.id)
    assert replaced
    assert (replaced.status, replaced.markdown) == (ProposalStatus.REPLACED, "+++\nförsta\n")
    with pytest.raises(Conflict, match="redan ersatt"):
        proposals.propose(replace(TIME, replaces=first.id), SARA, now)
    assert len(proposals.of_key("etablering_tid")) == 2, "nothing is kept of what was refused"


def test_two_who_publish_at_once_do_not_both_succeed(proposals: Proposals, now: datetime) -> None:
    made = [proposals.propose(TIME, EVA, now) for _ in range(8)]
    told: list[Proposal | Conflict] = []

    def publish(proposal: int) -> None:
        try:
            told.append(proposals.decide(proposal, by_sara(PUBLISHED, now)))
        except Conflict as error:
            told.append(error)

    threads = [Thread(target=publish, args=(one.id,)) for one in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(one, Proposal) for one in told) == 1
    assert proposals.edition() == 1


def test_every_act_leaves_its_line(proposals: Proposals, database: Database, now: datetime) -> None:
    first = proposals.propose(TIME, EVA, now)
    second = proposals.propose(replace(TIME, replaces=first.id), EVA, now)
    proposals.decide(second.id, by_sara(REJECTED, now, "Fel paragraf."))
    lines = [(line.who, line.what, line.subject, line.why) for line in Audit(database).lines("handbok")]
    assert lines == [
        ("eva", "föreslog ett svar", "handbok/etablering_tid/1", ""),
        ("eva", "föreslog ett svar", "handbok/etablering_tid/2", "ersätter förslag 1"),
        ("sara", "avvisade ett svar", "handbok/etablering_tid/2", "Fel paragraf."),
    ]


def test_a_proposal_out_of_a_reply_is_a_step_of_its_ticket(
    proposals: Proposals, database: Database, now: datetime
) -> None:
    tickets = Tickets(database)
    new = NewTicket("Hur länge?", "Det vet jag inte.", "", TicketReason.UNANSWERED, "etablering", "fia")
    ticket = tickets.ask(new, "Fia", now)
    out_of = replace(TIME, ticket=ticket.id)
    with pytest.raises(NotAllowed, match="F1 har inget svar ännu"):
        proposals.propose(out_of, EVA, now)
    assert proposals.open() == [], "the proposal and the step are kept together or not at all"
    tickets.step(ticket.id, TicketStep(TicketAct.TAKE, EVA.id, EVA.name, now))
    tickets.step(ticket.id, TicketStep(TicketAct.REPLY, EVA.id, EVA.name, now, "24 månader."))
    kept = proposals.propose(out_of, EVA, now)
    after = tickets.get(ticket.id)
    assert after
    assert (after.steps[-1].act, after.steps[-1].words) == (TicketAct.PROPOSE, kept.name)
    proposals.propose(replace(out_of, replaces=kept.id), EVA, now)
    assert tickets.get(ticket.id) == after, "a later version of it is no step of the ticket"


def test_proposals_are_there_after_a_restart(place: Place, now: datetime) -> None:
    first = Store.open(place)
    kept = first.proposals.propose(TIME, EVA, now)
    decided = first.proposals.decide(kept.id, by_sara(PUBLISHED, now))
    first.close()
    again = Store.open(place)
    assert again.proposals.published() == {"etablering_tid": decided}
    again.close()


def test_a_proposal_replaces_none_of_another_entry_by_somebody_else(
    proposals: Proposals, now: datetime
) -> None:
    hers = proposals.propose(TIME, EVA, now)
    forged = replace(TIME, key="sfi_start", replaces=hers.id)
    with pytest.raises(Conflict, match="gäller ett annat svar"):
        proposals.propose(forged, SARA, now)
    assert proposals.open() == [hers]
