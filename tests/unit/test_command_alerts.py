"""Alerts as they are sent: to a real SMTP server and a real HTTP server in this process, once each, again after a
failure, to whom they concern, naming nobody; the command with its exit statuses; the note of a build that failed."""

import json
import shutil
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from email import message_from_string
from email.header import decode_header, make_header
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import pytest
from pydantic import ValidationError

from etl.alerts import Alert
from etl.alerts.message import TEXT_BYTES, About, content, mail
from etl.command import main
from etl.settings import MailSection, SourceOldRule
from ledger import Actor, open_ledger, orders
from ledger.orders import OfUnion, Problem
from ledger.verdicts import Told

TODAY = date(2026, 10, 31)
ABOUT = About("常山县", "20261001T000000Z", date(2026, 9, 30), TODAY)
COUNTY = """
[area]
name = "常山县"
codes = ["330822"]

[[people]]
name = "组建员甲"
role = "organiser"
townships = ["辉埠镇"]
email = "jia@county.test"

[[people]]
name = "复核员丙"
role = "reviewer"
email = "bing@county.test"

[[people]]
name = "主席戊"
role = "leader"
"""
MAIL = """
[alerts.mail]
server = "127.0.0.1"
port = {port}
security = "none"
sender = "gonghui@county.test"
"""
BERT = Actor("审核员乙", "reviewer", "signed_in")
Run = Callable[..., tuple[int, str, str]]


