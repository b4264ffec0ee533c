"""What happens in the played quarter, step by step: who does what, and what must come of it."""

from collections.abc import Awaitable, Callable

from bot.local import report_steps
from bot.local.browser import Browser
from bot.local.playing import Play, PlayFailed, first_line, must
from domain import swedish
from domain.workdays import shift

Step = Callable[[Play], Awaitable[str]]


async def _greet(play: Play) -> str:
    for who in sorted(person.id for person in play.book.invented.people):
        must("Jag är Samråd", await play.stage.say(who, "hej"))
    return "De påhittade personerna hälsar på boten, så att den vet var de nås."


async def _open(play: Play) -> str:
    sent = await play.days(-30)
    must("Dags att rapportera", play.stage.heard("fyrbodal"))
    must("skicka med något till samrådet", play.stage.heard("skara"))
    return f"Omgången öppnar. {sent} meddelanden går ut: till samråden, aktörerna och kommunerna."


async def _inputs(play: Play) -> str:
    await play.days(-28)
    for who in ("skara", "ale"):
        await play.stage.say(who, "rapportera")
        must("Läs igenom svaren", await play.stage.press(who, "send", play.cards(who)["inspel"]))
        must("Kvitto", await play.stage.press(who, "confirm", {}))
    told = await play.stage.say("skaraborg", "inspel")
    must("Skara", told)
    if "Ale" in told:
        raise PlayFailed("Skaraborgs ledare fick se Ales inspel.")
    return "Skara och Ale lämnar inspel på två minuter. Skaraborgs ledare läser sin kommuns, inte Ales."


async def _skaraborg(play: Play) -> str:
    await play.days(-26)
    said = await play.fill_in("skaraborg")
    must("3 – Fungerar i huvudsak", said[1])
    must("Fingeravtryck", await play.send("skaraborg"))
    return "Skaraborg fyller i sex kort med förra kvartalets svar bredvid, läser igenom och får kvitto."


async def _agency(play: Play) -> str:
    await play.days(-25)
    await play.fill_in("af")
    must("Fingeravtryck", await play.send("af"))
    return "Arbetsförmedlingen lämnar in. ”Inget har ändrats” är ett svar, inte en tom ruta."


async def _first_question(play: Play) -> str:
    await play.days(-24)
    answer = await play.stage.say("medlem", "Måste kommunen ta emot den som anvisas hit?")
    must("2016:38", answer)
    return f"En medlem frågar om anvisning och får svar: {first_line(answer)}"


async def _second_question(play: Play) -> str:
    answer = await play.stage.say("medlem", "vem leder det delregionala samrådet i Fyrbodal?")
    must("Länsstyrelsen", answer)
    return f"Samma medlem frågar vem som leder samrådet: {first_line(answer)}"


async def _sjuharad_mistake(play: Play) -> str:
    await play.days(-22)
    said = await play.fill_in("sjuharad", until="medskick")
    must("Skriv bara siffror: 90", said[-1])
    return "Sjuhärad skriver ”ca 90” i ett sifferfält. Kortet kommer tillbaka och visar hur man skriver."


async def _sjuharad_corrects(play: Play) -> str:
    await play.stage.press("sjuharad", "save", {"received_self_ytd": "90"})
    await play.save("sjuharad", play.cards("sjuharad")["medskick"])
    must("Fingeravtryck", await play.send("sjuharad"))
    return "Sjuhärad rättar till 90, lägger till ett medskick och får kvitto. Inget annat gick förlorat."


async def _browser(play: Play) -> str:
    await play.days(-21)
    await play.stage.say("miv", "rapportera")
    async with Browser() as browser:
        must("Länken är personlig", await browser.open(play.stage.link("miv")))
        must("Fingeravtryck", await play.fill_in_browser("miv", browser))
    return "Migrationsverket har sitt Teams i en annan organisation och fyller i formuläret i webbläsaren."


async def _first_reminder(play: Play) -> str:
    sent = await play.days(-20)
    must("Påminnelse", play.stage.heard("fyrbodal"))
    for who in ("skaraborg", "sjuharad", "af", "miv"):
        if "Påminnelse" in play.stage.heard(who):
            raise PlayFailed(f"{who} har lämnat in men blev påmind.")
    return f"Första påminnelsen går till dem som inte har lämnat in. {sent} meddelanden den dagen."


