-- The event since which a revision counts, where that is not the one that stored it: what waited counts from its approval on.
ALTER TABLE figure_revision ADD COLUMN counted {int};
