"""Settings are read from mkdocs.yml, and a slip in them is named."""

from pathlib import Path

import pytest

from builder.errors import UsageError
from builder.settings import Settings, Site, find_project


def settings(folder: Path, text: str) -> Settings:
    (folder / "mkdocs.yml").write_text(text)
    return find_project(folder).settings


def test_without_settings_the_defaults_hold(tmp_path: Path) -> None:
    assert settings(tmp_path, "site_name: x\n") == Settings()
    assert settings(tmp_path, "extra:\n  briefs:\n") == Settings()


def test_settings_are_found_from_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("extra: {briefs: {rights: full, model: en_core_web_lg}}\n")
    (tmp_path / "a" / "b").mkdir(parents=True)
    project = find_project(tmp_path / "a" / "b")
    assert project.root == tmp_path
    assert project.settings == Settings(model="en_core_web_lg", rights="full")


def test_tags_that_only_mkdocs_understands_are_passed_over(tmp_path: Path) -> None:
    tags = "site_url: !ENV [X, '']\nmarkdown_extensions: [{a: {f: !!python/name:os.system }}]\n"
    assert settings(tmp_path, f"{tags}extra: {{briefs: {{rights: full}}}}\n").rights == "full"


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("site_url: https://you.example/briefs", "https://you.example/briefs/"),
        ("site_url: !ENV [SITE_URL, '']", "https://set.example/"),
        ("site_url: !ENV SITE_URL", "https://set.example/"),
        ("site_url: !ENV [NOT_SET, SITE_URL, https://you.example]", "https://set.example/"),
        ("site_url: !ENV [NOT_SET, https://you.example/]", "https://you.example/"),
        ("site_url: !ENV NOT_SET", ""),
        ("site_url: !ENV [NOT_SET]", ""),
        ("site_url: !ENV {NOT_SET: SITE_URL}", ""),
        ("site_url: !SHELL echo", ""),
        ("site_url: javascript:alert(1)", ""),
        ("site_url: [1]", ""),
    ],
)
def test_the_address_of_the_site_is_read_as_mkdocs_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, address: str
) -> None:
    monkeypatch.setenv("SITE_URL", "https://set.example")
    monkeypatch.delenv("NOT_SET", raising=False)
    (tmp_path / "mkdocs.yml").write_text(f"site_name: '{{{{ x }}}}'\n{line}\n")
    assert find_project(tmp_path).site == Site("{{ x }}", "", address)


def test_a_setting_may_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORDS", "12")
    assert settings(tmp_path, "extra: {briefs: {excerpt_words: !ENV [WORDS, 60]}}\n").excerpt_words == 12


def test_territories_are_codes_with_codes_or_names(tmp_path: Path) -> None:
    text = "extra: {briefs: {territories: {TW: CN, 'NO': ' The North ', FK: Falklands (Malvinas)}}}\n"
    assert settings(tmp_path, text).territories == {"TW": "CN", "NO": "The North", "FK": "Falklands (Malvinas)"}


def test_search_engines_are_asked_for_all_briefs_or_for_those_of_outlets(tmp_path: Path) -> None:
    assert settings(tmp_path, "extra: {briefs: {noindex: true}}\n").asks_noindex(None)
    some = settings(tmp_path, "extra: {briefs: {noindex: [Harbour Desk]}}\n")
    assert [some.asks_noindex(outlet) for outlet in ("Harbour Desk", "Slow Rail", None)] == [True, False, False]
    assert not Settings().asks_noindex("Harbour Desk")


def test_each_language_has_one_model(tmp_path: Path) -> None:
    chosen = settings(
        tmp_path, "extra: {briefs: {model: en_core_web_lg, models: {de: de_core_news_md, 'no': ' x '}}}\n"
    )
    assert [chosen.model_for(lang) for lang in ("en", "de", "no", "fr")] == [
        "en_core_web_lg",
        "de_core_news_md",
        "x",
        None,
    ]
    assert [chosen.has_model(lang) for lang in ("en", "de", "fr")] == [True, True, False]
    assert Settings().has_model("en")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("extra: {briefs: {right: full}}\n", "unknown setting 'right'"),
        ("extra: {briefs: [full]}\n", "must hold settings"),
        ("extra: {briefs: {rights: [full]}}\n", "'rights' must be a word"),
        ("extra: {briefs: {rights: all}}\n", "'rights' must be 'private', 'metadata', 'excerpt', 'full'"),
        ("extra: {briefs: {outlet_rights: full}}\n", "'outlet_rights' must hold lines such as"),
        ("extra: {briefs: {outlet_rights: {A: all}}}\n", "'outlet_rights' must be 'private'"),
        ("extra: {briefs: {excerpt_words: many}}\n", "'excerpt_words' must be a whole number"),
        ("extra: {briefs: {excerpt_share: -1}}\n", "'excerpt_share' must be a whole number"),
        ("extra: {briefs: {noindex: Harbour Desk}}\n", "'noindex' must be true, false or a list of outlets"),
        ("site_name: [\n", "not valid YAML"),
        ("extra: {briefs: {models: de}}\n", "must hold lines such as 'de: de_core_news_md'"),
        ("extra: {briefs: {models: {no: nb_core_news_sm}}}\n", "write 'no' in quotes"),
        ("extra: {briefs: {models: {German: x}}}\n", "a language such as de, not 'German'"),
        ("extra: {briefs: {models: {en: en_core_web_lg}}}\n", "the model for English is the setting 'model'"),
        ("extra: {briefs: {models: {de: [x]}}}\n", "needs the name of a spaCy model for de"),
        ("extra: {briefs: {keep_pages: 'yes'}}\n", "must be true or false"),
        ("extra: {briefs: {territories: TW}}\n", "must hold lines such as 'TW: CN'"),
        ("extra: {briefs: {territories: {NO: SE}}}\n", "write 'NO' in quotes"),
        ("extra: {briefs: {territories: {SE: NO}}}\n", "write 'NO' in quotes"),
        ("extra: {briefs: {territories: {Taiwan: CN}}}\n", "a code such as TW, not 'Taiwan'"),
        ("extra: {briefs: {territories: {TW: 5}}}\n", "a code or a name for TW, not 5"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        settings(tmp_path, text)
