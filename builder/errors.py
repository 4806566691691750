"""What can go wrong, as one small tree of exceptions whose messages are written for the user."""

# Where a script has no such line, each process that it starts runs it from the beginning.
UNGUARDED = (
    "a process could not begin: a script that calls the builder has to be a file, "
    "and the call must stand below the line: if __name__ == '__main__':"
)


class BriefsError(Exception):
    """Base of every error that is shown to the user as one clear line."""


class UsageError(BriefsError):
    """The call itself is wrong: an unknown file, a bad setting, no project here (exit code 2)."""


class ArticleError(BriefsError):
    """One article could not be read; the others go on (exit code 1).

    The message says what is wrong and what to do about it; whoever reports it puts the file's name before it.
    """


class RecordError(BriefsError):
    """One brief cannot be understood as it stands; it is left as it is (exit code 1)."""
