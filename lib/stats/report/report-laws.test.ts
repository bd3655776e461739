import fc from 'fast-check'
import { expect, it } from 'vitest'
import { vocabulary } from '#lib/constraints/index.ts'
import { browsePairs } from '#lib/datasets/browse.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { rejectReasons } from '#lib/review/contract.ts'
import { agreementOf, comparedOf, outcomesOf, ratedOf } from '#lib/stats/claims-of-decisions.fixture.ts'
import { isDone } from '#lib/stats/claims.fixture.ts'
import { decimals } from '#lib/stats/decimals.ts'
import { pagesOf } from '#lib/stats/drawn.fixture.ts'
import { bandOfWords } from '#lib/stats/length-bands.ts'
import { grouped, Reckoned, rowsOf, type Constraint } from '#lib/stats/reckoned.fixture.ts'
import { typeLabel } from '#lib/stats/type-label.ts'
import { people, useInstallation, variedDataset } from '#lib/stats/varied.fixture.ts'
import { languageLabel } from '#lib/text/language-label.ts'
import { datasetReport } from './dataset-report.ts'
import { count, percent } from './tables.ts'

useInstallation()

/** LAW_SEED draws something else, and LAW_RUNS more of it; what the suite draws is always the same. */
const seed = Number(process.env.LAW_SEED ?? 39)
const runs = Number(process.env.LAW_RUNS ?? 3)

/** Text as it was before it was escaped. */
const unescaped = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, sign: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[sign] ?? '')

