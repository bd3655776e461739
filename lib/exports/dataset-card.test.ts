import { describe, expect, it } from 'vitest'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { datasetCard } from '#lib/exports/dataset-card.ts'

const manifest: ExportManifest = {
  pincer: { version: '0.1.0', manifestVersion: 1 },
  dataset: { name: 'Letters: "the best" <b>', license: null },
  snapshot: 'abc',
  recipe: {},
  seed: 3,
  counts: { in: 12, out: 9, dropped: { 'no accepted constraint': 3 } },
  made: {},
  order: [],
  nearDuplicates: null,
  constraints: { accepted: 25, total: 20, leftOut: { 'implied by another': 5 }, byType: { 'length.words': 20 }, proven: 18, judgedByPeople: 2 },
  licenses: { 'CC-BY-4.0': 9 },
  sources: { 'a|b': 9 },
  files: [{ name: 'train.jsonl', rows: 9, bytes: 10, sha256: 'x' }],
}

describe('datasetCard', () => {
  it('has front matter whose strings are quoted, so that no name can break it', () => {
    const front = datasetCard(manifest).split('---\n')[1] ?? ''
    expect(front).toContain('pretty_name: "Letters: \\"the best\\" <b>"')
    expect(front).toContain('license: "cc-by-4.0"')
    expect(front).toContain('- n<1K')
    expect(front).toContain('path: "train.jsonl"')
  })

  it('says other where licences differ or are not stated, never a constant', () => {
    expect(datasetCard({ ...manifest, licenses: { MIT: 1, 'CC0-1.0': 2 } })).toContain('license: "other"')
    expect(datasetCard({ ...manifest, licenses: { 'not stated': 2 } })).toContain('license: "other"')
  })

  it('takes every figure from the manifest and escapes what could break a table or the page', () => {
    const card = datasetCard(manifest)
    expect(card).toContain('| pairs | 9 of 12 |')
    expect(card).toContain('| no accepted constraint | 3 |')
    expect(card).toContain('| constraints | 20 of 25 accepted |')
    expect(card).toContain('| implied by another | 5 |')
    expect(card).toContain('| a\\|b | 9 |')
    expect(card).toContain('# Letters: "the best" b\n')
  })
})
