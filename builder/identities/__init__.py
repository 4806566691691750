"""Who is who across the collection: one person, one id; one organisation, one page."""

from builder.identities.appearances import Appearance, appearances_of
from builder.identities.identities import Identities, identify, identify_appearances
from builder.identities.joining import Identity, join

__all__ = ["Appearance", "Identities", "Identity", "appearances_of", "identify", "identify_appearances", "join"]
