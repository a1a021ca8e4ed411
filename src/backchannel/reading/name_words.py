"""Words that tell a name from a name: bodies, places, months, links, and what is no name."""

from __future__ import annotations

from backchannel.reading.gazetteer import entries_at
from backchannel.reading.tagged import Word

__all__ = [
    "FELLOWS",
    "GIVEN",
    "IN",
    "LINKS",
    "MINISTRY",
    "MONTHS_DAYS",
    "NOT_NAMES",
    "NOT_PARTY_WORDS",
    "ORG_LINKS",
    "PLACE_WORDS",
    "REGIONS",
    "SHIPS",
    "SPHERES",
    "entries_at_word",
    "legal_form",
    "organisation_word",
]


_ORGANISATION = frozenset(
    "union front army forces force movement brigade brigades party congress committee council "
    "commission court tribunal panel board bureau agency authority association federation "
    "confederation chamber company corporation corp ltd inc plc llc gmbh group holding "
    "holdings bank fund institute institution university college academy centre center foundation "
    "trust society alliance coalition league organisation organization office ministry department "
    "directorate secretariat service services network initiative corps guard guards battalion "
    "regiment militia police navy parliament senate assembly house cabinet embassy mission "
    "delegation community airlines airways railways ports terminal refinery mines mining minerals "
    "oil gas petroleum energy power steel motors industries shipping lines logistics airport "
    "hospital church diocese synod mosque school club team media radio television newspaper press "
    "sindicato sindicatos syndicat sindikat confederación confédération federação união unión "
    "confederação federación fédération federazione confederazione consorzio consorcio autorità "
    "autoridad autoridade conselho consejo conseil consiglio movimento movimiento mouvement "
    "cooperativa associazione comitato comitê unione sindacato "
    "partido parti partito frente fronte frelimo comité comissão comisión liga companhia compañía "
    "policía polícia guardia guarda gendarmerie sûreté tribunal cámara câmara asociación "
    "associação association hezb harakat jabhat jaish jund liwa ansar katibat majlis shura "
    "workers dockers farmers producers growers drivers teachers miners employers traders unit "
    "republic state emirate taskforce command registry ombudsman forum inspectorate club society "
    "guild executive cooperative consortium".split()
)


MINISTRY = frozenset("ministry department office bureau directorate secretariat".split())


LINKS = frozenset(
    "al el ul bin ibn bint ben abu abou de da do dos das del della di du la le van von der den "
    "ten ter y e ye ag ould uld wuld ou ait zu zur zum af av".split()
)


ORG_LINKS = frozenset("of for against to".split())


MONTHS_DAYS = frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct "
    "nov dec mon tue tues wed thu thurs fri sat sun ramadan eid easter christmas passover".split()
)


NOT_NAMES = frozenset(
    "nobody everybody somebody anybody everyone someone anyone none few thank thanks whatsapp "
    "telegram facebook twitter youtube instagram tiktok google i the a an this that these "
    "those it its he she they we you his her their our my and or but in on at by for with "
    "from to of as if when while after before since until because although then there here "
    "what who why how where no not yes now soon later meanwhile however also even just only "
    "still yet so under over between against during article section chapter page no. number "
    "mr mrs ms dr god islam muslim muslims christian christians sunni shia shiite kurdish "
    "arab arabic arabs english internet covid breaking update updated live video photo gmt "
    "utc am pm exclusive opinion analysis press summary protocol treaty agreement accord "
    "declaration constitution charter act bill law resolution plan operation day war "
    "conference summit talks strait sea gulf river lake mount mountains desert valley road "
    "street bridge gate square airport crossing pass highway province region district "
    "county north south east west northern southern eastern western central emeritus "
    "emerita".split()
)


SPHERES = frozenset(
    "trade finance defence defense interior energy water health education justice transport labour "
    "labor agriculture infrastructure environment foreign affairs information communication oil "
    "planning economy industry security home state treasury mining fisheries sports culture".split()
)


REGIONS = frozenset(
    "african asian european arab gulf western eastern northern southern west east north south "
    "central southeast latin american nordic baltic balkan caribbean mediterranean pacific "
    "atlantic sahelian scandinavian eurasian persian horn middle far near islamic muslim "
    "christian".split()
)


SHIPS = frozenset("USS HMS HMAS HMCS BRP INS MV MT SS RFA USNS KRI".split())


PLACE_WORDS = frozenset(
    "river lake sea gulf strait mount mountain mountains desert valley road street bridge gate "
    "square port airport crossing pass highway province region district county island islands "
    "peninsula bay dam prison garrison post village town city hotel palace border basin canal "
    "wetlands quay triangle belt plateau hills heights".split()
)


NOT_PARTY_WORDS = frozenset(
    "protocol treaty agreement accord accords declaration constitution charter act bill law "
    "resolution plan operation war conference summit talks convention deal memorandum levy cup "
    "championship prize award day week month year festival".split()
)


IN = frozenset(
    "in at near outside inside around across throughout into toward towards above over "
    "within".split()
)


#: Legal forms that end a company's name, as they are written.
_LEGAL_FORMS = frozenset(
    "plc PLC Plc Ltd Ltd. Limited LLC LLP Inc Inc. Corp Corp. GmbH AG KG SE SA SpA SARL Sarl SAS "
    "SRL Srl NV BV AB AS ASA Oy Oyj ApS Kft Sdn Bhd Pty PJSC JSC OJSC OOO Tbk".split()
)


def legal_form(word: str) -> bool:
    """Return whether a word is the legal form that ends a company's name ("plc", "GmbH").

    Examples
    --------
    >>> legal_form("plc"), legal_form("AS"), legal_form("as")
    (True, True, False)
    """
    return word in _LEGAL_FORMS


def organisation_word(word: str) -> bool:
    """Return whether a word in a name tells that it is an organisation's."""
    return word.lower().strip(".'") in _ORGANISATION


def entries_at_word(word: Word) -> bool:
    """Return whether a single word is a listed name."""
    return entries_at(word.text, 0) is not None


#: What bands and associations call their members: "Sons of the Plain", "Friends of the Lake".
FELLOWS = frozenset(
    "sons daughters friends guardians defenders "
    "protectors keepers knights lions tigers eagles falcons wolves warriors soldiers partisans "
    "martyrs heirs veterans voices".split()
)


#: States, seats and cities that are given names too.
GIVEN = frozenset(
    "Chad Jordan Georgia Israel Paris Sydney Florence Victoria Santiago Kingston London Chelsea "
    "Lourdes Sofia Roma Milan Cairo Adelaide Charlotte Houston Lincoln Madison Francisco Salvador "
    "Valencia India America Ireland Holland Kenya Cuba".split()
)
