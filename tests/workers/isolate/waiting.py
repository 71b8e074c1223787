"""A pytest plugin for the isolate: what pytest-asyncio does where an event loop can be started.

Pyodide's loop is the host's and always runs, so nothing may start one; `run_sync` waits by stack switching.
"""

import functools
import inspect
from collections.abc import Callable, Generator
from typing import Any

import pytest
from pyodide.ffi import run_sync


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Wait for a test that is a coroutine; each example of a property test is waited for alone."""
    test = pyfuncitem.obj
    if (held := getattr(test, "hypothesis", None)) is not None and inspect.iscoroutinefunction(held.inner_test):
        held.inner_test = _waited(held.inner_test)
        return None
    if not inspect.iscoroutinefunction(test):
        return None
    given = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    run_sync(test(**given))
    return True


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: pytest.FixtureRequest) -> Generator[None, Any, Any]:
    """Wait for a fixture that is a coroutine or an asynchronous generator, and for its end."""
    made = fixturedef.func
    if inspect.isasyncgenfunction(made):
        fixturedef.func = _generated(made, request)
    elif inspect.iscoroutinefunction(made):
        fixturedef.func = _waited(made)
    try:
        return (yield)
    finally:
        fixturedef.func = made


def _waited(made: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(made)
    def waited(*args: Any, **named: Any) -> Any:
        return run_sync(made(*args, **named))

    return waited


def _generated(made: Callable[..., Any], request: pytest.FixtureRequest) -> Callable[..., Any]:
    @functools.wraps(made)
    def generated(**named: Any) -> Any:
        running = made(**named)
        value = run_sync(anext(running))

        async def finish() -> None:
            async for _ in running:
                raise RuntimeError(f"{made.__name__} yields twice")

        request.addfinalizer(lambda: run_sync(finish()))
        return value

    return generated
