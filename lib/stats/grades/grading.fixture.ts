import { gradePairs } from './grade-pairs.ts'

/**
 * Measures the responses of a dataset over and over, and writes a dot behind each piece: for a process that is killed. Of the database that DATABASE_URL names.
 * node grading.fixture.ts DATASET_ID
 */
const datasetId = process.argv[2] ?? ''
for (;;) await gradePairs(datasetId, Number.POSITIVE_INFINITY, async () => void process.stdout.write('.'))
