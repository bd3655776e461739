import { renewGaps } from './renew-gaps.ts'

/**
 * Counts what the pairs of a dataset would bring, over and over, and writes a dot behind each round: for a process that is killed. Of the database that DATABASE_URL names.
 * node counting-process.fixture.ts DATASET_ID
 */
const datasetId = process.argv[2] ?? ''
for (;;) {
  await renewGaps(datasetId)
  process.stdout.write('.')
}
