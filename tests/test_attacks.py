"""Nothing of `attacks.txt` becomes markup, a link, a template or a path, whatever field or file it stands in."""

import csv
import io
import json
import re
from pathlib import PurePosixPath

import pytest
import yaml

from builder import brief, frontmatter
from builder.build import gathered
from builder.errors import RecordError
from builder.export.files import files as exported
from builder.gazetteer import COUNTRY_CODES
from builder.markup import safe_url
from builder.settings import find_project
from tests import attacks
from tests.attacked import SUFFIXES, Built, Read
from tests.browser.test_links import frame, strange_markup
from tests.fuzz.reading import check_article


def test_there_are_many_attacks_and_none_twice() -> None:
    assert len(set(attacks.attacks())) == len(attacks.attacks()) >= 200


# Lists of links, and references without a text, lead to articles and hold none.
HOLD_NONE = {"csv", "csl.json"}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_reader_gives_plain_text_or_a_clear_error(attack_articles: Read, suffix: str) -> None:
    assert bool(attack_articles[suffix]) == (suffix not in HOLD_NONE)
    for article in attack_articles[suffix]:
        check_article(article)


def test_every_record_is_read(attacked: Built) -> None:
    assert attacked.failures == ()


def test_a_record_whose_country_is_an_attack_is_refused() -> None:
    for attack in set(attacks.attacks()) - set(COUNTRY_CODES):
        text = f"---\n{yaml.safe_dump({'title': 'One', 'countries': [attack]})}---\n\nOne.\n"
        with pytest.raises(RecordError, match="is no code of ISO 3166-1"):
            brief.read(PurePosixPath("2024/a.md"), frontmatter.parse(text))


def test_pages_hold_the_markup_of_the_theme_and_no_other(attacked: Built) -> None:
    pages = {path: page for path, page in attacked.pages.items() if not path.startswith("guide/")}  # with pictures
    by_hand = {"<hr>"}  # which the Markdown of a record may hold
    assert {path: found for path, page in pages.items() if (found := strange_markup(page) - by_hand)} == {}
    assert len({frame(page) for page in pages.values()}) == 1
    assert [
        path for path, page in pages.items() if page.xpath("//article//comment() | //article//processing-instruction()")
    ] == []


def test_no_address_is_one_that_runs_or_loads(attacked: Built) -> None:
    wrong = []
    for path, page in attacked.pages.items():
        for value in page.xpath("//@href | //@src | //@action | //@*[name()='xlink:href']"):
            element, scheme = value.getparent(), re.match(r"[\s\x00-\x20]*([^/?#]*?):|[\\/\s]*[\\/]{2}", value)
            if scheme and not (element.tag == "a" and re.match(r"https?://[\w.-]+(:\d+)?(/|$)", value)):
                wrong.append((path, element.tag, value))
    assert [one for one in wrong if one[1:] != ("link", one[2])] == []


@pytest.mark.parametrize("before", ["", "https://evil.example/", " "])
def test_an_address_is_of_the_web_or_none(before: str) -> None:
    for attack in attacks.attacks():
        url = safe_url(before + attack)
        assert url is None or re.fullmatch(r"https?://[^\s<>\"'()\\]+", url, re.I), attack


def test_no_template_snippet_or_front_matter_of_an_attack_takes_effect(attacked: Built) -> None:
    shown = {path: page.text_content() for path, page in attacked.pages.items()}
    assert any("{{ 1337*1337 }}" in text for text in shown.values())
    assert any('--8<-- "mkdocs.yml"' in text for text in shown.values())
    for path, text in shown.items():
        assert "markdown_extensions:" not in text, path
        assert "root:" not in text, path
        assert not re.search(r"(?<![\w*])(1787569|7777777)(?![\w*])", text), path


def test_no_file_lies_elsewhere_or_has_a_strange_name(attacked: Built) -> None:
    root = attacked.root.parent
    assert {path.name for path in root.iterdir()} == {"copy", "served"}
    names = {part for path in (attacked.root / "docs").rglob("*") for part in path.relative_to(attacked.root).parts}
    assert [name for name in names if not re.fullmatch(r"[\w-]{1,90}(\.\w+)*", name) or name.startswith(".")] == []


def test_data_is_sound(attacked: Built) -> None:
    for file in attacked.site.rglob("*.json"):
        json.loads(file.read_bytes())
    for path, page in attacked.pages.items():
        for script in page.xpath("//script[@type='application/ld+json']/text()"):
            assert "<" not in script, path
            assert json.loads(script)["@context"] == "https://schema.org", path
    made = exported(gathered(find_project(attacked.root))[0], "Attacks")
    for name, content in made.items():
        if name.endswith(".jsonl"):
            assert all(json.loads(line) for line in content.decode().split("\n") if line), name
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
                assert not [cell for cell in row if cell.startswith(tuple("=+-@\t\r"))], name
