-- The pair of a row, by the digits of the row's id: see lib/datasets/row-of-export.ts.
CREATE INDEX "Pair_rowId_idx" ON "Pair" (substring(sha256("contentHash"::text::bytea) FOR 8));
