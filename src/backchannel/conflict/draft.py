"""A dossier's proposal for a conflict, each element citing its sentences.

The rules are written down, numbered, in docs/explanation/how-a-conflict-is-drafted.md: who becomes
a decision maker (A), what a record claims (C), which claims are one option (G), what is the status
quo (S), which combinations the reports exclude (F), what each party prefers (P), and what is left
out (L). A draft proposes; the analyst decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from backchannel.conflict.act_words import Nature
from backchannel.conflict.actors import Actors, Folding
from backchannel.conflict.claiming import claims_of
from backchannel.conflict.claims import Claim, Kind, Wish
from backchannel.conflict.elements import (
    Certainty,
    Conflict,
    DecisionMaker,
    FeasibilityRule,
    Option,
    Preference,
    Statements,
    StatusQuo,
    Taken,
)
from backchannel.conflict.exclusions import exclusions_of
from backchannel.conflict.grouping import Candidate, candidates_of
from backchannel.conflict.passages import Passages
from backchannel.conflict.wishes import statements_of
from backchannel.dossier.evidence import Evidence
from backchannel.text import Citation, Quote

__all__ = [
    "MOST_DECISION_MAKERS",
    "MOST_OPTIONS",
    "Draft",
    "IndirectParty",
    "LeftOut",
    "Silence",
    "draft",
    "draft_of",
]

MOST_DECISION_MAKERS = 6
"""So many decision makers a draft has at most, unless asked otherwise."""
MOST_OPTIONS = 12
"""So many options a draft has at most, unless asked otherwise."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is not in the draft, and why.

    Parameters
    ----------
    kind : str
        "party", "option" or "record".
    name : str
        What.
    why : str
        The rule that left it out, in words.
    grounds : tuple of Citation
        Where the reports speak of it.
    """

    kind: str
    name: str
    why: str
    grounds: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class IndirectParty:
    """A party said to act through others or in secret: proposed, not modelled unless asked.

    Parameters
    ----------
    party : str
        Id in the evidence.
    name : str
        Of the party.
    option : str
        What it could be modelled with.
    through : tuple of str
        Ids of the decision makers it is shown to meet or support.
    grounds : tuple of Citation
        The sentences.
    """

    party: str
    name: str
    option: str
    through: tuple[str, ...]
    grounds: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """The reports do not say which way a decision maker wants an option to go.

    Parameters
    ----------
    decision_maker, option : str
        Ids in the conflict.
    """

    decision_maker: str
    option: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed conflict, and all that was decided on the way.

    Parameters
    ----------
    conflict : Conflict or None
        None if the reports give fewer than one decision maker with an option.
    why_none : str
        Then the reason, in words.
    parties : tuple of (str, str)
        Id of each decision maker in the conflict and the party of the evidence it stands for.
    foldings : tuple of Folding
        Which parties are counted as part of which.
    left_out : tuple of LeftOut
        What is not in it.
    indirect : tuple of IndirectParty
        Who is proposed as acting from the shadow.
    silences : tuple of Silence
        What the reports do not say about preferences.
    notes : tuple of str
        Decisions of the rules that a person should look at.
    origin : str
        The conflict file, if this is not a draft but an analyst's own.
    """

    conflict: Conflict | None
    why_none: str = ""
    parties: tuple[tuple[str, str], ...] = ()
    foldings: tuple[Folding, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    indirect: tuple[IndirectParty, ...] = ()
    silences: tuple[Silence, ...] = ()
    notes: tuple[str, ...] = ()
    origin: str = ""

    def party_of(self, decision_maker: str) -> str:
        """Return the evidence's party id of a decision maker."""
        return dict(self.parties)[decision_maker]


def draft(
    evidence: Evidence,
    *,
    title: str = "",
    most_decision_makers: int = MOST_DECISION_MAKERS,
    most_options: int = MOST_OPTIONS,
    include_indirect: bool = False,
) -> Draft:
    """Propose a conflict from evidence, by stated rules.

    Parameters
    ----------
    evidence : Evidence
        What was read, from one report or many.
    title : str
        Of the conflict; by default the first report's.
    most_decision_makers, most_options : int
        How large the draft may become; the rest is listed as left out.
    include_indirect : bool
        Take parties that act from the shadow in as decision makers, flagged weak.

    Returns
    -------
    Draft
        Every element of its conflict cites at least one sentence.
    """
    passages = Passages(evidence)
    actors = Actors(evidence)
    claims, wishes, silent = claims_of(evidence, actors, passages)
    candidates = candidates_of(claims, actors)
    left_out = [LeftOut("record", _clip(s.what), s.why, (s.ground,)) for s in silent]
    indirect, shadow_claims = _indirect(evidence, actors, passages, claims)
    if include_indirect:
        candidates = candidates_of([*claims, *shadow_claims], actors)
    chosen, makers = _choose(
        candidates, actors, wishes, left_out, most_decision_makers, most_options
    )
    proposed = [one.party for one in indirect]
    _passers_by(evidence, actors, [*makers, *proposed], left_out)
    if not chosen:
        return Draft(
            None,
            "no party of these reports threatens, demands, offers or does anything that could be "
            "modelled as a choice",
            foldings=actors.foldings,
            left_out=tuple(left_out),
            indirect=tuple(indirect),
        )
    maker_ids = _ids([(root, actors.name(root)) for root in makers])
    option_ids = _option_ids(chosen, maker_ids)
    weak_makers = {c.party for c in indirect}
    options = tuple(_option(c, option_ids[id(c)], maker_ids[c.owner]) for c in chosen)
    rules, notes = exclusions_of(evidence, chosen, option_ids, passages)
    silences: list[Silence] = []
    decision_makers = []
    for root in makers:
        statements, dropped = statements_of(root, wishes, chosen, option_ids)
        notes += [f"{actors.name(root)}: {words}" for words in dropped]
        silences += [
            Silence(maker_ids[root], _only_option(item.expression))
            for item in statements.items
            if item.certainty is Certainty.UNKNOWN
        ]
        decision_makers.append(
            DecisionMaker(
                maker_ids[root],
                actors.name(root),
                Preference(statements),
                grounds=_quotes(_grounds_of(root, chosen)),
                weak=root in weak_makers,
                note=_who(root, actors),
            )
        )
    status, feasible = _status_quo(chosen, option_ids, rules, notes)
    conflict = Conflict(
        tuple(decision_makers),
        options,
        rules=feasible,
        status_quo=status,
        title=title or _title(evidence),
        note="Drafted from reports by rule; every element cites its sentences. Edit freely.",
        citations=tuple(
            dict.fromkeys(
                report.source.origin for report in evidence.reports if report.source.origin
            )
        ),
    )
    return Draft(
        conflict,
        parties=tuple((maker_ids[root], root) for root in makers),
        foldings=actors.foldings,
        left_out=tuple(left_out),
        indirect=tuple(indirect),
        silences=tuple(silences),
        notes=tuple(dict.fromkeys(_with_names(note, options) for note in notes)),
    )


def _with_names(note: str, options: Sequence[Option]) -> str:
    """Return a note with the options' names in the place of their ids."""
    names = {option.id: f"“{option.title[:1].lower()}{option.title[1:]}”" for option in options}
    ids = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.sub(
        r"'([^']*)'", lambda m: re.sub(rf"\b(?:{ids})\b", lambda k: names[k.group()], m[1]), note
    )


def draft_of(conflict: Conflict, evidence: Evidence, origin: str = "") -> Draft:
    """Return an analyst's own conflict in the form of a draft, so that it can be briefed on.

    Parameters
    ----------
    conflict : Conflict
        As read from a file.
    evidence : Evidence
        What the reports say; decision makers are matched with parties by name.
    origin : str
        The file.
    """
    actors = Actors(evidence)
    by_name = {
        name.lower(): actors.root(party.id)
        for party in reversed(evidence.parties)
        for name in (*party.aliases, party.name)
    }
    parties = tuple(
        (maker.id, by_name[maker.title.lower()])
        for maker in conflict.decision_makers
        if maker.title.lower() in by_name
    )
    silences = []
    for maker in conflict.decision_makers:
        order = maker.preference.order
        if isinstance(order, Statements):
            silences += [
                Silence(maker.id, item.expression.option)
                for item in order.items
                if item.certainty is Certainty.UNKNOWN and isinstance(item.expression, Taken)
            ]
    return Draft(
        conflict,
        parties=parties,
        foldings=actors.foldings,
        silences=tuple(silences),
        origin=origin or "a conflict file",
    )


# -- choosing


def _choose(
    candidates: Sequence[Candidate],
    actors: Actors,
    wishes: Sequence[Wish],
    left_out: list[LeftOut],
    most_decision_makers: int,
    most_options: int,
) -> tuple[list[Candidate], list[str]]:
    open_ones = []
    for candidate in candidates:
        why = _over(candidate)
        if why:
            left_out.append(LeftOut("option", _owned(candidate, actors), why, candidate.grounds))
        else:
            open_ones.append(candidate)
    weight: dict[str, float] = {}
    for candidate in open_ones:
        weight[candidate.owner] = weight.get(candidate.owner, 0.0) + candidate.weight
    first = {c.owner: min(k.place for k in c.claims) for c in reversed(open_ones)}
    ranked = sorted(weight, key=lambda root: (-weight[root], first[root], root))
    makers = ranked[:most_decision_makers]
    chosen: list[Candidate] = []
    for candidate in open_ones:
        if candidate.owner not in makers:
            left_out.append(
                LeftOut(
                    "option",
                    _owned(candidate, actors),
                    f"its owner is not among the {most_decision_makers} decision makers of whom "
                    "the reports say most",
                    candidate.grounds,
                )
            )
        elif len(chosen) >= most_options:
            left_out.append(
                LeftOut(
                    "option",
                    _owned(candidate, actors),
                    f"the reports say more of {most_options} others",
                    candidate.grounds,
                )
            )
        else:
            chosen.append(candidate)
    makers = [root for root in makers if any(c.owner == root for c in chosen)]
    chosen.sort(key=lambda c: makers.index(c.owner))
    return chosen, makers


def _over(candidate: Candidate) -> str:
    """Return why a candidate is no open choice, or nothing (rules L2 and L3)."""
    nature = candidate.claims[0].act.nature
    if candidate.kinds <= {Kind.ACTED} and nature == Nature.SINGLE:
        return "done, and nobody threatens, demands or offers more of it"
    if candidate.kinds <= {Kind.ACTED} and nature == Nature.REPEATED:
        if not any(c.ongoing for c in candidate.claims) and len(candidate.grounds) < 2:
            return "happened once; nobody threatens, demands or offers more of it"
    if candidate.kinds <= {Kind.ISSUE}:
        return "a topic only: nobody demands, threatens, offers or does it"
    if not candidate.name:
        return "no act can be named"
    return ""


def _owned(candidate: Candidate, actors: Actors) -> str:
    return f"{actors.name(candidate.owner)}: {candidate.name}"


def _passers_by(
    evidence: Evidence, actors: Actors, makers: Sequence[str], left_out: list[LeftOut]
) -> None:
    active = {root for e in evidence.events for root in actors.roots((*e.sources, *e.targets))}
    acting = {root for e in evidence.events for root in actors.roots(e.sources)}
    seen = set()
    for party in evidence.parties:
        root = actors.root(party.id)
        if root in makers or root in seen:
            continue
        seen.add(root)
        if root in acting:
            why = "acts in the reports, but has no open choice there"
        elif root in active:
            why = "only addressed or acted upon"
        else:
            why = "only mentioned"
        grounds = tuple(m.citation for m in actors.party(root).mentions[:1])
        left_out.append(LeftOut("party", actors.name(root), why, grounds))


def _indirect(
    evidence: Evidence, actors: Actors, passages: Passages, claims: Sequence[Claim]
) -> tuple[list[IndirectParty], list[Claim]]:
    """Propose parties in the shadow, each with the one thing the reports hint at (rule A4)."""
    from dataclasses import replace

    from backchannel.conflict.act_reading import read_act

    owners = {owner for claim in claims for owner in claim.owners}
    found: dict[str, list[Citation]] = {}
    for party in evidence.parties:
        if party.in_the_shadow:
            cited = [passages.sentence(c) for c in party.shadow_grounds]
            found.setdefault(actors.root(party.id), []).extend(cited)
    proposals, extra = [], []
    for root, grounds in found.items():
        if root in owners:
            continue
        through = []
        for event in evidence.events:
            sources, targets = actors.roots(event.sources), actors.roots(event.targets)
            sides = (*sources, *targets)
            if root in sides:
                through += [other for other in sides if other != root and other in owners]
                grounds.append(passages.sentence(event.tellings[0].citation))
        listed = tuple(dict.fromkeys(through))
        if not grounds:
            continue
        names = " and ".join(actors.name(other) for other in listed)
        option = f"Support {names}" if names else "Act through others"
        cited = list(dict.fromkeys(grounds))
        proposals.append(IndirectParty(root, actors.name(root), option, listed, tuple(cited)))
        act = read_act(f"support {names or 'others'}")
        if act is not None:
            extra.append(
                Claim(
                    Kind.ACTED,
                    replace(act, object_class=f"of {root}"),
                    (root,),
                    cited[0],
                    f"party {root}",
                    (root,),
                    place=passages.place(cited[0]),
                    ongoing=True,
                    weak=True,
                    why="said to act indirectly",
                )
            )
    return proposals, extra


# -- making elements


def _option(candidate: Candidate, option_id: str, owner: str) -> Option:
    _, _, why, _ = candidate.status
    inferred = sorted({claim.why for claim in candidate.claims if claim.why})
    note = f"Now: {why}."
    if inferred:
        note += f" Owner: {'; '.join(inferred)}."
    return Option(
        option_id,
        candidate.name,
        owner,
        grounds=_quotes(candidate.grounds),
        weak=candidate.weak,
        note=note,
    )


def _status_quo(
    chosen: Sequence[Candidate],
    option_ids: dict[int, str],
    rules: Sequence[FeasibilityRule],
    notes: list[str],
) -> tuple[StatusQuo, tuple[FeasibilityRule, ...]]:
    pattern, assumed, grounds = "", [], []
    for candidate in chosen:
        done, guessed, _, ground = candidate.status
        pattern += "Y" if done else "N"
        if guessed:
            assumed.append(option_ids[id(candidate)])
        if ground is not None:
            grounds.append(ground)
    taken = {option_ids[id(c)]: v == "Y" for c, v in zip(chosen, pattern, strict=True)}
    from backchannel.conflict.elements import evaluate, to_text

    kept = []
    for rule in rules:
        if evaluate(rule.allowed, lambda option: taken[option]):
            kept.append(rule)
        else:
            notes.append(
                f"the reports seem to demand '{to_text(rule.allowed)}', but things do not stand so "
                "now: the rule is not taken over"
            )
    quotes = _quotes(tuple(dict.fromkeys(grounds)))
    return StatusQuo(pattern, tuple(assumed), grounds=quotes), tuple(kept)


def _grounds_of(root: str, chosen: Sequence[Candidate]) -> tuple[Citation, ...]:
    own = [g for c in chosen if c.owner == root for g in c.grounds]
    return tuple(dict.fromkeys(own))[:6]


def _who(root: str, actors: Actors) -> str:
    members = [p.name for p in actors.members(root) if p.id != root]
    return f"With {', '.join(members)}." if members else ""


def _quotes(cited: Sequence[Citation]) -> tuple[Quote, ...]:
    return tuple(Quote.of(citation) for citation in cited)


def _title(evidence: Evidence) -> str:
    for report in evidence.reports:
        if report.title:
            return report.title
    return "A dispute"


def _only_option(expression: object) -> str:
    assert isinstance(expression, Taken)
    return expression.option


_PLAIN = re.compile(r"[^a-z0-9]+")
_SMALL = frozenset(
    "the a an of for to in on and with its their his her from government de do dos da das du des "
    "la le el al y e und der die das".split()
)


def _ids(named: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Give each root a short readable id: initials of long names, else the last word."""
    found: dict[str, str] = {}
    for root, name in named:
        name = re.split(r"\s*[(,]|\s(?:backed|in|of|from|by|under)\s", name)[0]
        words = [w for w in _PLAIN.split(_ascii(name).lower()) if w and w not in _SMALL]
        words = words or ["party"]
        for base in (
            "".join(w[0] for w in words if w) if _is_title(name) else words[-1],
            "_".join(words),
        ):
            if base not in found.values() and base not in _RESERVED and not base[0].isdigit():
                break
        number = 2
        unique = base
        while unique in found.values() or unique in _RESERVED:
            unique, number = f"{base}{number}", number + 1
        found[root] = unique
    return found


def _is_title(name: str) -> bool:
    """Whether a name has two capital words or more and ends in one: "United States"."""
    words = name.split()
    return len(words) > 1 and words[-1][:1].isupper() and sum(w[:1].isupper() for w in words) > 1


_RESERVED = frozenset({"not", "and", "or", "if", "iff", "only", "then", "true", "false"})


def _option_ids(chosen: Sequence[Candidate], makers: dict[str, str]) -> dict[int, str]:
    found: dict[int, str] = {}
    stems = []
    for candidate in chosen:
        act_class = candidate.key[0]
        if act_class.startswith("do:"):
            words = [w for w in _PLAIN.split(_ascii(candidate.name).lower()) if w not in _SMALL]
            stem = "_".join(w for w in words[:2] if w) or "act"
        else:
            stem = act_class
        stems.append(stem)
    for candidate, stem in zip(chosen, stems, strict=True):
        name = stem if stems.count(stem) == 1 else f"{stem}_{makers[candidate.owner]}"
        if name in _RESERVED or name[:1].isdigit():
            name = f"do_{name}"
        unique, number = name, 2
        while unique in found.values():
            unique, number = f"{name}{number}", number + 1
        found[id(candidate)] = unique
    return found


def _ascii(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _clip(text: str, most: int = 90) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
