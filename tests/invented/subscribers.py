"""Ada, who reads from a browser and pays."""

from shared.domain.accounts.signing import hashed
from shared.platform.ports import Statement


def paying(token: str, *, since: str, signed_in_until: str, paid_until: str) -> list[Statement]:
    """Her account `u1`, the session that this token opens, and her subscription."""
    return [
        Statement("INSERT INTO users (id, email) VALUES ('u1', 'ada@example.com')"),
        Statement(
            "INSERT INTO sessions (id, user_id, token, created_at, last_seen_at, expires_at, user_agent)"
            " VALUES ('s1', 'u1', ?1, ?2, ?2, ?3, 'test')",
            (hashed(token), since, signed_in_until),
        ),
        Statement(
            "INSERT INTO subscriptions (id, user_id, status, current_period_end, stripe_status, stripe_period_end)"
            " VALUES ('sub_1', 'u1', 'active', ?1, 'active', ?1)",
            (paid_until,),
        ),
    ]
