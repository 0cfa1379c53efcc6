"""Who reads trades, makes them and decides on them: what the routes of every kind of trade ask for."""

from typing import Annotated

from fastapi import Depends

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.http.bodies import JsonBody
from api.self_service.examples import DECISION
from api.self_service.schemas import Decision

Reading = Annotated[Caller, Depends(Allowed(Right.READ_TRADES))]
Trading = Annotated[Caller, Depends(Allowed(Right.TRADE_DUTIES))]
Deciding = Annotated[Caller, Depends(Allowed(Right.DECIDE_TRADES))]
Decided = Annotated[Decision, Depends(JsonBody(Decision, DECISION))]
