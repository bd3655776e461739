import { expect } from 'vitest'
import { wilson } from '#lib/constraints/wilson.ts'
import { browsePairs } from '#lib/datasets/browse.ts'
import { droppedBy } from '#lib/datasets/dropped-term.ts'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import { filterOfNobody } from '#lib/datasets/seen-filter.ts'
import { agreementReport } from '#lib/review/people-agreement/report.ts'
import { asRows, type Claim, expectNear, isDone, listed, none, type Scene } from '#lib/stats/claims.fixture.ts'
import { standingDecision } from '#lib/review/undo-history.ts'
import type { DatasetStatistics } from '#lib/stats/contract.ts'
import { costs } from '#lib/stats/cost.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'
import { funnel } from '#lib/stats/funnel.ts'
import { liveConstraints } from '#lib/stats/live-constraints.ts'
import { progress } from '#lib/stats/progress.ts'
import { heldFilter, metricFilter, reasonFilter, rejectionFilter, type RateCount } from '#lib/stats/rate-filters.ts'
import { decisionRates } from '#lib/stats/rates.ts'
import { grouped, type Constraint, type Reckoned } from '#lib/stats/reckoned.fixture.ts'

// What statistics say of decisions, held against plain reckoning.

const day = (at: Date) => at.toISOString().slice(0, 10)
const firstDay = () => day(new Date(Date.now() - 60 * 86_400_000))

/** The statistics, and the first day (UTC) that they tell of; asked again, where it became another meanwhile. */
async function statisticsSince({ datasetId, seen, reader }: Scene): Promise<{ from: string; statistics: DatasetStatistics }> {
  for (;;) {
    const [from, statistics] = [firstDay(), await datasetStatistics(datasetId, seen, reader)]
    if (firstDay() === from) return { from, statistics }
  }
}

