"""comply: judges a draft by the gates and a second model, and composes the monograph of what is left."""
