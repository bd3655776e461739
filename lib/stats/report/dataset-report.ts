import { contamination } from '#lib/contamination/contamination-view.ts'
import { version } from '#lib/config/version.ts'
import { getDataset } from '#lib/datasets/datasets.ts'
import { printFilter } from '#lib/datasets/filter-language.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { evaluationsOfDataset } from '#lib/evaluation/evaluations.ts'
import { rejectReasons } from '#lib/review/contract.ts'
import { peopleAgreement } from '#lib/review/people-agreement/report.ts'
import type { Coverage, DatasetStatistics, DecisionRates, Funnel, Progress } from '#lib/stats/contract.ts'
import { costs } from '#lib/stats/cost.ts'
import { coverage } from '#lib/stats/coverage.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'
import { funnel } from '#lib/stats/funnel.ts'
import { liveConstraints } from '#lib/stats/live-constraints.ts'
import { patterns } from '#lib/stats/patterns.ts'
import { progress } from '#lib/stats/progress.ts'
import { decisionRates } from '#lib/stats/rates.ts'
import { columns } from '#lib/stats/report/charts.ts'
import { agreementSection, contaminationSection, costSection, gridSection, spreadSections, togetherSection } from '#lib/stats/report/depth-sections.ts'
import { gainSection } from '#lib/stats/report/gain-section.ts'
import { Html, html } from '#lib/stats/report/html.ts'
import { reportStyle } from '#lib/stats/report/style.ts'
import { bar, count, percent, section, table } from '#lib/stats/report/tables.ts'
import { spread } from '#lib/stats/spread.ts'
import { languageLabel } from '#lib/text/language-label.ts'

/**
 * A dataset, or what a filter finds of it, as one page of HTML that needs nothing else: no script, no request, every text escaped. It names no
 * reviewers. Throws AppError('not_found').
 */
