import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { findChecker } from '#lib/constraints/registry.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import type { AcceptedPair } from '#lib/exports/accepted-pairs.ts'
import { readSnapshot } from '#lib/exports/snapshot.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const version = findChecker('pincer:word_count')?.version ?? 0
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

interface Kept {
  checkerVersion?: number
  kwargs?: object
  contentHash?: string
  method?: 'rule' | 'llm'
  outcome?: 'pass' | 'fail' | 'unsure'
}

/** A dataset with a pair for each list of kept verdicts of its one constraint, whose own outcome is a pass. */
async function withVerdicts(kept: Kept[][], texts: (n: number) => string = (n) => `Answer ${n}`): Promise<string> {
  const { id: datasetId } = await createDataset(null, { name: `Kept ${randomUUID()}` })
  for (const [n, verdicts] of kept.entries()) {
    const [pairId, constraintId, contentHash] = [newId(), newId(), hashOf(`${datasetId} ${n}`)]
    await db().pair.create({ data: { id: pairId, datasetId, contentHash, source: `${n}`, instruction: 'Say it.', response: texts(n), responseWords: 2, constraintCount: 1, acceptedCount: 1 } })
    await db().constraint.create({
      data: {
        id: constraintId, datasetId, pairId, position: 0, type: 'length.words', text: 'Use at most 90 words.', origin: 'rule', checkerId: 'pincer:word_count', checkerVersion: version,
        kwargs: { max: 90 }, status: 'accepted', outcome: 'pass', outcomeBy: 'rule', fingerprint: 'f'.repeat(32),
      },
    })
    for (const each of verdicts) {
      await db().verdict.create({
        data: { id: newId(), constraintId, text: 'Use at most 90 words.', contentHash, method: 'rule', outcome: 'pass', checkerId: 'pincer:word_count', checkerVersion: version, kwargs: { max: 90 }, detail: '', ...each },
      })
    }
  }
  return datasetId
}

async function read(datasetId: string, signal = new AbortController().signal): Promise<AcceptedPair[]> {
  return readSnapshot(datasetId, { groupBy: 'pair', generalId: null, withDifficulty: false, refined: 'accepted' }, signal, async (snapshot) => {
    const pairs: AcceptedPair[] = []
    for await (const bundle of snapshot.pairs()) pairs.push(...bundle)
    return pairs
  })
}

describe('reading accepted pairs', () => {
  it('ends for all who begin at once, although each needs several connections', async () => {
    const datasetId = await withVerdicts([[{}]])
    const all = await Promise.all(Array.from({ length: 40 }, () => read(datasetId)))
    expect(new Set(all.map((pairs) => pairs.length))).toEqual(new Set([1]))
  })

  it.each<{ what: string; kept: Kept[]; found: string | null }>([
    { what: 'what the checker as it is now found of this response', kept: [{}], found: 'pass' },
    { what: 'the same, found several times', kept: [{}, {}, {}], found: 'pass' },
    { what: 'nothing that was never found', kept: [], found: null },
    { what: 'nothing of another version of the checker', kept: [{ checkerVersion: version + 1 }], found: null },
    { what: 'nothing of other parameters', kept: [{ kwargs: { max: 900 } }], found: null },
    { what: 'nothing of another response', kept: [{ contentHash: hashOf('another') }], found: null },
    { what: 'nothing that a judge said', kept: [{ method: 'llm' }], found: null },
    { what: 'nothing that the constraint does not say', kept: [{ outcome: 'fail' }], found: null },
  ])('knows $what', async ({ kept, found }) => {
    const [pair, ...others] = await read(await withVerdicts([kept]))
    expect(others).toEqual([])
    expect(pair?.constraints.map((constraint) => constraint.found)).toEqual([found])
  })

  it('brings every text as it is, in order of content hash, each with its own constraints', async () => {
    const odd = ['"quoted", and\nin\r\ntwo lines\t\u2028', 'back\\slash \\n \\.', '\u0001\u0002\u001f\u007f', '語😀', '']
    const datasetId = await withVerdicts(odd.map(() => [{}]), (n) => odd[n] ?? '')
    await db().pair.updateMany({ where: { datasetId, source: '0' }, data: { system: odd[0] ?? '', history: [{ role: 'user', content: odd[1] ?? '' }], input: '' } })
    const pairs = await read(datasetId)
    expect(pairs.map(({ response }) => response).toSorted()).toEqual(odd.toSorted())
    for (const { response, responseJson } of pairs) expect(responseJson).toBe(JSON.stringify(response))
    expect(pairs.map(({ contentHash }) => contentHash)).toEqual(pairs.map(({ contentHash }) => contentHash).toSorted())
    expect(pairs.find(({ source }) => source === '0')).toMatchObject({ system: odd[0], history: [{ role: 'user', content: odd[1] }], input: '', license: null, refinedInstruction: null })
    for (const { constraints } of pairs) expect(constraints).toMatchObject([{ fingerprint: 'f'.repeat(32), type: 'length.words', kwargs: { max: 90 } }])
  })

  it('is done with at once when it is left early, and again works afterwards', async () => {
    const datasetId = await withVerdicts(Array.from({ length: 300 }, () => [{}]), (n) => `${n} `.repeat(5000))
    const first = await readSnapshot(datasetId, { groupBy: 'pair', generalId: null, withDifficulty: false, refined: 'accepted' }, new AbortController().signal, async (snapshot) => {
      for await (const [pair] of snapshot.pairs()) return pair?.contentHash
      return ''
    })
    const stopped = new AbortController()
    const reading = readSnapshot(datasetId, { groupBy: null, generalId: null, withDifficulty: false, refined: 'accepted' }, stopped.signal, async (snapshot) => {
      for await (const bundle of snapshot.pairs()) if (bundle.length > 0) stopped.abort()
    })
    await expect(reading).rejects.toThrow('aborted')
    expect((await read(datasetId))[0]?.contentHash).toBe(first)
  })
})
