"""Settings are read from mkdocs.yml, and a slip in them is named."""

from pathlib import Path

import pytest

from builder.errors import UsageError
from builder.settings import Settings, find_project


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
    ("text", "says"),
    [
        ("extra: {briefs: {right: full}}\n", "unknown setting 'right'"),
        ("extra: {briefs: [full]}\n", "must hold settings"),
        ("extra: {briefs: {rights: [full]}}\n", "'rights' must be a word"),
        ("site_name: [\n", "not valid YAML"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        settings(tmp_path, text)
