"""What is published nowhere: names, passages and briefs that the corrections withhold, taken out and looked for."""

from builder.withholding.forms import Form, Forms, Kind
from builder.withholding.withheld import Withheld, suppressed, withhold

__all__ = ["Form", "Forms", "Kind", "Withheld", "suppressed", "withhold"]
