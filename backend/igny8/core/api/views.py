"""Bases of every view: authenticate, open the tenant, check the role, call the domain once, present."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, ClassVar, cast
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django_filters import MultipleChoiceFilter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSetMixin

from igny8.core import idempotency
from igny8.core.api import replays
from igny8.core.api.envelope import PageData
from igny8.core.api.lookups import settle
from igny8.core.api.pagination import MAX_SEARCH, Page, ordering_of, paginate
from igny8.core.api.parsers import check_text, has_bad_text
from igny8.core.api.presenting import plain_columns, present_rows
from igny8.core.api.selection import MAX_SELECTED, SelectionChanged
from igny8.core.errors import InvalidInput, LengthRequired, NotFound
from igny8.core.principal import Principal
from igny8.core.roles import Role
from igny8.core.tenancy import acting, tenant

PAGE_PARAMS = frozenset({"page", "page_size", "cursor", "ordering", "count", "search"})


class BaseView(APIView):
    """A view of the API.

    ``roles`` gives the lowest role by action (or by method, lower case, in a plain view). The request is answered inside the
    principal's tenant scope, which is one transaction: an error undoes everything.
    """

    roles: ClassVar[Mapping[str, Role]] = {}
    key_scopes: ClassVar[Mapping[str, str]] = {}  # by method: what a site's API key must be allowed to do
    query_params: ClassVar[Sequence[str]] = ()  # allowed beside the list's own; others are refused
    replays: ClassVar[bool] = True  # False where an answer holds a secret: it is never stored under an Idempotency-Key

    scopes: ExitStack

    @property
    def principal(self) -> Principal:
        """Who is asking; only where ``roles`` demands somebody."""
        return self.request.user  # type: ignore[return-value]

    def enter(self, principal: Principal) -> None:
        """Open the principal's tenant scope for the rest of the request, or narrow the one it was found in."""
        self.scopes.enter_context(tenant(principal.account_id))
        self.scopes.enter_context(acting(site_ids=principal.site_ids, actor=principal.actor))

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Leave the tenant scope, and with it the transaction, for a call to the network: what was done before is committed,
        what comes after has a scope of its own."""
        self.scopes.close()
        yield
        self.enter(self.principal)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.args, self.kwargs = args, kwargs
        self.headers = self.default_response_headers
        self.request = drf = self.initialize_request(request, *args, **kwargs)
        claim: idempotency.Claim | None = None
        try:
            with ExitStack() as self.scopes:
                handler = self.handler()
                self.initial(drf, *args, **kwargs)
                self.check_params()
                key = drf.headers.get("Idempotency-Key") if drf.method == "POST" and self.replays else None
                if key is not None and drf.user:
                    print_, principal = replays.fingerprint(drf), cast(Principal, drf.user)
                    self.scopes.close()  # commits; the claim is a transaction of its own
                    claim = idempotency.claim(account_id=principal.account_id, key=key, print_=print_)
                    if claim.status is not None:
                        return self._finalize(drf, replays.replayed(claim), *args, **kwargs)
                    self.enter(principal)
                response = handler(drf, *args, **kwargs)
                if claim is not None and isinstance(response, Response):
                    idempotency.finish(claim, status=response.status_code, body=replays.stored(response))
            if not isinstance(response, Response):  # a file or a stream has no answer to keep
                replays.let_go(claim)
        except Exception as exc:
            replays.let_go(claim)
            response = self.handle_exception(exc)
        return self._finalize(drf, response, *args, **kwargs)

    def handler(self) -> Callable[..., Any]:
        """The method that answers, before anybody is asked who they are.

        :raises rest_framework.exceptions.MethodNotAllowed: with the methods there are in ``Allow``.
        :raises NotFound: for an address no row can have. :raises LengthRequired: for a body of unknown length.
        """
        request = self.request
        method = (request.method or "").lower()
        if method not in self.http_method_names or not hasattr(self, method):
            self.http_method_not_allowed(request)
        if any(isinstance(part, str) and has_bad_text(part) for part in self.kwargs.values()):
            raise NotFound
        if not request.META.get("CONTENT_LENGTH") and "chunked" in request.headers.get("Transfer-Encoding", "").lower():
            raise LengthRequired
        return getattr(self, method)

    def perform_authentication(self, request: Request) -> None:
        """Who asks. A refused credential still costs its address a token, so guessing is as slow as asking."""
        try:
            _ = request.user
        except Exception:
            request.user = None  # type: ignore[assignment]
            super().check_throttles(request)
            raise

    def check_permissions(self, request: Request) -> None:
        """How often, before what: requests that are refused count too."""
        super().check_throttles(request)
        super().check_permissions(request)

    def check_throttles(self, request: Request) -> None:
        """Done before the permissions."""

    def _finalize(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.response = self.finalize_response(request, response, *args, **kwargs)
        return self.response

    def perform_content_negotiation(self, request: Any, force: bool = False) -> Any:
        """One representation; ``Accept`` is not a way to break an answer."""
        renderer = self.get_renderers()[0]
        return renderer, renderer.media_type

    def check_params(self) -> None:
        """Refuse query parameters nobody reads, and text the database cannot hold.

        :raises InvalidInput: naming the parameter.
        """
        allowed, several = self.allowed_params(), self.repeatable_params()
        for name, values in self.request.query_params.lists():
            check_text(name, "query")
            if name not in allowed:
                known = ", ".join(sorted(allowed)) or "none"
                raise InvalidInput(
                    f"{name[:60]}: unknown parameter. Known here: {known}.", errors={name[:60]: ["Unknown parameter."]}
                )
            for value in values:
                check_text(value, name)
            if len(values) > 1 and name not in several:
                raise InvalidInput(f"{name}: given more than once.", errors={name: ["Give it once."]})

    def allowed_params(self) -> set[str]:
        """Names of the query parameters this call understands."""
        return set(self.query_params)

    def repeatable_params(self) -> set[str]:
        """Names of those that may be given several times."""
        return set()

    def parse(self, serializer: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """The validated body.

        :raises rest_framework.exceptions.ValidationError: naming each faulty field.
        """
        parsed = serializer(data=self.request.data, context={"view": self, "request": self.request})
        parsed.is_valid(raise_exception=True)
        return dict(parsed.validated_data)

    def query(self, serializer: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """The validated query parameters.

        :raises rest_framework.exceptions.ValidationError: naming each faulty one.
        """
        parsed = serializer(data=self.request.query_params.dict())
        parsed.is_valid(raise_exception=True)
        return dict(parsed.validated_data)

    def present(
        self, serializer: type[BaseSerializer[Any]], row: Any, *, status: int = 200, message: str = ""
    ) -> Response:
        """The row in its output form."""
        many = isinstance(row, list | tuple | QuerySet)
        data = settle(serializer(row, many=many, context={"request": self.request}).data)
        response = Response(data, status=status)
        response.message = message  # type: ignore[attr-defined]
        return response


class BaseViewSet(ViewSetMixin, BaseView):
    """A resource. Declare what differs; the four-line actions stay in the subclass.

    ``selector`` answers the queryset this principal may see; ``output`` presents a row; ``filterset_class``, ``search_fields``,
    ``ordering_fields`` and ``ordering`` shape the list.
    """

    selector: ClassVar[Callable[..., QuerySet[Any]]]
    output: ClassVar[type[BaseSerializer[Any]]]
    filterset_class: ClassVar[Any] = None
    search_fields: ClassVar[Sequence[str]] = ()
    ordering_fields: ClassVar[Sequence[str]] = ("created_at",)
    ordering: ClassVar[str] = "-id"
    lookup_value_converter = "uuid"
    action_params: ClassVar[Mapping[str, Sequence[str]]] = {}

    def get_queryset(self) -> QuerySet[Any]:
        return type(self).selector()

    def allowed_params(self) -> set[str]:
        allowed = set(self.query_params) | set(self.action_params.get(self.action or "", ()))
        if self.action == "list":
            allowed |= PAGE_PARAMS if self.search_fields else PAGE_PARAMS - {"search"}
            allowed |= self.filter_names()
        return allowed

    @classmethod
    def filter_names(cls) -> set[str]:
        """Names of the list's filters."""
        return set(cls.filterset_class.base_filters) if cls.filterset_class else set()

    def repeatable_params(self) -> set[str]:
        filters = self.filterset_class.base_filters if self.filterset_class else {}
        return {name for name, one in filters.items() if isinstance(one, MultipleChoiceFilter)}

    def filtered(self, queryset: QuerySet[Any], params: Mapping[str, str] | None = None) -> QuerySet[Any]:
        """Apply the request's filters and search, or those of ``params``.

        :raises rest_framework.exceptions.ValidationError: naming a filter whose value makes no sense.
        :raises InvalidInput: for a search term that is too long.
        """
        params = self.request.query_params if params is None else params
        if self.filterset_class is not None and self.filter_names() & set(params):
            filterset = self.filterset_class(data=params, queryset=queryset, request=self.request)
            if not filterset.is_valid():
                raise ValidationError(filterset.errors)
            queryset = filterset.qs
        term = params.get("search", "").strip()
        if len(term) > MAX_SEARCH:
            raise InvalidInput(errors={"search": [f"At most {MAX_SEARCH} characters."]})
        if term and self.search_fields:
            found = Q()
            for name in self.search_fields:
                found |= Q(**{f"{name}__icontains": term})
            queryset = queryset.filter(found)
        return queryset

    def selected(self, data: Mapping[str, Any]) -> list[UUID]:
        """The ids a bulk action is about: those named, or of everything ``filter`` leaves (see ``core.api.selection``).

        :raises InvalidInput: for a filter the list does not have. :raises SelectionChanged: not ``expected_count`` rows match.
        """
        if data.get("ids") is not None:
            return list(data["ids"])
        wanted, known = data["filter"], self.filter_names() | ({"search"} if self.search_fields else set())
        if unknown := sorted(set(wanted) - known):
            raise InvalidInput(errors={f"filter.{name[:60]}": ["Unknown parameter."] for name in unknown[:20]})
        rows = self.filtered(self.get_queryset(), wanted).order_by("id").values_list("pk", flat=True)
        found = list(rows[: MAX_SELECTED + 1])
        if len(found) != data["expected_count"]:
            raise SelectionChanged
        left_out = set(data.get("except_ids", ()))
        return [pk for pk in found if pk not in left_out]

    def get_page(self) -> Page:
        """The page of the list the request asks for."""
        queryset = self.get_queryset()
        ordering = ordering_of(self.request, queryset, self.ordering_fields, self.ordering)
        columns = plain_columns(self.output, queryset)
        return paginate(self.request, self.filtered(queryset), ordering=ordering, columns=columns)

    def found(self, pk: Any) -> Any:
        """The row with this id in the principal's scope.

        :raises NotFound: absent and foreign rows alike.
        """
        row = self.get_queryset().filter(pk=pk).first()
        if row is None:
            raise NotFound
        return row


class ListMixin:
    """``GET /things/``"""

    def list(self: Any, request: Any, **_: Any) -> Response:
        page: Page = self.get_page()
        results = present_rows(self.output, page.rows, context={"request": request})
        return Response(
            PageData(
                count=page.count,
                count_is_exact=page.count_is_exact,
                next=page.next,
                previous=page.previous,
                results=results,
            )
        )


class RetrieveMixin:
    """``GET /things/{id}/``"""

    def retrieve(self: Any, request: Any, pk: Any, **_: Any) -> Response:
        return self.present(self.output, self.found(pk))
