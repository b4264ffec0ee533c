"""The people of the scheduler's tests: for every unit, two municipalities, one coordinator, a reader."""

from domain.people import Person, Role

TENANT = "11111111-1111-1111-1111-111111111111"

SARA = Person("samordnare", "Sara", Role.COORDINATOR, mail="sara@example.org")
SIV = Person("skaraborg", "Siv", Role.LEADER, "skaraborg")
FIA = Person("fyrbodal", "Fia", Role.REPORTER, "fyrbodal")
FOLKE = Person("fyrbodal_ersattare", "Folke", Role.DEPUTY, "fyrbodal")
SUNE = Person("sjuharad", "Sune", Role.REPORTER, "sjuharad")
GUN = Person("goteborgsregionen", "Gun", Role.LEADER, "goteborgsregionen")
ADA = Person("af", "Ada", Role.REPORTER, "af")
MIRA = Person("miv", "Mira", Role.REPORTER, "miv")
VIKING = Person("vgr", "Viking", Role.REPORTER, "vgr")
STINA = Person("skara", "Stina", Role.REPORTER, "1495")
ALVA = Person("ale", "Alva", Role.REPORTER, "1440")
MONA = Person("medlem", "Mona", Role.MEMBER)

EVERYONE = (SARA, SIV, FIA, FOLKE, SUNE, GUN, ADA, MIRA, VIKING, STINA, ALVA, MONA)
REPORTING = ("skaraborg", "fyrbodal", "sjuharad", "goteborgsregionen", "af", "miv", "vgr")
"""The units whose reports are waited for; each has the id of its reporter."""

OPENED = sorted([*REPORTING, "fyrbodal_ersattare", "skara", "ale"])
"""Whom the opening of a round is told to."""
