"""Who is here: vouched for by the provider, or named by themselves; what each may see and write."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.errors import InputError
from etl.settings import PROJECT, load_county
from ledger import Actor
from tests.pages.conftest import Open
from ui import access

PEOPLE = """
[area]
name = "常山县"
codes = ["330822"]
[[people]]
name = "组建员甲"
role = "organiser"
townships = ["辉埠镇"]
[[people]]
name = "主席戊"
role = "leader"
[[people]]
name = "复核员丙"
role = "reviewer"
email = "Bing@example.org"
"""


@pytest.fixture(autouse=True)
def area(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "county.toml"
    path.write_text(PEOPLE, "utf-8")
    monkeypatch.setenv("COVERAGE_AREA", str(path))
    return path


def page(**user: object) -> AppTest:
    """A page that writes, as a visitor sees it of whom the provider says this; nothing: none is configured."""

    def script() -> None:
        import streamlit as st

        from ui import access

        here = access.choose()
        told = (here and here.name, here and here.source, access.may_write(here), access.may_see(here, "芳村镇"))
        st.text(" ".join(map(str, told)))

    shown = AppTest.from_function(script, default_timeout=30)
    shown.user = user
    return shown.run()


def signed_in(**claims: object) -> str:
    return page(is_logged_in=True, **claims).text[0].value


def test_without_sign_in_a_name_is_picked_and_is_self_reported() -> None:
    shown = page()
    assert shown.sidebar.selectbox[0].options == ["组建员甲", "主席戊", "复核员丙"]
    assert shown.text[0].value == "None None False True"
    shown.sidebar.selectbox[0].set_value("组建员甲").run()
    assert shown.text[0].value == "组建员甲 self_reported True False"


def test_a_leader_looks_and_does_not_write() -> None:
    shown = page()
    shown.sidebar.selectbox[0].set_value("主席戊").run()
    assert shown.text[0].value == "主席戊 self_reported False True"


def test_where_sign_in_is_configured_no_name_can_be_picked() -> None:
    shown = page(is_logged_in=False)
    assert not shown.sidebar.selectbox
    assert shown.text[0].value == "None None False True"


def test_the_signed_in_address_says_who_it_is_whatever_its_case() -> None:
    assert signed_in(email="bing@EXAMPLE.org", name="x") == "复核员丙 signed_in True True"


def test_an_address_that_the_provider_has_not_verified_is_nobodys() -> None:
    assert signed_in(email="bing@example.org", email_verified=False).startswith("None")


@pytest.mark.parametrize("claims", [{}, {"email": ""}, {"email": "a@example.org"}])
@pytest.mark.parametrize("name", ["组建员甲", "复核员丙"])
def test_the_name_that_a_provider_shows_makes_nobody_somebody(claims: dict[str, str], name: str) -> None:
    assert signed_in(name=name, **claims).startswith("None None False")


@pytest.mark.parametrize(
    ("user", "button"),
    [({"is_logged_in": False}, "登录"), ({"is_logged_in": True, "email": "z@example.org", "name": "路人"}, "退出登录")],
)
def test_where_sign_in_is_configured_nobody_unknown_sees_anything_of_the_county(
    shown: Path, monkeypatch: pytest.MonkeyPatch, user: dict[str, object], button: str
) -> None:
    monkeypatch.setenv("COVERAGE_WAREHOUSE", str(shown))
    page = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
    page.user = user
    page.run()
    assert not page.exception
    assert [title.value for title in page.title] == ["登录后才能看数据"]
    assert button in [one.label for one in page.button]
    assert not page.metric
    assert not page.dataframe


def test_what_is_not_placed_is_everybodys() -> None:
    assert access.may_see(Actor("组建员甲", "organiser", "signed_in", ("辉埠镇",)), None)


@pytest.mark.parametrize("twice", ['name = "组建员甲"', 'name = "丁"\nemail = "bing@example.org"'])
def test_two_people_of_one_name_or_address_are_refused(area: Path, twice: str) -> None:
    area.write_text(f'{PEOPLE}\n[[people]]\n{twice}\nrole = "analyst"\n', "utf-8")
    with pytest.raises(InputError, match="两个人用了同一个"):
        load_county(area)


def offered() -> AppTest:
    """A page that asks on itself who is here."""

    def script() -> None:
        import streamlit as st

        from ui import access

        here = access.choose()
        access.offer()
        st.text(str(here and here.name))

    return AppTest.from_function(script, default_timeout=30).run()


def test_the_page_itself_offers_the_names_of_those_who_write() -> None:
    shown = offered()
    assert [button.label for button in shown.button] == ["组建员甲", "复核员丙"]
    shown.button[1].click().run()
    assert (shown.text[0].value, shown.sidebar.selectbox[0].value) == ("复核员丙", "复核员丙")


def test_more_names_than_a_screen_holds_are_a_list(area: Path) -> None:
    more = "".join(f'[[people]]\nname = "组建员{number}"\nrole = "organiser"\n' for number in range(12))
    area.write_text(f"{PEOPLE}\n{more}", "utf-8")
    shown = offered()
    shown.selectbox(key="offered").select("组建员7").run()
    shown.button(key="offered_taken").click().run()
    assert shown.text[0].value == "组建员7"


@pytest.mark.parametrize(
    ("name", "said"), [("组建员甲", "不在您负责的乡镇街道，没有写进去"), ("主席戊", "你的角色不能写")]
)
def test_who_may_not_write_is_told_whether_it_is_the_township_or_the_role(name: str, said: str) -> None:
    def script(name: str) -> None:
        from ledger import open_ledger, plans
        from ledger.verdicts import Told
        from ui import access, written

        here, ledger = access._acting(access._named(name), "self_reported"), open_ledger("sqlite://")
        written.write(lambda: plans.enter(ledger, here, "芳村镇", 2026, 3, None, Told("")))
        written.told()

    shown = AppTest.from_function(script, default_timeout=30, args=(name,)).run()
    assert [one.value for one in shown.error] == [said]


def test_my_work_says_a_county_file_with_faults_and_stands(open_page: Open, ledger_url: str, area: Path) -> None:
    area.write_text("[nonsense]\n", "utf-8")
    assert any("nonsense" in one.value for one in open_page("my_work").main.error)
