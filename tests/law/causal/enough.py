"""A law that compares nothing never fails: what it is about has to come up often enough."""

FEW = 50  # questions, of which nothing can be said


def lacking(asked, **counts):
    """Of each count (found, least), in so many questions: is it `least` of a hundred, at least?  Prints
    those that are not; returns how many that are."""
    missing = [(what.replace("_", " "), found, least) for what, (found, least) in counts.items()
               if asked >= FEW and found * 100 < asked * least]
    for what, found, least in missing:
        print(f"{what}: {found} of {asked} questions, wanted {least} of a hundred")
    return len(missing)
