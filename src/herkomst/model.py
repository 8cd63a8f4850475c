# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nouns. Plain dataclasses and their vocabularies; imports nothing of ours.

Arrow, SQL and JSON shapes are derived from these classes (`herkomst.schema`), never written twice.

Two marks on a field carry rules that hold everywhere:

* ``shown()``: the public view may show it. Without the mark it stays out: default deny.
* ``said()``: it is part of *what is said*, so it goes into the content hash of a claim.

Dates are ISO 8601 text (``2022-03-01``), moments are UTC ISO text with microseconds
(``2022-03-01T12:00:00.000000Z``): both sort as they are, alike in SQLite, PostgreSQL and Parquet.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

# --- vocabularies -----------------------------------------------------------------------------


class Basis(StrEnum):
    """How a claim came about."""

    MEASURED = "measured"  # a sensor or scan saw it
    REGISTERED = "registered"  # a register or award notice holds it
    DECLARED = "declared"  # the body says so itself
    REPORTED = "reported"  # somebody else says so
    INFERRED = "inferred"  # concluded from something else: a lead, never a fact


class Property(StrEnum):
    """What a claim is about: the first of the three axes."""

    USE = "use"
    EXPOSURE = "exposure"
    TENDER = "tender"
    AWARD = "award"
    REPLACEMENT = "replacement"
    POLICY = "policy"
    MITIGATION = "mitigation"
    INQUIRY = "inquiry"
    TIE = "tie"
    INFORMING = "informing"


