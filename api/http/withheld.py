"""What spans do not tell; it needs the extra ``otel``."""

from opentelemetry.context import Context
from opentelemetry.sdk.trace import Span, SpanProcessor

SECRETS = ("url.path", "url.query", "http.request.method_original")
"""Attributes with what callers wrote: addresses of feeds and links hold tokens. `http.route` tells the template."""


class Withheld(SpanProcessor):
    """Empties these attributes of each span as it starts, before anything is exported."""

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:  # noqa: ARG002 - the SDK's signature
        """Overwrite what is there of them; a span cannot lose an attribute."""
        for name in SECRETS:
            if name in (span.attributes or {}):
                span.set_attribute(name, "")
