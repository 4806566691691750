"""Pasted text: the article told from the page around it."""

import pytest

from builder.article import Article
from builder.errors import ArticleError
from builder.readers.text import read

PAGE = """Menu
Harbour Desk
Ports, ferries and the people who work them

PORTS

Ferry crews ask the port for ten quiet minutes

A pause between crossings would cost little, the crews say.

By Ines Varga and Tom Okafor, Northline News Agency

2 June 2025 | 09:30
Share
Facebook
Print

A crew member ties up the morning ferry. (Nils Aarden/Harbour Desk)

RIJEKA — The crews of the harbour ferries asked the port on Monday for ten minutes of quiet between crossings.

“Ten minutes is one cup of coffee,” said Ana Reisz, who speaks for the crews. “We drink it standing.”

Read more: The bridge that hums

The port will answer in a week, it said.

What happens next

A meeting is set for Thursday.

— Milan Petrov, deckhand

Sign up for our newsletter
The week on the water, every Friday.

Tags: ferries, Rijeka

Most read
The lighthouse that moved
"""

BODY = [
    "RIJEKA — The crews of the harbour ferries asked the port on Monday for ten minutes of quiet between crossings.",
    "“Ten minutes is one cup of coffee,” said Ana Reisz, who speaks for the crews. “We drink it standing.”",
    "The port will answer in a week, it said.",
    "What happens next",
    "A meeting is set for Thursday.",
    "— Milan Petrov, deckhand",
]


def check(article: Article) -> None:
    assert article.title == "Ferry crews ask the port for ten quiet minutes"
    assert article.author == ("Ines Varga", "Tom Okafor")
    assert article.agency == "Northline News Agency"
    assert article.date == "2025-06-02"
    assert article.publisher == "Harbour Desk"
    assert [block.text for block in article.blocks] == BODY
    assert article.captions == ("A crew member ties up the morning ferry. (Nils Aarden/Harbour Desk)",)
    assert article.tags == ("ferries", "Rijeka")


def test_reads_a_pasted_page() -> None:
    article = read(PAGE)
    check(article)
    assert article.description == "A pause between crossings would cost little, the crews say."
    assert [block.kind for block in article.blocks].count("heading") == 1
    assert article.provenance["date"] == "date line"
    assert article.problems == ()


def test_reads_the_same_page_without_blank_lines() -> None:
    check(read("\n".join(line for line in PAGE.splitlines() if line)))


def test_joins_hard_wrapped_paragraphs() -> None:
    article = read(
        "Ferry crews ask for quiet\n\n"
        "The crews of the harbour ferries asked the port on Monday for ten\n"
        "minutes of quiet between two crossings, and said that they would be\n"
        "content with eight.\n\n"
        "The port will answer in a week."
    )
    assert len(article.blocks) == 2
    assert "for ten minutes of quiet" in article.text


def test_takes_the_date_from_a_caption_where_nothing_else_has_one() -> None:
    article = read(
        "Ferry crews ask for quiet\n\nThe ferry at Rijeka on June 2, 2025. (Nils Aarden/Harbour Desk)\n"
        "By Ines Varga\n\nThe crews asked the port for ten minutes of quiet.\n"
    )
    assert article.date == "2025-06-02"
    assert article.provenance["date"] == "caption"


def test_an_update_is_no_date_of_publication() -> None:
    article = read(
        "Ferry crews ask for quiet\n\nBy Ines Varga\nPublished: 2 June 2025 Updated: 4 June 2025\n\n"
        "The crews asked the port for ten minutes of quiet.\n"
    )
    assert (article.date, article.updated) == ("2025-06-02", "2025-06-04")


