"""Sentences of the observatory, marked for translation without a framework."""


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for translation where it stands; whoever shows it translates it."""
    return sentence