class Answer(StrEnum):
    """Which answer it gives: the second axis. Refusing, referring and silence are answers too."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    REFUSES = "refuses"
    REFERS = "refers"
    NO_RESPONSE = "no_response"
    CANNOT_EXCLUDE = "cannot_exclude"


class Phase(StrEnum):
    """How far it is: the third axis."""

    CONSIDERED = "considered"
    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"


class MakersOp(StrEnum):
    """How several makers in one claim hang together."""

    ONE = "one"
    AND = "and"
    OR = "or"
    ANY = "any"  # any maker of the group named, or of all when none is


class Role(StrEnum):
    """In which role a body stands towards the technology."""

    USER = "user"
    OWNER = "owner"
    BUYER = "buyer"
    MANAGER = "manager"
    SUPPLIER = "supplier"


class Unit(StrEnum):
    """What a count counts. Two units are never added."""

    BANNER = "banner"
    ADDRESS = "address"
    DEVICE = "device"
    SITE = "site"
    BODY = "body"


class Kind(StrEnum):
    """What sort of technology, or tie, a claim is about. `KIND_PARENT` says which includes which."""

    EQUIPMENT = "equipment"
    SURVEILLANCE = "surveillance_equipment"
    CAMERA = "camera"  # a camera, or a device that shows camera images where nothing tells it apart
    ANPR_CAMERA = "anpr_camera"
    RECORDER = "recorder"
    INTERCOM = "intercom"
    ACCESS_CONTROL = "access_control"
    INTRUSION_DETECTION = "intrusion_detection"
    SCANNER = "scanner"
    SENSOR = "sensor"
    DRONE = "drone"
    DRONE_APP = "drone_app"
    NETWORK = "network_equipment"
    SWITCH = "switch"
    ROUTER = "router"
    MODEM = "modem"
    FIREWALL = "firewall"
    ACCESS_POINT = "access_point"
    TELEPHONY = "telephony"
    STORAGE = "storage"
    PRINTER = "printer"
    SERVER = "server"
    ICT_INFRASTRUCTURE = "ict_infrastructure"
    ICT_SERVICE = "ict_service"
    CLOUD_SERVICE = "cloud_service"
    SOFTWARE = "software"
    NETWORK_TRAFFIC = "network_traffic"
    PERSON_DATABASE = "person_database"
    PROCUREMENT = "procurement"
    PARTNERSHIP = "partnership"
    DELEGATION = "delegation"
    TRADE_MISSION = "trade_mission"
    SHARED_SERVICE = "shared_service"
    UNKNOWN = "unknown"


KIND_PARENT: dict[Kind, Kind] = {
    Kind.ANPR_CAMERA: Kind.CAMERA,
    Kind.CAMERA: Kind.SURVEILLANCE,
    Kind.RECORDER: Kind.SURVEILLANCE,
    Kind.INTERCOM: Kind.SURVEILLANCE,
    Kind.ACCESS_CONTROL: Kind.SURVEILLANCE,
    Kind.INTRUSION_DETECTION: Kind.SURVEILLANCE,
    Kind.SCANNER: Kind.EQUIPMENT,
    Kind.SENSOR: Kind.EQUIPMENT,
    Kind.SURVEILLANCE: Kind.EQUIPMENT,
    Kind.DRONE: Kind.EQUIPMENT,
    Kind.SWITCH: Kind.NETWORK,
    Kind.ROUTER: Kind.NETWORK,
    Kind.MODEM: Kind.NETWORK,
    Kind.FIREWALL: Kind.NETWORK,
    Kind.ACCESS_POINT: Kind.NETWORK,
    Kind.NETWORK: Kind.EQUIPMENT,
    Kind.TELEPHONY: Kind.EQUIPMENT,
    Kind.STORAGE: Kind.EQUIPMENT,
    Kind.PRINTER: Kind.EQUIPMENT,
    Kind.SERVER: Kind.EQUIPMENT,
    Kind.ICT_INFRASTRUCTURE: Kind.EQUIPMENT,
}


def kind_includes(wide: Kind, narrow: Kind) -> bool:
    """Whether a statement about `wide` is also one about `narrow` (camera includes anpr_camera)."""
    here: Kind | None = narrow
    while here is not None:
        if here is wide:
            return True
        here = KIND_PARENT.get(here)
    return False


class Level(StrEnum):
    """The attribution ladder, lowest first; `DISPUTED` stands beside it, `NONE` says nobody."""

    NONE = "none"
    COUNTRY_ONLY = "country_only"
    LOCATED_IN = "located_in"
    CANDIDATE = "candidate"
    WEBSITE_ONLY = "website_only"
    NETWORK_OF = "network_of"
    OPERATED_BY = "operated_by"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"

    @property
    def rank(self) -> int:
        """The rung, counted from 0; `DISPUTED` ranks with nobody."""
        return 0 if self is Level.DISPUTED else list(Level).index(self)


class Grade(StrEnum):
    """How sure an identification is."""

    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Label(StrEnum):
    """What claims and evidence together say. Only `CONTRADICTED` is called a contradiction."""

    CONFIRMED = "confirmed"
    DECLARED_ONLY = "declared_only"
    ADMITTED = "admitted"
    CONTRADICTED = "contradicted"
    WITHHELD = "withheld"
    NOT_KNOWN = "not_known"
    UNANSWERED = "unanswered"
    SEEN_NOT_ASKED = "seen_not_asked"
    LEAD_ONLY = "lead_only"
    NUMBER_CONFLICT = "number_conflict"
    DISPUTED = "disputed"


class Classification(StrEnum):
    """Who may see a claim. Only `PUBLIC` leaves the restricted view."""

    PUBLIC = "public"
    RESTRICTED = "restricted"


class View(StrEnum):
    """The two views."""

    PUBLIC = "public"
    RESTRICTED = "restricted"


class Stored(StrEnum):
    """What is kept of what is derived. `HEARD` is what the public view may show of a body once it was
    heard and its term has ended: whether that day has come is asked when somebody asks, so nothing
    kept depends on a clock."""

    RESTRICTED = "restricted"
    PUBLIC = "public"
    HEARD = "heard"


class BodyKind(StrEnum):
    """Sorts of public bodies, in the words of the field."""

    GEMEENTE = "gemeente"
    PROVINCIE = "provincie"
    WATERSCHAP = "waterschap"
    MINISTERIE = "ministerie"
    VEILIGHEIDSREGIO = "veiligheidsregio"
    GR = "gemeenschappelijke_regeling"
    RECHTSPRAAK = "rechtspraak"
    POLITIE = "politie"
    AGENTSCHAP = "agentschap"
    INSPECTIE = "inspectie"
    ZBO = "zbo"
    HOGE_COLLEGE = "hoog_college_van_staat"
    KABINET = "kabinet"
    OPENBAAR_LICHAAM = "openbaar_lichaam"
    ONDERDEEL = "organisatieonderdeel"
    ADVIESCOLLEGE = "adviescollege"
    ONDERWIJS = "onderwijs"
    ZIEKENHUIS = "ziekenhuis"  # academic hospitals under public law only
    GROEP = (
        "groep"  # several bodies a source did not name: a subject of statements, never of evidence
    )
    OTHER = "overig"


class RuleLevel(StrEnum):
    """How far a rule goes for one verdict, the furthest first. None of them says that something is
    fine: `NO_RULE` only says that no rule in the catalogue speaks against what is recorded."""

    EXCLUDED = "excluded"  # the rule shuts it out; only together with its condition
    RISK_CHECK = "risk_check"  # the rule asks for a judgement, or a fact that decides is unknown
    ADVISED = "advised"  # the rule asks for a step (a list, a proof), and says nothing of the thing
    REFERENCE = "reference"  # the rule does not bind this body: shown to compare, never a ban
    NO_RULE = "no_rule"


class RuleScope(StrEnum):
    """Whether a rule binds a body. What was not verified does not bind."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNVERIFIED = "unverified"


