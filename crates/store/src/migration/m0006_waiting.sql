-- What waits for approval is little beside everything that was ever approved.
CREATE INDEX figure_sheet_waiting ON figure_sheet (agency, year, month) WHERE approved IS NULL OR approved <> newest;
