"""What Stripe says when it does not do what it is asked: errors in its shape (docs.stripe.com/api/errors)."""

from typing import Any


class Refusal(Exception):
    """An error in the vendor's shape. `kind` is Stripe's `type`."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        param: str | None = None,
        code: str | None = None,
        kind: str = "invalid_request_error",
        more: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.param = param
        self.code = code
        self.kind = kind
        self.more = more or {}

    def body(self) -> dict[str, Any]:
        """As it is answered."""
        said = {"type": self.kind, "message": str(self), "param": self.param, "code": self.code, **self.more}
        return {"error": {name: value for name, value in said.items() if value is not None}}


def bad(message: str, param: str | None = None, code: str | None = None) -> Refusal:
    """400: a parameter is wrong, or the object does not stand so that this can be done."""
    return Refusal(400, message, param=param, code=code)


def lacking(param: str) -> Refusal:
    """400: a parameter that must be there is not."""
    return bad(f"Missing required param: {param}.", param, "parameter_missing")


def missing(kind: str, id: str, param: str = "id") -> Refusal:
    """No such object: 404 where the address names it, 400 where a parameter does."""
    said = kind.rpartition(".")[2].replace("_", " ")
    return Refusal(404 if param == "id" else 400, f"No such {said}: '{id}'", param=param, code="resource_missing")
