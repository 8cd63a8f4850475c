# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of strangers -> our vocabularies: Dutch or English, singular or plural, tolerant; never a guess.

Each function gives null for a word it does not know, so that the caller can report it.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from herkomst.model import (
    KIND_PARENT,
    STATUS,
    Answer,
    Basis,
    Classification,
    Kind,
    Level,
    MakersOp,
    Phase,
    Property,
    Role,
    Unit,
    kind_includes,
)

E = TypeVar("E", bound=StrEnum)


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """A word in the form it is compared in: lower case, no accents, blanks for punctuation."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’](?=s\b)", "", plain)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def _table(words: Mapping[E, str], values: Iterable[E]) -> dict[str, E]:
    """Every spelling of every value: its own name, and the words listed for it."""
    found = {folded(v): v for v in values}
    for value, listed in words.items():
        found |= {folded(word): value for word in listed.split("|")}
    return found


_KINDS = _table(
    {
        Kind.CAMERA: "cameras|bewakingscamera|bewakingscameras|beveiligingscamera|beveiligingscameras|"
        "ip camera|ip cameras|ipcamera|netwerkcamera|cctv|cctv camera|dome camera|toezichtcamera|"
        "cameratoezicht|camerasysteem|videobewaking|surveillance camera|security camera",
        Kind.ANPR_CAMERA: "anpr|anpr cameras|kentekencamera|kentekencameras|anprcamera|alpr|"
        "kentekenherkenning|kentekenregistratie|number plate recognition|license plate camera|"
        "license plate cameras|licence plate cameras|number plate cameras|anpr systeem|anpr system",
        Kind.RECORDER: "nvr|dvr|recorders|videorecorder|network video recorder|opnameapparaat",
        Kind.INTERCOM: "intercoms|deurtelefoon|videofoon",
        Kind.ACCESS_CONTROL: "toegangscontrole|toegangscontrolesysteem|kaartlezer|kaartlezers",
        Kind.INTRUSION_DETECTION: "inbraakdetectie|alarmsysteem|alarminstallatie",
        Kind.SCANNER: "scanners|bagagescanner|bagagescanners|bodyscanner|rontgenscanner",
        Kind.SENSOR: "sensors|sensoren",
        Kind.DRONE: "drones|onbemand luchtvaartuig|uav",
        Kind.DRONE_APP: "drone app|dronesoftware",
        Kind.NETWORK: "netwerkapparatuur|netwerk apparatuur|netwerkcomponent|netwerkcomponenten|network device",
        Kind.SWITCH: "switches|netwerkswitch",
        Kind.ROUTER: "routers",
        Kind.MODEM: "modems",
        Kind.FIREWALL: "firewalls",
        Kind.ACCESS_POINT: "access points|accesspoint|wifi punt|wifi access point|ap",
        Kind.TELEPHONY: "telefonie|telefooncentrale|telefoon|telefoons|voip|portofoon|portofoons",
        Kind.STORAGE: "opslag|nas|san",
        Kind.PRINTER: "printers|multifunctional",
        Kind.SERVER: "servers",
        Kind.ICT_INFRASTRUCTURE: "ict infrastructuur|infrastructuur|ict onderdelen|onderdelen",
        Kind.ICT_SERVICE: "ict diensten|ict dienst|ict dienstverlening|it services|ict services|diensten",
        Kind.CLOUD_SERVICE: "clouddienst|clouddiensten|cloud",
        Kind.SOFTWARE: "programmatuur|app|apps|applicatie|videomanagementsysteem|vms",
        Kind.NETWORK_TRAFFIC: "netwerkverkeer|dataverkeer",
        Kind.PERSON_DATABASE: "persoonsdatabase|database|databank",
        Kind.PROCUREMENT: "aanbesteding|aanbestedingen|inkoop|inkoopbeleid",
        Kind.PARTNERSHIP: "samenwerking|samenwerkingen|vriendschapsband|stedenband|zusterstad",
        Kind.DELEGATION: "delegatie|delegaties|werkbezoek",
        Kind.TRADE_MISSION: "handelsmissie|handelsmissies",
        Kind.SHARED_SERVICE: "gedeelde dienst|shared service center|ssc",
        Kind.SURVEILLANCE: "surveillance apparatuur|surveillanceapparatuur|bewakingsapparatuur|"
        "beveiligingsapparatuur|security system|beveiligingssysteem",
        Kind.EQUIPMENT: "apparatuur|apparaat|apparaten|toestel|toestellen|hardware",
        Kind.UNKNOWN: "onbekend|gezichtsherkenning|?",
    },
    Kind,
)
_STATUS = {folded(w): w for w in STATUS} | {
    folded(w): status
    for status, words in {
        "uses": "gebruikt|in gebruik|ja|j|yes|y|true|waar|wel|heeft|use|using|bevestigt|bevestigt gebruik|confirms",
        "denies": "ontkent|nee|neen|n|no|false|onwaar|niet|geen|gebruikt niet|niet in gebruik|deny|denial|ontkenning",
        "unknown": "weet niet|weet het niet|weten we niet|geen idee|onbekend|don t know|niet bekend|not known|does not know",
        "refuses": "weigert|weigert te antwoorden|refuses to answer|declines|no comment|"
        "wil niet zeggen|geen mededelingen|refusal|weigering|geen commentaar",
        "refers": "verwijst|verwijst door|doorverwezen",
        "no_response": "geen antwoord|geen antwoord ontvangen|geen reactie|niet beantwoord|no reply|niet gereageerd|silent|no answer|geen respons",
        "cannot_exclude": "kan niet uitsluiten|niet uit te sluiten|sluit niet uit",
        "exposed": "zichtbaar|gezien|blootgesteld|waargenomen|seen",
        "tendered": "aanbesteed|uitgevraagd|tender",
        "awarded": "gegund|gunning|award",
        "planned_replacement": "gaat vervangen|vervanging gepland|wordt vervangen|plan om te vervangen",
        "replacing": "vervangt|bezig te vervangen|aan het vervangen",
        "replaced": "vervangen|is vervangen|uitgefaseerd|verwijderd",
        "excluded": "uitgesloten|sluit uit|weert|verboden",
        "no_policy": "geen beleid",
        "mitigates": "neemt maatregelen|maatregelen|mitigeert",
        "investigating": "onderzoekt|onderzoek loopt|inventariseert|inventarisatie",
        "considering": "overweegt|in overweging",
        "informed_subjects": "betrokkenen geinformeerd|heeft geinformeerd",
        "cooperates": "werkt samen|samenwerking",
    }.items()
    for w in words.split("|")
}
_ANSWERS = _table(
    {
        Answer.YES: "ja|j|y|true|waar",
        Answer.NO: "nee|neen|n|false|onwaar|geen",
        Answer.UNKNOWN: "onbekend|niet bekend|weet niet|weet het niet|weten we niet|weten wij niet|"
        "weten het niet|geen idee|geen overzicht|not known|don t know|do not know|does not know|unsure",
        Answer.REFUSES: "weigert|weigering|geweigerd|wil niet zeggen|wil niet antwoorden|"
        "geen mededeling|geen mededelingen|doet geen mededelingen|doet geen uitspraken|geen commentaar|"
        "om veiligheidsredenen|vanwege de veiligheid|vertrouwelijk|refuse|refused|refusal|declines|"
        "declined|no comment|for security reasons|confidential",
        Answer.REFERS: "verwijst|verwijst door|verwezen|doorverwezen|referred|refers to another",
        Answer.NO_RESPONSE: "geen antwoord|geen reactie|geen respons|niet gereageerd|niet beantwoord|"
        "nog geen antwoord|nog niet beantwoord|none|no answer|no reply|not answered|silent|silence",
        Answer.CANNOT_EXCLUDE: "kan niet uitsluiten|niet uit te sluiten|sluit niet uit|niet uitgesloten|"
        "kan niet worden uitgesloten|kunnen we niet uitsluiten|cannot be excluded|cannot rule out",
    },
    Answer,
)
_PROPERTIES = _table(
    {
        Property.USE: "gebruik",
        Property.EXPOSURE: "zichtbaarheid|blootstelling",
        Property.TENDER: "aanbesteding",
        Property.AWARD: "gunning",
        Property.REPLACEMENT: "vervanging",
        Property.POLICY: "beleid",
        Property.MITIGATION: "maatregel|maatregelen",
        Property.INQUIRY: "onderzoek|inventarisatie",
        Property.TIE: "band|samenwerking",
        Property.INFORMING: "informeren",
    },
    Property,
)
_PHASES = _table(
    {
        Phase.CONSIDERED: "overwogen",
        Phase.PLANNED: "gepland|voorgenomen",
        Phase.STARTED: "begonnen|gestart|lopend",
        Phase.DONE: "klaar|afgerond|gedaan",
    },
    Phase,
)
_BASES = _table(
    {
        Basis.MEASURED: "gemeten|waargenomen|scan|shodan|sensor",
        Basis.REGISTERED: "geregistreerd|register|tender|aanbesteding|gunning|award",
        Basis.DECLARED: "verklaard|eigen opgave|spokesperson|woordvoerder|survey|enquete|confirmation|"
        "bevestiging|inventory|inventaris|council|raad|college|parliament|kamerbrief|shodan confirmation",
        Basis.REPORTED: "bericht|media|pers|krant|opinion|opinie|technical|law|leak|ownership|none",
        Basis.INFERRED: "afgeleid|expert|kenners|vermoeden",
    },
    Basis,
)
_ROLES = _table(
    {
        Role.USER: "gebruiker",
        Role.OWNER: "eigenaar",
        Role.BUYER: "koper|inkoper|aankoper",
        Role.MANAGER: "beheerder",
        Role.SUPPLIER: "leverancier",
    },
    Role,
)
_UNITS = _table(
    {
        Unit.DEVICE: "devices|stuk|stuks|apparaat|apparaten|toestel|toestellen|camera|cameras|drone|drones|"
        "recorder|recorders|switch|switches|router|routers|exemplaren",
        Unit.SITE: "sites|gebouw|gebouwen|locatie|locaties|pand|panden",
        Unit.BODY: "bodies|gemeente|gemeenten|provincie|provincies|organisatie|organisaties|"
        "andere gemeenten|overheden",
        Unit.BANNER: "banners|treffer|treffers|shodan treffers|hit|hits",
        Unit.ADDRESS: "addresses|adres|adressen|ip adres|ip adressen",
    },
    Unit,
)
_CLASSES = _table(
    {
        Classification.PUBLIC: "openbaar|publiek",
        Classification.RESTRICTED: "vertrouwelijk|niet openbaar|intern",
    },
    Classification,
)
_LEVELS = _table({}, Level)
_OPS = _table(
    {MakersOp.ONE: "een|1", MakersOp.AND: "en", MakersOp.OR: "of", MakersOp.ANY: "alle"}, MakersOp
)


def kind_of(text: str) -> Kind | None:
    """A kind; of several (``sensor;camera``) the narrowest that includes them all."""
    known = _KINDS.get(folded(text))
    if known is not None:
        return known
    parts = [p for p in re.split(r"[;,/]|\ben\b|\band\b", text) if p.strip()]
    kinds = [_KINDS.get(folded(p)) for p in parts]
    if len(parts) < 2 or None in kinds:
        return None
    return common_kind([k for k in kinds if k is not None])


_COMPOUNDS = (
    (
        re.compile(r"(?:kenteken|anpr|trajectcontrole)\w*camera(?:s|systeem|systemen)?"),
        Kind.ANPR_CAMERA,
    ),
    (
        re.compile(
            r"camera(?:s|systeem|systemen|toezicht|bewaking\w*|surveillance|beveiliging|installaties?|"
            r"netwerk|apparatuur|observatie\w*)|video(?:bewaking|surveillance)\w*|\w*camera(?:s|systeem)?"
        ),
        Kind.CAMERA,
    ),
    (re.compile(r"toegangscontrole\w*"), Kind.ACCESS_CONTROL),
    (re.compile(r"\w*drones?"), Kind.DRONE),
    (re.compile(r"\w*switch(?:es)?"), Kind.SWITCH),
    (re.compile(r"netwerk(?:apparatuur|componenten|hardware|infrastructuur)"), Kind.NETWORK),
)


def kind_named(text: str) -> Kind | None:
    """A kind a piece of running text names: a word we know, one of its parts, or a compound of it."""
    plain = folded(text)
    found = _KINDS.get(plain)
    if found is not None or " " in text.strip():
        return None if found is Kind.UNKNOWN else found
    for part in (plain.replace(" ", ""), *reversed(plain.split())):
        for form, kind in _COMPOUNDS:
            if form.fullmatch(part):
                return kind
    return None


def common_kind(kinds: list[Kind]) -> Kind:
    """The narrowest kind that includes all of these."""
    lines = [_ancestry(k) for k in kinds]
    shared = [k for k in lines[0] if all(k in line for line in lines)]
    return shared[0] if shared else Kind.UNKNOWN


def _ancestry(kind: Kind) -> list[Kind]:
    found = [kind]
    while found[-1] in KIND_PARENT:
        found.append(KIND_PARENT[found[-1]])
    return found


def status_of(text: str) -> str | None:
    """A word of `model.STATUS`."""
    return _STATUS.get(folded(text))


def answer_of(text: str) -> Answer | None:
    """An answer."""
    return _ANSWERS.get(folded(text))


def property_of(text: str) -> Property | None:
    """A property."""
    return _PROPERTIES.get(folded(text))


def phase_of(text: str) -> Phase | None:
    """A phase."""
    return _PHASES.get(folded(text))


def basis_of(text: str) -> Basis | None:
    """A basis, or the sort of evidence that stands for one."""
    return _BASES.get(folded(text))


def role_of(text: str) -> Role | None:
    """A role."""
    return _ROLES.get(folded(text))


def unit_of(text: str) -> Unit | None:
    """A unit; for what is counted in no unit of ours (times used) null."""
    return _UNITS.get(folded(text))


def classification_of(text: str) -> Classification | None:
    """A classification."""
    return _CLASSES.get(folded(text))


def level_of(text: str) -> Level | None:
    """A level of the ladder."""
    return _LEVELS.get(folded(text))


def makers_op_of(text: str) -> MakersOp | None:
    """How makers hang together."""
    return _OPS.get(folded(text))


# --- quantities ------------------------------------------------------------------------------------

_NUMBER = re.compile(
    r"(?<![\d.,])(?:[0-9]{1,3}(?:[.,\s][0-9]{3})+(?![\d]|[.,]\d)|[0-9]{1,12}(?![\d]|[.,]\d))"
)
_DECIMAL = re.compile(
    r"(?P<whole>[0-9]{1,6})(?:[.,](?P<part>[0-9]{1,3}))?\s*(?P<scale>miljoen|million|duizend|thousand)\b"
)
_RANGE = re.compile(
    r"(?<![\d-])(?P<low>[0-9]{1,9})\s*(?:-|–|tot|to|à|a|en|and)\s*(?P<high>[0-9]{1,9})(?!\d)",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:minder dan|less than|maximaal|hooguit|hoogstens|ten hoogste|at most|up to|<=|≤)",
    re.IGNORECASE,
)
MOST = 10**12  # no count of things is larger; a longer number is a serial in the wrong column
NEARLY, ABOUT = 0.9, 0.1  # "bijna 700" is read as 630-700, "ongeveer 700" as 630-770: a convention
_QUALIFIERS = (
    ("<~", r"<~|bijna|kleine|een kleine|nearly|almost|net geen"),
    (">~", r">~|ruim|meer dan ruim|just over|well over"),
    (">=", r">=|≥|minstens|ten minste|minimaal|at least|een of meer\w*|one or more|\d+ of meer"),
    (">", r">|meer dan|more than|over de"),
    ("~", r"~|ongeveer|circa|ca\.?|zo'n|zo’n|rond|about|around|approximately|some"),
)


def _word(words: str) -> str:
    """A pattern for words that are not pieces of others (`ca` is none of `locaties`)."""
    return rf"(?<![^\W\d])(?:{words})(?![^\W\d])"


_ONE_OR_MORE = re.compile(r"\b(?:een of meer\w*|one or more)\b", re.IGNORECASE)


def quantity_of(text: str, op: str = "") -> tuple[int | None, int | None]:
    """Lowest and highest of a quantity as said; nulls where it holds no number ("honderden")."""
    if _ONE_OR_MORE.search(text):
        return 1, None
    text = " ".join(text[:200].split())
    if text.startswith("-") or "%" in text:
        return None, None
    span = _RANGE.search(text)
    if span is not None and int(span["low"]) <= int(span["high"]):
        return int(span["low"]), int(span["high"])
    number = _number(text)
    if number is None or number > MOST:
        return None, None
    if _AT_MOST.search(text):
        return None, number
    sign = op.strip() or next(
        (s for s, words in _QUALIFIERS if re.search(_word(words), text, re.IGNORECASE)), "="
    )
    if sign == "some":
        return None, None
    low, high = {
        "<~": (round(number * NEARLY), number),
        ">~": (number, round(number * (1 + ABOUT))),
        ">=": (number, None),
        ">": (number + 1, None),
        "~": (round(number * (1 - ABOUT)), round(number * (1 + ABOUT))),
    }.get(sign, (number, number))
    return low, high


_ALONE = re.compile(
    r"(?P<sign>[^\d]{0,24}?)\s*(?:\d[\d.,]{0,12})(?:\s*(?:-|–|tot|to)\s*\d{1,9})?\s*(?P<unit>[^\d]{0,30})"
)


def quantity_alone(text: str) -> tuple[int | None, int | None, Unit | None] | None:
    """Bounds and unit of a text that is a number, at most with a word of more or less before it and a
    unit after it; null for any other text."""
    plain = " ".join(text.split())
    if _ONE_OR_MORE.fullmatch(plain):
        return 1, None, None
    match = _ALONE.fullmatch(plain[:80])
    if match is None or len(plain) > 80:
        return None
    sign, unit = match["sign"].strip(), match["unit"].strip()
    words = [w for _, w in _QUALIFIERS] + [_AT_MOST.pattern]
    if sign and not any(re.fullmatch(f"(?:{w})", sign, re.IGNORECASE) for w in words):
        return None
    counted = unit_of(unit) or _unit_of_things(unit) if unit else None
    if unit and counted is None:
        return None
    low, high = quantity_of(plain)
    return None if low is None and high is None else (low, high, counted)


def _unit_of_things(text: str) -> Unit | None:
    """Who counts cameras or switches counts devices."""
    found = kind_of(text)
    return Unit.DEVICE if found is not None and kind_includes(Kind.EQUIPMENT, found) else None


def _number(text: str) -> int | None:
    """The whole number in a text; a fraction is none."""
    scaled = _DECIMAL.search(text.casefold())
    if scaled is not None:
        unit = 1_000_000 if scaled["scale"] in ("miljoen", "million") else 1000
        part = (scaled["part"] or "").ljust(3, "0")
        return int(scaled["whole"]) * unit + int(part) * unit // 1000
    match = _NUMBER.search(text)
    return None if match is None else int(re.sub(r"[.,\s]", "", match.group()))


def whole_number(text: str) -> int | None:
    """A cell that is a whole number and nothing else, Dutch thousands allowed; else null."""
    plain = text.strip()
    if not re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,12}", plain):
        return None
    return int(plain.replace(".", ""))


# --- dates -----------------------------------------------------------------------------------------

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb", "maart march mrt mar", "april apr",
            "mei may", "juni june jun", "juli july jul", "augustus august aug",
            "september sep sept", "oktober october okt oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_CLOCK = r"(?:[T ,]+\d{1,2}[:.]\d{2}.*)?"  # a date cell of a spreadsheet may carry a time of day
_DATE_FORMS = (
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?", re.I), "day"),
    (re.compile(r"(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})" + _CLOCK, re.I), "day"),
    (re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})" + _CLOCK, re.I), "day"),
    (re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"), "day"),
    (re.compile(r"(?P<d>\d{1,2})(?:e|st|nd|rd|th)?[- ](?P<w>[a-z]+)\.?,?[- ](?P<y>\d{4})"), "day"),
    (re.compile(r"(?P<w>[a-z]+)\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})"), "day"),
    (re.compile(r"(?P<w>[a-z]+)\.?[- ](?P<y>\d{4})"), "month"),
    (re.compile(r"(?P<y>\d{4})[-/](?P<m>\d{1,2})"), "month"),
    (re.compile(r"(?P<m>\d{1,2})[-/](?P<y>\d{4})"), "month"),
    (re.compile(r"(?P<y>\d{4})"), "year"),
)
_WEEKDAY = re.compile(
    r"(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun)\.?,? +(?=\d|[a-z])"
)
# A spreadsheet counts days: five digits are the years 1954 to 2064, and no other date has five.
_DAY_NUMBER = re.compile(r"([2-5]\d{4})(?:[.,]\d+)?")


def period_of(text: str) -> tuple[str | None, str | None] | None:
    """First and last day of a date as written: a day, a month, a year, ``2020~2021``, ``<2020``.
    Numbers are day, month, year, as they are written in the Netherlands.

    Null when it is no date; a null side is open.
    """
    plain = text.strip().casefold()
    if len(plain) > 40:
        return None
    if plain.startswith("<"):
        found = _one_date(plain[1:].strip("~ "))
        return None if found is None else (None, _day_before(found[0]))
    if "~" in plain.strip("~"):
        first, _, last = plain.strip("~").partition("~")
        one, other = _one_date(first), _one_date(last)
        return None if one is None or other is None else (one[0], other[1])
    return _one_date(plain.strip("~ "))


def day_number(text: str) -> str | None:
    """The day of a spreadsheet's day number (44621 is 2022-03-01), as a cell of dates may hold it; null for
    anything else."""
    from datetime import date, timedelta

    found = _DAY_NUMBER.fullmatch(text.strip())
    return found and (date(1899, 12, 30) + timedelta(days=int(found[1]))).isoformat()


def _one_date(plain: str) -> tuple[str | None, str | None] | None:
    plain = _WEEKDAY.sub("", plain, count=1) if plain[:1].isalpha() else plain
    for form, precision in _DATE_FORMS:
        match = form.fullmatch(plain)
        if match is None:
            continue
        parts = match.groupdict()
        month = _MONTHS.get(parts["w"]) if parts.get("w") else int(parts.get("m") or 1)
        year, day = int(parts["y"]), int(parts.get("d") or 1)
        if month is None or not 1 <= month <= 12 or not 1000 <= year <= 9998:
            continue
        if not 1 <= day <= calendar.monthrange(year, month)[1]:
            return None
        first = f"{year:04}-{month:02}-{day:02}"
        if precision == "day":
            return first, first
        last_month = month if precision == "month" else 12
        last = calendar.monthrange(year, last_month)[1]
        return first, f"{year:04}-{last_month:02}-{last:02}"
    return None


def _day_before(day: str | None) -> str | None:
    from datetime import date, timedelta

    return None if day is None else (date.fromisoformat(day) - timedelta(days=1)).isoformat()