class Moment(StrEnum):
    """When a rule speaks: while something is in use, or before it is bought."""

    USE = "use"
    PURCHASE = "purchase"


class DecisionKind(StrEnum):
    """What a decision does to what it points at. It never changes a claim."""

    UNDO_IMPORT = "undo_import"
    RETRACT = "retract"
    DISPUTE = "dispute"  # `by`, a body, disputes that a device or a claim is its own
    DISPUTE_UPHELD = "dispute_upheld"  # ... the body was right: points at the dispute
    DISPUTE_REJECTED = "dispute_rejected"
    DISPUTE_WITHDRAWN = "dispute_withdrawn"
    HEARD = "heard"  # a body was heard; it may reply until `until`, that day included
    UNDO = "undo"  # takes back the decision it points at


# --- marks ------------------------------------------------------------------------------------

SHOWN = "shown"
SAID = "said"


def _mark(default: Any, *marks: str) -> Any:
    metadata = dict.fromkeys(marks, True)
    if default is _NO_DEFAULT:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


_NO_DEFAULT: Any = object()


def shown(default: Any = _NO_DEFAULT) -> Any:
    """A field the public view may show; not part of the content hash."""
    return _mark(default, SHOWN)


def said(default: Any = _NO_DEFAULT) -> Any:
    """A field of what is said (hashed), for the restricted view only."""
    return _mark(default, SAID)


def said_shown(default: Any = _NO_DEFAULT) -> Any:
    """A field of what is said (hashed) that the public view may show."""
    return _mark(default, SAID, SHOWN)


def marked(noun: type[Any], mark: str) -> tuple[str, ...]:
    """The names of the fields of `noun` that carry `mark`, in order."""
    return tuple(f.name for f in fields(noun) if f.metadata.get(mark))


def public_part(record: Any) -> dict[str, Any]:
    """Only what the public view may show of one record, as a plain dict."""
    return {name: getattr(record, name) for name in marked(type(record), SHOWN)}


def content_id(prefix: str, parts: Iterable[Any]) -> str:
    """A content hash as id: `prefix` and 40 hex digits of SHA-256 over canonical JSON of `parts`."""
    text = json.dumps(list(parts), ensure_ascii=False, separators=(",", ":"), default=str)
    return prefix + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]


