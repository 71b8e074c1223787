-- Announcements.

-- name: make
INSERT INTO announcements (id, kind, subject, body, not_after, made_at, actor, act)
VALUES (:id, :kind, :subject, :body, :not_after, :now, :actor, :act) ON CONFLICT (id) DO NOTHING;
