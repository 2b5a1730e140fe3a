"""What every answer forbids a browser, unless the page that it is says it better.

What is no page can be opened as one, by a link or inside a frame: then it may do nothing.
"""

from flask import Flask, Response

# The words of a Content-Security-Policy for what is no page of ours.
INERT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# What no page of ours has a use for, and no script that got into one shall have.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "camera", "display-capture", "fullscreen", "geolocation", "gyroscope"),
        *("hid", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get"),
        *("screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
    )
)


def init_app(app: Flask) -> None:
    app.after_request(harden)


def harden(response: Response) -> Response:
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Content-Security-Policy", INERT)
    if response.mimetype == "text/html":
        # Not `no-referrer`, under which our own forms would send `Origin: null`.
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
    return response
