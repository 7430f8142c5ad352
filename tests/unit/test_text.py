"""Messages come from the catalogue, with their named places filled."""

from etl.text import _, language


def test_a_known_message_is_chinese() -> None:
    assert _("Next step") == "下一步"


def test_an_unknown_message_stays_as_written_and_is_filled() -> None:
    assert _("no such message {name}", name="x") == "no such message x"


def test_a_language_without_catalogue_gives_the_message_itself() -> None:
    token = language.set("xx")
    try:
        assert _("Next step") == "Next step"
    finally:
        language.reset(token)
