import { beforeAll, expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { curatedDataset } from '#lib/stats/curated.fixture.ts'
import { datasetReport } from './dataset-report.ts'
import { html } from './html.ts'

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
  expect(report).toContain('Counted 2026-11-21 10:00 UTC')
  expect(report).not.toContain('Ada')
})

it('escapes in text and in attributes, and takes HTML as it is', () => {
  expect(html`<p title="${'"\'<&>'}">${'<b>'}${html`<i>${1}</i>`}${[html`<u/>`, html`<s/>`]}</p>`.text).toBe('<p title="&quot;&#39;&lt;&amp;&gt;">&lt;b&gt;<i>1</i><u/><s/></p>')
})
