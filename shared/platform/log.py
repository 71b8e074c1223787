"""Structured log: one JSON object a line, from a closed vocabulary.

The words are a contract with the runbook's greps: a stage's line says `pipeline` and the peptide's display
name, the producer says `nightly-ingest`, and `tokens_used` is the last key, after a space, so that
``awk '{sum+=$NF}'`` sums it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from shared.domain.accounts.marks import shown
from shared.domain.instants import stamp

Level = Literal["info", "warning", "error"]

EVENTS: dict[str, str] = {
    "ingest_started": "nightly-ingest {run_id}: {count} peptides queued",
    "run_started": "pipeline run {run_id}: {count} peptides queued",
    "stage_started": "pipeline {stage} started for {peptide}",
    "stage_done": "pipeline {stage} done for {peptide}",
    "stage_settled": "pipeline ended for {peptide}: {state}",
    "stage_resent": "pipeline {stage} was done before for {peptide}; its messages are sent again",
    "stage_retried": "pipeline {stage} tries again for {peptide} in {delay} s: {error}",
    "stage_waits": "pipeline {stage} waits {delay} s for {peptide}: {error}",
    "stage_parked": "pipeline {stage} waits for {peptide} until it is asked for again: {error}",
    "stage_held_elsewhere": "pipeline {stage} for {peptide} is held by another delivery",
    "stage_fenced": "pipeline {stage} for {peptide} was taken over by another delivery",
    "pipeline_failed": "Pipeline failed for {peptide}: {error}",
    "full_texts_unread": "pipeline fetch read nothing of {count} full texts of {peptide}: {reasons}",
    "full_texts_left": "pipeline fetch goes on without full texts of {peptide}: {error}",
    "breaker_opened": "pipeline {breaker} is open until {until}: {error}",
    "breaker_closed": "pipeline {breaker} works again",
    "source_given_up": "pipeline {stage} goes on without {source} for {peptide}: {error}",
    "group_taken_apart": "pipeline {stage} asks {source} about each of a group apart: {error}",
    "alert_raised": "pipeline alert on {subject}: {error}",
    "alert_settled": "pipeline alert on {subject} is settled",
    "work_asked_again": "pipeline watch asked again for {count} pieces of work on {queue}",
    "search_not_updated": "pipeline watch could not bring what changed into the search index: {error}",
    "detail_pruned": "pipeline watch pruned {count} rows of {runs} runs that ended long ago",
    "message_undecodable": "pipeline message on {queue} cannot be read: {error}",
    "delivery_unsettled": "pipeline delivery on {queue} goes back to the queue: {error}",
    "model_called": "pipeline {stage} asked {model} for {peptide}",
    "fallback_asked": "pipeline {stage} asks {fallback} for {peptide}: the vendor has no {model}",
    "batch_sent": "pipeline {stage} sent batch {batch} of {count} requests to {vendor}",
    "batch_adopted": "pipeline {stage} found batch {batch} again at {vendor}",
    "batch_cancelled": "pipeline {stage} cancels batch {batch}, whose deadline has come",
    "batch_collected": "pipeline {stage} collected batch {batch}: {answered} of {count} answered",
    "batch_left": "pipeline {stage} looks at batch {batch} again later: {error}",
    "claims_dropped": "pipeline {stage} dropped {count} claims of {peptide}",
    "sentences_withheld": "pipeline {stage} shows no writer {count} sentences of {peptide}: {reasons}",
    "draft_unjudged": "pipeline {stage} has no judgement of {peptide} from a model: {reason}",
    "quoted_instead": "pipeline {stage} quotes for {peptide} instead of asking a model: {reason}",
    "published": "pipeline published {peptide} version {version}",
    "dead_letter_dropped": "pipeline dead letter of stage {stage} dropped: {reason}",
    "dead_letter_stored": "pipeline dead letter {id} stored for {peptide}: {error}",
    "dead_letter_replayed": "pipeline dead letter {id} replayed for {peptide}",
    "request_failed": "{method} {path} failed: {error}",
    "broker_chaos": "pipeline queues misbehave as asked: {switches}",
    "clock_ahead": "pipeline clock is ahead of the machine's by {ahead}, as PEPTALK_CLOCK_AHEAD asks",
    "cron_failed": "cron {cron} of {function} failed: {error}",
    "operate_done": "operate ran {use_case}",
    "operate_refused": "operate refused {method} {path} with {status}",
    "sweep_finished": "verify: the night of {night} is finished with {part}",
    "sweep_stopped": "verify: the night of {night} stopped at {part}: {error}",
    "sweep_taken_over": "verify: another tick took {part} of the night of {night} over",
    "dois_refused": "verify: Crossref would not look up {dois}",
    "webhook_stored": "webhook stored event {id} of type {type}",
    "webhook_refused": "webhook refused a request: {error}",
    "webhook_failed": "webhook could not take an event: {error}",
    "webhook_unqueued": "webhook stored event {id} and could not queue it; watch asks for it again: {error}",
    "doubt_ignored": "billing asked nothing about subscription {id}: {reason}",
    "customer_addressed": "billing looked at the address of customer {id} at Stripe (told: {changed})",
    "event_ignored": "billing found nothing to do for event {id} of type {type}: {reason}",
    "drift_found": "billing found {doubted} subscriptions that differ and {events} events that never came ({part})",
    "reconciled": "billing reconciled {night}",
    "reconciliation_skipped": "billing has no STRIPE_SECRET_KEY, so there is nothing to reconcile with",
    "mail_unqueued": "mail: {count} were asked for and could not be queued; watch asks for them again: {error}",
    "mail_sent": "mail sent {mail} ({kind}) by {carrier}",
    "mail_ended": "mail did not send {mail} ({kind}): {state}, {reason}",
    "mail_unsubscribed": "mail: a reader gets no more of kind {kind}",
    "mail_event": "webhook took mail event {id} of type {type}; {count} addresses get no more mail",
    "mail_gone": "mail found no {mail} any more, so there is nothing to send",
    "readers_told": "notify asked for {count} mails to {readers} readers ({kind})",
    "address_unusable": "notify left out an account whose address cannot be written to ({kind}): {reason}",
    "alert_overtaken": "notify told nobody of version {version} of {slug}: readers are not given it any more",
    "sign_in_asked": "api was asked for sign-in {sign_in}",
    "sign_in_elsewhere": "api: the link of sign-in {sign_in} was followed in another browser than the one that asked",
    "sign_in_code_wrong": "api: a wrong code was typed for sign-in {sign_in}",
    "sign_in_refused": "api: sign-in {sign_in} is blocked, disabled or used",
    "signed_in": "api: sign-in {sign_in} opened a session",
    "rate_limited": "api: too many requests for {route_class}",
    "key_made": "api: key {key} was made",
    "key_revoked": "api: key {key} was revoked",
    "checkout_opened": "api: checkout for {price} was opened in session {session}",
    "portal_opened": "api: the billing portal was opened in session {session}",
    "payment_not_set_up": "api: payment is not set up: {error}",
    "session_ended": "api: session {session} was ended ({by})",
    "sessions_ended": "api: session {session} ended {count} of its account ({by})",
    "address_change_asked": "api was asked for change of address {change}",
    "address_confirmed": "api: sign-in {sign_in} confirmed an address of change {change}",
    "address_unqueued": "api: that Stripe is told an address could not be queued; watch asks for it again: {error}",
    "cross_site_refused": "api refused {method} {path}, which no page of ours sent",
    "account_erased": "billing took away all that was kept of an account (erasure {id})",
    "erasure_unqueued": "api: the erasure {id} was asked for and could not be queued; watch asks for it again: {error}",
    "catalog_synced": "catalog synced: {count} peptides",
}
"""Every event with its sentence. A new event is added here, with its words, before it is used."""

_LAST = "tokens_used"
_JSON = json.JSONEncoder(ensure_ascii=False, default=str)

Sink = Callable[[str], None]


def _silent(line: str) -> None:
    del line


@dataclass(frozen=True)
class Log:
    """Writes events to a sink, one line each, with the fields it was bound to.

    Values are data: they are encoded as JSON and never formatted into keys. Secrets are never passed here. What belongs
    to a reader is shown by a mark (`shared.domain.accounts.marks`): a sign-in, a session, a key, a mail, an event, and
    whatever id of Stripe's stands in the text of an error. No line names an account or an address.
    """

    sink: Sink = _silent
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    bound: tuple[tuple[str, Any], ...] = ()

    def bind(self, **fields: Any) -> "Log":
        """The same log, with these fields on every line."""
        return Log(self.sink, self.now, (*self.bound, *fields.items()))

    def info(self, event: str, **fields: Any) -> None:
        self._write("info", event, fields)

    def warning(self, event: str, **fields: Any) -> None:
        self._write("warning", event, fields)

    def error(self, event: str, **fields: Any) -> None:
        self._write("error", event, fields)

    def _write(self, level: Level, event: str, fields: dict[str, Any]) -> None:
        known = {name: shown(name, value) for name, value in (*self.bound, *fields.items())}
        message = EVENTS[event].format_map(_Named(known))
        last = known.pop(_LAST, None)
        line = {"at": stamp(self.now()), "level": level, "event": event, "message": message, **known}
        if last is not None:
            line[_LAST] = last
        self.sink(_JSON.encode(line))


class _Named(dict[str, Any]):
    """A field that an event's sentence wants and the caller did not give shows as its name."""

    def __missing__(self, key: str) -> str:
        return f"<{key}>"
