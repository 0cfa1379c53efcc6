"""Where SCIM reads and writes users: the staff of one department, each change a version of its document."""

import datetime as dt
from collections.abc import Callable
from typing import Any, cast

from scim2_models import (
    InvalidValueException,
    NotFoundException,
    PreconditionFailedException,
    Resource,
    ResourceType,
    ResponseParameters,
    SearchRequest,
    UniquenessException,
)
from scim2_server.storage import ScimStorage, SearchPage

from api.auth.caller import Caller
from api.departments import service
from api.scim.users import INACTIVE, LEFT, User, has_left, person_from, provider_of, shown, time_off_with, user_of
from api.storage.database import Database
from models.department import Department
from models.errors import InputError
from models.staff import Person
from scheduler.rulebook import bind


class StaffStorage(ScimStorage):
    """Users of one department, read and changed on behalf of a caller."""

    def __init__(self, database: Database, caller: Caller, department: str) -> None:
        self._database, self._caller, self._department = database, caller, department

    def document(self) -> Department:
        """The department's newest document."""
        return service.get(self._database, self._caller, self._department).document

    def get(
        self,
        resource_type: ResourceType,  # noqa: ARG002 - there are users alone
        resource_id: str,
        *,
        response_parameters: ResponseParameters[Any] | None = None,  # noqa: ARG002 - users are small
    ) -> Resource[Any]:
        """One user; raises `NotFoundException`."""
        return self._user(self.document(), resource_id)

    def search(
        self,
        resource_types: list[ResourceType],  # noqa: ARG002 - there are users alone
        search_request: SearchRequest[Any],
        *,
        position: Any = None,  # noqa: ARG002, ANN401 - cursors are not announced
    ) -> SearchPage:
        """The users that a filter lets through, in the order that is asked for, by their ids at last."""
        document, wanted = self.document(), search_request.filter
        model = _model(document)
        users = [user_of(document, person, model) for person in shown(document)]
        found = [one for one in users if wanted is None or wanted.match(one)]
        if search_request.sort_by is not None:
            down = search_request.sort_order is SearchRequest.SortOrder.descending
            found.sort(key=lambda one: _sortable(search_request.sort_value(one)), reverse=down)
        start = search_request.start_index_0 or 0
        stop = None if search_request.count is None else start + search_request.count
        return SearchPage(len(found), found[start:stop])

    def create(self, resource_type: ResourceType, resource: Resource[Any]) -> Resource[Any]:  # noqa: ARG002 - see above
        """Take somebody on; whoever was deleted comes back."""

        def with_person(document: Department) -> Department:
            name = cast("User", resource).user_name or ""
            before = document.person_by_id.get(name)
            if before is not None and not has_left(document, name):
                raise UniquenessException(attribute="userName", value=name)
            return _placed(document, resource, before)

        return self._changed(cast("User", resource).user_name or "", with_person)

    def update(
        self,
        resource_type: ResourceType,  # noqa: ARG002 - see above
        resource: Resource[Any],
        *,
        expected_version: str | None = None,
    ) -> Resource[Any]:
        """Put a user in the place of the one of the same id."""
        key = resource.id or ""

        def replaced(document: Department) -> Department:
            self._require(document, key, expected_version)
            return _placed(document, resource, document.person_by_id[key])

        return self._changed(key, replaced)

    def delete(
        self,
        resource_type: ResourceType,  # noqa: ARG002 - see above
        resource_id: str,
        *,
        expected_version: str | None = None,
    ) -> None:
        """Let somebody go: rosters name them still, new ones do not have them, and SCIM shows them no more."""

        def gone(document: Department) -> Department:
            self._require(document, resource_id, expected_version)
            return document.revised(time_off=time_off_with(document, resource_id, LEFT, today=_today(document)))

        self._revise(gone)

    def _changed(self, key: str, edit: Callable[[Department], Department]) -> Resource[Any]:
        self._revise(edit)
        return self._user(self.document(), key)

    def _revise(self, edit: Callable[[Department], Department]) -> None:
        """Store the next version of the document, whichever is the newest: the version that counts is the user's."""

        def checked(document: Department) -> Department:
            edited = edit(document)
            bind(edited)
            return edited

        there = service.get(self._database, self._caller, self._department).version
        try:
            service.revise(self._database, self._caller, self._department, checked, expected=there, why="SCIM")
        except InputError as error:
            raise InvalidValueException(detail=str(error)) from error

    def _user(self, document: Department, key: str) -> Resource[Any]:
        person = document.person_by_id.get(key)
        if person is None or has_left(document, key):
            raise NotFoundException(detail=f"There is no user {key!r}.")
        return user_of(document, person, _model(document))

    def _require(self, document: Department, key: str, version: str | None) -> None:
        meta = self._user(document, key).meta
        if version is not None and (meta is None or meta.version != version):
            raise PreconditionFailedException


def _model(document: Department) -> type[Resource[Any]]:
    return cast("type[Resource[Any]]", provider_of(document).model_for("User"))


def _placed(document: Department, user: Resource[Any], before: Person | None) -> Department:
    person = person_from(document, user, before)
    staff = tuple(person if one.id == person.id else one for one in document.staff)
    added = document.revised(staff=staff if before is not None else (*staff, person))
    kind = INACTIVE if cast("User", user).active is False else None
    return added.revised(time_off=time_off_with(added, person.id, kind, today=_today(added)))


def _today(document: Department) -> dt.date:
    return dt.datetime.now(document.horizon.tz).date()


def _sortable(value: Any) -> tuple[bool, str]:  # noqa: ANN401 - of whichever attribute
    return value is None, str(value)
