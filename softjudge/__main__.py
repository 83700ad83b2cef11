"""`python -m softjudge`: the same as the command."""

from softjudge.cli import main

if __name__ == "__main__":
    main()