@pytest.mark.parametrize(
    "sentence",
    [
        "By then the ferry had left the harbour.",
        "Read more books, she told the children.",
        "Follow the money, the auditor said on Monday.",
        "More from the harbour was expected, he said.",
        "Share prices fell on Monday, and rose again.",
        "Support for the plan grew on Monday, the minister said.",
        "He died on 3 May 2019.",
        "The photo: nobody has seen it since, she said.",
        "A picture by Rembrandt was sold for three million euros.",
        "Images by drone showed the harbour under water.",
        "The film was sent via AP on Monday.",
        "The AP photo was taken on Monday, he said.",
        "Source: a diplomat, who asked not to be named.",
        "He left (too early for the ferry).",
        "Sign up for the race closed on Monday, and forty runners had their number.",
    ],
)
def test_sentences_that_sound_like_furniture_stay(sentence: str) -> None:
    article = read(
        f"Ferry crews ask for quiet\n\nThe crews asked for ten minutes.\n\n{sentence}\n\nThe port will answer."
    )
    assert sentence in [block.text for block in article.blocks]


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTISEMENT",
        "Advertisement 2",
        "Share",
        "Facebook Twitter WhatsApp",
        "4 min read",
        "READ ALSO: The ferry that runs on patience",
        "RELATED: Eight bridges, one painter",
        "Story continues below advertisement",
        "CLICK HERE TO GET THE HARBOUR APP",
        "https://harbourdesk.example/ports",
        "© 2025 Harbour Desk",
        "The bridge that hums is to be tuned before the summer begins, engineers hope at last",
    ],
)
def test_furniture_between_paragraphs_goes(line: str) -> None:
    article = read(f"Ferry crews ask for quiet\n\nThe crews asked for ten minutes.\n\n{line}\n\nThe port will answer.")
    assert article.text == "The crews asked for ten minutes.\n\nThe port will answer."


def test_markdown_and_markup_are_literal() -> None:
    text = "The **crews** asked [the port](x) for <script>alert(1)</script> {{ 7*7 }} minutes."
    article = read(f"Ferry crews: ten minutes of quiet\n\n{text}")
    assert article.title == "Ferry crews: ten minutes of quiet"
    assert article.text == text


def test_right_to_left_text_is_kept_and_overrides_are_not() -> None:
    article = read("\u202eعنوان الخبر عن العبارات في الميناء\u202c\n\nقال المدير إن العبارات تحتاج إلى عشر دقائق.\n")
    assert article.title == "عنوان الخبر عن العبارات في الميناء"
    assert "\u202e" not in article.text


def test_a_single_sentence_is_an_article() -> None:
    article = read("The crews asked the port for ten minutes of quiet.")
    assert article.title == "The crews asked the port for ten minutes of quiet."
    assert article.provenance["title"] == "first sentence"
    assert "No date was found." in article.problems
    assert any("headline" in problem for problem in article.problems)


def test_a_long_first_sentence_is_cut_for_the_title() -> None:
    article = read("The crews asked " + "and asked " * 30 + "for quiet.")
    assert len(article.title) <= 81
    assert article.title.endswith("asked…") or article.title.endswith("and…")


def test_a_headline_of_four_hundred_characters_is_read_with_a_note() -> None:
    article = read(" ".join(["ferry"] * 70) + "\n\nThe crews asked the port for quiet.")
    assert len(article.title) > 400
    assert any("very long" in problem for problem in article.problems)


@pytest.mark.parametrize("source", ["Share\nPrint", "...", "—", "hi there"])
def test_refuses_what_holds_no_text(source: str) -> None:
    with pytest.raises(ArticleError, match="no article text"):
        read(source)


def test_a_dateline_names_the_agency() -> None:
    article = read(
        "Ferry crews ask for quiet\n\nRIJEKA, June 2 (Reuters) - The crews asked the port for ten minutes.\n"
    )
    assert article.agency == "Reuters"
    assert article.provenance["agency"] == "dateline"


@pytest.mark.parametrize("menu", ["About Harbour", "Search Menu", "Ferry Crews"])
def test_menus_and_the_headline_are_no_authors(menu: str) -> None:
    article = read(f"Ferry crews ask for quiet\n{menu}\n2 June 2025\n\nThe crews asked the port for ten minutes.\n")
    assert article.author == ()


def test_a_lone_name_by_the_date_is_the_author() -> None:
    article = read("Ferry crews ask for quiet\nInes Varga\n2 June 2025\n\nThe crews asked the port for ten minutes.\n")
    assert article.author == ("Ines Varga",)


def test_a_share_button_tells_the_headline() -> None:
    article = read("Share this story: Ferry crews ask for quiet\n\nThe crews asked the port for ten minutes.\n")
    assert article.title == "Ferry crews ask for quiet"


def test_an_article_on_one_line_is_no_caption() -> None:
    line = "The crews asked for quiet. " * 8 + "Image: Nils Aarden."
    assert read(line).text == line


def test_a_paragraph_that_was_cut_off_stays() -> None:
    cut = "The crews had met on Sunday to settle what they wanted and how they would ask the port for it " * 2 + "and"
    article = read(f"Ferry crews ask for quiet\n\nThe crews asked for ten.\n\n{cut}\n\nThe port will answer.")
    assert len(article.blocks) == 3


