"""synthesize: drafts claims from an evidence pack, by a model or by the sentences themselves."""
