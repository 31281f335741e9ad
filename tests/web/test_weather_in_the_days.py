# SPDX-License-Identifier: Apache-2.0
"""The weather: off until it is switched on, a rounded place and dates to one host, each day asked for once.

The service is a real HTTP server on loopback.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.people import Browser

from unclench.diary.settings import Place
from unclench.errors import InputError, ServingError
from unclench.store import days, imports, settings, weather
from unclench.web import weather_daily, weather_fetch
from unclench.web.weather_fetch import WeatherUnavailable

TODAY = date(2026, 3, 20)
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
BERLIN = Place(52.5, 13.4)
UNITS = {"time": "iso8601", "temperature_2m_max": "°C", "temperature_2m_min": "°C",
         "apparent_temperature_max": "°C", "relative_humidity_2m_mean": "%"}  # fmt: skip


@dataclass
class Service:
    """Answers as the real one does. asked: the addresses it was asked for. answer: another answer than weather."""

    base: str = ""
    today: date = TODAY
    asked: list[str] = field(default_factory=list)
    answer: Callable[[BaseHTTPRequestHandler], None] | None = None

    def queries(self) -> list[dict[str, str]]:
        return [{key: value[0] for key, value in parse_qs(urlsplit(one).query).items()} for one in self.asked]

    def weather(self, address: str) -> bytes:
        query = {key: value[0] for key, value in parse_qs(urlsplit(address).query).items()}
        if "past_days" in query:
            first, last = self.today - timedelta(days=int(query["past_days"])), self.today
        else:
            first, last = date.fromisoformat(query["start_date"]), date.fromisoformat(query["end_date"])
        told = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        daily: dict[str, list[Any]] = {"time": [day.isoformat() for day in told]}
        for name in list(UNITS)[1:]:
            daily[name] = [float(day.day) for day in told]
        return json.dumps(
            {"latitude": 52.5, "longitude": 13.4, "daily_units": UNITS, "daily": daily}
        ).encode()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    told = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(self.path)
            if told.answer is not None:
                told.answer(self)
                return
            body = told.weather(self.path)
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    told.base = f"http://127.0.0.1:{server.server_address[1]}"
    monkeypatch.setenv("UNCLENCH_WEATHER", told.base)
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


def answering(status: int, body: bytes = b"", **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


class TestAsking:
    """Without a diary: what is sent, and what may come back."""

    def test_a_rounded_place_and_dates_are_all_that_is_sent(self, service: Service) -> None:
        old = [date(2026, 1, 1) + timedelta(days=number) for number in range(3)]
        list(weather_fetch.answers(Place(52.5163, 13.3777), old, TODAY))
        (query,) = service.queries()
        assert query.pop("daily").count("temperature") == 3
        assert query == {
            "latitude": "52.5", "longitude": "13.4", "start_date": "2026-01-01", "end_date": "2026-01-03",
            "temperature_unit": "celsius", "timezone": "auto",
        }  # fmt: skip

    def test_the_last_week_is_asked_of_the_forecast_and_holes_one_by_one(self, service: Service) -> None:
        missing = [date(2026, 1, 1), date(2026, 1, 2), date(2026, 2, 1), TODAY - timedelta(days=3)]
        list(weather_fetch.answers(BERLIN, missing, TODAY))
        spans = [
            (one.get("past_days"), one.get("start_date"), one.get("end_date")) for one in service.queries()
        ]
        assert spans == [
            ("3", None, None), (None, "2026-02-01", "2026-02-01"), (None, "2026-01-01", "2026-01-02"),
        ]  # fmt: skip

    def test_a_redirect_takes_the_place_to_nobody_else(self, service: Service) -> None:
        service.answer = answering(302, Location=service.base + "/elsewhere")
        with pytest.raises(WeatherUnavailable, match="refused"):
            list(weather_fetch.answers(BERLIN, [date(2026, 1, 1)], TODAY))
        assert len(service.asked) == 1

    @pytest.mark.parametrize(
        ("status", "why"), [(429, "too often"), (500, "trouble of its own"), (404, "refused")]
    )
    def test_a_refusal_is_said_in_words(self, service: Service, status: int, why: str) -> None:
        service.answer = answering(status, b"<html>")
        with pytest.raises(WeatherUnavailable, match=why):
            list(weather_fetch.answers(BERLIN, [date(2026, 1, 1)], TODAY))

    def test_an_answer_larger_than_any_weather_is_dropped(
        self, service: Service, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(weather_fetch, "MOST_BYTES", 1_000)
        service.answer = answering(200, b" " * 200_000)
        with pytest.raises(WeatherUnavailable, match="larger than any weather"):
            list(weather_fetch.answers(BERLIN, [date(2026, 1, 1)], TODAY))

    def test_an_answer_that_never_comes_is_not_waited_for(
        self, service: Service, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(weather_fetch, "TIMEOUT_S", 0.2)
        over = threading.Event()
        service.answer = lambda handler: over.wait(20) and None
        with pytest.raises(WeatherUnavailable, match="did not answer in time"):
            list(weather_fetch.answers(BERLIN, [date(2026, 1, 1)], TODAY))
        over.set()

    def test_an_answer_that_drips_is_not_waited_for(
        self, service: Service, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(weather_fetch, "TIMEOUT_S", 0.3)
        over = threading.Event()

        def drip(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Length", "100000")
            handler.end_headers()
            for _ in range(200):
                if over.wait(0.02):
                    return
                try:
                    handler.wfile.write(b" ")
                except OSError:
                    return

        service.answer = drip
        with pytest.raises(WeatherUnavailable, match="takes too long"):
            list(weather_fetch.answers(BERLIN, [date(2026, 1, 1)], TODAY))
        over.set()

    def test_nobody_at_home_is_said_in_words(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("UNCLENCH_WEATHER", "http://127.0.0.1:9")
        with pytest.raises(WeatherUnavailable, match="cannot be reached"):
            list(weather_fetch.answers(BERLIN, [date(2026, 1, 1)], TODAY))

    @pytest.mark.parametrize(
        "base", ["http://example.org", "ftp://127.0.0.1", "file:///etc/passwd", "weather"]
    )
    def test_a_place_is_never_sent_in_the_clear(self, monkeypatch: pytest.MonkeyPatch, base: str) -> None:
        monkeypatch.setenv("UNCLENCH_WEATHER", base)
        with pytest.raises(ServingError, match="https"):
            list(weather_fetch.answers(BERLIN, [date(2026, 1, 1)], TODAY))

    def test_a_server_can_have_it_switched_off(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("UNCLENCH_WEATHER", "off")
        with pytest.raises(InputError, match="switched off on this server"):
            list(weather_fetch.answers(BERLIN, [date(2026, 1, 1)], TODAY))

    def test_as_it_is_shipped_it_asks_open_meteo_over_tls(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("UNCLENCH_WEATHER", raising=False)
        assert weather_fetch._bases() == ("https://archive-api.open-meteo.com", "https://api.open-meteo.com")


@pytest.mark.django_db
class TestKeeping:
    def fetch(self, browser: Browser, *, anew: bool = False) -> int:
        assert browser.person is not None
        return weather_daily.fetch(browser.person.id, BERLIN, NOW, TODAY, anew=anew)

    def warmest(self, browser: Browser, day: date) -> float:
        assert browser.person is not None
        found = days.columns(browser.person.id, day, day, {"air_temp_max_c"}).by_id["air_temp_max_c"]
        return float(found.values[0])

    def test_each_day_is_asked_for_once(self, household: Browser, service: Service) -> None:
        assert self.fetch(household) >= 30
        service.asked.clear()
        assert self.fetch(household) == 0
        assert service.asked == []
        assert weather.missing(household.person.id, TODAY) == []
        assert self.warmest(household, TODAY - timedelta(days=1)) == 19.0

    def test_today_is_not_over_and_has_no_weather(self, household: Browser, service: Service) -> None:
        self.fetch(household)
        found = days.columns(household.person.id, TODAY, TODAY, {"air_temp_max_c"}).by_id["air_temp_max_c"]
        assert [value == value for value in found.values] == [False]

    def test_the_next_day_asks_for_one_day_and_forgets_none(
        self, household: Browser, service: Service
    ) -> None:
        self.fetch(household)
        service.asked.clear()
        service.today = TODAY + timedelta(days=1)
        weather_daily.fetch(household.person.id, BERLIN, NOW + timedelta(days=1), service.today)
        assert [one.get("past_days") for one in service.queries()] == ["1"]
        assert self.warmest(household, TODAY - timedelta(days=20)) == (TODAY - timedelta(days=20)).day
        assert self.warmest(household, TODAY) == TODAY.day

    def test_filling_holes_leaves_the_days_between_alone(self, household: Browser, service: Service) -> None:
        first, between, last = (TODAY - timedelta(days=number) for number in (9, 8, 7))
        for wanted in ([between], [first, last]):
            answers = list(weather_fetch.answers(BERLIN, wanted, TODAY))
            weather.keep(household.person.id, answers, wanted, NOW)
        assert not {first, between, last} & set(weather.missing(household.person.id, TODAY))

    def test_a_wrong_place_is_put_right_for_all_days(self, household: Browser, service: Service) -> None:
        self.fetch(household)
        answers = service.weather

        def colder(address: str) -> bytes:
            return answers(address).replace(b".0", b".5")

        service.weather = colder  # type: ignore[method-assign]
        self.fetch(household, anew=True)
        assert self.warmest(household, TODAY - timedelta(days=1)) == 19.5

    def test_nonsense_changes_nothing(self, household: Browser, service: Service) -> None:
        service.answer = answering(200, b"<html>hello")
        with pytest.raises(InputError):
            self.fetch(household)
        assert imports.files(household.person.id) == []

    def test_whose_weather_it_is_stands_in_the_report(self, household: Browser, service: Service) -> None:
        self.fetch(household)
        (kept,) = imports.files(household.person.id)
        page = household.client.get(f"/you/data/import/read/{kept.id}/").content.decode()
        assert 'href="https://open-meteo.com/"' in page
        assert "CC BY 4.0" in page


@pytest.mark.django_db(transaction=True)
class TestThePage:
    @pytest.fixture(autouse=True)
    def fresh(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for known in (weather_daily._failures, weather_daily._tried):
            known.clear()
        real = weather_daily.soon
        monkeypatch.setattr(weather_daily, "soon", lambda *a, **k: real(*a, **k | {"wait_s": 60}))

    def post(self, browser: Browser, **fields: str) -> Any:
        return browser.client.post("/you/data/weather/", fields, headers=browser.csrf())

    def test_it_is_off_until_it_is_switched_on(self, household: Browser, service: Service) -> None:
        page = household.client.get("/you/data/weather/")
        assert "switched off: nothing is asked" in words(page)
        assert urlsplit(service.base).netloc in words(page)
        assert b"https://creativecommons.org/licenses/by/4.0/" in page.content
        self.post(household, do="fetch")
        assert weather_daily.places.wanted() == {}
        assert service.asked == []

    def test_a_typed_place_is_rounded_before_it_is_kept(self, household: Browser, service: Service) -> None:
        answer = self.post(household, do="on", latitude="52,5163°", longitude="\N{MINUS SIGN}13.3777")
        assert settings.of(household.person.id).weather == Place(52.5, -13.4)
        assert {(one["latitude"], one["longitude"]) for one in service.queries()} == {("52.5", "-13.4")}
        told = words(household.client.get(answer["Location"]))
        assert "The weather is in your days." in told
        assert "It is switched on." in told

    @pytest.mark.parametrize(
        ("latitude", "longitude"), [("91", "0"), ("", ""), ("nan", "1"), ("north", "2"), ("1", "181")]
    )
    def test_what_is_no_place_is_refused(
        self, household: Browser, service: Service, latitude: str, longitude: str
    ) -> None:
        answer = self.post(household, do="on", latitude=latitude, longitude=longitude)
        assert answer.status_code == 422
        assert "no place on Earth" in words(answer)
        assert settings.of(household.person.id).weather is None
        assert service.asked == []

    def test_a_service_that_is_down_is_said(self, household: Browser, service: Service) -> None:
        service.answer = answering(503)
        answer = self.post(household, do="on", latitude="52.5", longitude="13.4")
        assert "trouble of its own" in words(household.client.get(answer["Location"]))

    def test_switched_off_it_asks_nobody_and_the_days_stay(
        self, household: Browser, service: Service
    ) -> None:
        self.post(household, do="on", latitude="52.5", longitude="13.4")
        self.post(household, do="off")
        service.asked.clear()
        self.post(household, do="fetch")
        assert settings.of(household.person.id).weather is None
        assert service.asked == []
        assert len(imports.files(household.person.id)) == 1

    def test_the_browser_may_be_asked_where_it_is_on_this_page_alone(self, household: Browser) -> None:
        for address, may in (("/you/data/weather/", True), ("/you/data/import/", False)):
            policy = household.client.get(address).headers["Permissions-Policy"]
            assert ("geolocation=(self)" in policy) is may

    def test_once_a_day_it_is_fetched_for_whom_it_is_on(self, household: Browser, service: Service) -> None:
        weather.switch(household.person.id, BERLIN)
        stop = threading.Event()
        stop.wait = lambda timeout=None: stop.set() or True  # type: ignore[method-assign]
        weather_daily.watch(stop=stop)
        assert service.asked != []
        service.asked.clear()
        stop.clear()
        weather_daily.watch(stop=stop)
        assert service.asked == []