# --- nouns ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Raw bytes as received, kept by hash. `id` is the SHA-256 of the content once transport
    compression (gzip, zstandard) is taken off, so one export is one document however it came."""

    id: str = shown()
    source: str = shown()
    media_type: str = shown()
    size: int = shown()
    name: str
    received_size: int
    received_sha256: str
    fetched_at: str
    origin: str = ""
    published_at: str | None = shown(None)
    classification: Classification = Classification.RESTRICTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody (a sensor, a tender, a spokesperson, a paper) says something about a body's use of
    technology. `id` hashes what is said: never the document, `recorded_at`, the confidence or a
    rule's version. A measured claim is one per device, body, maker, kind and day."""

    id: str = shown("")
    body: str = said_shown()
    body_level: Level = said_shown(Level.CONFIRMED)
    department: str | None = said_shown(None)
    place: str | None = said(None)
    device: str | None = said(None)
    makers: tuple[str, ...] = said_shown(())
    makers_op: MakersOp = said_shown(MakersOp.ONE)
    kind: Kind = said_shown(Kind.UNKNOWN)
    brand: str | None = said_shown(None)
    model: str | None = said(None)
    firmware: str | None = said(None)
    quantity_low: int | None = said_shown(None)
    quantity_high: int | None = said_shown(None)
    quantity_as_said: str | None = said_shown(None)
    unit: Unit | None = said_shown(None)
    property: Property = said_shown(Property.USE)
    answer: Answer = said_shown(Answer.YES)
    phase: Phase | None = said_shown(None)
    basis: Basis = said_shown(Basis.DECLARED)
    role: Role = said_shown(Role.USER)
    for_body: str | None = said_shown(None)
    supplier: str | None = said(None)
    claimant: str | None = said(None)
    by_body: bool = said_shown(False)
    said_at: str = said_shown()
    event_from: str | None = said_shown(None)
    event_until: str | None = said_shown(None)
    paraphrase: str | None = shown(None)
    follows: int = 0
    grade: Grade | None = shown(None)
    confidence: float | None = None
    synthetic: bool = shown(False)
    classification: Classification = Classification.RESTRICTED
    recorded_at: str = ""

    def identified(self) -> Claim:
        """This claim with its content hash as id."""
        return replace(self, id=content_id("c", (getattr(self, n) for n in marked(Claim, SAID))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The link from a claim to the passage or row that carries it: one sighting of the claim, in
    one part. `locator` is `offset+length` in bytes of the document's content, or a row. `citation` and
    `link` say which publication a statement stands in; they are shown with a public claim only."""

    claim: str = shown()
    part: str
    document: str = shown()
    locator: str
    value: str | None = None
    citation: str | None = None
    link: str | None = None
    rule: str = shown("")
    seen_at: str = shown("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A correction, retraction, dispute outcome or hearing. Points at ids, never changes them."""

    id: str = shown()
    kind: DecisionKind = shown()
    target: str
    by: str
    reason: str
    decided_at: str = shown()
    until: str | None = shown(None)
    recorded_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One row of the log: an import, a decision, an erasure, or a seal, which states anew what an
    import holds after an erasure. `hash` chains: previous hash, kind, id, `root` (of the part's sorted
    claim ids) and `content` (of every row it recorded, whole). Counts are exact: read = kept +
    quarantined + skipped."""

    sequence: int = shown()
    id: str = shown()
    kind: str = shown()  # import | decision | erasure | seal
    document: str | None = shown(None)
    body: str | None = None
    read: int = shown(0)
    kept: int = shown(0)
    quarantined: int = shown(0)
    skipped: int = shown(0)
    claims: int = shown(0)
    synthetic: bool = shown(False)
    lake_sha256: str | None = None
    recorded_at: str = shown()
    previous: str = shown()
    root: str = shown()
    content: str | None = shown(None)  # null in rows of before this column was there
    hash: str = shown()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What is left of what was erased: which row of which table, when, and on what ground."""

    noun: str = shown()
    target: str = shown()
    erased_at: str = shown()
    ground: str = shown()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A public body. `id` is its TOOI URI; without one its ROO number, without that its KvK number.
    An end date in a register does not by itself end a body: `active` is checked by the builder."""

    id: str = shown()
    kind: BodyKind = shown()
    name: str = shown()
    abbreviation: str = shown("")
    tooi: str = shown("")
    roo: str = shown("")
    oin: str = shown("")
    kvk: str = shown("")
    parent: str = shown("")
    province: str = shown("")
    active: bool = shown(True)
    valid_from: str | None = shown(None)
    valid_until: str | None = shown(None)
    successors: tuple[str, ...] = shown(())
    synthetic: bool = shown(False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A sourced, dated, possibly disputed tie between makers, brands, owners and places. `country` is
    where an owner or controller sits, or the place itself (managed_from, made_in); ISO 3166."""

    kind: str = (
        shown()
    )  # relabels | owned_by | controlled_by | affiliated_with | managed_from | made_in
    source_of: str = shown()
    target: str = shown()
    product_line: str = shown("")
    valid_from: str | None = shown(None)
    valid_until: str | None = shown(None)
    share_min: float | None = shown(None)
    share_max: float | None = shown(None)
    stance: str = shown("asserts")  # asserts | denies | disputed
    grade: str = shown("")
    source: str = shown("")
    country: str = shown("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Who makes a thing. `seat` is the country of the registered seat (ISO 3166), with its source:
    a fact about a company, never about a person. `seat_grade` is how sure that is (A, B: read in the
    source; else not verified)."""

    id: str = shown()
    name: str = shown()
    aliases: tuple[str, ...] = shown(())
    brands: tuple[str, ...] = shown(())
    seat: str = shown("")
    seat_grade: str = shown("")
    groups: tuple[str, ...] = shown(())
    kinds: tuple[str, ...] = shown(())
    source: str = shown("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What claims and evidence together say for one body, maker and kind, from `valid_from` until
    `valid_until` (exclusive; null is open). A pure function over one body's claims: disposable."""

    view: Stored
    body: str = shown()
    maker: str = shown()
    kind: Kind = shown()
    label: Label = shown()
    answer: Answer | None = shown(None)
    by_body: bool = shown(False)
    valid_from: str = shown()
    valid_until: str | None = shown(None)
    step: int = shown(0)  # several verdicts may begin on one day: their order within it
    count_low: int | None = shown(None)
    count_high: int | None = shown(None)
    unit: Unit | None = shown(None)
    devices_seen: int = shown(0)
    counted: bool = shown(True)  # false: another body's claim already counts the same things
    quantities: tuple[str, ...] = shown(())
    claims: tuple[str, ...] = shown(())
    claims_total: int = shown(0)
    synthetic: bool = shown(False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What an award that names no maker gives to ask: of `n` deliveries of its supplier whose maker was
    known by `said_at`, `k` were of `maker`; the share lies between `low` and `high` (95 %, Jeffreys).
    `claim` is the id of the claim inferred from it. Derived; restricted: no field is ever public."""

    claim: str
    award: str
    body: str
    maker: str
    kind: Kind
    supplier: str
    said_at: str
    n: int
    k: int
    low: float
    high: float
    deliveries: tuple[str, ...] = ()
    synthetic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Since when a body was asked, has answered and is looked at, as one view may say: derived."""

    view: Stored
    body: str = shown()
    asked_at: str | None = shown(None)
    answered_at: str | None = shown(None)
    looked_at: str | None = shown(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A verdict under a policy, in Dutch and in English. It rests on nothing that its verdict does not
    carry, and on the catalogue: so a public verdict gives an assessment that may be shown.

    `condition` is what must hold for the level to hold ("" is nothing); `unknown` what nobody recorded;
    `facts` what is recorded about the maker, each with its source; `asks` what to ask a supplier.
    `checked` is the day on which the text of the rule was last compared, in `source`.
    """

    body: str = shown()
    maker: str = shown()
    kind: Kind = shown()
    label: Label | None = shown(None)
    policy: str = shown("")
    law: str = shown("")
    article: str = shown("")
    level: RuleLevel = shown()
    scope: RuleScope = shown()
    title_nl: str = shown("")
    title_en: str = shown("")
    scope_nl: str = shown("")
    scope_en: str = shown("")
    condition_nl: str = shown("")
    condition_en: str = shown("")
    reason_nl: str = shown("")
    reason_en: str = shown("")
    facts_nl: tuple[str, ...] = shown(())
    facts_en: tuple[str, ...] = shown(())
    unknown_nl: tuple[str, ...] = shown(())
    unknown_en: tuple[str, ...] = shown(())
    asks_nl: tuple[str, ...] = shown(())
    asks_en: tuple[str, ...] = shown(())
    checked: str | None = shown(None)
    source: str = shown("")
    synthetic: bool = shown(False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a body will do, by when, at what cost; or its explanation with an expiry date."""

    kind: str = shown()
    due: str | None = shown(None)
    budget: int | None = shown(None)
    decided_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One thing seen at one address at one time. The evidence columns of `catalogue/fields.yaml`
    stand beside these in every Parquet part (`herkomst.schema.observation_schema`)."""

    offset: int
    length: int
    seen_at: str | None = None
    ip: str | None = None
    port: int | None = None
    transport: str | None = None
    record: str | None = None
    org: str | None = None
    isp: str | None = None
    asn: int | None = None
    country: str | None = None
    city: str | None = None
    synthetic: bool = False


# --- the one-word form of the three axes --------------------------------------------------------

STATUS: dict[str, tuple[Property, Answer, Phase | None]] = {
    "uses": (Property.USE, Answer.YES, None),
    "denies": (Property.USE, Answer.NO, None),
    "unknown": (Property.USE, Answer.UNKNOWN, None),
    "refuses": (Property.USE, Answer.REFUSES, None),
    "refers": (Property.USE, Answer.REFERS, None),
    "no_response": (Property.USE, Answer.NO_RESPONSE, None),
    "cannot_exclude": (Property.USE, Answer.CANNOT_EXCLUDE, None),
    "exposed": (Property.EXPOSURE, Answer.YES, None),
    "tendered": (Property.TENDER, Answer.YES, None),
    "awarded": (Property.AWARD, Answer.YES, None),
    "planned_replacement": (Property.REPLACEMENT, Answer.YES, Phase.PLANNED),
    "replacing": (Property.REPLACEMENT, Answer.YES, Phase.STARTED),
    "replaced": (Property.REPLACEMENT, Answer.YES, Phase.DONE),
    "excluded": (Property.POLICY, Answer.YES, None),
    "no_policy": (Property.POLICY, Answer.NO, None),
    "mitigates": (Property.MITIGATION, Answer.YES, None),
    "investigating": (Property.INQUIRY, Answer.YES, Phase.STARTED),
    "considering": (Property.INQUIRY, Answer.YES, Phase.CONSIDERED),
    "informed_subjects": (Property.INFORMING, Answer.YES, None),
    "cooperates": (Property.TIE, Answer.YES, None),
}
_STATUS_OF = {axes: word for word, axes in STATUS.items()}


def status_word(claim: Claim) -> str:
    """The one word for a claim's three axes; `property:answer[:phase]` where there is none."""
    axes = (claim.property, claim.answer, claim.phase)
    word = _STATUS_OF.get(axes) or _STATUS_OF.get((claim.property, claim.answer, None))
    return word or ":".join(str(a) for a in axes if a)