export async function datasetReport(datasetId: string, filter: SeenFilter = {}, now = new Date()): Promise<string> {
  const dataset = await getDataset(datasetId)
  const [statistics, stages, rates, covered, done, between, together, spreads, found, spent, evaluations] = await Promise.all([
    datasetStatistics(datasetId, filter), funnel(datasetId, filter), decisionRates(datasetId, filter), coverage(datasetId, filter), progress(datasetId, filter, now),
    peopleAgreement(datasetId, filter), patterns(datasetId, filter), spread(datasetId, filter), contamination(datasetId, filter), costs(datasetId, filter),
    evaluationsOfDataset(datasetId),
  ])
  const printed = printFilter(filter)
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${dataset.name}: dataset report</title><style>${new Html(reportStyle)}</style></head><body>
<header><h1>${dataset.name}</h1><p>${dataset.description}</p>
<p class="muted">Counted ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC by Pincer ${version}. Licence: ${dataset.license ?? 'not stated'}. ${printed === '' ? 'All pairs.' : `Only pairs that meet ${printed}`}</p></header>
<main>${tiles(statistics)}${funnelSection(stages)}${typesSection(statistics)}${ratesSection(rates)}${agreementSection(between)}${progressSection(done)}${mixSection(covered)}${gridSection(covered)}${togetherSection(together)}${spreadSections(spreads)}${contaminationSection(found, statistics.pairs.total)}${costSection(spent)}${gainSection(evaluations)}${lengthSections(statistics)}${sourcesSection(statistics)}</main>
</body></html>
`
  return page.text
}

function tiles({ pairs, constraints }: DatasetStatistics): Html {
  const status = (wanted: string): number => constraints.byStatus.find((row) => row.status === wanted)?.count ?? 0
  const outcome = (wanted: string): number => constraints.byOutcome.find((row) => row.outcome === wanted)?.count ?? 0
  const shown: [string, number][] = [
    ['pairs', pairs.total], ['pairs reviewed', pairs.reviewed], ['constraints', liveConstraints(constraints)], ['proven by program', outcome('pass')], ['refuted', outcome('fail')], ['accepted', status('accepted')],
  ]
  return html`<ul class="tiles">${shown.map(([name, n]) => html`<li><strong>${count(n)}</strong>${name}</li>`)}</ul>`
}

const stageNames = {
  imported: 'Imported', constraints: 'With constraints', verdict: 'Checked, or decided', decision: 'Looked at by people', accepted: 'With something accepted', exported: 'In the last export',
} as const

function funnelSection({ stages }: Funnel): Html {
  const total = Math.max(1, stages[0]?.pairs ?? 0)
  const rows = stages.flatMap(({ key, pairs, drops }) => {
    const stage = { name: stageNames[key], cells: [count(pairs), bar(pairs / total, 'accent')] }
    const left = drops.filter((drop) => drop.pairs !== 0).map((drop) => ({ name: drop.reason, cells: [count(Math.abs(drop.pairs)), bar(Math.abs(drop.pairs) / total, 'warn')], part: true }))
    return key === 'imported' ? [stage, ...left] : [...left, stage]
  })
  return section('From import to export', table(['Stage, or why pairs stay behind', 'Pairs', ''], rows, 'No pairs.'))
}

function typesSection({ constraints: { byType, total } }: DatasetStatistics): Html {
  const largest = Math.max(1, ...byType.map((row) => row.total))
  const rows = byType.map(({ label, total: n, pass, fail, accepted, rejected, pending }) => ({
    name: label, cells: [count(n), percent(n / Math.max(1, total)), bar(n / largest, 'accent'), count(pass), count(fail), count(accepted), count(rejected), count(pending)],
  }))
  return section('Constraints by type', table(['Type', 'All', 'Share', '', 'Proven', 'Refuted', 'Accepted', 'Rejected', 'Undecided'], rows, 'No pair has a constraint.'))
}

function ratesSection({ types, models, prompts, reasons }: DecisionRates): Html {
  const rows = [...types, ...models.map((row) => ({ ...row, label: `Model ${row.label}` })), ...prompts.map((row) => ({ ...row, label: `Prompt ${row.label}` }))].map(({ label, decided, accepted, edited, rejected }) => ({
    name: label, cells: [count(decided), percent(accepted.rate), bar(accepted.rate, 'good', accepted.interval), percent(edited.rate), percent(rejected.rate)],
  }))
  const said = reasons.map(({ reason, constraints }) => ({ name: rejectReasons.find(({ key }) => key === reason)?.label ?? reason ?? 'No reason given', cells: [count(constraints)] }))
  return html`${section('What people decided', table(['Of', 'Decided', 'Accepted as it was', '', 'Edited', 'Rejected'], rows, 'Nothing is decided yet.'), 'Each constraint once, by the decision that stands. The thin line is Wilson’s 95 % interval.')}${section('Why constraints stand rejected', table(['Reason', 'Constraints'], said, 'Nothing stands rejected.'))}`
}

function mixSection({ mixes }: Coverage): Html {
  const rows = mixes.map(({ label, distance, rows: types }) => {
    const missed = types.filter(({ missing }) => missing > 0).slice(0, 5).map(({ label: name, missing }) => `${name} (${count(missing)})`)
    return { name: label, cells: [percent(distance), { words: missed.join(', ') }] }
  })
  return section('Types against targets', table(['Target', 'Of another type', 'Missed most'], rows, ''), 'The share of the constraints that would have to be of another type, and what is missing most.')
}

function progressSection({ total, left, forecast, today }: Progress): Html {
  const on = (after: number | null): string => (after === null ? 'never' : new Date(Date.parse(`${today}T00:00:00Z`) + after * 86_400_000).toISOString().slice(0, 10))
  const when =
    left === 0 ? 'Nothing is left.'
    : forecast ? `At the pace of the last 14 whole days the rest is done about ${on(forecast.days)}, with 95 % between ${on(forecast.early)} and ${on(forecast.late)}.`
    : 'A forecast needs three days of work in the last 14.'
  return section('Progress', html`<p>${count(total - left)} of ${count(total)} constraints are accepted or rejected. ${when}</p>`)
}

function lengthSections({ responseWords, constraints, pairs }: DatasetStatistics): Html {
  if (pairs.total === 0) return html``
  const last = Math.max(...responseWords.map(({ from }) => from))
  const words = Array.from({ length: last / 50 + 1 }, (_, band) => ({ label: band === 20 ? '1,000+' : String(band * 50), value: responseWords.find(({ from }) => from === band * 50)?.pairs ?? 0 }))
  const most = Math.max(...constraints.perPair.map((row) => row.constraints))
  const perPair = Array.from({ length: most + 1 }, (_, n) => ({ label: String(n), value: constraints.perPair.find((row) => row.constraints === n)?.pairs ?? 0 }))
  return html`${section('Words of the responses', columns('Pairs by words of the response', words), 'Pairs, in bands of 50 words.')}${section('Constraints per pair', columns('Pairs by how many constraints they carry', perPair), 'Pairs by how many constraints they carry.')}`
}

function sourcesSection({ sources, languages, licenses, pairs }: DatasetStatistics): Html {
  const total = Math.max(1, pairs.total)
  const listed = (title: string, each: string, rows: { name: string; pairs: number }[]): Html =>
    section(title, table([each, 'Pairs', 'Share', ''], rows.map(({ name, pairs: n }) => ({ name, cells: [count(n), percent(n / total), bar(n / total, 'accent')] })), 'No pairs.'))
  return html`${[
    listed('Sources', 'Source', sources.map(({ source, pairs: n }) => ({ name: source, pairs: n }))),
    listed('Languages', 'Language', languages.map(({ language, pairs: n }) => ({ name: languageLabel(language), pairs: n }))),
    listed('Licences', 'Licence', licenses.map(({ license, pairs: n }) => ({ name: license ?? 'not stated', pairs: n }))),
  ]}`
}
