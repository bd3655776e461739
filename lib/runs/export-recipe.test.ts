import { describe, expect, it } from 'vitest'
import { exportRecipe } from '#lib/runs/contract.ts'

describe('exportRecipe', () => {
  it('reads the recipes of early versions, which said gzip', () => {
    expect(exportRecipe.parse({ format: 'alpaca', gzip: true }).fileType).toBe('jsonl.gz')
    expect(exportRecipe.parse({ format: 'alpaca', gzip: false }).fileType).toBe('jsonl')
    expect(exportRecipe.parse({ format: 'alpaca', gzip: true, fileType: 'csv' })).toMatchObject({ fileType: 'csv' })
    expect(exportRecipe.parse({ format: 'alpaca', gzip: true })).not.toHaveProperty('gzip')
  })

  it('refuses a file type that the reader of the format cannot read, and says which it can', () => {
    const refused = exportRecipe.safeParse({ format: 'llama-factory', fileType: 'csv' })
    expect(refused.error?.issues).toMatchObject([{ path: ['fileType'], message: expect.stringContaining('take JSON lines or Parquet') }])
    expect(exportRecipe.safeParse({ format: 'openai', fileType: 'parquet' }).success).toBe(false)
    expect(exportRecipe.safeParse({ format: 'sft-messages', fileType: 'csv' }).success).toBe(true)
  })
})
