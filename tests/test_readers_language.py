"""The language of an article is that of its text, whatever the page says."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.article import Article, Block
from builder.languages import language_name
from builder.readers.language import identified, told

TEXTS = {
    "en": "The ferry to the island sails again from Monday, the shipping office said, after eleven weeks in the dock.",
    "de": "Die Fähre zur Insel fährt ab Montag wieder, teilte das Schifffahrtsamt mit, nach elf Wochen in der Werft.",
    "fr": "Le bac vers l’île reprendra lundi, a annoncé le bureau maritime, après onze semaines passées en cale sèche.",
    "es": "El transbordador a la isla volverá a navegar el lunes, dijo la oficina marítima, tras once semanas.",
    "it": "Il traghetto per l’isola riprende lunedì, ha detto l’ufficio marittimo, dopo undici settimane in bacino.",
    "pt": "A balsa para a ilha volta a navegar na segunda-feira, disse o escritório marítimo, depois de onze semanas.",
    "nl": "De veerboot naar het eiland vaart maandag weer, zei het scheepvaartkantoor, na elf weken in het dok.",
    "pl": "Prom na wyspę znów popłynie od poniedziałku, podał urząd morski, po jedenastu tygodniach spędzonych w doku.",
    "cs": "Trajekt na ostrov bude od pondělí opět jezdit, oznámil plavební úřad, po jedenácti týdnech v doku.",
    "sv": "Färjan till ön går igen från måndag, sade sjöfartskontoret, efter elva veckor på varvet och många klagomål.",
    "hu": "A szigetre tartó komp hétfőtől újra közlekedik, közölte a hajózási hivatal, tizenegy hét után.",
    "tr": "Adaya giden feribot on bir hafta sonra pazartesi günü yeniden sefere başlıyor, dedi yetkililer.",
    "ru": "Паром на остров снова пойдёт с понедельника, сообщило пароходство, после одиннадцати недель в доке.",
    "uk": "Пором на острів знову ходитиме з понеділка, повідомило пароплавство, після одинадцяти тижнів у доці.",
    "el": "Το φέρι για το νησί ξεκινά και πάλι τη Δευτέρα, ανακοίνωσε το λιμεναρχείο, έπειτα από έντεκα εβδομάδες.",
    "ar": "تعود العبارة إلى الجزيرة يوم الاثنين بعد أحد عشر أسبوعا في الحوض الجاف، بحسب ما أعلن مكتب الملاحة.",
    "he": "המעבורת לאי תחזור להפליג ביום שני, הודיע משרד הספנות, אחרי אחד עשר שבועות במבדוק.",
    "zh": "航运局表示，前往该岛的渡轮在船坞停留十一周后，将于周一恢复航行。居民们已经要求增加一个班次。",
    "ja": "島へ向かうフェリーは、ドックでの十一週間を経て月曜日に運航を再開すると海運局が発表した。",
}


def article(text: str, declared: str | None = None) -> Article:
    plain = Article(blocks=(Block(text),))
    return replace(plain, lang=declared, provenance={"lang": "html lang"}) if declared else plain


@pytest.mark.parametrize("lang", TEXTS)
def test_where_the_page_is_silent_the_text_tells(lang: str) -> None:
    found = told(article(TEXTS[lang]))
    assert found.lang == lang
    assert found.provenance["lang"] == "text"
    assert not found.problems


@pytest.mark.parametrize("lang", [lang for lang in TEXTS if lang not in {"zh", "ja", "he"}])
def test_where_the_page_says_another_language_a_text_that_is_long_enough_tells(lang: str) -> None:
    wrong = "de" if lang == "en" else "en"
    assert told(article(TEXTS[lang].rpartition(",")[0][:40], wrong)).lang == wrong
    found = told(article(f"{TEXTS[lang]} " * 3, wrong))
    assert found.lang == lang
    assert found.problems == (
        f"The page says that it is in {language_name(wrong)}, but its text is in {language_name(lang)}.",
    )


@pytest.mark.parametrize(
    ("lang", "declared"), [("no", "nb"), ("en", "en"), ("zh", "zh"), ("es", "gl-ES"), ("cs", "sk")]
)
def test_languages_that_are_much_alike_are_left_as_the_page_says(lang: str, declared: str) -> None:
    text = (
        TEXTS.get(lang, "Fergen til øya går igjen fra mandag, sa rederiet, etter elleve uker i dokk og mange klager.")
        * 3
    )
    kept = declared if declared != "gl-ES" else "es"
    assert told(article(text, kept)).lang == kept


@pytest.mark.parametrize("text", ["Ferry crews ask for quiet", "OK", "12 : 4", "Szeged, Tisza, Belgrade", "—"])
def test_too_little_text_says_nothing(text: str) -> None:
    assert told(article(text)).lang == "en"
    assert told(article(text, "de")).lang == "de"


@given(st.text(max_size=500))
def test_any_text_is_identified_always_in_the_same_way(text: str) -> None:
    chances = identified(text)
    assert list(chances.items()) == list(identified(text).items())
    assert sum(chances.values()) == pytest.approx(1, abs=0.001)
    assert list(chances.values()) == sorted(chances.values(), reverse=True)


def test_languages_have_names() -> None:
    assert [language_name(code) for code in ("de", "pt-BR", "EN", "nb_NO", "qqq")] == [
        "German", "Portuguese", "English", "Norwegian Bokmål", "qqq",
    ]  # fmt: skip