/** A section of a report: its words, the rows of its tables as text, and what stands at the marks of its charts. */
function sectionOf(report: string, title: string) {
  const [, body = ''] = report.split(`<h2>${title}</h2>`)
  const [html = ''] = body.split('</section>')
  const rows = [...html.matchAll(/<tr class="[^"]*"><th scope="row">(.*?)<\/th>(.*?)<\/tr>/gs)].map(([, name = '', cells = '']) => [name, ...[...cells.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => cell).filter((cell) => !cell.startsWith('<svg'))].map(unescaped))
  const marks = [...html.matchAll(/<title>(.*?)<\/title>/gs)].map(([, said = '']) => unescaped(said))
  return { rows: rows.map((cells) => cells.join(' | ')).toSorted(), marks: marks.toSorted(), words: unescaped(html.replace(/<[^>]+>/g, ' ')) }
}

/** Rows as they are to stand, from lists of cells. */
const told = (rows: readonly (readonly (string | number)[])[]) => rows.map((cells) => cells.map((cell) => (typeof cell === 'number' ? count(cell) : cell)).join(' | ')).toSorted()

/** What the sections of a report are to say, by counting rows. */
function wanted(of: Reckoned): Record<string, { rows?: string[]; marks?: string[]; words?: string[] }> {
  const { pairs, constraints } = of
  const share = (n: number, all: number) => percent(all === 0 ? 0 : n / all)
  const listed = (names: readonly string[]) => told(Object.entries(grouped(names, (name) => name)).map(([name, { length }]) => [name, length, share(length, pairs.length)]))
  const bands = (values: readonly number[], step: number, label: (at: number) => string) => (values.length === 0 ? [] : Array.from({ length: Math.max(...values) / step + 1 }, (_, n) => `${label(n * step)}: ${count(values.filter((value) => value === n * step).length)}`).toSorted())
  const stage = (at: number) => pairs.filter((pair) => of.stage(pair) >= at).length
  const stood = constraints.flatMap((constraint) => {
    const by = of.standsBy(constraint)
    return by ? [{ ...constraint, kind: by.kind }] : []
  })
  const rates = (label: (name: string) => string, keyOf: (constraint: Constraint) => string | null | undefined) =>
    Object.entries(grouped(stood.filter((one) => keyOf(one)), (one) => keyOf(one) ?? '')).map(([name, those]) => {
      const part = (kind: string) => share(those.filter((one) => one.kind === kind).length, those.length)
      return [label(name), those.length, part('accept'), part('edit'), part('reject')]
    })
  const reasons = constraints.filter(({ status }) => status === 'rejected').flatMap((constraint) => [...new Set(of.standing(constraint).filter(({ kind }) => kind === 'reject').map(({ reason }) => reason ?? ''))])
  const rated = ratedOf(of)
  const alpha = (name: string, those: typeof rated) => {
    const { units, alpha: value, alike } = agreementOf(those)
    return [name, units, value === null ? '–' : decimals(value, 2), alike === null ? '–' : percent(alike)]
  }
  const outcomes = outcomesOf(of)
  const live = constraints.filter(({ status }) => status !== 'superseded')
  const done = live.filter(({ status }) => isDone(status)).length
  const carried = of.carried()
  const carriedBy = (id: string) => [...new Set(carried.filter(({ pairId }) => pairId === id).map(({ type }) => type))].toSorted()
  const facets = new Set(vocabulary.map(({ facet }) => facet).filter((facet) => facet !== 'unmapped'))
  const cells = pairs.flatMap((pair) => [...new Set(carriedBy(pair.id).map((type) => type.split('.')[0] ?? ''))].filter((facet) => facets.has(facet)).map((facet) => `${facet}, ${pair.language ?? 'unknown'} ${['0–49', '50–149', '150–299', '300+'][bandOfWords(pair.responseWords)]}`))
  const both = pairs.flatMap(({ id }) => carriedBy(id).flatMap((a, at, all) => all.slice(at + 1).map((b) => [typeLabel(a), typeLabel(b)].toSorted().join(' with '))))
  const bits = carried.map((constraint) => of.bits(constraint))
  const grades = pairs.flatMap(({ id }) => of.rows.grades.filter(({ pairId }) => pairId === id))
  const ids = new Set(pairs.map(({ id }) => id))
  const contaminated = of.rows.contaminations.filter(({ pairId }) => ids.has(pairId))
  const calls = of.rows.calls.filter(({ pairId }) => ids.has(pairId))
  const madeBy = (model: string | null, promptVersion: string | null) => JSON.stringify([model, promptVersion])
  const made = [...new Set([...calls.map(({ model, promptVersion }) => madeBy(model, promptVersion)), ...constraints.map((constraint) => of.maker(constraint))])]
  return {
    'From import to export': { rows: told([['Imported', stage(0)], ['With constraints', stage(1)], ['Checked, or decided', stage(2)], ['Looked at by people', stage(3)], ['With something accepted', stage(4)]]) },
    'Constraints by type': { rows: told(Object.entries(grouped(constraints, ({ type }) => type)).map(([type, those]) => {
      const said = (outcome: string) => those.filter((one) => of.said(one) === outcome).length
      const stands = (status: string) => those.filter((one) => one.status === status).length
      return [typeLabel(type), those.length, share(those.length, constraints.length), said('pass'), said('fail'), stands('accepted'), stands('rejected'), stands('pending')]
    })) },
    'What people decided': { rows: told([...rates(typeLabel, ({ type }) => type), ...rates((name) => `Model ${name}`, (one) => of.call(one)?.model), ...rates((name) => `Prompt ${name}`, (one) => of.call(one)?.promptVersion)]) },
    'Why constraints stand rejected': { rows: told(Object.entries(grouped(reasons, (reason) => reason)).map(([reason, { length }]) => [rejectReasons.find(({ key }) => key === reason)?.label ?? (reason || 'No reason given'), length])) },
    'Agreement between people': comparedOf(rated).length === 0 ? { rows: [] } : {
      rows: told([alpha('All types', rated), ...Object.entries(grouped(comparedOf(rated), ({ type }) => type)).map(([type, those]) => alpha(typeLabel(type), those))]),
      words: [`${outcomes.agreed.length} constraints agreed, ${outcomes.disputed.length} disputed, ${outcomes.settled.length} settled`],
    },
    Progress: { words: [`${done} of ${live.length} constraints are accepted or rejected.`] },
    'Coverage grid': { marks: Object.entries(grouped(cells, (cell) => cell)).map(([cell, { length }]) => `${cell}: ${length} pairs`).toSorted() },
    'Types that stand together': { marks: Object.entries(grouped(both, (two) => two)).map(([two, { length }]) => `${two}: ${length} pairs`).toSorted() },
    'Rarity of constraints': { marks: bands(bits.flatMap((one) => (one === null ? [] : [Math.min(10, Math.floor(Number(one.toFixed(3)) * 2) / 2)])), 0.5, String), words: [`${bits.filter((one) => one === null).length} are of unknown rarity`] },
    Readability: {
      marks: Object.entries(grouped(grades.filter(({ grade }) => grade !== null), ({ grade }) => String(grade))).map(([grade, { length }]) => `${grade}: ${length}`).toSorted(),
      words: [`${grades.filter(({ grade }) => grade === null).length} have no grade`, ...(grades.length === pairs.length ? [] : [`${pairs.length - grades.length} are not measured yet`])],
    },
    'Near-duplicates': { words: [pairs.filter(({ nearDuplicateOfId }) => nearDuplicateOfId !== null).length].flatMap((n) => (n === 0 ? [] : [`${n} ${n === 1 ? 'pair says' : 'pairs say'} nearly`])) },
    Contamination: { rows: told(['ifbench', 'ifeval'].map((name) => [contaminated.filter(({ list }) => list === name).length, name] as const).map(([n, name]) => [name, 1, n, pairs.length === 0 ? '–' : percent(n / pairs.length)])) },
    'Cost of what is accepted': { rows: told(made.map((key) => {
      const [model, promptVersion] = JSON.parse(key) as [string | null, string | null]
      const those = constraints.filter((constraint) => of.maker(constraint) === key)
      return [promptVersion === null ? ({ rule: 'By rule', import: 'Imported', human: 'By people' }[model ?? ''] ?? model ?? 'unknown') : `${model} · ${promptVersion}`, those.length, those.filter(({ status }) => status === 'accepted').length, calls.filter((call) => madeBy(call.model, call.promptVersion) === key).length]
    })) },
    'Words of the responses': { marks: bands(pairs.map(({ response }) => Math.min(1000, Math.floor(response.trim().split(/\s+/).length / 50) * 50)), 50, (from) => (from === 1000 ? '1,000+' : String(from))) },
    'Constraints per pair': { marks: bands(pairs.map((pair) => of.live(pair).length), 1, String) },
    Sources: { rows: listed(pairs.map(({ source }) => source)) },
    Languages: { rows: listed(pairs.map(({ language }) => languageLabel(language))) },
    Licences: { rows: listed(pairs.map((pair) => of.license(pair) ?? 'not stated')) },
  }
}

/** What a section says beside what is reckoned is left out: reasons in the funnel, intervals, seconds; and how often types stand together beside chance. */
const reckonedPart: Record<string, (said: string) => string | null> = {
  'From import to export': (row) => (/^(Imported|With|Checked|Looked)/.test(row) ? row : null),
  'Agreement between people': (row) => row.split(' | ').filter((_, n) => n < 3 || n > 4).join(' | '),
  'Types that stand together': (mark) => mark.replace(/^(.*?) with (.*?): /, (_, a: string, b: string) => `${[a, b].toSorted().join(' with ')}: `).replace(/ pairs, .*/, ' pairs'),
  'Coverage grid': (mark) => (mark.endsWith(': 0 pairs') ? null : mark),
  'Cost of what is accepted': (row) => row.split(' | ').slice(0, 4).join(' | '),
}

it('a report to send around says of every filter what counting the rows says', async () => {
  const datasetId = await variedDataset(seed, 14)
  const rows = await rowsOf(datasetId)
  await fc.assert(fc.asyncProperty(pagesOf(rows), async (page) => {
    const seen = await filterSeenBy(people.lea, datasetId, page, Number.POSITIVE_INFINITY)
    const found = await browsePairs(datasetId, seen, { sort: 'oldest', limit: 500, counted: false })
    const of = new Reckoned(rows, new Set(found.rows.map(({ id }) => id)), null, null)
    const report = await datasetReport(datasetId, seen)
    const tiles = [...report.matchAll(/<li><strong>([\d,]+)<\/strong>(.*?)<\/li>/g)].map(([, n, name]) => [name, n])
    const those = (holds: (constraint: Constraint) => boolean) => count(of.constraints.filter(holds).length)
    expect([page, tiles]).toEqual([page, [
      ['pairs', count(of.pairs.length)], ['pairs reviewed', count(of.pairs.filter((pair) => of.status(pair) === 'reviewed').length)], ['constraints', those(({ status }) => status !== 'superseded')],
      ['proven by program', those((one) => of.said(one) === 'pass')], ['refuted', those((one) => of.said(one) === 'fail')], ['accepted', those(({ status }) => status === 'accepted')],
    ]])
    for (const [title, { rows: list, marks, words = [] }] of Object.entries(wanted(of))) {
      const said = sectionOf(report, title)
      const kept = (all: string[]) => all.flatMap((one) => (reckonedPart[title] ? (reckonedPart[title](one) ?? []) : [one])).toSorted()
      const where = [title, page]
      if (list) expect([...where, kept(said.rows)]).toEqual([...where, list])
      if (marks) expect([...where, kept(said.marks)]).toEqual([...where, marks])
      for (const each of words) expect([...where, said.words.replace(/\s+/g, ' ')]).toEqual([...where, expect.stringContaining(each)])
    }
  }), { seed, numRuns: runs })
})
