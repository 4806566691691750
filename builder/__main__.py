"""`python -m builder` is the command `briefs`."""

from builder.cli import main

if __name__ == "__main__":
    main(prog_name="briefs")
