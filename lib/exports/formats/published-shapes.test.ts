import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { acceptedDataset, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

/** Formats whose readers cannot be run here, held to what those readers say that they take. */
useInstallation()
let datasetId: string
beforeAll(async () => (datasetId = await acceptedDataset(30)), 180_000)

async function linesOf(folder: string, name: string): Promise<unknown[]> {
  const bytes = await readFile(join(folder, name))
  expect([...bytes.subarray(0, 3)], 'no mark of byte order').not.toEqual([0xef, 0xbb, 0xbf])
  return bytes.toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line))
}

describe('OpenAI fine-tuning', () => {
  /** What the API's own check of chat files asks for: these fields of a message, these roles, a text in each, and an answer in every example. */
  const turn = z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string().min(1), name: z.string().optional(), weight: z.union([z.literal(0), z.literal(1)]).optional() })
  const example = z.strictObject({ messages: z.array(turn).min(2) }).refine(({ messages }) => messages.some(({ role }) => role === 'assistant'), 'has an answer')

  it('takes every row: messages alone, of roles that it knows, with an answer at the end, and enough of them', async () => {
    for (const recipe of [{}, { demonstrations: 2, demonstrationShare: 1 }, { reverse: 0.5 }]) {
      const rows = await linesOf(await exportedFolder(datasetId, { format: 'openai', ...recipe }), 'train.jsonl')
      expect(rows.length).toBeGreaterThanOrEqual(10)
      for (const row of rows) {
        const { messages } = example.parse(row)
        expect(messages.at(-1)?.role).toBe('assistant')
        expect(messages.filter(({ role }) => role === 'system').length).toBeLessThanOrEqual(1)
        expect(messages.findIndex(({ role }) => role === 'system')).toBeLessThanOrEqual(0)
      }
    }
  })
})

describe("Crab's own shape", () => {
  /** The rows of Crab's published mix (arXiv 2410.24175): its readers take `messages`, and tell by the id what a row trains. */
  const row = z
    .object({ id: z.string().regex(/_(forward|reverse|general)$/), cnt_id: z.string(), source: z.string(), messages: z.array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string().min(1) })).min(2), Num_Cons: z.int(), shots: z.array(z.string()) })
    .refine(({ id, cnt_id }) => id.startsWith(`${cnt_id}_`), 'names its pair')

  it('has turns that alternate after the system prompt, as many demonstrations as it names, and one row a pair', async () => {
    const rows = (await linesOf(await exportedFolder(datasetId, { format: 'crab', demonstrations: 2, demonstrationShare: 0.7, reverse: 0.3 }), 'train.jsonl')).map((each) => row.parse(each))
    expect(new Set(rows.map(({ id }) => id.split('_').at(-1)))).toEqual(new Set(['forward', 'reverse']))
    expect(new Set(rows.map(({ cnt_id }) => cnt_id)).size).toBe(rows.length)
    expect(rows.some(({ shots }) => shots.length > 0)).toBe(true)
    for (const { messages, shots, Num_Cons: stated } of rows) {
      const turns = messages.filter(({ role }) => role !== 'system').map(({ role }) => role)
      expect(turns).toEqual(turns.map((_, n) => (n % 2 === 0 ? 'user' : 'assistant')))
      expect(turns.length).toBeGreaterThanOrEqual(2 * shots.length + 2)
      expect(stated).toBeGreaterThan(0)
    }
  })
})
