"""What Node gave this isolate: `given.env`, `given.heap()` and `given.next_batch(milliseconds)`."""

from typing import Any

given: Any = None
