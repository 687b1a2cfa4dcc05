"""Words for people, and for what happened to them."""

from __future__ import annotations

from collections.abc import Mapping

from . import word_set

PEOPLE = word_set("""
    people person persons man men woman women child children boy boys girl girls baby babies infant
    infants civilian civilians soldier soldiers troop troops fighter fighters militant militants
    insurgent insurgents rebel rebels officer officers policeman policemen policewomen police
    personnel worker workers employee employees student students pupil pupils teacher teachers
    passenger passengers driver drivers pilot pilots crew crewmen sailor sailors resident residents
    villager villagers inhabitant inhabitants citizen citizens national nationals foreigner
    foreigners tourist tourists migrant migrants refugee refugees protester protesters demonstrator
    demonstrators marcher marchers activist activists journalist journalists reporter reporters
    victim victims casualty casualties fatality fatalities death deaths dead injury injuries
    wounded injured survivor survivors body bodies corpse corpses hostage hostages prisoner
    prisoners detainee detainees inmate inmates suspect suspects gunman gunmen attacker attackers
    assailant assailants bomber bombers terrorist terrorists extremist extremists jihadist jihadists
    patient patients doctor doctors nurse nurses medic medics firefighter firefighters rescuer
    rescuers volunteer volunteers miner miners farmer farmers fisherman fishermen voter voters
    candidate candidates lawmaker lawmakers member members deputy deputies senator senators
    representative representatives official officials minister ministers mp mps delegate delegates
    leader leaders politician politicians judge judges lawyer lawyers scientist scientists
    researcher researchers expert experts player players fan fans spectator spectators visitor
    visitors guest guests customer customers client clients consumer consumers user users subscriber
    subscribers viewer viewers adult adults teenager teenagers teen teens youth
    youths minor minors toddler toddlers relative relatives friend friends brother
    brothers sister sisters son sons daughter daughters mother mothers father fathers parent parents
    wife wives husband husbands colleague colleagues staff staffer staffers freshman freshmen
    recruit recruits conscript conscripts veteran veterans commander commanders general generals
    deserter deserters mercenary mercenaries guard guards agent agents clerk clerks trader traders
    investor investors shareholder shareholders donor donors taxpayer taxpayers pensioner pensioners
    immigrant immigrants seeker seekers evacuee evacuees homeless unemployed jobless
    american americans argentinian argentinians briton britons palestinian palestinians israeli
    israelis iraqi iraqis syrian syrians afghan afghans russian russians ukrainian ukrainians german
    germans italian italians indian indians pakistani pakistanis iranian iranians turk turks kurd
    kurds muslim muslims christian christians jew jews yazidi yazidis cuban cubans mexican mexicans
    canadian canadians australian australians african africans european europeans pilgrim pilgrims
    worshipper worshippers monk monks nun nuns priest priests bishop bishops imam imams climber
    climbers hiker hikers swimmer swimmers diver divers cyclist cyclists pedestrian pedestrians
    motorist motorists commuter commuters contractor contractors peacekeeper peacekeepers marine
    marines paramilitary paramilitaries militiaman militiamen smuggler smugglers trafficker
    traffickers robber robbers thief thieves murderer murderers dissident dissidents opponent
    opponents supporter supporters follower followers participant participants attendee attendees
    applicant applicants graduate graduates orphan orphans widow widows individual individuals
    bystander bystanders onlooker onlookers witness witnesses local locals human humans population
    forces servicemen servicewomen serviceman airmen policemen infantrymen reservists gunmen crowd
    dancer dancers singer singers actor actors astronaut astronauts crewmember crewmembers diplomat
    diplomats envoy envoys ambassador ambassadors mayor mayors governor governors councillor
    councillors councilor councilors captive captives abductee abductees toll deceased
    nurses babies newborns newborn twins triplets holidaymakers strikers
    striker picketers truckers trucker athlete athletes competitor competitors
    runner runners settler settlers mourner mourners stranded displaced missing
    lives life swedes danes finns poles czechs slovaks serbs croats arabs brits scots greeks uzbeks
    kazakhs spaniards boomers democrats republicans conservatives liberals socialists communists
""")
"""Words for persons: what they count has the unit "people"."""

STATES: Mapping[str, str] = {
    "killed": "killed", "kill": "killed", "kills": "killed", "killing": "killed", "dead": "dead",
    "died": "died", "die": "died", "dies": "died", "dying": "died", "perished": "died",
    "drowned": "drowned", "murdered": "killed", "slain": "killed", "executed": "executed",
    "massacred": "killed", "injured": "injured", "injure": "injured", "injures": "injured",
    "injuring": "injured", "wounded": "wounded", "wound": "wounded", "wounds": "wounded",
    "wounding": "wounded", "hurt": "injured", "hurting": "injured", "missing": "missing",
    "displaced": "displaced", "displacing": "displaced", "displaces": "displaced",
    "uprooted": "displaced", "evacuated": "evacuated", "evacuating": "evacuated",
    "evacuate": "evacuated", "fled": "fled", "flee": "fled", "fleeing": "fled",
    "arrested": "arrested", "arresting": "arrested", "arrest": "arrested", "detained": "detained",
    "detaining": "detained", "rescued": "rescued", "rescuing": "rescued",
    "hospitalised": "hospitalised", "hospitalized": "hospitalised", "stranded": "stranded",
    "trapped": "trapped", "homeless": "homeless", "affected": "affected", "affecting": "affected",
    "destroyed": "destroyed", "destroying": "destroyed", "damaged": "damaged",
    "damaging": "damaged", "infected": "infected", "kidnapped": "kidnapped",
    "abducted": "kidnapped", "relocated": "relocated", "deployed": "deployed",
    "released": "released", "freed": "released", "shot": "shot", "saved": "saved",
    "sickened": "sickened", "unemployed": "unemployed", "deported": "deported",
    "buried": "buried", "beheaded": "killed", "burned": "burned", "burnt": "burned",
    "hospitalising": "hospitalised",
}  # fmt: skip
"""Words for what happened to what is counted -> the word that describes it."""

HUMAN_STATES = word_set("""
    killed dead died drowned executed injured wounded missing displaced fled arrested detained
    rescued hospitalised stranded trapped homeless infected kidnapped shot sickened unemployed
    deported evacuated
""")
"""States of STATES that by themselves tell that people are counted."""
