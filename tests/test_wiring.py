"""The service as a whole, with nothing left out."""

from flask.testing import FlaskClient


def test_the_whole_service_says_that_it_is_alive(client: FlaskClient) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.get_data(as_text=True)) == (200, '{"status":"ok"}\n')
