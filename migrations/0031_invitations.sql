-- Who invited an account, beside when; NULL where nobody did.
ALTER TABLE users ADD COLUMN invited_by TEXT;
