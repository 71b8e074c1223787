-- What ended as held, peptide by peptide: there are few.
CREATE INDEX run_items_held ON run_items (slug) WHERE state = 'held';
