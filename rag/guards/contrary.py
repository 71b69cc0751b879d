"""Words that cannot stand for each other in one place: opposites, shares, how often, how sure. Tables, no rules."""

OPPOSITES = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("more greater higher", "less fewer lower lesser"),
        ("increase increased increases increasing rise rose rises risen grew grow grown growth",
         "decrease decreased decreases decreasing fall fell falls fallen decline declined drop dropped shrank"),
        ("before prior", "after following"),
        ("above over exceed exceeds exceeded", "below under"),
        ("north northern", "south southern"),
        ("east eastern", "west western"),
        ("win won wins victory", "lose lost loses defeat"),
        ("accept accepted accepts approve approved", "reject rejected rejects refuse refused"),
        ("support supported supports supporting", "oppose opposed opposes opposing"),
        ("allow allowed allows permit permitted", "ban banned bans forbid forbidden prohibit prohibited"),
        ("import imports imported", "export exports exported"),
        ("open opened opens", "close closed closes shut"),
        ("begin began begins start started", "end ended ends stop stopped finish finished"),
        ("join joined joins", "leave left leaves quit withdrew withdraw"),
        ("buy bought buys", "sell sold sells"),
        ("succeed succeeded success successful", "fail failed failure unsuccessful"),
        ("guilty convicted", "innocent acquitted"),
        ("first", "last"),
        ("male man men", "female woman women"),
        ("husband", "wife"),
        ("son", "daughter"),
        ("brother", "sister"),
        ("alive survived survive", "dead died killed"),
        ("early", "late"),
        ("earlier", "later"),
        ("large larger largest big bigger biggest", "small smaller smallest"),
        ("old older oldest", "young younger youngest new newer newest"),
        ("long longer longest", "short shorter shortest"),
        ("better best", "worse worst"),
        ("fast faster fastest quick", "slow slower slowest"),
        ("strong stronger strongest", "weak weaker weakest"),
        ("high highest", "low lowest"),
        ("wide wider widest", "narrow narrower narrowest"),
        ("upper", "lower"),
        ("major", "minor"),
        ("maximum", "minimum"),
        ("majority", "minority"),
        ("most", "least fewest"),
        ("since", "until till"),
        ("cause causes caused", "prevent prevents prevented"),
        ("rich richer richest", "poor poorer poorest"),
    )
)  # fmt: skip
# In a line each group in bars says something else than the others.
_APART = """all every each | most majority | many numerous | some several | few | half | none no
always | usually generally mostly | often frequently | sometimes occasionally | rarely seldom | never
may might could | will shall | must
hundred hundreds | thousand thousands | million millions | billion billions | trillion trillions
day days | week weeks | month months | year years | decade decades | century centuries
father | mother
brother | sister | cousin
uncle | aunt
nephew | niece
king | queen | emperor | empress | prince | princess | duke | earl | count | baron | pope | bishop | archbishop
president | chairman | secretary | minister | chancellor | governor | mayor | senator | ambassador | director | producer
partly partially | entirely completely wholly
killed died dead deaths | injured wounded hurt injuries"""


def _table() -> dict[str, tuple[tuple[str, int], ...]]:
    lines = [[frozenset(group.split()) for group in line.split("|")] for line in _APART.splitlines()]
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for number, groups in enumerate([*OPPOSITES, *lines]):
        for side, words in enumerate(groups):
            for word in words:
                found[word] = (*found.get(word, ()), (f"word {number}", side))
    return found


CONTRARY = _table()  # of a word, the lines that it stands in and on which side
