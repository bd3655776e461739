-- What facets and pages read of constraints and pairs is read from indexes alone where a page of the table is known to be seen by everybody, which vacuuming
-- notes. By a fifth of the table, as is usual, a small dataset beside one of millions would wait for that for ever.
ALTER TABLE "Constraint" SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_vacuum_insert_threshold = 2000);
ALTER TABLE "Pair" SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_vacuum_insert_threshold = 2000);
