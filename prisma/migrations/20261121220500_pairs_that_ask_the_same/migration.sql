-- Pairs of a dataset that ask the very same, in order of content hash: system prompt, earlier turns, instruction and input, which lib/preferences/other-responses.ts
-- names in the same words. Thousands may share an instruction.
CREATE INDEX "Pair_asks_same" ON "Pair" ("datasetId", (md5(instruction || chr(1) || coalesce(input, '') || chr(1) || coalesce(system, '') || chr(1) || history::text)), "contentHash");
