-- An erasure takes the person's events out of the audit too; what was done, by whom and when stays.
DROP TRIGGER audit_is_never_changed;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
WHEN NOT ((NEW.subject = 'subscriber/erased' AND OLD.subject LIKE 'subscriber/%')
    OR (NEW.subject = 'event/erased' AND OLD.subject LIKE 'event/%'))
  OR NEW.id <> OLD.id OR NEW.at <> OLD.at
  OR NEW.actor <> OLD.actor OR NEW.action <> OLD.action OR NEW.act IS NOT OLD.act
  OR (NEW.reason IS NOT NULL AND NEW.reason IS NOT OLD.reason) OR (NEW.before <> '{}' AND NEW.before <> OLD.before)
  OR (NEW.after <> '{}' AND NEW.after <> OLD.after)
BEGIN
  SELECT RAISE(ABORT, 'the audit is append-only');
END;
