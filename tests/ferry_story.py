"""One short article of our own, which the tests of formats pack and wrap in every way that there is."""

TEXT = (
    "The crews of the harbour ferries asked the port on Monday for ten minutes of quiet between two crossings, "
    "so that they can drink their tea standing still for once."
)
SECOND = "The port will answer in a week. Ines Varga, who speaks for the crews, said that she had time."
TITLE = "Ferry crews ask for quiet"
