"""What every answer tells the browser it may not do."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

# 'none' first, then what our own pages need. Data images are the QR code of the second factor.
CONTENT_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data: blob:; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "form-action 'self'; "
    "frame-ancestors 'none'; "
    "base-uri 'none'"
)
SWITCHED_OFF = (
    "accelerometer",
    "autoplay",
    "bluetooth",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in SWITCHED_OFF),
    # Not `no-referrer`: with it browsers send `Origin: null`, and no form could be told from a forged one.
    # Other sites are told nothing either way.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class SecurityHeaders:
    """Set the headers. Pages are never kept by the browser; static files say for themselves how long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers[name] = value
        if "max-age" not in response.headers.get("Cache-Control", "") or "text/html" in response.headers.get(
            "Content-Type", ""
        ):
            response.headers["Cache-Control"] = "no-store"
        return response


class BehindProxy:
    """Take the caller's address from the node's own proxy, which writes it last in X-Forwarded-For.

    Only with SAFECONDUCT_BEHIND_PROXY=1: without a proxy anybody could write that header.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        told = request.headers.get("X-Forwarded-For", "")
        if told:
            request.META["REMOTE_ADDR"] = told.rpartition(",")[2].strip()
        return self.get_response(request)
