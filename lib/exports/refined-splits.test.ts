import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { accepted } from '#lib/exports/accepted.fixture.ts'
import { copyOf, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const trades = ['baker', 'smith', 'tailor', 'miller', 'cooper', 'mason', 'weaver', 'tanner', 'potter', 'cutler', 'glazier', 'chandler']
const refinedOf = (trade: string): string => `Say how a ${trade} begins the day, for somebody who wants to become one.`
let datasetId: string

/** Two pairs of each trade, which ask in other words and are refined to the same, and one whose own instruction is what those of the first trade are refined to. */
beforeAll(async () => {
  const asked = (trade: string): string[] => [`Morning of a ${trade}?`, `What does the ${trade} do first?`]
  datasetId = await accepted([
    ...trades.flatMap((trade) => asked(trade).map((instruction, n) => ({ instruction, response: `The ${trade} opens the shutters, ${n} of them.` }))),
    { instruction: refinedOf('baker'), response: 'The baker lights the oven.' },
  ])
  const pairs = await db().pair.findMany({ where: { datasetId } })
  await db().variant.createMany({
    data: pairs.flatMap(({ id, instruction }) => {
      const trade = trades.find((each) => asked(each).includes(instruction))
      return trade ? [{ id: randomUUID(), datasetId, pairId: id, kind: 'refined' as const, text: `${refinedOf(trade)}`, origin: 'llm' as const, status: 'accepted' as const, fingerprint: 'r'.repeat(32) }] : []
    }),
  })
})

const files = ['train.jsonl', 'validation.jsonl', 'test.jsonl']

/** In which files the rows of each trade are. */
async function filesByTrade(folder: string): Promise<Map<string, Set<string>>> {
  const found = new Map(trades.map((trade) => [trade, new Set<string>()]))
  for (const name of files) {
    for (const line of (await readFile(join(folder, name), 'utf8')).split('\n')) for (const trade of trades) if (line.includes(trade)) found.get(trade)?.add(name)
  }
  return found
}

it.each([{ instruction: 'refined' as const }, { instruction: 'mixed' as const }, { reverse: 0.5, reverseAsks: 'refined' as const }])('keeps pairs with the same refined instruction on one side where it leaves: %o', async (recipe) => {
  const folder = await exportedFolder(datasetId, { ...recipe, validation: 0.3, test: 0.3 })
  const parted = [...(await filesByTrade(folder))].filter(([, names]) => names.size > 1)
  expect(parted).toEqual([])
  expect((await verifyExport(folder)).faults).toEqual([])
})

it('parts them where it does not leave, and finds rows parted that have it', async () => {
  const folder = await exportedFolder(datasetId, { validation: 0.3, test: 0.3 })
  expect([...(await filesByTrade(folder)).values()].some((names) => names.size > 1)).toBe(true)
  expect((await verifyExport(folder)).faults).toEqual([])
  const copy = await copyOf(await exportedFolder(datasetId, { instruction: 'refined', validation: 0.3, test: 0.3 }))
  // A row of the test goes to training under another id, with an original instruction of its own.
  const row = JSON.parse((await copy.text('test.jsonl')).split('\n')[0] ?? '')
  Object.assign(row, { id: 'pincer-0123456789abcdef' })
  Object.assign(row.meta, { original_instruction: 'Something else.' })
  await copy.write('train.jsonl', `${await copy.text('train.jsonl')}${JSON.stringify(row)}\n`)
  const { faults } = await verifyExport(copy.path)
  await copy.remove()
  expect(faults.map(({ kind }) => kind)).toContain('leak-instruction')
})
