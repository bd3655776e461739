import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { datasetCard } from '#lib/exports/dataset-card.ts'
import { formatColumns } from '#lib/exports/formats/columns.ts'

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
  models: [{ wrote: 'constraints', model: 'm|1', promptVersion: 'backtranslate/2', number: 3 }],
  strata: null,
  constraints: { accepted: 25, total: 20, leftOut: { 'implied by another': 5 }, byType: { 'length.words': 20 }, proven: 18, judgedByPeople: 2 },
  licenses: { 'CC-BY-4.0': 9 },
  sources: { 'a|b': 9 },
  files: [{ name: 'train.jsonl', rows: 9, bytes: 10, sha256: 'x' }],
}

const columns = formatColumns.rlvr

describe('datasetCard', () => {
  it('has front matter whose strings are quoted, so that no name can break it', () => {
    const front = datasetCard(manifest, columns).split('---\n')[1] ?? ''
    expect(front).toContain('pretty_name: "Letters: \\"the best\\" <b>"')
    expect(front).toContain('license: "cc-by-4.0"')
    expect(front).toContain('- n<1K')
    expect(front).toContain('path: "train.jsonl"')
  })

  it('has front matter that a parser of YAML reads as what was meant, whatever names there are', () => {
    for (const name of ['Letters', 'no', '- x: [', '"\'\\\n---\n# &*!', 'null', 'ключ: значение', '1e3']) {
      for (const files of [manifest.files, []]) {
        const [, front = ''] = /^---\n(.*?)\n---\n/s.exec(datasetCard({ ...manifest, dataset: { name, license: null }, licenses: { [name]: 9 }, files }, columns)) ?? []
        const read = parse(front)
        expect(read).toMatchObject({ pretty_name: name, task_categories: ['text-generation'], tags: expect.arrayContaining(['instruction-following']), size_categories: [expect.stringMatching(/^n<1K$/)] })
        const features: { name: string }[] = read.dataset_info.features
        expect(features.map((feature) => feature.name)).toEqual(columns.map((column) => column.name))
        if (files.length > 0) expect(read).toMatchObject({ license: expect.any(String), configs: [{ config_name: 'default', data_files: [{ split: 'train', path: 'train.jsonl' }] }] })
        else expect(read).not.toHaveProperty('configs')
      }
    }
  })

  it('says which models wrote what, by which version of a prompt, where any did', () => {
    expect(datasetCard(manifest, columns)).toContain('## Models\n| wrote | model | prompt | number |\n|---|---|---|---|\n| constraints | m\\|1 | backtranslate/2 | 3 |\n')
    expect(datasetCard({ ...manifest, models: [] }, columns)).not.toContain('Models')
  })

  it('says other where licences differ or are not stated, never a constant', () => {
    expect(datasetCard({ ...manifest, licenses: { MIT: 1, 'CC0-1.0': 2 } }, columns)).toContain('license: "other"')
    expect(datasetCard({ ...manifest, licenses: { 'not stated': 2 } }, columns)).toContain('license: "other"')
  })

  it('tells the type of every column, in CSV of what a cell can hold', () => {
    const front = (files: ExportManifest['files']) => datasetCard({ ...manifest, files }, columns).split('---\n')[1] ?? ''
    expect(front(manifest.files)).toContain('dataset_info:\n  features:\n  - name: key\n    dtype: string\n  - name: messages\n    list:\n    - name: role\n      dtype: string\n    - name: content\n      dtype: string\n')
    expect(front(manifest.files)).toContain('  - name: kwargs\n    dtype: json\n  - name: meta\n    dtype: json\nconfigs:')
    expect(front([{ name: 'train.csv', rows: 9, bytes: 10, sha256: 'x' }])).toContain('  - name: messages\n    dtype: json\n')
  })

  it('counts rows and not pairs, and of no rows it names no files and no licence', () => {
    const front = (files: ExportManifest['files']) => datasetCard({ ...manifest, files }, columns).split('---\n')[1] ?? ''
    expect(front([{ name: 'train.jsonl', rows: 1200, bytes: 10, sha256: 'x' }, { name: 'test.jsonl', rows: 0, bytes: 0, sha256: 'x' }])).toMatch(/- 1K<n<10K\n/)
    const none = datasetCard({ ...manifest, licenses: {}, files: [{ name: 'train.jsonl', rows: 0, bytes: 0, sha256: 'x' }] }, columns).split('---\n')[1] ?? ''
    expect(none).not.toMatch(/configs:|data_files|license/)
  })

  it('says of each format what its rows prove', () => {
    const says = (format: keyof typeof formatColumns) => datasetCard({ ...manifest, recipe: { format } }, formatColumns[format]).split('## Check it')[1] ?? ''
    expect(says('sft-messages')).toContain('meta.constraints')
    expect(says('sft-messages')).not.toContain('*.proofs.jsonl')
    for (const format of ['openai', 'sharegpt', 'alpaca', 'crab', 'rlvr', 'rlvr-pincer', 'ifeval'] as const) expect(says(format)).toContain('`*.proofs.jsonl`')
    for (const format of ['rlvr', 'rlvr-pincer', 'ifeval'] as const) expect(says(format)).toContain('no response')
  })

  it('takes every figure from the manifest and escapes what could break a table or the page', () => {
    const card = datasetCard(manifest, columns)
    expect(card).toContain('| pairs | 9 of 12 |')
    expect(card).toContain('| no accepted constraint | 3 |')
    expect(card).toContain('| constraints | 20 of 25 accepted |')
    expect(card).toContain('| implied by another | 5 |')
    expect(card).toContain('| a\\|b | 9 |')
    expect(card).toContain('# Letters: "the best" b\n')
  })

  it('says by how much wanted and unwanted texts of KTO are to be weighed', () => {
    const card = (made: Record<string, number>) => datasetCard({ ...manifest, recipe: { format: 'kto' }, made }, formatColumns.kto)
    expect(card({ 'wanted rows': 20, 'unwanted rows': 50 })).toContain('KTOConfig(desirable_weight=2.5, undesirable_weight=1)')
    expect(card({ 'wanted rows': 50, 'unwanted rows': 30 })).toContain('KTOConfig(desirable_weight=1, undesirable_weight=1.667)')
    expect(card({})).not.toContain('KTOConfig')
  })

  it('does not say of prompts in contrast that the response meets what half of them state', () => {
    const card = datasetCard({ ...manifest, recipe: { format: 'kto-prompts' } }, formatColumns['kto-prompts'])
    expect(card).not.toContain('constraints that the response meets')
    expect(card).toContain('with one constraint made false, which it fails')
    expect(datasetCard({ ...manifest, recipe: { format: 'sft-messages' } }, formatColumns['sft-messages'])).toContain('constraints that the response meets')
  })
})