class _Mailbox(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as a client needs; keeps what it takes, refuses whom it is told to."""

    def handle(self) -> None:
        self._say("220 test")
        receivers: list[str] = []
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word in ("EHLO", "HELO", "MAIL"):
                self._say("250 fine")
            elif word == "RCPT":
                refused = any(name in line for name in self.server.refused)
                receivers += [] if refused else [line.split("<")[1].split(">")[0]]
                self._say("550 nobody here" if refused else "250 fine")
            elif word == "DATA":
                self._say("354 go on")
                lines = iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")
                self.server.taken.append((receivers, "\n".join(lines)))
                self._say("250 taken")
            else:
                self._say("221 bye" if word == "QUIT" else "250 fine")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class _Hook(BaseHTTPRequestHandler):
    """Keeps what is posted and answers what it is told to."""

    def do_POST(self) -> None:
        self.server.taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        status, body = self.server.answer
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told: object) -> None:
        """Nothing on the screen of the tests."""


@contextmanager
def serving(server: socketserver.BaseServer) -> Iterator[socketserver.BaseServer]:
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def mailbox() -> Iterator[socketserver.BaseServer]:
    """An SMTP server on 127.0.0.1: `taken` is (receivers, message), `refused` the addresses that it refuses."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mailbox)
    server.taken, server.refused = [], []
    with serving(server):
        yield server


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    """A webhook on 127.0.0.1, its address in the environment."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hook)
    server.taken, server.answer = [], (200, b'{"errcode": 0}')
    monkeypatch.setenv("COVERAGE_WEBHOOK_URL", f"http://127.0.0.1:{server.server_port}/secret-key")
    with serving(server):
        yield server


@pytest.fixture(scope="module")
def warehouse(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the invented county's warehouse: a command lays what was decided since beside the build."""
    return shutil.copytree(demo_warehouse, tmp_path_factory.mktemp("alerts"), dirs_exist_ok=True)


@pytest.fixture
def run(
    warehouse: Path,
    tmp_path: Path,
    demo_mart: duckdb.DuckDBPyConnection,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Runs `etl alerts` on 2026-10-31, two orders being overdue; exit status, stdout, stderr."""
    monkeypatch.setattr("etl.command.alerts.date", Today)
    (tmp_path / "county.toml").write_text(COUNTY, "utf-8")
    monkeypatch.setenv("COVERAGE_AREA", str(tmp_path / "county.toml"))
    monkeypatch.setenv("COVERAGE_WAREHOUSE", str(warehouse))
    monkeypatch.setenv("COVERAGE_LEDGER_URL", f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    ledger = open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    for township in ("辉埠镇", "芳村镇"):
        union = demo_mart.execute(
            'select union_id, union_name, township_name from mart."union" where township_name = ? limit 1', [township]
        ).fetchone()
        problem = Problem(("O1",), "两届没有换届，电话 13812345678", "厂长丁", date(2026, 9, 30))
        orders.issue(ledger, BERT, OfUnion(*union), problem, Told("现场核实后下达"))
    ledger.engine.dispose()

    def run_one(*arguments: str) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        status = main(["alerts", *arguments])
        out, err = capfdbinary.readouterr()
        return status, out.decode("utf-8"), err.decode("utf-8")

    return run_one


class Today(date):  # a calendar that stands still
    @classmethod
    def today(cls) -> date:
        return TODAY


def found(run: Run) -> dict[str, dict]:
    """Key → alert, as the command prints them, nothing sent."""
    status, out, _err = run("--dry-run", "--json")
    assert status == 0
    return {alert["key"]: alert for alert in json.loads(out)["alerts"]}


def with_mail(tmp_path: Path, mailbox: socketserver.BaseServer) -> None:
    port = mailbox.server_address[1]
    (tmp_path / "county.toml").write_text(COUNTY + MAIL.format(port=port), "utf-8")


def told(mailbox: socketserver.BaseServer) -> dict[str, str]:
    """Address → the text of the mails that it got, subject first."""
    texts: dict[str, str] = {}
    for receivers, raw in mailbox.taken:
        message = message_from_string(raw)
        body = message.get_payload(decode=True).decode("utf-8")
        [address] = receivers
        texts[address] = texts.get(address, "") + str(make_header(decode_header(message["Subject"]))) + "\n" + body
    return texts


def test_alerts_are_printed_and_a_dry_run_sends_nothing(run: Run, hook: ThreadingHTTPServer) -> None:
    status, out, err = run("--dry-run")
    assert status == 0
    assert out.count("已过 31 天，待整改") == out.count("急  ") == 2
    assert (hook.taken, err.count("没有查")) == ([], 0)


def test_another_day_is_asked_about_and_nothing_is_sent_or_marked_as_sent(run: Run, hook: ThreadingHTTPServer) -> None:
    status, out, _err = run("--on", "2026-11-30")
    sent_at = {alert["first_sent_at"] for alert in found(run).values()}
    assert (status, out.count("已过 61 天，待整改"), hook.taken, sent_at) == (0, 2, [], {None})


def test_as_json_an_alert_has_its_key_its_record_and_both_languages(run: Run) -> None:
    alerts = found(run)
    assert len(alerts) == 2
    for key, alert in alerts.items():
        assert key == f"order_overdue:{alert['record_id']}:1:2026-09-30"
        assert (alert["severity"], alert["since"], alert["opens"]) == ("urgent", "2026-10-01", "union")
        assert "待整改" in alert["zh"]
        assert "31 days over its deadline" in alert["en"]


def test_the_webhook_gets_each_alert_once(run: Run, hook: ThreadingHTTPServer) -> None:
    assert run()[0] == run()[0] == 0
    [taken] = hook.taken
    assert (taken["county"], taken["as_of"], taken["asked_on"], len(taken["alerts"])) == (
        "常山县",
        "2026-09-30",
        "2026-10-31",
        2,
    )


@pytest.mark.parametrize("answer", [(500, b""), (302, b""), (200, b'{"errcode": 93000, "errmsg": "invalid"}')])
def test_what_the_webhook_did_not_take_is_status_4_and_is_sent_the_next_time(
    run: Run, hook: ThreadingHTTPServer, answer: tuple[int, bytes]
) -> None:
    hook.answer = answer
    status, _out, err = run()
    assert status == 4
    assert "secret-key" not in err
    hook.answer = (200, b"ok")
    assert [run()[0], run()[0]] == [0, 0]
    assert len(hook.taken) == 2
    assert hook.taken[0] == hook.taken[1]


def test_a_webhook_that_is_not_there_is_status_4(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_WEBHOOK_URL", "http://127.0.0.1:1/secret-key")
    status, _out, err = run()
    assert status == 4
    assert "secret-key" not in err


def test_mail_goes_to_people_by_township_once_and_names_nobody(
    run: Run, mailbox: socketserver.BaseServer, tmp_path: Path
) -> None:
    with_mail(tmp_path, mailbox)
    assert run()[0] == run()[0] == 0
    texts = told(mailbox)
    assert set(texts) == {"jia@county.test", "bing@county.test"}
    assert texts["jia@county.test"].startswith("常山县：1 条提醒")
    assert "芳村镇" not in texts["jia@county.test"]
    assert texts["bing@county.test"].startswith("常山县：2 条提醒")
    assert "数据截至 2026-09-30" in texts["bing@county.test"]
    assert len(mailbox.taken) == 2
    for text in texts.values():
        for name in ("厂长丁", "审核员乙", "13812345678"):
            assert name not in text


def test_one_refused_address_holds_up_nobody_and_is_tried_again_alone(
    run: Run, mailbox: socketserver.BaseServer, tmp_path: Path
) -> None:
    with_mail(tmp_path, mailbox)
    mailbox.refused = ["jia@"]
    status, _out, err = run()
    assert (status, list(told(mailbox))) == (4, ["bing@county.test"])
    assert "mail:组建员甲" in err
    mailbox.refused = []
    assert run()[0] == 0
    assert [receivers for receivers, _raw in mailbox.taken] == [["bing@county.test"], ["jia@county.test"]]


def test_a_silenced_alert_is_told_as_silenced_and_sent_to_nobody_until_it_is_heard_again(
    run: Run, hook: ThreadingHTTPServer
) -> None:
    key = next(key for key, alert in found(run).items() if alert["township_name"] == "辉埠镇")
    until = date.today() + timedelta(days=1)
    said = ("--until", until.isoformat(), "--reason", "在等批复", "--as", "组建员甲")
    assert run("--silence", key, *said)[0] == 0
    assert found(run)[key]["silenced_until"] == until.isoformat()
    assert "另有 1 条暂不提醒" in run()[1]
    assert [len(taken["alerts"]) for taken in hook.taken] == [1]
    assert run("--hear", key, "--as", "组建员甲")[0] == 0
    run()
    assert [alert["key"] for alert in hook.taken[1]["alerts"]] == [key]


@pytest.mark.parametrize(
    "said",
    [
        ("--until", "2026-12-31", "--reason", "理由"),
        ("--until", "2026-12-31", "--reason", "理由", "--as", "没有这个人"),
        ("--until", "2026-12-31", "--reason", "理由", "--as", "主席戊"),
        ("--until", "2026-12-31", "--as", "复核员丙"),
        ("--until", "2020-01-01", "--reason", "理由", "--as", "复核员丙"),
        ("--reason", "理由", "--as", "复核员丙"),
    ],
    ids=["nobody", "unknown", "leader", "no reason", "past", "no day"],
)
def test_a_silence_that_cannot_be_is_status_2_and_silences_nothing(run: Run, said: tuple[str, ...]) -> None:
    key = next(iter(found(run)))
    assert run("--silence", key, *said)[0] == 2
    assert found(run)[key]["silenced_until"] is None


def test_an_unknown_key_is_status_2(run: Run) -> None:
    assert (
        run("--silence", "order_overdue:U-0", "--until", "2026-12-31", "--reason", "理由", "--as", "复核员丙")[0] == 2
    )


def test_a_password_is_never_sent_in_clear() -> None:
    with pytest.raises(ValidationError, match="security"):
        MailSection(server="127.0.0.1", sender="a@b.test", user="a", security="none")


def test_a_kind_of_source_that_is_none_is_refused() -> None:
    with pytest.raises(ValidationError, match="ledger_of_unions"):
        SourceOldRule(days={"ledger_of_unions": 3})


def _alerts(number: int) -> list[Alert]:
    facts = {"name": "某某机械制造有限公司工会委员会", "number": 1, "days": 3, "due_on": TODAY, "state": "open"}
    return [
        Alert(f"order_overdue:{i}", "order_overdue", "urgent", "union", str(i), None, TODAY, facts)
        for i in range(number)
    ]


def test_a_text_for_messengers_is_cut_and_says_how_much_is_left_out() -> None:
    text = content(ABOUT, _alerts(100), "text_message")["text"]["content"]
    assert len(text.encode()) <= TEXT_BYTES
    shown = text.count("待整改")
    assert f"还有 {100 - shown} 行" in text
    whole = content(ABOUT, _alerts(3), "text_message")["text"]["content"]
    assert whole.count("待整改") == 3
    assert "还有" not in whole


def test_an_address_that_breaks_the_header_is_refused() -> None:
    section = MailSection(server="127.0.0.1", sender="a@b.test")
    with pytest.raises(ValueError, match="linefeed"):
        mail(ABOUT, _alerts(1), section, "a@b.test\nBcc: other@b.test")