export async function overviewClaims(scene: Scene): Promise<Claim[]> {
  const { reader, of, whole } = scene
  const { from, statistics: { pairs, constraints, decisions, responseWords, sources, languages, licenses } } = await statisticsSince(scene)
  const rows = asRows(of.pairs)
  const byStatus = (status: string) => rows.filter((pair) => of.status(pair) === status)
  const told = of.decisions
  const claims: Claim[] = [
    { words: 'pairs', said: pairs.total, counts: rows, own: {} },
    { words: 'pairs pending', said: pairs.pending, counts: byStatus('pending'), own: { status: 'pending' } },
    { words: 'pairs in review', said: pairs.inReview, counts: byStatus('in_review'), own: { status: 'in_review' } },
    { words: 'pairs reviewed', said: pairs.reviewed, counts: byStatus('reviewed'), own: { status: 'reviewed' } },
    { words: 'constraints', said: liveConstraints(constraints), counts: of.constraints.filter(({ status }) => status !== 'superseded'), own: { minConstraints: 1 } },
    { words: 'constraints, and those that gave way', said: constraints.total, counts: of.constraints },
    { words: 'decisions', said: decisions.total, counts: told },
    ...listed('origin', constraints.byOrigin.map(({ origin, count }) => [origin, count]), of.constraints, ({ origin }) => origin, (origin) => parseFilter(`origin:${origin}`).filter),
    ...listed('outcome', constraints.byOutcome.map(({ outcome, count }) => [outcome, count]), of.constraints, (constraint) => of.said(constraint), (outcome) => parseFilter(`verdict:${outcome}`).filter),
    ...listed('decision', constraints.byStatus.map(({ status, count }) => [status, count]), of.constraints, ({ status }) => status, (status) => parseFilter(`decision:${status}`).filter),
    ...listed('per pair', constraints.perPair.map(({ constraints: n, pairs: count }) => [String(n), count]), rows, (pair) => String(of.live(pair).length), (n) => ({ minConstraints: Number(n), maxConstraints: Number(n) })),
    ...listed('act', decisions.byKind.map(({ kind, count }) => [kind, count]), told, ({ kind }) => kind, (kind) => parseFilter(`act:${kind}`).filter),
    ...listed('rejected for', decisions.byReason.map(({ reason, count }) => [reason, count]), told.filter(({ kind, reason }) => kind === 'reject' && reason !== null), ({ reason }) => String(reason), rejectionFilter),
    ...listed('words', responseWords.map(({ from, pairs: n }) => [String(from), n]), rows, ({ response }) => String(Math.min(1000, Math.floor(response.trim().split(/\s+/).length / 50) * 50)), (from) => ({ minWords: Number(from), ...(from === '1000' ? {} : { maxWords: Number(from) + 49 }) })),
    ...listed('source', sources.map(({ source, pairs: n }) => [source, n]), rows, ({ source }) => source, (source) => ({ source })),
    ...listed('language', languages.map(({ language, pairs: n }) => [String(language), n]), rows, ({ language }) => String(language), (language) => ({ language: none(language) ?? 'unknown' })),
    ...listed('license', licenses.map(({ license, pairs: n }) => [String(license), n]), rows, (pair) => String(of.license(pair)), (license) => ({ license: none(license) ?? 'none' })),
  ]
  listed('day', decisions.byDay.map(({ day: on, count }) => [on, count]), told.filter(({ createdAt }) => day(createdAt) >= from), ({ createdAt }) => day(createdAt))
  expect(decisions.byReviewer === null).toBe(reader.role !== 'owner')
  for (const { reviewer, medianMs, ...did } of decisions.byReviewer ?? []) {
    const own = told.filter(({ reviewerId }) => reviewerId === reviewer.toLowerCase())
    const times = own.flatMap(({ elapsedMs }) => elapsedMs ?? []).toSorted((a, b) => a - b)
    expect([reviewer, medianMs]).toEqual([reviewer, times[Math.ceil(times.length / 2) - 1] ?? null])
    for (const [kind, said] of [['accept', did.accepted], ['edit', did.edited], ['reject', did.rejected], ['undo', did.undone]] as const) claims.push({ words: `${kind} by ${reviewer}`, said, counts: own.filter((each) => each.kind === kind), own: { act: kind, by: reviewer } })
  }
  listed('type', constraints.byType.map(({ type, total }) => [type, total]), of.constraints, ({ type }) => type)
  for (const { type, total, pass, fail, unsure, judged, undecidable, accepted, rejected, putOff, pending } of constraints.byType) {
    const those = of.constraints.filter((constraint) => constraint.type === type)
    const said = (...outcomes: string[]) => those.filter((constraint) => outcomes.includes(of.said(constraint)))
    const stands = (...statuses: string[]) => those.filter(({ status }) => statuses.includes(status))
    claims.push(
      { words: type, said: total, counts: those, own: { type } },
      { words: `${type} proven`, said: pass, counts: said('pass'), own: { type, outcome: 'pass' } },
      { words: `${type} refuted`, said: fail, counts: said('fail'), own: { type, outcome: 'fail' } },
      { words: `${type} unsure`, said: unsure, counts: said('unsure', 'error'), own: { type, outcome: 'unsure', also: 'verdict:error' } },
      { words: `${type} judged`, said: judged, counts: said('judged-pass', 'judged-fail'), own: { type, outcome: 'judged-pass', also: 'verdict:judged-fail' } },
      { words: `${type} cannot tell`, said: undecidable, counts: said('none'), own: { type, outcome: 'none' } },
      { words: `${type} accepted`, said: accepted, counts: stands('accepted'), own: { type, decision: 'accepted' } },
      { words: `${type} rejected`, said: rejected, counts: stands('rejected'), own: { type, decision: 'rejected' } },
      { words: `${type} put off`, said: putOff, counts: stands('flagged', 'skipped'), own: { type, decision: 'flagged', also: 'decision:skipped' } },
      { words: `${type} undecided`, said: pending, counts: stands('pending'), own: { type, decision: 'pending' } },
    )
  }
  const exported = of.rows.exports.at(-1)
  expect(pairs.exported?.id).toBe(whole ? exported?.id : undefined)
  return claims
}

