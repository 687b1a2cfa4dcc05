"""Short forms of English given names, each with the forms that it stands for."""

from __future__ import annotations

SHORT_FORMS: dict[str, frozenset[str]] = {
    short: frozenset(names.split())
    for short, names in {
        "al": "albert alan allen alfred", "andy": "andrew", "barb": "barbara",
        "becky": "rebecca", "bernie": "bernard", "betty": "elizabeth", "bill": "william",
        "billy": "william", "bob": "robert", "bobby": "robert", "brad": "bradley",
        "cathy": "catherine katherine", "chuck": "charles", "cindy": "cynthia",
        "debbie": "deborah", "dick": "richard", "dottie": "dorothy", "drew": "andrew",
        "ed": "edward edwin edmund", "eddie": "edward", "gene": "eugene", "hank": "henry",
        "jack": "john", "jerry": "gerald jerome", "jim": "james", "jimmy": "james",
        "joe": "joseph", "johnny": "john", "kate": "katherine catherine", "kathy": "katherine",
        "katie": "katherine", "larry": "lawrence", "liz": "elizabeth", "lou": "louis",
        "maggie": "margaret", "mickey": "michael", "mike": "michael", "mitch": "mitchell",
        "ned": "edward", "peggy": "margaret", "pete": "peter", "rick": "richard eric frederick",
        "rob": "robert", "ron": "ronald", "sandy": "sandra alexander", "steve": "steven stephen",
        "sue": "susan", "ted": "edward theodore", "tim": "timothy", "tom": "thomas",
        "tommy": "thomas", "tony": "anthony", "trish": "patricia", "vicky": "victoria",
    }.items()
}  # fmt: skip
