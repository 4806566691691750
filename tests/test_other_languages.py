"""Articles in other languages than English: kept, annotated as far as their model goes, and said so."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from builder.annotate import other_languages, pipeline
from builder.annotations import Quote
from builder.brief import Brief
from builder.build import build
from builder.errors import UsageError
from builder.records import load
from builder.settings import Project, Settings

GERMAN = """Der Kurier

Die Fähre fährt wieder

Von Marta Horn

12. März 2025

Die Fähre zur Insel fährt ab Montag wieder, sagte Jana Krüger vom Schifffahrtsamt Ostrand am Mittwoch in Halle.

„Wir haben elf Wochen auf diesen Tag gewartet“, sagte Krüger. Das „Amt“ hatte sie „im Januar“ stillgelegt.

Jana Krüger dankte der Werft.
"""


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of another language on the disk: blank German with names by rule."""
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("entity_ruler")
    names = [
        ("PER", "Jana Krüger"),
        ("PER", "Krüger"),
        ("ORG", "Schifffahrtsamt Ostrand"),
        ("LOC", "Halle"),
        ("MISC", "Amt"),
    ]
    ruler.add_patterns([{"label": label, "pattern": name} for label, name in names])  # type: ignore[attr-defined]
    path = tmp_path_factory.mktemp("model") / "de_invented"
    nlp.to_disk(path)
    return path


@pytest.fixture
def project(tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(pipeline, "load", lambda _model: nlp)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "fähre.txt").write_text(GERMAN, encoding="utf-8")
    return Project(tmp_path, Settings(rights="full"))


def only_brief(project: Project) -> Brief:
    (record,) = load(project.briefs)
    assert record.brief is not None
    return record.brief


def test_without_a_model_it_is_kept_with_a_note_and_names_nobody(project: Project) -> None:
    build(project)
    brief = only_brief(project)
    assert (brief.lang, brief.people, brief.countries, brief.quotes, brief.made.model) == ("de", (), (), (), None)
    assert "Die Fähre zur Insel" in brief.body
    assert any(
        "in German, and mkdocs.yml names no language model for it (models: de: ...)" in p for p in brief.made.problems
    )
    assert not list(project.docs.glob("people/*ana*"))


def test_english_articles_beside_it_are_annotated_as_ever(project: Project) -> None:
    text = "The ferry sails again, said Jana Kruger, the harbour minister of Hungary, on Monday. The crews were glad."
    (project.articles / "a.txt").write_text(text)
    (project.articles / "z.txt").write_text(text.replace("Monday", "Tuesday").replace("ferry", "night train"))
    build(project)
    people = {record.brief.lang: record.brief.people for record in load(project.briefs) if record.brief}
    assert people == {"de": (), "en": ("jana-kruger",)}


def test_with_a_model_its_names_and_the_marked_quotations_are_found(project: Project, german: Path) -> None:
    build(project)
    with_model = Project(project.root, Settings(rights="full", models={"de": str(german)}))
    assert len(build(with_model).briefs_written) == 1
    brief = only_brief(project)
    assert brief.people == ("jana-kruger",)
    assert brief.made.people["jana-kruger"].name == "Jana Krüger"
    assert brief.made.people["jana-kruger"].mentions == 3
    assert (brief.organisations, brief.places, brief.countries) == (("Schifffahrtsamt Ostrand",), ("Halle",), ())
    assert [(q.text, q.speaker, q.reason) for q in brief.quotes] == [
        ("Wir haben elf Wochen auf diesen Tag gewartet", None, "unknown")
    ]
    assert any("who said them was not looked for" in problem for problem in brief.made.problems)
    assert brief.made.model == "de_pipeline 0.0.0"
    assert build(with_model).briefs_written == ()


def test_a_model_that_is_not_installed_is_named(project: Project) -> None:
    with pytest.raises(UsageError, match="'de_core_news_md' is not installed"):
        build(Project(project.root, Settings(models={"de": "de_core_news_md"})))


def test_a_folder_that_holds_no_model_is_named_in_one_line(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be loaded") as caught:
        build(Project(project.root, Settings(models={"de": str(tmp_path)})))
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("« Nous attendons depuis onze ans », a-t-il dit.", ["Nous attendons depuis onze ans"]),
        ("»Vi har ventet i elleve år«, sagde han.", ["Vi har ventet i elleve år"]),
        ("„Czekamy na ten dzień od lat”, powiedziała.", ["Czekamy na ten dzień od lat"]),
        ("Das „Amt“ und die „neue Fähre“ fehlen.", []),
        ("Es sagte: „Wir warten auf den Montag", []),
        ("", []),
    ],
)
def test_quotations_are_told_by_their_marks(text: str, quoted: list[str]) -> None:
    found = list(other_languages.quotations(text))
    assert [text[slice(*quote.spans[0])] for quote in found] == quoted
    assert all(quote == Quote("direct", quote.spans, None, None, "unknown") for quote in found)


def test_a_surname_of_two_people_is_nobodys(german: Path) -> None:
    nlp = spacy.load(german)
    nlp.get_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Otto Krüger"}])  # type: ignore[attr-defined]
    (found,) = other_languages.annotate(nlp, ["Jana Krüger und Otto Krüger kamen. Krüger sprach, Jana Krüger schwieg."])
    assert [(person.id, len(person.mentions)) for person in found.people] == [
        ("jana-kruger", 2), ("otto-kruger", 1), ("kruger", 1),
    ]  # fmt: skip