TEXT = "The crews of the harbour ferries asked the port on Monday for ten minutes of quiet between two crossings."
REST = "The port will answer in a week, it said, and until then the ferries go on crossing as they always have."


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ("By Ines Varga Jr.\n2 June 2025", ("Ines Varga Jr.",)),
        ("By :\nInes V.", ("Ines V.",)),
        ("By\nInes Varga\n@inesvarga\nTom Okafor\n2 June 2025", ("Ines Varga", "Tom Okafor")),
        ("2 June 2025 by Ines", ("Ines",)),
        ("12/04/2025 by Ines 24 Comments", ("Ines",)),
        ("June 2, 2025 • words written by Ines Varga • Art by Nils", ("Ines Varga",)),
        ("Ports | Published: 5 hours ago | Written by Ines Varga", ("Ines Varga",)),
        ("Posted by Ines 2.6.2025", ("Ines",)),
        ("Ines Varga5 hours ago", ("Ines Varga",)),
        ("2 June 2025\nShare\nPrint\nInes Varga", ("Ines Varga",)),
        ("Ines Varga, Staff Attorney\n& Tom Okafor, Director of Ports\nJuly 25, 2025", ("Ines Varga", "Tom Okafor")),
    ],
)
def test_reads_the_bylines_that_blogs_and_magazines_print(lines: str, authors: tuple[str, ...]) -> None:
    article = read(f"Ferry crews ask for ten quiet minutes\n{lines}\n\n{TEXT}\n\n{REST}\n")
    assert article.author == authors
    assert article.text == f"{TEXT}\n\n{REST}"


def test_names_with_a_date_above_the_headline_are_the_authors() -> None:
    head = "Harbour Desk\n\nInes Varga\nBusiness\n11.15.2025 10:09 AM\n\nFerry crews ask for ten quiet minutes"
    article = read(f"{head}\n\n{TEXT}\n\n{REST}\n")
    assert (article.author, article.date) == (("Ines Varga",), "2025-11-15")
    assert article.provenance["author"] == "byline above the headline"


def test_an_agency_with_its_place_is_the_agency() -> None:
    article = read(f"Ferry crews ask for ten quiet minutes\nAFP, Rijeka,\n2 June 2025\n\n{TEXT}\n\n{REST}\n")
    assert (article.author, article.agency) == ((), "AFP")


def test_the_outlet_signs_where_nobody_else_does() -> None:
    source = f"Harbour Desk\n\nFerry crews ask for ten quiet minutes\nBy {{}}\n2 June 2025\n\n{TEXT}\n\n{REST}\n"
    assert read(source.format("Harbour Desk with agencies")).author == ("Harbour Desk",)
    assert read(source.format("Ines Varga, Harbour Desk")).author == ("Ines Varga",)


def test_a_byline_at_the_end_of_a_short_text_does_not_hide_it() -> None:
    article = read(f"Ferry crews ask for ten quiet minutes\n2 June 2025\n\n{TEXT}\n\n{REST}\n\nPosted by Ines Varga\n")
    assert article.text.startswith(TEXT)
    assert (article.author, article.provenance["author"]) == (("Ines Varga",), "byline at the end")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "OLD HARBOUR SECRETS Why the crews of the ferries ask for quiet",
            "Why the crews of the ferries ask for quiet",
        ),
        ("UK GDP Falls as the ferries stop for ten minutes", "UK GDP Falls as the ferries stop for ten minutes"),
        ("Quiet crossings\nFollow", "Quiet crossings"),
        ("Crews of ferries ask for quiet\nBLOG > Ports > Old Quay Ferries", "Crews of ferries ask for quiet"),
        (
            "Why ten minutes on the ferries are enough\n\nA talk with Ana Reisz of the harbour ferries, who speaks for "
            "the crews, together with what the port said",
            "Why ten minutes on the ferries are enough",
        ),
    ],
)
def test_finds_the_headline(head: str, title: str) -> None:
    assert read(f"{head}\n\n{TEXT}\n\n{REST}\n").title == title


def test_a_share_button_of_another_article_does_not_tell_the_headline() -> None:
    share = "Share this article: Harbour Desk Dot Com"
    assert read(f"Ferry crews ask for ten quiet minutes\n{share}\n\n{TEXT}\n\n{REST}\n").title.startswith("Ferry crews")
