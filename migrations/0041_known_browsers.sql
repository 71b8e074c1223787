-- Requests from a browser in which the account signed in before have a share of their own of what an address is sent: SHA-256
-- of what that browser shows. NULL where it shows nothing, or what is another account's.
ALTER TABLE sign_ins ADD COLUMN known TEXT;
