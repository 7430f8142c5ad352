"""How each page is to be read: what it shows, what its words mean, what it does not say. Opened at its heading."""

import streamlit as st

from ui import tour
from ui.navigation import GLOSSARY
from ui.text import N_, _

NO_UNION = N_(
    "**No union** says that the files brought hold no evidence of one. It is no proof and no verdict on the enterprise:"
    " verify before you speak of it."
)
TO_BE_CONFIRMED = N_(
    "**To be confirmed** says that a union may belong to the enterprise, but neither code nor full name settles it."
    " Until somebody has decided it is not counted as covered; it only widens the interval."
)
JOINT = N_(
    "**Covered by a joint union** says that the enterprise is on a joint union's coverage list. It counts as covered,"
    " and is shown apart because it has no union of its own."
)
SMALL = N_(
    "Townships with fewer than ten of these enterprises are not ranked: a single enterprise would move the share by"
    " ten points and more."
)
UNKNOWN_SIZE = N_(
    "Enterprises of unknown size are in no share: not among the larger ones, and not among the small. Bringing"
    " headcounts can raise both the number of larger enterprises and of those without a union."
)
EFFECTIVE = N_(
    "**Effective coverage** counts enterprises whose union runs: elected in time, assembly held, dues paid, account"
    " kept. Set up, running and alive are always shown together."
)
STEPS = N_(
    "Each step has two values: proven, and possible where evidence is missing. What nobody has asked or brought is not"
    " shown as nothing."
)
SUSPECTED = N_(
    "**Suspected** says that files prove many failings. It is no verdict: a union is called a shell only by whoever has"
    " been there."
)
EVERY_FACT = N_(
    "Below every fact stands the file, sheet and row that it was read from. “—” means not known, never zero."
)

