"""The service put together: every feature's routes behind the same errors, limits, logs and metrics."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI

from api.features import modules
from api.http import health, problems
from api.http.limits import BodyLimit
from api.http.openapi import describe
from api.http.rates import Rates
from api.http.telemetry import Metrics, Telemetry
from api.http.traces import telemetry_of, tracing_to
from api.settings import Settings
from api.sso.setup import provider_of
from api.storage.database import Database
from api.storage.migrate import migrate
from api.users.attempts import Attempts

PREFIX = "/v1"
ABOUT = "Rosters of hospital imaging departments: provably good, checked, explained in plain words and money."


def create_app(settings: Settings | None = None, database: Database | None = None) -> FastAPI:
    """The app over a database, which is brought up to date first; `settings` come from the environment when absent."""
    settings = settings or Settings()
    traces = tracing_to(settings)
    kept = database or Database(settings.database_url)
    migrate(kept)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        if traces is not None:
            traces.shutdown()
        if database is None:
            kept.close()

    app = FastAPI(
        title="radroster", version=version("radroster"), description=ABOUT, lifespan=lifespan,
        openapi_url=f"{PREFIX}/openapi.json", docs_url=None, redoc_url=None,
        telemetry=telemetry_of(traces),
    )  # fmt: skip
    app.state.settings, app.state.database, app.state.metrics = settings, kept, Metrics()
    app.state.attempts, app.state.rates = Attempts(), Rates(settings)
    app.state.provider = provider_of(settings)
    problems.install(app)
    app.include_router(health.router)
    for module in modules("routes"):
        app.include_router(module.router, prefix=getattr(module, "PREFIX", PREFIX))
    app.openapi = lambda: describe(app)  # type: ignore[method-assign] # FastAPI's documented way to extend it
    app.add_middleware(BodyLimit, most=settings.max_body_bytes)
    app.add_middleware(Telemetry, metrics=app.state.metrics)
    return app
