"""Looking up who may be the same gives what comparing everybody with everybody gives."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.dossier.clusters import Cluster
from backchannel.dossier.evidence import Mention, MentionKind, Party, PartyKind
from backchannel.dossier.same_party import cluster_parties
from backchannel.text import Source
from tests.dossier import scanning
from tests.strategies import RANDOM_MODELS

#: Parties that rules may take for one another: after ":" persons by name, bodies by name, bodies
#: and people by a noun, holders of an office, people, forces and groups by a noun, states.
FAMILIES = (
    "p:Ana Prates|p:A. Prates|p:Prates|b:PRATES|p:Ana Couto Prates|p:Couto Prates|p:Ana P. Prates|"
    "p:Esmail Qaani|p:Ismail Ghaani|p:Qaani|p:Lucia Moreno|p:L. M. Ortega|p:Moreno|p:Lucía Moreno;"
    "p:Øyvind Ødegaard|p:Oyvind Odegaard|b:Odegaard Bank|b:Ødegaard Bank|b:Hazmi League|"
    "b:Hazmi Leage|b:Khazmi League|p:Abu Bakr al-Hazmi|b:—|p:—|p:Odegaard|b:Odegaard;"
    "b:Aru Mines|b:Aru|p:Aru|b:Aru Mines Ltd|b:Grupo Aru|b:ARU|n:the mine|n:the management|"
    "n:mine management|n:the company|n:the company in Dock Street|n:company|n:mine;"
    "b:Union of Forces for the Tibesti|b:UFT|b:U.F.T.|b:Tibesti Union|b:National Union|b:Union|"
    "b:Quarry Workers|b:Quarry Workers Union|b:Quarry Workers Union of Aru|b:Workers Union|n:union;"
    "b:Dockers' Union|n:the union|n:dockers' union|n:the majority union|n:biggest union|"
    "n:a strong union|n:dockers' assembly|n:dockers' committee|n:weavers' union|n:union;"
    "b:Aru People's Movement|b:Movement|b:Tibesti Movement|p:Movement|n:the movement|b:Aru|p:Aru;"
    "b:Border Guard Service|b:Frontier Police|n:border guards|n:guards|n:frontier guard|"
    "n:coast guards|n:guard|n:border guard;"
    "b:Aru Police|b:Police|n:police|n:riot police|n:officers|n:the police of Aru|p:Police;"
    "b:Observer Mission|b:Tibesti Mission|n:monitors|n:nine monitors|n:observers|n:mission;"
    "b:National Assembly|b:Assembly|b:Parliament|b:Government House|b:House|n:parliament|"
    "n:the assembly|n:its chamber|n:legislature;"
    "b:Families' Committee|b:Mothers of Aru|n:mothers|n:families|n:the Prates family|n:wives;"
    "p:Ana Prates|o:the minister|o:prime minister|o:premier|o:interior minister|o:the judge|"
    "o:mediator|o:the judge of Aru|p:Lena Horvat|o:chief judge;"
    "p:Star|b:Star|p:Morning Star|n:crew of the Star|n:crew of the Morning Star|p:Aru|"
    "n:crew of Aru|n:crew;"
    "n:government|n:its government|b:Aru|n:the government of Aru|n:troops|n:Chadian troops|"
    "n:Aru troops|n:gunmen|n:dockers|n:nine dockers|n:officials;"
    "b:Aru Truce Mission|b:Observer Mission|g:monitors|g:the observers|g:nine verifiers|"
    "b:Mothers of Aru|b:Weavers' Front|g:the Mothers of Aru|g:the Weavers' Front|g:the Mothers;"
    "g:crew of the Blue Heron|g:sailors|g:the crew|g:captured sailors|g:crew of the Swan|b:Heron|"
    "b:Blue Heron|p:Swan|f:navy|b:Aru Navy|g:fishing crew|g:fishermen|g:nine fishermen|s:Aru;"
    "f:army|f:the army|f:soldiers|f:nine soldiers|f:troops|b:Aru Defence Force|b:Aru Army|"
    "b:Aru People's Army|f:a company of soldiers|s:Aru|s:Odra|f:one soldier|f:Odra troops|"
    "f:captive soldiers;"
    "f:police|f:river police|f:lake police|f:riot police|f:officers|f:one officer|g:an officer|"
    "f:security forces|f:the policemen|b:Aru Police|s:Aru|s:Odra|f:harbour police;"
    "f:coast guard|f:coastguards|b:Aru Coast Guard|b:Odra Coastguard|n:the coast guard|s:Aru;"
    "b:Aru Home Guard|b:Odra Brigade|r:militia|r:rebels|r:the fighters|r:Aru rebels|r:Aru Front|"
    "b:Salt Workers' League|n:trade unions|n:the unions|n:unions|b:Dockers' Union|s:Aru;"
    "p:Lena Tarin|o:the mediator|o:envoy|o:the leader|o:the union leader|o:rebel leader|"
    "b:Aru Front|b:Dockers' Union|p:Ivo Sarn|o:leader of the Front;"
    "b:Aru Front|b:Front|p:Lena Tarin|p:Ivo Sarn|o:leader of the Front;"
    "s:Aru|s:Aru|f:officers|f:Aru Police|f:police|f:river police|f:navy;"
    "g:inhabitants of Aru|g:families from Aru|g:the people of Odra|g:families|f:border police|"
    "f:Aru Police|b:Rail Regulatory Authority|n:the regulator|n:the authority;"
    "o:envoy|o:mediator|e:Lena Tarin|s:Aru|s:Odra;"
    "p:Lena Tarin|p:Lena|p:Dame Lena|p:Lena Odran|p:Ana Lena|g:the driver|g:driver|g:the drivers|"
    "g:driver Lena|p:Sarn;"
    "b:Confederation of Aruan Workers|b:CTA|b:CAT|b:Council of Aru|b:COA|b:Aru Council of Trade|"
    "g:seven people|g:the seven men|g:people|g:men|g:two nurses|g:growers|g:farmer|g:farmers|"
    "b:Council of Aru Workers|b:Workers of Council Aru;"
    "p:Bua Sayasith|p:Bua|p:Sayasith|p:Bua Lam|p:Noi Bua|p:BUA|p:Lu Bua|p:Lu|b:Bua|b:Bua Mines;"
    "b:Delta People's Network|b:Network of the People of the Delta|b:Delta Network|r:Delta Front|"
    "b:Deltas|p:Deltas|r:Deltas|b:Delta Free Network|b:Peoples Network Delta|s:Delta;"
    "b:UNVMA|b:United Nations Verification Mission|b:UNVM|b:UNVMAK|b:Union Nord|b:UNA|p:UNVMA;"
    "c:Canadian company|c:foreign firm|c:Aru Mines|c:company|c:Odran firm|b:Aru Mines|c:the firm;"
    "o:the minister|o:minister|e:Lena Tarin|e:Ivo Sarn|o:the governor|o:health minister|s:Aru;"
    "b:Fisheries Commission|b:Fisheries Control Commission|b:Fisheries Trade Commission|b:FCC|"
    "b:Fisheries National Commission|s:Aru|b:Fishery Commission|b:Commission;"
    "g:strikers|g:pickets|g:dockers|g:our pickets|g:nurses|g:nine dockers|b:Dockers' Union|"
    "n:dockers' union|n:the dockers union|s:Aru|g:the crowd|g:demonstrators|g:nine protesters;"
    "b:National Security Service|n:security service|n:the state security service|s:Aru|s:Odra|"
    "b:Aru Salt League|b:League|b:the League|b:Secretariat|n:secretariat|n:secretariat of Aru|"
    "i:Aru Community|i:Odran Union;"
    "p:Lena Tarin|g:her men|g:people|g:his nurses|b:Nurses' Union|f:police|b:Aru Front|r:fighters"
).split(";")
KINDS = {
    "p": (PartyKind.PERSON, PartyKind.PERSON, PartyKind.UNKNOWN),
    "b": (PartyKind.ORGANISATION, PartyKind.ORGANISATION, PartyKind.ORGANISATION, *PartyKind),
    "n": (PartyKind.ORGANISATION, PartyKind.ORGANISATION, PartyKind.PERSONS, *PartyKind),
    "o": (PartyKind.PERSON,),
    "e": (PartyKind.PERSON,),
    "g": (PartyKind.PERSONS,),
    "f": (PartyKind.ARMED_FORCE,),
    "c": (PartyKind.COMPANY,),
    "i": (PartyKind.IGO,),
    "r": (PartyKind.GROUP,),
    "s": (PartyKind.STATE,),
}
ROLES = (
    "minister|prime minister|premier|interior minister|deputy minister|judge|chief judge|mediator|"
    "envoy|leader|union leader|rebel leader"
).split("|")


@st.composite
def parties(draw: st.DrawFn) -> list[list[Party]]:
    """Readings of parties whom the rules may take for one another."""
    families = draw(st.lists(st.sampled_from(FAMILIES), min_size=1, max_size=2))
    pool = st.sampled_from([tuple(who.split(":")) for f in families for who in f.split("|")])
    readings = []
    for number in range(draw(st.integers(1, 3))):
        count = draw(st.integers(1, 6))
        made: list[Party] = []
        for at in range(count):
            manner, name = draw(pool)
            more = [n for _, n in draw(st.lists(pool, max_size=2)) if draw(st.booleans())]
            met = [name, *more[:1]]
            how = MentionKind.NAME if manner in "pbsei" else MentionKind.NOMINAL
            mentions = tuple(Mention(Source(w, f"{number}").cite(0, len(w)), how) for w in met)
            owner = draw(st.none() | st.just(0) | st.integers(0, count - 1))
            part_of = None if owner is None or owner == at else f"p{owner}"
            said = part_of is not None and draw(st.booleans())
            role = st.sampled_from(ROLES)
            made.append(
                Party(
                    f"p{at}",
                    name,
                    draw(st.sampled_from(KINDS[manner])),
                    draw(st.sampled_from([None, None, "TCD", "PER"])),
                    draw(st.sampled_from([None, None, "COP", "LEG", "LAB", "REB", "MED"])),
                    part_of,
                    (Source("of Aru").cite(0, 6),) if said else (),
                    role=draw(role if manner in "oe" else st.none() | role),
                    aliases=tuple(sorted({*more} - {name})),
                    mentions=mentions if draw(st.integers(0, 5)) else (),
                )
            )
        readings.append(made)
    return readings


def _members(clusters: list[Cluster] | list[scanning.Cluster]) -> list[list[tuple[int, str]]]:
    return [[(number, party.id) for number, party in c.members] for c in clusters]


@settings(max_examples=12 * RANDOM_MODELS, deadline=None)
@given(parties())
def test_lookup_is_comparing_everybody(readings: list[list[Party]]) -> None:
    assert _members(cluster_parties(readings)) == _members(scanning.cluster_parties(readings))
