import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedDataset, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { exportFormatIds, isComposedFormat } from '#lib/exports/format-names.ts'
import { fileTypesFor } from '#lib/exports/file-type-names.ts'
import { formatColumns } from '#lib/exports/formats/columns.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

const python = process.env.PINCER_PYTHON
const missing = whyNot('datasets')
const missingTrainer = missing ?? whyNot('trl')
if (missingTrainer) process.stderr.write(`What trainers make of exports is not tested: ${missingTrainer}\n`)

/** Why a Python module cannot be used; null where it can. */
function whyNot(module: string): string | null {
  if (!python) return 'PINCER_PYTHON names no Python with datasets and trl'
  try {
    execFileSync(python, ['-c', `import ${module}`], { stdio: 'ignore' })
    return null
  } catch {
    return `${python} has no ${module}`
  }
}

interface Said {
  splits: Record<string, number>
  fields: string[]
  first: Record<string, unknown>
  step?: { loss: number; tokens: number; learnt: number }
}

async function read(folders: readonly string[]): Promise<Said[]> {
  const script = new URL('train.py', import.meta.url).pathname
  const { stdout } = await promisify(execFile)(python ?? '', [script, ...folders], { maxBuffer: 1 << 26 })
  return stdout.split('\n').filter((line) => line.startsWith('{"folder"')).map((line) => JSON.parse(line))
}

describe.skipIf(missing !== null)('datasets', () => {
  useInstallation()
  let datasetId: string
  beforeAll(async () => {
    datasetId = await acceptedDataset(40)
  }, 120_000)

  it('loads every format in every file type, split by split, with every field', { timeout: 600_000 }, async () => {
    const kinds = exportFormatIds
      .filter((format) => isComposedFormat(format))
      .filter((format) => missingTrainer !== null || (format !== 'sft-messages' && format !== 'prompt-completion'))
      .flatMap((format) => fileTypesFor(format).map((fileType) => ({ format, fileType })))
    const folders: string[] = []
    for (const { format, fileType } of kinds) folders.push(await exportedFolder(datasetId, { format, fileType, validation: 0.2, test: 0.2 }))
    const said = await read(folders)
    expect(said).toHaveLength(kinds.length)
    for (const [n, { format, fileType }] of kinds.entries()) {
      const { splits, fields } = said[n] ?? { splits: {}, fields: [] }
      expect(Object.keys(splits), `${format} as ${fileType}`).toEqual(['train', 'validation', 'test'])
      expect(Object.values(splits).reduce((sum, rows) => sum + rows, 0)).toBe(40)
      expect(fields.toSorted()).toEqual(formatColumns[format].map(({ name }) => name).toSorted())
    }
  })

  it.skipIf(missingTrainer !== null)('TRL trains a step on messages, and on completions alone', { timeout: 600_000 }, async () => {
    const types = ['jsonl', 'jsonl.gz', 'parquet'] as const
    const folders: string[] = []
    for (const format of ['sft-messages', 'prompt-completion'] as const) for (const fileType of types) folders.push(await exportedFolder(datasetId, { format, fileType }))
    const said = await read(folders)
    expect(said).toHaveLength(6)
    for (const { step } of said) expect(step?.loss).toBeGreaterThan(0)
    // Without masking every token is learnt; of prompt and completion the completion's only.
    for (const { step } of said.slice(0, 3)) expect(step?.learnt).toBe(step?.tokens)
    for (const { step } of said.slice(3)) expect(step?.learnt).toBeLessThan((step?.tokens ?? 0) * 0.8)
    // The same rows, whatever the file: the same step.
    expect(new Set(said.slice(0, 3).map(({ step }) => JSON.stringify(step))).size).toBe(1)
    expect(new Set(said.slice(3).map(({ step }) => JSON.stringify(step))).size).toBe(1)
  })
})