async def _return(play: Play) -> str:
    await play.days(-19)
    must("2.3", await play.stage.say("samordnare", "granska Sjuhärad"))
    said = await play.stage.say("samordnare", "återsänd Sjuhärad: Vilka kommuner gäller bostäderna i 2.3?")
    must("återsänd", said)
    must("Vilka kommuner gäller bostäderna", await play.stage.say("sjuharad", "rapportera"))
    headline = "Läget är i huvudsak oförändrat. I Borås och Mark är det svårast att hitta större bostäder."
    must("Sparat", await play.stage.say("sjuharad", f"2.3: {headline}"))
    await play.stage.say("sjuharad", "lämna in")
    must("Version: 2", await play.stage.say("sjuharad", "bekräfta"))
    must("är ändrat sedan version 1", await play.stage.say("samordnare", "granska Sjuhärad"))
    read = play.stage.bot.store.lives.of(play.round.key, "sjuharad").number
    must("är godkänd", await play.stage.say("samordnare", f"godkänn Sjuhärad {play.round.key} steg {read}"))
    return "Samordnaren återsänder Sjuhärads svar med en fråga, ser vad som ändras och godkänner version 2."


async def _goteborgsregionen(play: Play) -> str:
    await play.days(-18)
    await play.fill_in("goteborgsregionen")
    must("Fingeravtryck", await play.send("goteborgsregionen"))
    return "Göteborgsregionen, som GR leder, lämnar in: ett nytt medskick, och ett som lyfts igen."


async def _fyrbodal_begins(play: Play) -> str:
    await play.days(-16)
    await play.fill_in("fyrbodal", until="siffror")
    return "Fyrbodal fyller i tre kort och blir avbruten."


async def _extension(play: Play) -> str:
    await play.days(-15)
    until = swedish.day(shift(play.round.council_date, -12))
    asked = await play.stage.say("fyrbodal", f"anstånd till {until}, samrådet flyttades en vecka")
    must("Jag har frågat samordnaren", asked)
    must("har anstånd till", await play.stage.say("samordnare", "bevilja anstånd Fyrbodal"))
    return f"Fyrbodal ber om anstånd till {until} och får det av samordnaren."


async def _late(play: Play) -> str:
    await play.days(-14)
    must("har inte kommit in", play.stage.heard("vgr"))
    listed = play.stage.heard("samordnare")
    must("Västra Götalandsregionen", listed)
    return "Sista svarsdag har passerat. Regionen får veta det, och samordnaren får en lista."


async def _fyrbodal_ends(play: Play) -> str:
    await play.days(-13)
    await play.stage.say("fyrbodal", "rapportera")
    cards = play.cards("fyrbodal")
    await play.save("fyrbodal", cards["siffror"])
    await play.save("fyrbodal", cards["medskick"])
    must("i tid enligt anstånd", await play.send("fyrbodal"))
    return "Fyrbodal fortsätter där de slutade, berättar hur det gick med förra medskicket och är i tid."


async def _vgr(play: Play) -> str:
    await play.days(-12)
    await play.fill_in("vgr")
    must("efter sista svarsdag", await play.send("vgr"))
    return "Västra Götalandsregionen lämnar in efter sista svarsdag, innan omgången stänger."


async def _approve(play: Play) -> str:
    for unit in ("Skaraborg", "Fyrbodal", "Göteborgsregionen", "AF", "MIV", "VGR"):
        must("är godkänd", await play.stage.say("samordnare", f"godkänn {unit}"))
    return "Samordnaren godkänner de svar som återstår."


async def _status(play: Play) -> str:
    await play.stage.at(play.round.draft_at)
    told = await play.stage.say("samordnare", "status")
    must("4 av 4 delregioner och 3 av 3 aktörer", told)
    return "Omgången är stängd: 4 av 4 delregioner och 3 av 3 aktörer har lämnat in."


STEPS: tuple[tuple[str, Step], ...] = (
    ("Alla", _greet),
    ("Samråd", _open),
    ("Skara och Ale", _inputs),
    ("Skaraborg", _skaraborg),
    ("Arbetsförmedlingen", _agency),
    ("Medlem", _first_question),
    ("Medlem", _second_question),
    ("Sjuhärad", _sjuharad_mistake),
    ("Sjuhärad", _sjuharad_corrects),
    ("Migrationsverket", _browser),
    ("Samråd", _first_reminder),
    ("Samordnare", _return),
    ("Göteborgsregionen", _goteborgsregionen),
    ("Fyrbodal", _fyrbodal_begins),
    ("Fyrbodal", _extension),
    ("Samråd", _late),
    ("Fyrbodal", _fyrbodal_ends),
    ("Regionen", _vgr),
    ("Samordnare", _approve),
    ("Samordnare", _status),
    ("Samordnare", report_steps.draft),
    ("Samordnare", report_steps.check),
    ("Skaraborg och Fyrbodal", report_steps.read),
    ("Samordnare", report_steps.settle),
    ("Beslutsfattare", report_steps.decide),
    ("Samordnare", report_steps.publish),
)
