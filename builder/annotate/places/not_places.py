"""What plainly says that a name from the gazetteer is no place here: a person, a street, a word, a language."""

from builder.annotate.people.component import person_at
from builder.annotate.places.surroundings import Surroundings
from builder.annotate.places.toponym import Toponym
from builder.gazetteer.tables import word_list

# A name of several words is no person's if a city of this size has it.
LARGE = 1_000_000
# The entities that places are tagged as.
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
# What follows or precedes a place in no_country.txt has this many words at most ("~ Institute of Technology").
LONGEST_AFTER, LONGEST_BEFORE = 3, 2


def is_place(toponym: Toponym, around: Surroundings) -> bool:
    """Whether nothing plainly says that this is no place."""
    return not (
        "none" in toponym.kinds
        or _is_part_of_other_name(toponym, around)
        or _is_union(toponym, around)
        or _is_person(toponym, around)
        or _is_nickname(toponym, around)
        or _is_ordinary_word(toponym, around)
        or (toponym.kinds == {"demonym"} and _is_language(toponym, around))
    )


def _is_part_of_other_name(toponym: Toponym, around: Surroundings) -> bool:
    """Whether the words beside it make it a street, a church, an airline, a newspaper, a dish."""
    first, last, gazetteer = toponym.first, toponym.last, around.gazetteer
    if around.text[max(toponym.start - 1, 0) : toponym.start] == "@":
        return True
    if around.word(last + 1) in word_list("street") and around.words[last + 1].text[0].isupper():
        return True
    if toponym.key.startswith(("st ", "saint ")) and around.text[toponym.end : toponym.end + 1] in ("'", "’"):
        return True
    return any(around.printed(last + 1, last + n) in gazetteer.after for n in range(1, LONGEST_AFTER + 1)) or any(
        around.printed(first - n, first - 1) in gazetteer.before for n in range(1, LONGEST_BEFORE + 1)
    )


def _is_union(toponym: Toponym, around: Surroundings) -> bool:
    """Whether the seat of a union stands for the union: "Brussels said", but not "in Brussels"."""
    seat = toponym.key in word_list("union seat") and not toponym.preposition
    return seat and any(around.contains(union) for union in word_list("union"))


def _is_person(toponym: Toponym, around: Surroundings) -> bool:
    name_of_people = toponym.key in around.gazetteer.person_names
    tagged = toponym.label in PLACE_LABELS
    if _is_known(toponym, around) and _is_whole(toponym, around):
        return False
    if toponym.label == "PERSON" and not toponym.exact:
        return True
    if toponym.label == "PERSON" and name_of_people:
        return not toponym.preposition
    if person_at(around.people, toponym.start, toponym.end):
        return name_of_people or not tagged
    if toponym.key in around.last_names:
        return not (tagged and toponym.preposition)
    return name_of_people and (
        _is_before_last_name(toponym, around)
        or _is_before_lone_name(toponym, around)
        or _is_first_name(toponym, around)
    )


def _is_whole(toponym: Toponym, around: Surroundings) -> bool:
    """Whether no longer name, of a person or anything else, has it as a part."""
    person = person_at(around.people, toponym.start, toponym.end)
    mentions = person.mentions if person else ()
    beyond = any(s < toponym.start < e or s < toponym.end < e for s, e in mentions)
    return (toponym.exact or not toponym.label) and not beyond


def _is_known(toponym: Toponym, around: Surroundings) -> bool:
    """Whether nobody is called so, whatever the model says: Abuja, Rio de Janeiro, "in Santiago de Cuba"."""
    if toponym.first != toponym.last:
        return _is_large(toponym) or around.word(toponym.first - 1) == "in"
    names = around.gazetteer.person_names | around.first_names | around.last_names
    return bool(toponym.kinds & {"country", "capital"}) and toponym.key not in names


def _is_large(toponym: Toponym) -> bool:
    return any(sense.kind in ("country", "capital") or sense.population >= LARGE for sense in toponym.senses)


def _is_before_last_name(toponym: Toponym, around: Surroundings) -> bool:
    """Whether it is a first name with a last name that is not tagged as one."""
    after = toponym.last + 1
    return toponym.label == "" and around.word(after) not in word_list("civic") and around.is_name_part(after)


def _is_before_lone_name(toponym: Toponym, around: Surroundings) -> bool:
    """Whether a person of one name follows right away: the model has cut "Washington Irving" in two."""
    if toponym.preposition or toponym.last + 1 >= len(around.words):
        return False
    after = around.entity_from(around.words[toponym.last + 1].start)
    return after is not None and after.label_ == "PERSON" and len(after) == 1


def _is_first_name(toponym: Toponym, around: Surroundings) -> bool:
    """Whether it calls somebody by the first name."""
    return toponym.key in around.first_names and toponym.label not in PLACE_LABELS and not toponym.preposition


def _is_nickname(toponym: Toponym, around: Surroundings) -> bool:
    before = around.word(toponym.first - 2), around.word(toponym.first - 1)
    return "country" not in toponym.kinds and (before[1] in word_list("nickname") or before == ("known", "as"))


def _is_ordinary_word(toponym: Toponym, around: Surroundings) -> bool:
    """Whether it is a word of the language with a capital: at a sentence's start, or in a heading."""
    if toponym.first != toponym.last or toponym.dateline or toponym.kinds & {"demonym", "metonym"}:
        return False
    if around.gazetteer.is_abbreviation(toponym.key):
        return False
    token = around.token(toponym.start)
    if "country" in toponym.kinds:
        return bool(token.is_sent_start) and around.is_word(toponym.first)
    is_name = token.pos_ == "PROPN" or ("capital" in toponym.kinds and toponym.exact)
    return not is_name or around.is_word(toponym.first)


def _is_language(toponym: Toponym, around: Surroundings) -> bool:
    after = toponym.last + (2 if around.word(toponym.last + 1) == "-" else 1)
    if around.word(after) in word_list("language") or around.token(toponym.start).ent_type_ == "LANGUAGE":
        return True
    first = toponym.first
    while around.word(first - 1) in word_list("and"):  # "speaks Portuguese and Spanish"
        first -= 2
    before = around.word(first - 1)
    return before in word_list("speaking") or (before in ("in", "into") and around.token(toponym.start).dep_ == "pobj")
