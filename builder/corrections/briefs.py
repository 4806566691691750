"""Corrections of one brief: who said a quotation, what is none, and which countries it is about."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from builder.brief import UNKNOWN, Brief, BriefQuote, CountryNote
from builder.corrections.kinds import AnyCorrection, NotAQuotation, SetCountry, SetSpeaker
from builder.gazetteer import country_name
from builder.slugs import slug

BriefCorrection = SetSpeaker | NotAQuotation | SetCountry


def fits(brief: Brief, correction: BriefCorrection) -> bool:
    """Tell whether the brief holds what the correction is about; a country can be put into any brief."""
    if isinstance(correction, SetCountry):
        return correction.role != "none" or correction.country in brief.countries
    return any(quote.id == correction.quote for quote in brief.quotes)


def corrected(brief: Brief, corrections: Iterable[BriefCorrection]) -> Brief:
    """Return the brief with the corrections made, one after the other."""
    return reduce(_corrected, corrections, brief)


def _corrected(brief: Brief, correction: BriefCorrection) -> Brief:
    match correction:
        case SetSpeaker():
            said = (_said_by(quote, brief, correction) for quote in brief.quotes)
            return replace(brief, quotes=tuple(said))
        case NotAQuotation():
            return replace(brief, quotes=tuple(quote for quote in brief.quotes if quote.id != correction.quote))
        case SetCountry(role="none"):
            return _without_country(brief, correction.country)
        case SetCountry():
            return _with_country(brief, correction.country, about=correction.role == "about")


def _said_by(quote: BriefQuote, brief: Brief, correction: SetSpeaker) -> BriefQuote:
    if quote.id != correction.quote:
        return quote
    speaker = correction.speaker.strip()
    if slug(speaker) in brief.people:
        speaker = slug(speaker)
    return replace(quote, speaker=None if speaker.lower() in UNKNOWN else speaker, reason="edited")


def _without_country(brief: Brief, code: str) -> Brief:
    """Take a country out; the words that led to it stand in the text without a link."""
    if code not in brief.countries:
        return brief
    link = rf"\[([^\]\[]*)\]\(\.\./\.\./countries/{slug(country_name(code))}\.md\)"
    kept = {key: note for key, note in brief.made.countries.items() if key != code}
    return replace(
        brief,
        countries=tuple(key for key in brief.countries if key != code),
        made=replace(brief.made, countries=kept),
        text=brief.text.changed(link, r"\1"),
    )


def _with_country(brief: Brief, code: str, *, about: bool) -> Brief:
    """Put a country in, or set what it is; a subject stands before those that are only mentioned."""
    old = brief.made.countries.get(code) or CountryNote(mentions=0, subject=about, evidence=())
    notes = {**brief.made.countries, code: replace(old, subject=about)}
    marked = replace(brief, countries=tuple(dict.fromkeys((*brief.countries, code))))
    marked = replace(marked, made=replace(brief.made, countries=notes))
    return replace(marked, countries=tuple(sorted(marked.countries, key=lambda key: not marked.is_about(key))))


def of_briefs(corrections: Iterable[AnyCorrection]) -> list[BriefCorrection]:
    """Pick the corrections of this kind."""
    return [correction for correction in corrections if isinstance(correction, BriefCorrection)]
