-- Of a revision that was read from a workbook: JSON, code → cell (`E14`). A number leads back to where it was written.
ALTER TABLE figure_revision ADD COLUMN cells TEXT;
