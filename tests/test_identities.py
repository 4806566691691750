"""Who is who across briefs: names and contexts compared, appearances joined, ids given, briefs brought in line."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.brief import Brief, PersonNote, Text
from builder.files import Workshop
from builder.identities import Appearance, Identity, appearances_of, blocks, identify, identify_appearances, join
from builder.identities.contexts import Agreement, compare, context_of, occupation_of
from builder.identities.names import Verdict, block_of, given_letters, parse
from builder.identities.names import compare as compare_names
from builder.slugs import slug
from tests.test_pages import brief, quote

PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parent / "name_pairs.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
NAMES = sorted({name for *_, one, other in PAIRS for name in (one, other)})
ANY_NAME = st.one_of(st.sampled_from(NAMES), st.text(min_size=1, max_size=30))


def verdict(one: str, other: str) -> str:
    """Compare two names as joining does: names of two blocks never meet."""
    same_block = block_of(one) == block_of(other)
    return compare_names(parse(one), parse(other)).name.lower() if same_block else "different"


def appearance(name: str, path: str = "2025/a.md", date: str | None = "2025-01-01", **changes: object) -> Appearance:
    plain = Appearance(path, date, slug(name), None, name, (), (), (), (), (), 1)
    return replace(plain, **changes)  # type: ignore[arg-type]


def seen(
    name: str, number: int, role: str = "", country: str = "", company: tuple[str, ...] = (), **changes: object
) -> Appearance:
    """An appearance in the brief of the day with this number; the country is the brief's subject and the role's."""
    countries = (country,) if country else ()
    return appearance(
        name,
        f"2025/{number:03}.md",
        f"2025-01-{number:02}" if number < 29 else f"2025-02-{number - 28:02}",
        roles=((role, countries),) if role else (),
        subjects=countries,
        countries=countries,
        company=company,
        **changes,
    )


def day(one: Appearance) -> int:
    return int(Path(one.brief).stem)


def naming(person: Identity) -> Appearance:
    """The appearance whose name the id is made from."""
    full = [one for one in person.appearances if parse(one.name).is_full]
    return (full or person.appearances)[0]


def people(*appearances: Appearance) -> dict[str, list[int]]:
    """Join, and tell the days of each person."""
    found = identify_appearances(appearances).people
    return {name: [day(one) for one in person.appearances] for name, person in found.items()}


# Names.


def test_the_table_of_name_pairs_is_long_and_has_every_verdict_in_plenty() -> None:
    verdicts = Counter(row[0] for row in PAIRS)
    assert len(PAIRS) >= 300
    assert min(verdicts[word] for word in ("same", "undecided", "different")) >= 80


@pytest.mark.parametrize(("expected", "kind", "one", "other"), PAIRS)
def test_a_pair_of_names(expected: str, kind: str, one: str, other: str) -> None:
    assert verdict(one, other) == expected, kind


@given(ANY_NAME, ANY_NAME)
def test_comparing_names_is_symmetric(one: str, other: str) -> None:
    assert compare_names(parse(one), parse(other)) is compare_names(parse(other), parse(one))


@given(ANY_NAME)
def test_a_name_is_never_different_from_itself(name: str) -> None:
    assert compare_names(parse(name), parse(name)) is (Verdict.SAME if parse(name).is_full else Verdict.UNDECIDED)


@given(ANY_NAME, st.sampled_from(["", "-2", "-17"]))
def test_an_id_belongs_to_the_block_of_its_name(name: str, number: str) -> None:
    assert block_of(slug(name) + number) == block_of(name)


@pytest.mark.parametrize("one", NAMES)
def test_names_that_may_be_joined_share_a_block_and_a_first_letter(one: str) -> None:
    mine = parse(one)
    for other in NAMES:
        theirs = parse(other)
        if compare_names(mine, theirs) is not Verdict.DIFFERENT:
            assert block_of(one) == block_of(other), other
            if mine.is_full and theirs.is_full:
                assert given_letters(mine) & given_letters(theirs), other


# Contexts.


@pytest.mark.parametrize(
    ("role", "field"),
    [
        ("the Hungarian water minister", "government"),
        ("44, a fisherman from Split", "land"),
        ("a 34-year-old teacher", "learning"),
        ("attorney general", "law"),
        ("General", "forces"),
        ("a retired army general", "forces"),
        ("secretary general", "government"),
        ("a winemaker in the eastern region of Kakheti", "land"),
        ("an adviser to the president", ""),
        ("his daughter", ""),
        ("who led the delegation", ""),
        ("who is a nurse", "health"),
    ],
)
def test_the_field_of_an_occupation(role: str, field: str) -> None:
    assert occupation_of(role) == field


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("mayor", "GB"), ("senator", "GB"), Agreement.STRONG),
        (("mayor", "GB"), ("mayor", "FR"), Agreement.AGREE),
        (("mayor", "GB"), ("fisherman", "GB"), Agreement.AGREE),
        (("mayor", "GB"), ("", "FR"), Agreement.NEUTRAL),
        (("mayor", "GB"), ("fisherman", "HR"), Agreement.DISAGREE),
        (("mayor", "GB"), ("fisherman", ""), Agreement.NEUTRAL),
        (("28, a mayor", "GB"), ("61, a mayor", "FR"), Agreement.DISAGREE),
        (("28, a mayor", "GB"), ("61, a baker", "GB"), Agreement.DISAGREE),
        (("28", "GB"), ("61", "FR"), Agreement.DISAGREE),
        (("28, a mayor", "GB"), ("61, a mayor", "GB"), Agreement.NEUTRAL),
        (("28, a mayor", "GB"), ("29, a mayor", "GB"), Agreement.STRONG),
    ],
)
def test_two_contexts(one: tuple[str, str], other: tuple[str, str], expected: Agreement) -> None:
    first, second = context_of([seen("A B", 1, *one)]), context_of([seen("A B", 2, *other)])
    assert compare(first, second) is compare(second, first) is expected


def test_a_companion_keeps_contradicting_contexts_from_disagreeing() -> None:
    mayor = context_of([seen("A B", 1, "mayor", "GB", ("c-d",))])
    fisherman = context_of([seen("A B", 2, "fisherman", "HR", ("c-d",))])
    assert compare(mayor, fisherman) is Agreement.AGREE


# Joining.


def test_variants_of_one_name_are_one_person_under_the_oldest_name() -> None:
    joined = people(
        seen("Volodymyr Zelenskyy", 3, "president", "UA"),
        seen("Volodymyr Zelenskiy", 1, "president", "UA"),
        seen("Volodymyr Zelensky", 2),
    )
    assert joined == {"volodymyr-zelenskiy": [1, 2, 3]}


def test_namesakes_whose_contexts_disagree_are_two_and_know_each_other() -> None:
    mayor, fisherman = seen("Jordan Pike", 1, "mayor", "GB"), seen("Jordan Pike", 2, "fisherman", "HR")
    first, second = join([fisherman, mayor])
    assert (first.id, first.appearances, first.namesakes) == ("jordan-pike", (mayor,), ("jordan-pike-2",))
    assert (second.id, second.appearances, second.namesakes) == ("jordan-pike-2", (fisherman,), ("jordan-pike",))
    assert not first.doubtful and not second.doubtful


def test_one_name_in_contexts_that_tell_nothing_may_be_two_people() -> None:
    (person,) = join([seen("Jordan Pike", 1, "mayor", "GB"), seen("Jordan Pike", 2, "", "HR")])
    assert person.doubtful


def test_one_name_in_contexts_that_agree_is_no_doubtful_person() -> None:
    (person,) = join([seen("Jordan Pike", 1, "mayor", "GB"), seen("Jordan Pike", 2, "", "GB")])
    assert not person.doubtful


def test_an_undecided_name_joins_only_where_contexts_agree_strongly() -> None:
    full = seen("Jordan Pike", 1, "mayor", "GB")
    assert people(full, seen("J. Pike", 2, "councillor", "GB")) == {"jordan-pike": [1, 2]}
    assert people(full, seen("J. Pike", 2, "", "GB")) == {"jordan-pike": [1], "j-pike": [2]}
    (initial, known) = join([full, seen("J. Pike", 2, "", "GB")])
    assert (initial.maybe, known.maybe) == (("jordan-pike",), ("j-pike",))


def test_an_initial_that_two_people_have_joins_neither() -> None:
    both = [seen("Jordan Pike", 1, "mayor", "GB"), seen("Joan Pike", 2, "mayor", "GB")]
    assert set(people(*both, seen("J. Pike", 3, "mayor", "GB"))) == {"jordan-pike", "joan-pike", "j-pike"}


def test_a_name_without_its_middle_name_joins_neither_of_two_who_have_one() -> None:
    both = [seen("John Fitz Pike", 1, "mayor", "GB"), seen("John Quill Pike", 2, "mayor", "GB")]
    assert set(people(*both, seen("John Pike", 3, "mayor", "GB"))) == {"john-fitz-pike", "john-quill-pike", "john-pike"}


def test_an_ambiguous_surname_alone_is_joined_to_nobody() -> None:
    bearers = [seen("Jordan Pike", 1, "mayor", "GB"), seen("Dorothy Pike", 2, "baker", "GB")]
    joined = people(*bearers, seen("Pike", 3, "mayor", "GB"), seen("Pike", 4), seen("Pike", 5))
    assert joined == {"jordan-pike": [1], "dorothy-pike": [2], "pike": [3], "pike-2": [4], "pike-3": [5]}


def test_the_only_bearer_of_a_surname_is_meant_by_it_in_the_same_office_and_country() -> None:
    president = seen("Volodymyr Zelensky", 1, "president", "UA")
    assert people(president, seen("Zelenskyy", 2, "president", "UA")) == {"volodymyr-zelensky": [1, 2]}
    assert people(president, seen("Zelenskyy", 2, "", "UA")) == {"volodymyr-zelensky": [1], "zelenskyy": [2]}


def test_two_people_of_one_brief_stay_two() -> None:
    one = appearance("John Pike", local="john-pike")
    other = appearance("John F. Pike", local="john-f-pike")
    assert len(join([one, other])) == 2


def test_a_companion_brings_contexts_together() -> None:
    joined = people(
        seen("Jordan Pike", 1, "mayor", "GB", ("ana-reisz",)),
        seen("Jordan Pike", 2, "fisherman", "HR", ("ana-reisz",)),
    )
    assert joined == {"jordan-pike": [1, 2]}


# Ids.


def test_a_newer_article_renames_nobody() -> None:
    before = [seen("Jordan Pike", 1, "mayor", "GB"), seen("Jordan Pike", 5, "fisherman", "HR")]
    newer = [seen("Jordan Pike", 7, "violinist", "JP"), seen("Jordan E. Pike", 8, "mayor", "GB")]
    assert people(*before) == {"jordan-pike": [1], "jordan-pike-2": [5]}
    assert people(*before, *newer) == {"jordan-pike": [1, 8], "jordan-pike-2": [5], "jordan-pike-3": [7]}


def test_an_id_said_by_hand_is_taken_as_said_and_never_joined_again() -> None:
    mayor = seen("Jordan Pike", 1, "mayor", "GB")
    by_hand = seen("Jordan Pike", 2, "mayor", "GB", said="jordan-pike-of-leeds")
    assert people(mayor, by_hand) == {"jordan-pike": [1], "jordan-pike-of-leeds": [2]}
    found = identify_appearances([mayor, by_hand]).people
    assert found["jordan-pike"].namesakes == ("jordan-pike-of-leeds",)


def test_an_id_said_by_hand_leads_to_the_person_who_has_it() -> None:
    namesakes = [seen("Jordan Pike", 1, "mayor", "GB"), seen("Jordan Pike", 2, "fisherman", "HR")]
    by_hand = seen("Jordan Pike", 3, "mayor", "GB", said="jordan-pike-2")
    assert people(*namesakes, by_hand) == {"jordan-pike": [1], "jordan-pike-2": [2, 3]}


def test_the_oldest_name_in_full_gives_the_id() -> None:
    president = seen("Zelenskyy", 1, "president", "UA")
    assert people(president, seen("Volodymyr Zelensky", 2, "president", "UA")) == {"volodymyr-zelensky": [1, 2]}


# Any collection.

ROLES = st.sampled_from(["", "mayor", "fisherman", "violinist", "28, a baker", "71", "his son"])
PLACES = st.sampled_from(["", "GB", "HR", "JP"])
CALLED = st.sampled_from(
    ["John Pike", "John F. Pike", "John Q. Pike", "J. Pike", "Jon Pike", "Jonathan Pike", "Pike", "Mrs. Pike", "Pyke"]
)
COMPANY = st.lists(st.sampled_from(["ana-reisz", "mere-tuhoe", "keita"]), max_size=2, unique=True).map(tuple)
BLOCKS = st.lists(st.tuples(CALLED, ROLES, PLACES, COMPANY), max_size=12).map(
    lambda rows: [seen(name, number, role, at, by) for number, (name, role, at, by) in enumerate(rows, 1)]
)


@given(BLOCKS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_plays_no_part(block: list[Appearance], random: object) -> None:
    shuffled = block.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert identify_appearances(shuffled) == identify_appearances(block)


@given(BLOCKS)
def test_what_is_known_of_other_blocks_changes_nothing(block: list[Appearance]) -> None:
    known = blocks.Blocks()
    for some in (block[1:], block, block, block[:-1]):
        known = blocks.Blocks(known.now)
        assert identify_appearances(some, known=known) == identify_appearances(some)


def test_blocks_that_stay_the_same_are_not_joined_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = [appearance("Ana Pike", "2025/1.md"), appearance("Ana Pike", "2025/2.md"), appearance("Leo Marsh")]
    known = blocks.Blocks()
    found = identify_appearances(both, known=known)
    workshop = Workshop(tmp_path)
    with workshop.opened():
        blocks.save(known, tmp_path, "code", workshop)
    assert not blocks.load(tmp_path, "other code").known
    monkeypatch.setattr(blocks, "join", pytest.fail)
    again = blocks.load(tmp_path, "code")
    assert identify_appearances(both, known=again) == found
    assert not again.are_new
    (tmp_path / blocks.FILE).write_bytes(b"\x82")
    assert not blocks.load(tmp_path, "code").known


@given(BLOCKS)
def test_nobody_is_lost_and_nobody_is_in_two_places(block: list[Appearance]) -> None:
    found = [one for person in identify_appearances(block).people.values() for one in person.appearances]
    assert sorted(found, key=lambda one: one.age) == block


@given(BLOCKS)
def test_joining_one_person_alone_changes_nothing(block: list[Appearance]) -> None:
    for person in identify_appearances(block).people.values():
        if person.appearances[0].name not in ("Pike", "Pyke", "Mrs. Pike"):
            (again,) = identify_appearances(person.appearances).people.values()
            assert again.appearances == person.appearances


@given(BLOCKS)
def test_the_oldest_of_a_name_has_the_bare_slug(block: list[Appearance]) -> None:
    first: dict[str, Appearance] = {}
    for one in block:
        first.setdefault(slug(one.name), one)
    for name, person in identify_appearances(block).people.items():
        assert name.startswith(slug(naming(person).name))
        if name == slug(naming(person).name):
            continue
        assert first[slug(naming(person).name)] not in person.appearances


@given(BLOCKS)
def test_namesakes_and_doubts_go_both_ways(block: list[Appearance]) -> None:
    found = identify_appearances(block).people
    for name, person in found.items():
        assert all(name in found[other].namesakes for other in person.namesakes)
        assert all(name in found[other].maybe for other in person.maybe)
        assert name not in person.namesakes + person.maybe


@given(BLOCKS, st.tuples(CALLED, ROLES, PLACES, COMPANY))
def test_a_newer_article_leaves_the_ids_of_full_names_where_nobody_is_joined_anew(
    block: list[Appearance], row: tuple[str, str, str, tuple[str, ...]]
) -> None:
    name, role, place, company = row
    before = identify_appearances(block).people
    after = identify_appearances([*block, seen(name, len(block) + 1, role, place, company)]).people
    groups = {tuple(one.age for one in person.appearances): name for name, person in before.items()}
    for other, person in after.items():
        old = tuple(one.age for one in person.appearances if day(one) <= len(block))
        if old in groups and len(before) <= len(after):
            assert slug(naming(person).name) in (other, other.rpartition("-")[0])


# Briefs.


def told(name: str, *people: str, **changes: object) -> Brief:
    notes = {slug(person): PersonNote(person, (), ("hydrologist",), 1) for person in people}
    plain = replace(brief(name), people=tuple(notes), **changes)  # type: ignore[arg-type]
    return replace(plain, made=replace(plain.made, people=notes))


def test_a_brief_speaks_of_its_people_by_the_ids_of_the_collection() -> None:
    old = told("a", "Volodymyr Zelensky", date="2025-01-01")
    new = told(
        "b",
        "Volodymyr Zelenskyy",
        date="2025-02-01",
        text=Text("[Zelenskyy](../../people/volodymyr-zelenskyy.md) [said](../../countries/ukraine.md)."),
        quotes=(quote("It runs,", speaker="volodymyr-zelenskyy"), quote("It stops.", "q2", speaker="a voice")),
    )
    who = identify([new, old])
    mapped = who.applied(new)
    assert mapped.people == tuple(mapped.made.people) == ("volodymyr-zelensky",)
    assert [each.speaker for each in mapped.quotes] == ["volodymyr-zelensky", "a voice"]
    assert mapped.body == "[Zelenskyy](../../people/volodymyr-zelensky.md) [said](../../countries/ukraine.md)."
    assert who.applied(old) is old
    assert who.moved == {"volodymyr-zelenskyy": "volodymyr-zelensky"}


def test_an_id_changed_by_hand_takes_quotations_and_links_along() -> None:
    plain = told("a", "Jordan Pike", quotes=(quote("It runs,", speaker="jordan-pike"),))
    by_hand = replace(plain, people=("jordan-pike-of-leeds",), text=Text("[Pike](../../people/jordan-pike.md)"))
    (found,) = appearances_of(by_hand)
    assert (found.local, found.said, found.name) == ("jordan-pike", "jordan-pike-of-leeds", "Jordan Pike")
    mapped = identify([by_hand]).applied(by_hand)
    assert mapped.people == ("jordan-pike-of-leeds",)
    assert mapped.quotes[0].speaker == "jordan-pike-of-leeds"
    assert mapped.body == "[Pike](../../people/jordan-pike-of-leeds.md)"


def test_a_person_put_in_by_hand_is_no_new_name_for_one_taken_out() -> None:
    plain = told("a", "Jordan Pike")
    by_hand = replace(plain, people=("mere-tuhoe",))
    (found,) = appearances_of(by_hand)
    assert (found.local, found.said, found.name) == ("mere-tuhoe", "mere-tuhoe", "Mere Tuhoe")


def test_two_ids_that_a_person_made_one_are_one() -> None:
    plain = told("a", "Jordan Pike", "Zed Quill")
    by_hand = replace(plain, people=("jordan-pike", "jordan-pike"))
    assert set(identify([by_hand]).people) == {"jordan-pike"}


def test_a_role_points_to_the_country_that_its_words_name() -> None:
    plain = told("a", "Judit Halmos", countries=("HU", "GE", "HR", "GN", "GW"))
    roles = (
        *("the Hungarian water minister", "a fisherman from Split", "a voice from Tbilisi", "hydrologist"),
        "Guinea-Bissau’s envoy to Guinea",
    )
    made = replace(
        plain.made, people={"judit-halmos": PersonNote("Judit Halmos", (), roles, 1)}, places={"Split": "HR"}
    )
    (found,) = appearances_of(replace(plain, made=made))
    assert dict(found.roles) == dict(zip(roles, [("HU",), ("HR",), ("GE",), (), ("GW", "GN")], strict=True))


def test_two_people_of_a_brief_may_take_each_others_old_ids() -> None:
    links = "[Pike](../../people/pike.md) and [Pike](../../people/pike-2.md)"
    people = {"pike": PersonNote("Mr. Pike", (), (), 1), "pike-2": PersonNote("Mrs. Pike", (), (), 1)}
    plain = replace(brief("a"), people=tuple(people), text=Text(links))
    plain = replace(plain, made=replace(plain.made, people=people))
    who = replace(identify([plain]), local={"2025/a.md": {"pike": "pike-2", "pike-2": "pike"}})
    mapped = who.applied(plain)
    assert mapped.people == ("pike-2", "pike")
    assert mapped.body == "[Pike](../../people/pike-2.md) and [Pike](../../people/pike.md)"
