"""The gazetteer: names of countries for the pages, senses of names for the annotator, and the data files themselves."""

import time
from collections import Counter
from importlib.resources import files

import pytest

from builder.gazetteer import COUNTRY_CODES, Gazetteer, country_name, load
from builder.gazetteer.countries import countries
from builder.gazetteer.gazetteer import outlets
from builder.gazetteer.tables import rows
from builder.gazetteer.words import key, words
from builder.slugs import slug

HAND_WRITTEN = (
    "abbreviations.tsv",
    "context_words.tsv",
    "countries.tsv",
    "metonyms.tsv",
    "no_country.txt",
    "other_names.tsv",
    "outlets.tsv",
    "person_names.txt",
    "regions.tsv",
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


def test_countries_are_those_of_iso_3166_with_kosovo() -> None:
    assert len(COUNTRY_CODES) == 250
    assert list(COUNTRY_CODES) == sorted(set(COUNTRY_CODES))
    assert "XK" in COUNTRY_CODES


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("GB", "United Kingdom"),
        ("US", "United States"),
        ("TR", "Turkey"),
        ("CI", "Ivory Coast"),
        ("KR", "South Korea"),
        ("XK", "Kosovo"),
        ("CD", "Democratic Republic of the Congo"),
    ],
)
def test_country_name(code: str, name: str) -> None:
    assert country_name(code) == name


def test_country_name_refuses_unknown_codes() -> None:
    with pytest.raises(KeyError):
        country_name("XX")


def test_country_names_make_distinct_slugs() -> None:
    slugs = Counter(slug(country_name(code)) for code in COUNTRY_CODES)
    assert slugs.most_common(1)[0][1] == 1
    assert "untitled" not in slugs


def test_country_names_do_not_load_the_cities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Gazetteer, "__init__", lambda self: pytest.fail("the gazetteer was loaded"))
    assert country_name("FR") == "France"


def test_every_country_is_found_by_its_names(gazetteer: Gazetteer) -> None:
    for code, country in countries().items():
        for name in (country.name, *country.aliases, *country.demonyms, *country.capitals):
            assert code in {sense.code for sense in gazetteer.senses(key(name))}, name


@pytest.mark.parametrize("name", ["Dakar", "Bavaria", "Kiev", "Saint Louis", "St. Louis", "St Louis", "Marin County"])
def test_places_have_senses(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.senses(key(name))


@pytest.mark.parametrize(
    "name", ["Asia", "Europe", "European Union", "NATO", "Indian Ocean", "Latin America", "Valley"]
)
def test_no_country_has_no_other_sense(gazetteer: Gazetteer, name: str) -> None:
    assert [sense.kind for sense in gazetteer.senses(key(name))] == ["none"]


@pytest.mark.parametrize("word", ["time", "north", "west", "central", "sunday", "police", "january", "mary"])
def test_ordinary_words_are_no_places(gazetteer: Gazetteer, word: str) -> None:
    assert not gazetteer.senses(word)


def test_senses_are_the_most_populous_first(gazetteer: Gazetteer) -> None:
    cities = [sense for sense in gazetteer.senses("springfield") if sense.kind == "city"]
    assert len(cities) > 2
    assert [city.population for city in cities] == sorted((city.population for city in cities), reverse=True)


def test_abbreviations_are_printed_in_capitals(gazetteer: Gazetteer) -> None:
    assert gazetteer.is_printed_well("us", "US")
    assert not gazetteer.is_printed_well("us", "Us")
    assert gazetteer.is_printed_well("france", "France")


def test_longest_name_by_first_word(gazetteer: Gazetteer) -> None:
    assert gazetteer.longest("papua") == 3
    assert gazetteer.longest("qwertz") == 0


def test_all_codes_are_countries(gazetteer: Gazetteer) -> None:
    named = {code for file in ("metonyms.tsv", "abbreviations.tsv", "outlets.tsv") for code, *_ in rows(file)}
    named |= {code for _, code, *_ in rows("regions.tsv")}
    named |= {place[:2] for _, senses in rows("places.tsv") for place in senses.split(";")}
    assert named <= set(COUNTRY_CODES)


@pytest.mark.parametrize("name", HAND_WRITTEN)
def test_hand_written_tables_are_even(name: str) -> None:
    assert len({len(row) for row in rows(name)}) == 1


@pytest.mark.parametrize("name", HAND_WRITTEN)
def test_hand_written_tables_repeat_no_row(name: str) -> None:
    assert Counter(map(tuple, rows(name))).most_common(1)[0][1] == 1


def test_outlets_by_domain_and_name() -> None:
    assert outlets()["irishtimes.com"] == "IE"
    assert outlets()["the irish times"] == "IE"


def test_words_and_keys_are_folded_alike() -> None:
    assert key("Côte d’Ivoire") == "cote d ' ivoire" == " ".join(word.folded for word in words("Cote d'Ivoire"))
    assert key("Guinea-Bissau") == "guinea - bissau"
    assert key("Łódź") == "lodz"


def test_words_keep_their_offsets() -> None:
    text = "São Tomé’s U.S. envoy — 3rd"
    assert all(text[word.start : word.end] == word.text for word in words(text))


def test_the_gazetteer_is_small_on_disk() -> None:
    folder = files("builder.gazetteer")
    assert sum(len(file.read_bytes()) for file in folder.iterdir() if file.is_file()) < 15_000_000  # 2.5 MB


def test_other_names_are_those_of_listed_cities(gazetteer: Gazetteer) -> None:
    for listed, others in rows("other_names.tsv"):
        for name in others.split(";"):
            assert gazetteer.senses(key(name))
            assert set(gazetteer.senses(key(name))) <= set(gazetteer.senses(key(listed)))


def test_loading_takes_a_fraction_of_a_second() -> None:
    start = time.process_time()
    Gazetteer()
    assert time.process_time() - start < 1  # 0.1 s on an idle machine
