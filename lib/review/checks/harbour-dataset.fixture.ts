import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import type { PairView } from '#lib/review/contract.ts'
import { reviewPage } from '#lib/review/review-page.ts'
import { ada } from '#lib/runs/installation.fixture.ts'

/** A dataset of forty pairs, each with three bounds that hold of it, or do not, and one constraint that no program can decide. Answers its id. */
export async function harbourDataset(name: string): Promise<string> {
  const datasetId = (await createDataset(ada, { name })).id
  const records = Array.from({ length: 40 }, (_, n) =>
    pairRecord({
      instruction: `Describe harbour ${n}.`,
      response: `Harbour ${n} wakes before the town. Gulls argue over the first crates. Then the boats come in slowly.`,
      constraints: [
        ...bounds(n).map((text) => ({ rawType: 'Digit', text })),
        { rawType: 'Desired_Writing_Style', text: 'Write in a calm, observant voice.' },
      ],
    }),
  )
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, records.map((record, line) => ({ line, record }))))
  return datasetId
}

/** Of words in every other pair and of sentences in the rest: a check of a pair is of what the pair itself says nothing of. */
function bounds(n: number): string[] {
  return n % 2 === 0
    ? [`Your response should be at least ${8 + (n % 5)} words long.`, `Your response should be at least ${4 + (n % 3)} words long.`, `Your response should be no more than ${30 + n} words long.`]
    : [`Write at least ${2 + (n % 4 === 1 ? 0 : 1)} sentences.`, 'Write at least 1 sentence.', `Write at most ${6 + n} sentences.`]
}

/** All forty as they are handed to Ada, page after page. */
export async function handedToAda(datasetId: string): Promise<PairView[]> {
  const handed: PairView[] = []
  for (let after: string | undefined; handed.length < 40; after = handed.at(-1)?.id) handed.push(...(await reviewPage(ada, datasetId, { scope: 'undecided', limit: 20, after })).pairs)
  return handed
}
