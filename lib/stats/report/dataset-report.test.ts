import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { curatedDataset } from '#lib/stats/curated.fixture.ts'
import { intervals } from './charts.ts'
import { datasetReport } from './dataset-report.ts'
import { html } from './html.ts'
import { bar, table } from './tables.ts'

ownDatabase()
let datasetId: string
const evil = `"><script src=https://evil.example/x.js></script><img src=x onerror='alert(1)'>&`

beforeAll(async () => {
  datasetId = await curatedDataset()
  await db().dataset.update({ where: { id: datasetId }, data: { name: evil, description: evil, license: evil } })
  await db().pair.updateMany({ where: { datasetId, source: 'alpha' }, data: { source: evil } })
})

it('stands alone: no script, no address but those in text, every text escaped', async () => {
  const page = await datasetReport(datasetId, { q: evil })
  for (const report of [page, await datasetReport(datasetId)]) {
    expect(report).toContain('&lt;script src=https://evil.example/x.js&gt;')
    expect(report).not.toMatch(/<(?:script|img|iframe|object|embed|link|base|form|video|audio|source|a)\b/i)
    expect(report).not.toMatch(/<[^>]*\s(?:on\w+|src|href|srcset|action)\s*=/i)
    expect(report).not.toMatch(/url\(|@import/)
    expect(report).not.toMatch(/<th[^>]*><\/th>/)
    expect(report).toContain("default-src 'none'")
  }
})

it('says what was counted, and names no reviewers', async () => {
  const report = await datasetReport(datasetId, { language: 'de' }, new Date('2026-11-21T10:00:00Z'))
  expect(report).toContain('<strong>15</strong>pairs')
  expect(report).toContain('Only pairs that meet language:de')
  expect(report).toContain('<th scope="row">German</th>')
  expect(report).toContain('Counted 2026-11-21 10:00 UTC')
  expect(report).not.toContain('Ada')
})

it('has every part of the statistics, its charts as SVG, in a dataset with pairs and in an empty one', async () => {
  await db().constraint.updateMany({ where: { datasetId, type: 'style.tone' }, data: { type: evil.slice(0, 60) } })
  const { id: empty } = await db().dataset.create({ data: { id: randomUUID(), name: 'Nothing' } })
  const parts = [
    'From import to export', 'Constraints by type', 'What people decided', 'Why constraints stand rejected', 'Agreement between people', 'Progress', 'Types against targets', 'Coverage grid',
    'Types that stand together', 'Rarity of constraints', 'Readability', 'Near-duplicates', 'Contamination', 'Cost of what is accepted', 'Gain after training', 'Sources', 'Languages', 'Licences',
  ]
  const [report, nothing] = [await datasetReport(datasetId), await datasetReport(empty)]
  for (const page of [report, nothing]) for (const part of parts) expect(page).toContain(`<h2>${part}</h2>`)
  expect(report).toMatch(/<svg class="chart" role="img" aria-label="Pairs by the types that they carry together"/)
  expect(report).toMatch(/<svg class="chart" role="img" aria-label="Constraints by bits"/)
  expect(report).not.toMatch(/<(?:script|img)\b/i)
  expect(nothing).not.toMatch(/NaN|Infinity|undefined/)
  expect(report).not.toMatch(/NaN|Infinity|undefined/)
})

it('draws intervals from below nothing, and cuts what is too long', () => {
  const chart = intervals('Alpha', [{ label: 'x'.repeat(60), value: -0.5, interval: [-0.9, 0.1], text: '-0.50' }], [-1, 1]).text
  expect(chart).toContain(`${'x'.repeat(31)}…`)
  expect(chart).not.toContain('NaN')
})

it('escapes in text and in attributes, and takes HTML as it is', () => {
  expect(html`<p title="${'"\'<&>'}">${'<b>'}${html`<i>${1}</i>`}${[html`<u/>`, html`<s/>`]}</p>`.text).toBe('<p title="&quot;&#39;&lt;&amp;&gt;">&lt;b&gt;<i>1</i><u/><s/></p>')
})

it('has numbers at the end of their column and words at its start, and an interval that is set off from its bar', () => {
  const { text } = table(['Target', 'Share', 'Missed most'], [{ name: 'Crab', cells: ['54%', { words: 'Content (96), Lists (2)' }] }], '')
  expect(text).toContain('<th scope="col" class="n">Share</th><th scope="col">Missed most</th>')
  expect(text).toContain('<td class="n">54%</td><td>Content (96), Lists (2)</td>')
  expect(bar(0.5, 'good', [0.4, 0.6]).text).toMatch(/class="good"\/><rect [^>]*class="edge"\/><rect x="40" [^>]*class="ink"\/>/)
})
