"""Events as the mail provider sends them, signed as Standard Webhooks says. All of it is invented."""

import base64
import hashlib
import hmac
import json
from typing import Any

SECRET = "whsec_" + base64.b64encode(b"a signing secret of nobody").decode()


def event(type: str = "email.bounced", to: str = "reader@example.com", **data: Any) -> str:
    said = {"email_id": "49a3999c", "to": [to], "subject": "said", **data}
    return json.dumps({"type": type, "created_at": "2026-11-23T02:00:00.000Z", "data": said})


def signature(body: str, at: int, *secrets: str, id: str = "msg_1", prefix: str = "svix") -> dict[str, str]:
    """The headers of a body that these secrets signed at that second."""
    made: list[str] = []
    for secret in secrets or (SECRET,):
        key = base64.b64decode(secret.removeprefix("whsec_"))
        mac = hmac.new(key, f"{id}.{at}.{body}".encode(), hashlib.sha256).digest()
        made.append(f"v1,{base64.b64encode(mac).decode()}")
    return {f"{prefix}-id": id, f"{prefix}-timestamp": str(at), f"{prefix}-signature": " ".join(made)}
