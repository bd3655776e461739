import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkConstraint } from '#lib/constraints/index.ts'
import { db } from '#lib/db/client.ts'
import { exportOf } from '#lib/exports/accepted.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { addAnswer, datasetOf, makeAll } from '#lib/preferences/dataset.fixture.ts'
import { acceptPending } from '#lib/preferences/accept-pending.ts'
import { decidePreference } from '#lib/preferences/decide-preference.ts'
import { listPreferences } from '#lib/preferences/list-preferences.ts'
import type { PreferenceView } from '#lib/preferences/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { pairView } from '#lib/review/pair-view.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { createRun } from '#lib/runs/start-run.ts'

const ben = { id: 'ben', name: 'Ben', email: 'ben@example.org', role: 'reviewer' }
useInstallation()
beforeAll(async () => void (await db().user.create({ data: { id: ben.id, name: ben.name, email: ben.email } })))

const outcomes = ({ demands }: Pick<PreferenceView, 'demands'>, text: string) => demands.map(({ checker }) => checkConstraint(checker, text).outcome)
const responses = ['The old lamp turns once in twelve seconds. Fishermen have steered by it for years.', 'The old lamp, which is tall, turns once. Fishermen like it.', 'It turns. It has turned for as long as anybody here remembers.', 'Nobody knows.', 'The lamp! The lamp! It turns and turns and turns until the morning comes.']
const texts = ['Do not use any commas.', 'Write at least 10 words.', 'Write exactly 2 sentences.', 'Do not use any exclamation marks.', 'Write at most 14 words.', 'Be kind.']
const pairs = fc.array(fc.record({ instruction: fc.constantFrom('Tell me about the lamp.', 'Tell me about the other lamp.'), response: fc.constantFrom(...responses), constraints: fc.subarray(texts), answers: fc.subarray(responses, { maxLength: 3 }) }), { minLength: 1, maxLength: 3 })
const step = fc.oneof(
  { weight: 10, arbitrary: fc.record({ what: fc.constant('decide'), who: fc.constantFrom(ada, ben), at: fc.nat(30), act: fc.constantFrom('accept', 'accept', 'drop', 'flip', 'flip', 'reopen'), stale: fc.nat(9) } as const) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('turn'), at: fc.nat(30) } as const) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('constraint'), at: fc.nat(30), kind: fc.constantFrom('reject', 'undo', 'edit', 'accept'), text: fc.constantFrom('Write at least 6 words.', 'Do not use any colons.') } as const) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('make'), text: fc.constantFrom(...responses) } as const) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('all') } as const) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('remove'), at: fc.nat(30) } as const) },
)

