import { beforeAll, expect, it } from 'vitest'
import { benchmarkSearches } from '#lib/contamination/benchmark-searches.ts'
import { storeBenchmark } from '#lib/contamination/benchmark-lists.ts'
import { addPair, acceptedDataset } from '#lib/exports/audit/made-export.fixture.ts'
import { db } from '#lib/db/client.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { createRun } from '#lib/runs/start-run.ts'

useInstallation()

let datasetId: string
beforeAll(async () => {
  datasetId = await acceptedDataset(6)
})

async function search(lists: string[] = []): Promise<string> {
  const id = await db().$transaction((tx) => createRun(tx, null, { kind: 'contamination', datasetId, seed: 0, params: { lists } }))
  await executeRun(id, 'test', new AbortController().signal)
  return id
}

const searches = async () => Object.fromEntries((await benchmarkSearches(datasetId)).map(({ name, search: found }) => [name, found && [found.runId, found.added]]))

it('names the last search for each benchmark, and counts the pairs that came since', async () => {
  await storeBenchmark(null, 'one', ['{"prompt": "A prompt of its own."}'])
  expect(await searches()).toEqual({ one: null })
  const all = await search()
  expect(await searches()).toEqual({ one: [all, 0] })
  await storeBenchmark(null, 'two', ['{"prompt": "Another prompt."}'])
  expect(await searches(), 'what was given later was not looked for').toEqual({ one: [all, 0], two: null })
  await addPair(datasetId)
  expect(await searches()).toEqual({ one: [all, 1], two: null })
  const two = await search(['two'])
  expect(await searches()).toEqual({ one: [all, 1], two: [two, 0] })
  const again = await search()
  expect(await searches()).toEqual({ one: [again, 0], two: [again, 0] })
  await storeBenchmark(null, 'one', ['{"prompt": "A prompt of its own, and one more."}'])
  expect(await searches(), 'a benchmark that was given anew is another one').toEqual({ one: null, two: [again, 0] })
})