HELP: dict[str, tuple[str, ...]] = {
    "overview": (
        N_(
            "The heading and the four figures say how many of the larger enterprises have a union. What counts as"
            " larger is chosen at “Which enterprises”; the question mark at a figure gives its definition and source."
        ),
        TO_BE_CONFIRMED,
        NO_UNION,
        JOINT,
        UNKNOWN_SIZE,
        SMALL,
        N_(
            "Dotted months are reconstructed from dates of founding and closing; enterprises that have left the files"
            " are missing in them. Only solid points are what was published at the time."
        ),
        EFFECTIVE,
        STEPS,
    ),
    "coverage_map": (
        N_(
            "The colour of a township is its share of larger enterprises with a union, in five classes; the legend says"
            " how many townships are in each. Grey means too few enterprises to say."
        ),
        N_("A click on a township shows it alone beside the map; a click on a point opens the enterprise's card."),
        N_(
            "A point is an enterprise without a union that has coordinates. Those without are counted below the map: an"
            " area without points is not an area without such enterprises."
        ),
        NO_UNION,
        SMALL,
        N_("Schematic boundaries show roughly where a township lies. They are no boundaries in law."),
    ),
    "targets": (
        N_(
            "The list begins with whom to visit first. The order comes from points for headcount, sector, age and"
            " township; they are this project's own proposal, not law, and say nothing of any fault."
        ),
        N_("A click on a row opens its card: status, the rule behind it, headcounts by source, file and row."),
        NO_UNION,
        TO_BE_CONFIRMED,
        N_(
            "A headcount is that of the first source that has one: social insurance, tax, statistics, annual report,"
            " the enterprise itself. Where sources differ, the card gives the range."
        ),
        N_("The filters stand in the address, so that it can be sent on. CSV gives every row that they leave."),
    ),
    "risk": (
        N_(
            "The heading counts the base unions that are suspected, to be verified and normal; the list begins with the"
            " likeliest shells. A click on a row opens the card: which finding, by how much, from which file and row."
        ),
        SUSPECTED,
        N_(
            "**Proven score** adds up what is shown to fail, 0 to 100; **worst score** is what it would be if all that"
            " is not known failed as well. The sum on the card can be added up again."
        ),
        N_(
            "**To be verified** says that too little is known, not that anything is wrong. That list says which"
            " evidence would settle most."
        ),
        N_(
            "Evidence of outside systems and of the union above counts in full, a report of the union itself with an"
            " attachment half, a tick not at all; a failing that the union itself reports counts in full."
        ),
        N_(
            "Red lines stand beside the score and are not added to it. Signals say that the same thing stands at"
            " several unions; they lower the evidence and accuse nobody."
        ),
        STEPS,
        N_("What is marked [P] is this project's own design, not law; the county can change weights and thresholds."),
    ),
    "progress": (
        N_(
            "The heading and the figures say what the year's plan asks, what was organised, and how much of that is"
            " shown to run. A click on a number opens the enterprises behind it, below on the page."
        ),
        N_(
            "**Organised** counts enterprises of any size: a union of the ledger covers them since a day of this year,"
            " or the approval of the election was recorded. Whose day is not known is in no year."
        ),
        N_(
            "**Effective progress** counts only those whose union is shown to run. Of which it is not known is hatched:"
            " it counts neither way."
        ),
        N_(
            "**Stalled** are open targets that did not reach the next stage within its days. The days are this"
            " project's own and stand in county.toml; whoever rests on a side track is not late."
        ),
        N_(
            "What is expected by the year's end is reckoned from the months before, with the interval in which it lies"
            " in about eight of ten cases. With too little history nothing is said."
        ),
        N_(
            "Townships with a plan or larger enterprises under ten are not ranked. A plan that no file tells can be"
            " entered at the foot of the page."
        ),
    ),
    "board": (
        N_(
            "For a projector: what is planned, organised and shown to run, and townships by effective progress. It"
            " looks for a new build or record by itself; nothing has to be pressed."
        ),
        N_(
            "Ranked is by unions that run, not by unions that were set up: a union on paper moves no township up. Small"
            " townships stand below the line and have no rank."
        ),
        EFFECTIVE,
        STEPS,
    ),
    "data": (
        N_(
            "Every file that was read, the day that it shows, and what became of its rows: read = kept + rejected +"
            " skipped. Ages are counted up to the as-of date of the data, not up to today."
        ),
        N_(
            "Rejected rows and cells are listed with file, row, reason and next step. Correct them in the file itself"
            " and build again; nothing is changed here."
        ),
        N_("Enterprises without a township count for the county and for no township."),
        UNKNOWN_SIZE,
        N_("A figure is only as good as the oldest file behind it: an old ledger makes unions look missing."),
    ),
    "verdicts": (
        N_(
            "First come suspected unions and those that cross a red line, then the ones drawn at random for the"
            " quarter: one union in twenty, whatever its score. Choose a row to record what was found."
        ),
        N_(
            "A verdict says what somebody saw there: a shell, not a shell, mended, or wrong data. It stands beside the"
            " score and never changes it; it can be taken back, and nothing that was written is lost."
        ),
        N_(
            "The hit rate is the share of suspected unions that were shells, among those that somebody has been at."
            " Below ten of them only numbers are shown."
        ),
        N_(
            "A rectification order names the problem, who is responsible and until when. Only somebody else than who"
            " reported it mended, and than who had to mend it, closes it; under a self-reported name it says so."
        ),
        N_("Of a photograph or a document only the fingerprint (SHA-256) is recorded; keep the file itself."),
    ),
    "visit_lists": (
        N_(
            "The list to take along: first where somebody said when to go again and the day has come, then what has"
            " stood longer than its stage may take, then by rank. Tick rows to take only those. Each download is a list"
            " of its own."
        ),
        N_(
            "Fill in the blanks by hand or in a spreadsheet, and load the file as XLSX, XLS or CSV. A title more or a"
            " column moved does no harm; the hidden column of ids must stay."
        ),
        N_(
            "What comes back is checked like a form: only evidence moves an enterprise forward, one step a row. Right"
            " rows are recorded whole, wrong ones named with what to do, and the same row is recorded once, however"
            " often it is loaded."
        ),
        N_(
            "The calendar file holds visits to make again, stages that become late and deadlines of orders. Taken into"
            " a telephone again, days that moved move there too."
        ),
    ),
    "planner": (
        N_(
            "Say how many visits there can be, who goes and how many a day. The plan gives the enterprises, days and"
            " organisers by which most workers are expected to come one step nearer to a union."
        ),
        N_(
            "An expectation is no promise: it is headcount times chance. The right side says where the chances come"
            " from and by which rule no township is left out."
        ),
        N_(
            "Enterprises of unknown headcount are in no plan and listed apart; unknown is not zero. Those on a side"
            " track, set up already or asked to be taken off the list are not planned either."
        ),
        N_("Handing out writes who goes there and when, for every row by one press; pressed again it adds nothing."),
    ),
    "my_work": (
        N_(
            "An enterprise is due on the day that somebody set for going there again, or on the last day before its"
            " next stage is late (the days stand in county.toml, [P]), whichever comes first. Today is the server's"
            " day."
        ),
        N_(
            "Only your own townships are shown. What a colleague is to do stands under “Record a step”; who has left"
            " the list, or has a union by now, stands here no more."
        ),
        N_(
            "A stage asks only for the evidence that shows it. A step cannot be skipped; a step back, a side track and"
            " leaving the list need a reason. Nothing that was written is lost: taking back is an entry too."
        ),
        N_(
            "A form is recorded once, however often it is sent. Where the net fails, open the page again: it says"
            " whether the ledger has it. What was typed and not sent has to be typed again."
        ),
        N_("A telephone remembers the name that was chosen on it; at a desk it is asked for every time."),
    ),
    "what_if": (
        N_(
            "The sliders change the weight of a dimension, beneath it of each indicator, and the thresholds. What was"
            " found of each union stays as it is; only the sum is made anew."
        ),
        N_(
            "The list names the unions that would change their band. The verdicts tell whether more of the suspected"
            " ones would be shells: with few verdicts that says little."
        ),
        N_(
            "Nothing is applied here. A proposal is kept under a name; the file taken away is a copy of the rules that"
            " the county can use."
        ),
    ),
    "alerts": (
        N_(
            "The list is made anew each day by the rules of county.toml. An alert goes away by itself when its cause"
            " does; one that is silenced comes back after its day."
        ),
        N_(
            "An alert says where to look, never that somebody did wrong: coverage can fall because more enterprises"
            " count, and a stage takes long for good reasons."
        ),
        N_(
            "Coverage is compared between published months alone. Townships with fewer than ten larger enterprises are"
            " left out."
        ),
        N_(
            "Watch an enterprise, a union or a township from its page; below the list stands what moved since the"
            " published month before."
        ),
    ),
    "load": (
        N_("Drop the files as the offices send them; names and layout need no change. Nothing is published by it."),
        N_(
            "Of every file the page says what it was taken for, how many rows can be used, and which headers it does"
            " not understand. A header that is mapped by hand holds for every later file."
        ),
        N_(
            "After computing, compare the figures before and after, and publish only then. The build before can be"
            " brought back."
        ),
        N_("A file can be read and still be wrong: a big change of a figure is a reason to look into the file first."),
    ),
    "review": (
        N_(
            "Each card holds a union and an enterprise that may belong together. What differs in their names and codes"
            " is marked. Bars say how much each comparison speaks for the pair or against it; they decide nothing."
        ),
        N_(
            "Yes counts the enterprise as covered from the next figures on; no takes the pair away; can't tell leaves"
            " it undecided, and the interval as wide as it is. No host here: the union's enterprise is not in the"
            " registry."
        ),
        N_(
            "First come the pairs that move coverage most. Keys: Y yes, N no, U can't tell, H no host here, S later, Z"
            " undo."
        ),
        N_(
            "Duplicates are records that may be one: Y keeps the left, X the right, N says that they are two. Only a"
            " person merges; until then they count as two. Merged, they count once, with the links of both."
        ),
        N_("A name chosen in the sidebar is self-reported: it is recorded so, and vouches for nobody."),
    ),
    "enterprise": (
        N_("What is known of one enterprise. The coloured words are its union status; below them the rule behind it."),
        NO_UNION,
        TO_BE_CONFIRMED,
        EVERY_FACT,
        N_("Headcounts of several sources are alternatives, not parts. They are never added up."),
    ),
    "compare": (
        N_(
            "Two townships, two published months, or two enterprises side by side. What is chosen stands in the"
            " address: a link shows what its sender saw."
        ),
        N_(
            "A difference with an uncertain number in it is a range too. Numbers of townships that are small say"
            " little: one enterprise more or less moves them."
        ),
        NO_UNION,
    ),
    "township": (
        N_(
            "One township at its own address: its coverage, what changed month by month and who it was, its targets by"
            " stage, its unions by band, and notes."
        ),
        N_(
            "Changes are signed: new unions and new enterprises are plus, unions and enterprises that are gone minus;"
            " matched anew and counted otherwise may be either. Opening and changes are closing."
        ),
        N_("“Matched anew” also holds unions that the ledger told late: no work of the month is in it."),
    ),
    "union": (
        N_(
            "What the ledger says of one union, and the enterprises that it counts for. Only base unions that are not"
            " dissolved count as coverage: federations, committees, branches and groups do not."
        ),
        JOINT,
        SUSPECTED,
        STEPS,
        N_("Members and employees are what the union itself reported."),
        EVERY_FACT,
    ),
    "dictionary": (
        N_(
            "Every kind of file that can be brought, with its columns. A file needs no particular name, order or form:"
            " it is recognised by its headers, and any header listed is understood."
        ),
        N_(
            "Only three kinds must be there. What another kind would have told stays unknown without it; nothing is"
            " counted as missing or as fine because of that."
        ),
        N_(
            "A missing row says that something did not happen only where the source was declared complete for the"
            " township and the time: in the file “Declarations of completeness” or in county.toml."
        ),
    ),
    "glossary": (
        N_(
            "The words of these pages, one word for one thing, in both languages, with the codes that stand in the"
            " tables."
        ),
    ),
}


def button(page: str, is_demo: bool) -> None:
    """The help of a page behind a small button, with the ways to the glossary and, on demo data, to the first steps;
    nothing where a page has none."""
    if page not in HELP:
        return
    with st.popover(_("How to read this"), icon=":material/info:", type="tertiary", key="help"):
        st.markdown("\n".join(f"- {_(sentence)}" for sentence in HELP[page]))
        st.page_link(GLOSSARY, label=_("What the words mean"), icon=":material/dictionary:")
        if is_demo:
            tour.reopen()