describe('whatever several people decide of preferences', () => {
  it('what is chosen meets all, what is refused says why, and what leaves is what was accepted', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, fc.array(step, { minLength: 3, maxLength: 18 }), async (given, steps) => {
        // Pairs that say the same are one.
        const different = [...new Map(given.map((pair) => [`${pair.instruction} ${pair.response}`, pair])).values()]
        const { datasetId } = await datasetOf(different)
        await makeAll(datasetId)
        const all = async () => (await listPreferences(datasetId, { limit: 200 })).preferences
        for (const one of steps) {
          if (one.what === 'make') {
            const [pair] = await db().pair.findMany({ where: { datasetId }, take: 1 })
            if (pair) await addAnswer(datasetId, pair.id, null, one.text)
            await makeAll(datasetId)
            continue
          }
          const views = await all()
          const view = 'at' in one ? views[one.at % Math.max(1, views.length)] : views[0]
          if (one.what === 'all') {
            const { accepted, refused } = await acceptPending(datasetId)
            const pending = views.filter(({ status }) => status === 'pending')
            expect([accepted, Object.values(refused).reduce((sum, n) => sum + n, 0)]).toEqual([pending.filter(({ cannotAccept }) => cannotAccept === null).length, pending.filter(({ cannotAccept }) => cannotAccept !== null).length])
            continue
          }
          if (!view) continue
          if (one.what === 'turn') {
            // As one that was made by an earlier version, or by hand.
            await db().preference.update({ where: { id: view.id }, data: { chosen: view.rejected, rejected: view.chosen, chosenPairId: view.rejectedPairId, rejectedPairId: view.chosenPairId, violatedConstraintIds: [], status: 'pending' } })
          } else if (one.what === 'constraint') {
            const { constraints } = await pairView(view.pairId, ada)
            const constraint = constraints[one.at % Math.max(1, constraints.length)]
            if (constraint) await decide(ada, [{ id: randomUUID(), constraintId: constraint.id, kind: one.kind, text: one.text, reason: 'vacuous', seenVersion: constraint.version, ...(constraint.decision ? { undoesId: constraint.decision.id } : {}) }])
          } else if (one.what === 'remove') {
            const ids = (await db().pair.findMany({ where: { datasetId }, select: { id: true } })).map(({ id }) => id)
            if (ids.length < 2) continue
            const runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'remove', datasetId, seed: 0, params: { filter: { ids: ids[one.at % ids.length] ?? '' }, expected: 1 } }))
            await executeRun(runId, 'test', new AbortController().signal)
          } else {
            const { who, act, stale } = one
            const seenVersion = stale === 0 ? view.version + 1 : view.version
            const cannot = stale === 0 ? 'decided meanwhile' : act === 'accept' ? view.cannotAccept : act === 'flip' ? view.cannotFlip : null
            const done = await decidePreference(who, view.id, { act, seenVersion }).catch((error: Error) => error)
            if (cannot !== null) {
              expect([act, done instanceof Error && done.message]).toEqual([act, expect.stringContaining(cannot)])
              expect((await all()).find(({ id }) => id === view.id)).toEqual(view)
              continue
            }
            if (done instanceof Error) throw done
            expect(done.version).toBe(view.version + 1)
            const status = { accept: 'accepted', drop: 'dropped', reopen: 'pending', flip: view.status }[act]
            const [chosen, rejected] = act === 'flip' ? [view.rejected, view.chosen] : [view.chosen, view.rejected]
            expect([done.status, done.chosen, done.rejected]).toEqual([status, chosen, rejected])
            if (act === 'flip' || act === 'accept') {
              expect(outcomes(done, done.chosen)).toEqual(done.demands.map(() => 'pass'))
              expect(outcomes(done, done.rejected)).toContain('fail')
              expect(done.broken.length / done.demands.length).toBeCloseTo(done.margin, 9)
              expect(done.cannotAccept).toBeNull()
              // Of two texts one alone can be the chosen one.
              expect(done.cannotFlip).not.toBeNull()
            }
          }
        }
        const left = (await all()).filter(({ status }) => status === 'accepted')
        for (const format of ['dpo', 'kto', 'sft-chosen']) {
          const { runId } = await exportOf(datasetId, { format, validation: 0.3 })
          const folder = join(exportsRoot(), runId)
          expect((await verifyExport(folder)).faults).toEqual([])
          const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
          expect(manifest.counts.in).toBe((await all()).length)
          expect(manifest.counts.out + Object.values<number>(manifest.counts.dropped).reduce((sum, n) => sum + n, 0)).toBe(manifest.counts.in)
          if (format !== 'dpo') continue
          const rows = (await Promise.all(['train', 'validation'].map((name) => readFile(join(folder, `${name}.jsonl`), 'utf8')))).join('').split('\n').filter(Boolean).map((line) => JSON.parse(line))
          const said = (prompt: unknown, chosen: unknown, rejected: unknown) => JSON.stringify([prompt, chosen, rejected])
          const standing = left.filter(({ cannotAccept }) => cannotAccept === null).map(({ prompt, chosen, rejected }) => said(prompt, chosen, rejected))
          const written = rows.map((row) => said(row.prompt.at(-1).content, row.chosen[0].content, row.rejected[0].content))
          for (const each of written) expect(standing).toContain(each)
          expect(manifest.counts.out).toBe(rows.length)
        }
      }),
      { numRuns: 10 },
    )
  })
})