export async function funnelClaims({ datasetId, seen, of, whole }: Scene): Promise<Claim[]> {
  const { stages } = await funnel(datasetId, seen)
  const rows = asRows(of.pairs)
  const keys = ['imported', 'constraints', 'verdict', 'decision', 'accepted']
  const claims = stages.flatMap(({ key, pairs, filter, drops }): Claim[] => {
    const at = keys.indexOf(key)
    if (at < 0) return []
    const left = rows.filter((pair) => of.stage(pair) === at - 1)
    const those = (words: string) => (key === 'accepted' ? left.filter((pair) => (of.status(pair) === 'reviewed') === words.startsWith('all decided')) : left)
    return [
      { words: `stage ${key}`, said: pairs, counts: rows.filter((pair) => of.stage(pair) >= at), own: filter },
      ...(key === 'imported' ? [] : drops.map((drop): Claim => ({ words: `left: ${drop.reason}`, said: drop.pairs, counts: those(drop.reason), own: drop.filter }))),
    ]
  })
  expect(claims.length).toBe(10)
  const [imported] = stages
  const lost: Record<string, number> = {}
  for (const { kind, counts } of of.rows.runs) if (kind === 'import') for (const [reason, n] of Object.entries((counts as { dropped: Record<string, number> }).dropped)) if (n > 0) lost[reason] = (lost[reason] ?? 0) + n
  expect(Object.fromEntries((imported?.drops ?? []).map(({ reason, pairs }) => [reason, pairs]))).toEqual(whole ? lost : {})
  const last = of.rows.exports.at(-1)
  expect(stages.some(({ key }) => key === 'exported')).toBe(whole && last !== undefined)
  const [before, exported] = stages.slice(4)
  if (exported) expect(exported.pairs + exported.drops.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(before?.pairs)
  // What has been deleted since no filter finds.
  const none = (last?.manifest as { counts?: { in: number } } | undefined)?.counts?.in === of.rows.pairs.length
  for (const { reason, filter, pairs } of exported?.drops ?? []) {
    if (!last || !filter) continue
    expect(filter).toEqual({ dropped: droppedBy(last.id, reason) })
    const behind = (await browsePairs(datasetId, await filterOfNobody(datasetId, filter, Number.POSITIVE_INFINITY), { sort: 'oldest', limit: 500, counted: false })).rows.length
    expect([reason, none ? behind : Math.min(behind, pairs)]).toEqual([reason, none ? pairs : behind])
  }
  return claims
}

export async function rateClaims({ datasetId, seen, reader, of }: Scene): Promise<Claim[]> {
  const rates = await decisionRates(datasetId, seen, reader)
  const decided = of.constraints.flatMap((constraint) => {
    const by = of.standsBy(constraint)
    return by ? [{ ...constraint, by }] : []
  })
  const claims: Claim[] = []
  const measures: [RateCount, string[]][] = [['decided', ['accept', 'edit', 'reject']], ['accepted', ['accept']], ['edited', ['edit']], ['rejected', ['reject']]]
  const kinds = [
    ['type', rates.types, ({ type }: Constraint) => type, (key: string) => ({ type: key })],
    ['origin', rates.origins, ({ origin }: Constraint) => origin, (key: string) => parseFilter(`origin:${key}`).filter],
    ['model', rates.models, (constraint: Constraint) => of.call(constraint)?.model, (key: string) => ({ model: key })],
    ['prompt', rates.prompts, (constraint: Constraint) => of.call(constraint)?.promptVersion, (key: string) => ({ prompt: key })],
  ] as const
  for (const [name, said, keyOf, ownOf] of kinds) {
    listed(`rates by ${name}`, said.map(({ key, decided: n }) => [key, n]), decided.filter((constraint) => keyOf(constraint) !== undefined), (constraint) => keyOf(constraint) ?? '')
    for (const row of said) {
      const those = decided.filter((constraint) => keyOf(constraint) === row.key)
      for (const [measure, acts] of measures) {
        const counts = those.filter(({ by }) => acts.includes(by.kind))
        const n = measure === 'decided' ? row.decided : row[measure].count
        claims.push({ words: `${measure} of ${name} ${row.key}`, said: n, counts, own: { ...ownOf(row.key), ...metricFilter[measure] } })
        if (measure !== 'decided') expect([row[measure].rate, row[measure].interval]).toEqual([n / row.decided, wilson(n, row.decided)])
      }
    }
  }
  const told = new Set(of.decisions.map(({ id }) => id))
  const held = of.constraints.flatMap((constraint) => of.standing(constraint).filter(({ id, kind }) => told.has(id) && ['accept', 'edit', 'reject'].includes(kind)))
  expect(rates.reviewers === null).toBe(reader.role !== 'owner')
  if (rates.reviewers) listed('held by', rates.reviewers.map(({ key, decided: n }) => [key.toLowerCase(), n]), held, ({ reviewerId }) => String(reviewerId))
  for (const row of rates.reviewers ?? []) {
    for (const [measure, acts] of measures) {
      const counts = held.filter(({ reviewerId, kind }) => reviewerId === row.key.toLowerCase() && acts.includes(kind))
      claims.push({ words: `${measure} held by ${row.key}`, said: measure === 'decided' ? row.decided : row[measure].count, counts, own: heldFilter(row.key, measure) })
    }
  }
  const reasons = of.constraints.filter(({ status }) => status === 'rejected').flatMap((constraint) => [...new Set(of.standing(constraint).filter(({ kind }) => kind === 'reject').map(({ reason }) => String(reason)))].map((reason) => ({ ...constraint, reason })))
  claims.push(...listed('stands rejected for', rates.reasons.map(({ reason, constraints }) => [String(reason), constraints]), reasons, ({ reason }) => reason, (reason) => reasonFilter(none(reason))))
  return claims
}

export async function costClaims({ datasetId, seen, reader, of }: Scene): Promise<Claim[]> {
  const { currency, rows } = await costs(datasetId, seen, reader)
  const ids = new Set(of.pairs.map(({ id }) => id))
  const calls = of.rows.calls.filter(({ pairId }) => ids.has(pairId))
  const keyOf = ({ model, promptVersion }: { model: string | null; promptVersion: string | null }) => JSON.stringify([model, promptVersion])
  expect(rows.map(keyOf).toSorted()).toEqual([...new Set([...calls.map(keyOf), ...of.constraints.map((constraint) => of.maker(constraint))])].toSorted())
  const currencies = new Set(calls.flatMap(({ cost, endpoint }) => (cost !== null && endpoint ? [endpoint.currency] : [])))
  expect(currency).toBe(currencies.size === 1 ? [...currencies][0] : null)
  return rows.flatMap((row): Claim[] => {
    const key = keyOf(row)
    const [asked, made] = [calls.filter((call) => keyOf(call) === key), of.constraints.filter((constraint) => of.maker(constraint) === key)]
    const accepted = made.filter(({ status }) => status === 'accepted')
    const add = (values: readonly (number | null)[]) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
    const priced = asked.filter(({ cost }) => cost !== null)
    const mine = new Set(priced.flatMap(({ endpoint }) => endpoint?.currency ?? []))
    const spent = {
      // What is priced in several currencies has no sum.
      money: priced.length === 0 || mine.size > 1 ? null : add(priced.map(({ cost }) => Number(cost))),
      modelSeconds: add(asked.map(({ latencyMs }) => latencyMs)) / 1000,
      reviewSeconds: add(of.decisions.filter(({ constraintId }) => of.maker(of.of(constraintId)) === key).map(({ elapsedMs }) => elapsedMs && Math.min(elapsedMs, 300_000))) / 1000,
    }
    const bits = add(accepted.map((constraint) => of.bits(constraint)))
    const per = (n: number) => (n === 0 ? null : { money: spent.money === null ? null : spent.money / n, modelSeconds: spent.modelSeconds / n, reviewSeconds: spent.reviewSeconds / n })
    const { money, modelSeconds, reviewSeconds, perAccepted, perBit } = row
    expectNear([key, { money, modelSeconds, reviewSeconds }, perAccepted, row.bits, perBit], [key, spent, per(accepted.length), bits, per(bits)])
    expect([key, row.calls, row.errors]).toEqual([key, asked.length, asked.filter(({ status }) => status === 'error').length])
    const own = row.promptVersion === null ? parseFilter(`origin:${row.model}`).filter : { model: row.model ?? '', prompt: row.promptVersion }
    return [{ words: `made by ${key}`, said: row.constraints, counts: made, own }, { words: `accepted of ${key}`, said: row.accepted, counts: accepted, own: { ...own, decision: 'accepted' } }]
  })
}

const statusBefore = ({ before }: { before: unknown }) => (before as { status: string }).status

export async function progressClaims({ datasetId, seen, of }: Scene): Promise<Claim[]> {
  const { days, total, left, today } = await progress(datasetId, seen)
  const waiting = of.constraints.filter(({ status }) => status !== 'superseded')
  expect([total, left]).toEqual([waiting.length, waiting.filter(({ status }) => !isDone(status)).length])
  const wanted: Record<string, number> = {}
  const add = (at: Date, n: number): void => {
    const day = at.toISOString().slice(0, 10)
    wanted[day] = (wanted[day] ?? 0) + n
  }
  for (const { id, status } of of.constraints) {
    const acts = of.rows.decisions.filter(({ constraintId, track }) => constraintId === id && track === '')
    for (const [n, act] of acts.entries()) add(act.createdAt, Number(isDone(acts[n + 1] ? statusBefore(acts[n + 1] ?? act) : status)) - Number(isDone(statusBefore(act))))
    // What several agreed on, before anybody decided for all.
    const opinions = of.rows.opinions.filter(({ constraintId }) => constraintId === id)
    if (opinions.length > 0 && isDone(acts[0] ? statusBefore(acts[0]) : status)) add(new Date(Math.max(...opinions.map(({ updatedAt }) => updatedAt.getTime()))), 1)
  }
  const from = new Date(Date.parse(today) - 89 * 86_400_000).toISOString().slice(0, 10)
  expect(Object.fromEntries(days.flatMap(({ day, decided }) => (decided === 0 ? [] : [[day, decided]])))).toEqual(Object.fromEntries(Object.entries(wanted).filter(([day, n]) => n !== 0 && day >= from)))
  return days.map(({ day }): Claim => {
    const those = of.decisions.filter(({ kind, createdAt }) => ['accept', 'edit', 'reject'].includes(kind) && createdAt.toISOString().startsWith(day))
    return { words: `done on ${day}`, said: those.length, counts: those, own: { act: 'accept', also: 'act:edit act:reject', on: day } }
  })
}

/** Whether something is settled by an adjudicator, whose word stands. */
const isSettled = (of: Reckoned, { id }: Constraint) => standingDecision(of.rows.decisions.filter(({ constraintId, track }) => constraintId === id && track === 'final')) !== null

/** What is decided, with what each of several people first held of it. */
export const ratedOf = (of: Reckoned) => of.constraints.filter(({ status }) => !['pending', 'superseded'].includes(status)).map((constraint) => ({ ...constraint, said: of.rows.opinions.filter(({ constraintId, firstSaid }) => constraintId === constraint.id && firstSaid !== null).map(({ firstSaid }) => String(firstSaid)) }))
type Rated = ReturnType<typeof ratedOf>[number]

/** What two people or more said something of. */
export const comparedOf = (rated: readonly Rated[]) => rated.filter(({ said }) => said.filter((one) => one !== 'skipped').length > 1)

/** Krippendorff's alpha, and how often two of them held alike; null of nothing. */
export function agreementOf(rated: readonly Rated[]): { units: number; alpha: number | null; alike: number | null } {
  const units = comparedOf(rated).map(({ said }) => said.filter((one) => one !== 'skipped'))
  // Coincidences, as Krippendorff writes them down.
  const pairs = units.flatMap((said) => said.flatMap((a, i) => said.flatMap((b, j) => (i === j ? [] : [{ a, b, weight: 1 / (said.length - 1) }]))))
  const n = units.flat().length
  const seenUnlike = pairs.filter(({ a, b }) => a !== b).reduce((sum, { weight }) => sum + weight, 0)
  const byChance = units.flat().reduce((sum, a) => sum + units.flat().filter((b) => b !== a).length, 0) / (n - 1)
  return { units: units.length, alpha: units.length === 0 || byChance === 0 ? null : 1 - seenUnlike / byChance, alike: units.length === 0 ? null : 1 - seenUnlike / n }
}

/** What became of what several people decided. */
export function outcomesOf(of: Reckoned): Record<'disputed' | 'settled' | 'agreed', Rated[]> {
  const rated = ratedOf(of)
  const rest = rated.filter(({ status }) => status !== 'disputed')
  return { disputed: rated.filter(({ status }) => status === 'disputed'), settled: rest.filter((one) => isSettled(of, one)), agreed: rest.filter((one) => !isSettled(of, one) && one.said.length > 0) }
}

export async function agreementClaims({ datasetId, seen, of }: Scene): Promise<Claim[]> {
  const { overall, types, outcomes, matrix } = await agreementReport(datasetId, seen)
  const rated = ratedOf(of)
  const ofAll = ({ units, alpha, alike }: typeof overall) => ({ units, alpha, alike })
  expectNear(ofAll(overall), agreementOf(rated))
  for (const one of types) expectNear(ofAll(one), agreementOf(rated.filter(({ type }) => type === one.type)))
  expect(types.reduce((sum, { units }) => sum + units, 0)).toBe(overall.units)
  expect(outcomes).toEqual(Object.fromEntries(Object.entries(outcomesOf(of)).map(([outcome, those]) => [outcome, those.length])))
  // Where several decide, what each first held; where one does, what stands.
  const words = rated.flatMap((constraint) => {
    const { id, status, text } = constraint
    if (of.rows.opinions.some(({ constraintId }) => constraintId === id)) return constraint.said.filter((one) => one !== 'skipped')
    if (!['accepted', 'rejected', 'flagged'].includes(status) || !of.standing(constraint).some(({ track }) => track === '')) return []
    const [first] = of.rows.decisions.filter(({ constraintId }) => constraintId === id).toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
    return [status === 'accepted' && text !== (first?.before as { text: string } | undefined)?.text ? 'edited' : status]
  })
  const said = grouped(words, (word) => word)
  expect(Object.fromEntries([...Map.groupBy(matrix, (cell) => cell.said)].map(([word, cells]) => [word, cells.reduce((sum, { count }) => sum + count, 0)]))).toEqual(Object.fromEntries(Object.entries(said).map(([word, all]) => [word, all.length])))
  return []
}
