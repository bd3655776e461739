import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { db, pool } from '#lib/db/client.ts'
import { storeFindings } from '#lib/generation/run/store-findings.ts'
import { seededRng } from '#lib/random.ts'
import { decide } from '#lib/review/decide.ts'
import { keepAllGaps } from '#lib/review/gaps/keep-gaps.ts'
import { ada, people, type Person } from '#lib/review/harbours.fixture.ts'
import { gapDataset, json, kinds, tone } from './gap-dataset.fixture.ts'
import { renewGaps } from './renew-gaps.ts'
import { bringsNothing, uncounted } from './wanted.ts'

const { its, fill, typeOf, want, count, queue, act, undo, countedAnew, kept, expectHead } = gapDataset()

describe('what is kept', () => {
  it('is never less than counting from scratch says, and the same at the head, after any work', async () => {
    const rng = seededRng('gaps')
    const ids = await fill(Array.from({ length: 24 }, (_, n) => ({ carries: kinds.filter(() => rng.next() < 0.5), words: [10, 80, 200, 400][n % 4] ?? 10, language: n % 3 === 0 ? 'de' : 'en' })))
    await want(kinds.slice(0, 4).map((kind, n) => [kind, n + 1] as [{ text: string }, number]), 12)
    await count()
    for (let step = 0; step < 30; step += 1) {
      const what = rng.pick(['accept', 'accept', 'accept', 'reject', 'undo', 'import'] as const)
      const id = rng.pick(ids)
      if (what === 'undo') await undo(id)
      else if (what === 'import') await fill([{ carries: [rng.pick(kinds)] }])
      else await act(ada, id, what, rng.pick([undefined, rng.pick(kinds).text]))
      await count()
      await expectHead(`${step} ${what}`)
    }
    expect([...(await kept()).values()].filter((spare) => spare === uncounted)).toEqual([])
  }, 120_000)

  it('comes again for a pair of which more is missing though no more of it is undecided', async () => {
    const unknown = { rawType: 'Nobody knows it', text: 'Be brave.' }
    const [first = '', second = ''] = await fill([{ carries: [tone, { rawType: 'Desired_Writing_Style', text: 'Write in a calm voice.' }] }, { carries: [unknown] }])
    // No type of either is wanted, and what the first has left is of a facet of which it has something accepted.
    await db().dataset.update({ where: { id: its.datasetId }, data: { targetMix: { 'length.words': 1 }, policy: { order: 'gaps', goal: 5000 } } })
    await act(ada, first, 'accept', tone.text)
    await count()
    expect([...(await kept()).values()]).toEqual([bringsNothing, bringsNothing])
    const otherwise = async (pairId: string, how: { kind: 'reject' } | { kind: 'edit'; text: string }): Promise<void> => {
      const { id, version } = await db().constraint.findFirstOrThrow({ where: { pairId }, orderBy: { position: 'asc' } })
      expect((await decide(ada, [{ id: randomUUID(), constraintId: id, seenVersion: version, ...how }]))[0]?.outcome).toBe('applied')
    }
    await otherwise(first, { kind: 'reject' })
    await count()
    await expectHead('rejected')
    // Refuted, so that it stays undecided.
    await otherwise(second, { kind: 'edit', text: 'Use at most 3 words.' })
    await count()
    await expectHead('edited')
    expect([...(await kept()).values()]).not.toContain(bringsNothing)
  })

  it('is counted again where a constraint of another type takes the place of one', async () => {
    const [pairId = ''] = await fill([{ carries: [{ rawType: 'Nobody knows it', text: 'Be brave.' }] }])
    await db().dataset.update({ where: { id: its.datasetId }, data: { targetMix: { 'length.words': 1 }, policy: { order: 'gaps', goal: 5000 } } })
    await count()
    expect([...(await kept()).values()]).toEqual([bringsNothing])
    const { id: constraintId } = await db().constraint.findFirstOrThrow({ where: { pairId } })
    const { contentHash } = await db().pair.findUniqueOrThrow({ where: { id: pairId } })
    const instead = { ref: 'instead', type: 'length.words', rawType: null, text: 'Use at least 3 words.', origin: 'llm' as const, checker: null, verdict: null }
    const run = await db().run.create({ data: { id: randomUUID(), datasetId: its.datasetId, kind: 'generate', params: {} } })
    const [made] = await db().$transaction((tx) =>
      storeFindings(tx, { id: run.id, datasetId: its.datasetId }, [{ pairId, contentHash, texts: new Map(), findings: { constraints: [instead], superseded: [{ constraintId, by: 'instead' }] } }]),
    )
    expect(made).toEqual({ constraints: 1, superseded: 1 })
    await count()
    await expectHead()
    expect([...(await kept()).values()]).not.toContain(bringsNothing)
  })

  it('goes by the cells as they are, also where one is accepted for another of its type', async () => {
    const long = { carries: [tone], words: 200 }
    const [short = '', other = ''] = await fill([{ carries: [tone] }, long, { carries: [tone] }, long])
    await want([[tone, 1]], 8)
    await act(ada, short, 'accept')
    await count()
    await undo(short)
    await act(ada, other, 'accept')
    await count()
    await expectHead()
  })

  it('is whole after a process was killed while it counted, and goes on from there', async () => {
    await fill([{ carries: [tone] }])
    const type = await typeOf(tone)
    await db().$executeRaw`
      WITH pairs AS (
        INSERT INTO "Pair" (id, "datasetId", "contentHash", source, language, instruction, response, "responseWords", "constraintCount", "undecidedCount")
        SELECT gen_random_uuid(), ${its.datasetId}::uuid, md5(n::text) || md5(n::text), 'many', 'en', 'Q', 'A', n % 400, 1, 1 FROM generate_series(1, 6000) n RETURNING id),
      constraints AS (
        INSERT INTO "Constraint" (id, "datasetId", "pairId", position, type, text, origin, fingerprint) SELECT gen_random_uuid(), ${its.datasetId}::uuid, id, 0, ${type}, 'Be kind.', 'import', md5(id::text) FROM pairs)
      INSERT INTO "PairDoubt" ("pairId", "datasetId", certainty, open) SELECT id, ${its.datasetId}::uuid, 50000, true FROM pairs`
    for (const goal of [50, 5000]) {
      await db().dataset.update({ where: { id: its.datasetId }, data: { targetMix: { [type]: 1 }, policy: { order: 'gaps', goal } } })
      const child = spawn(process.execPath, [new URL('counting-process.fixture.ts', import.meta.url).pathname, its.datasetId], { stdio: ['ignore', 'pipe', 'inherit'] })
      for await (const chunk of child.stdout) if (String(chunk).length > 0) break
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      const counted = [...(await kept()).values()].filter((spare) => spare !== uncounted).length
      expect(counted).toBeGreaterThan(0)
      await count()
      expect((await db().coverageGoal.findUniqueOrThrow({ where: { datasetId: its.datasetId } })).countedTo).toBeNull()
      await expectHead()
      const [now, is] = [await countedAnew(), await kept()]
      for (const [id, spare] of now) expect(Math.abs((is.get(id) ?? 0) - spare)).toBeLessThanOrEqual(1)
    }
  }, 120_000)

  it('comes again for a pair that is changed while it is being counted', async () => {
    const [id = ''] = await fill([{ carries: [tone] }, { carries: [tone] }])
    await want([[tone, 1]], 4)
    const client = await pool().connect()
    await client.query('BEGIN')
    await client.query('UPDATE "Pair" SET "undecidedCount" = "undecidedCount" + 1 WHERE id = $1', [id])
    await renewGaps(its.datasetId)
    expect((await kept()).get(id)).toBe(uncounted)
    await client.query('COMMIT')
    client.release()
    await count()
    expect((await kept()).get(id)).toBeLessThan(bringsNothing)
  })

  it('hands each pair to one of many who decide at once, while it is counted, and none is left', async () => {
    const ids = await fill(Array.from({ length: 120 }, (_, n) => ({ carries: [kinds[n % 5] ?? tone, ...(n % 2 ? [kinds[(n + 2) % 5] ?? tone] : [])], words: [10, 80, 200][n % 3] ?? 10 })))
    await want([[tone, 1], [json, 2]], 40)
    await count()
    const handed: string[] = []
    let working = true
    const counting = (async () => {
      while (working) await keepAllGaps(new AbortController().signal)
    })()
    const work = async (who: Person): Promise<void> => {
      for (let [mine] = await queue(who, 1); mine; [mine] = await queue(who, 1)) {
        handed.push(mine)
        await act(who, mine, handed.length % 3 === 0 ? 'reject' : 'accept')
      }
    }
    await Promise.all(people.slice(0, 6).map(work))
    working = false
    await counting
    expect(handed.toSorted()).toEqual(ids.toSorted())
    await count()
    expect((await kept()).size).toBe(0)
  }, 120_000)
})
