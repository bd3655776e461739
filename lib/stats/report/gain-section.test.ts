import { expect, it } from 'vitest'
import type { EvaluationView, Gains } from '#lib/evaluation/contract.ts'
import { gainOf } from '#lib/evaluation/paired-interval.ts'
import { gainSection } from './gain-section.ts'

const gain = (both: number, onlyBefore: number, onlyAfter: number, neither: number) => gainOf({ both, onlyBefore, onlyAfter, neither }) ?? expect.fail('nothing was counted')
const gains: Gains = { prompts: gain(1, 0, 2, 1), instructions: gain(3, 1, 3, 1), types: [{ type: 'punctuation.absent', label: 'No <marks>', instructions: ['punctuation:no_comma'], gain: gain(1, 0, 3, 0) }] }
const evaluation: EvaluationView = {
  id: 'a', exportId: 'b', baseModel: '<b>base</b>', trainedModel: 'tuned', benchmark: 'IFEval', verdicts: 'checked', files: [], leftOut: [], by: 'Ada', createdAt: '2026-11-21T10:00:00Z', mayDelete: false, strict: gains, loose: null,
}

it('says that nothing is known, or what each evaluation gained and the latest by type, without whoever added it', () => {
  expect(gainSection([]).text).toContain('were compared yet')
  expect(gainSection([{ ...evaluation, strict: null }]).text).toContain('were compared yet')
  const { text } = gainSection([evaluation, { ...evaluation, trainedModel: 'earlier', verdicts: 'recorded', strict: null, loose: gains }])
  expect(text).toContain('tuned over &lt;b&gt;base&lt;/b&gt;, on IFEval, 2026-11-21</th><td class="n">4</td><td class="n">25%</td><td class="n">75%</td><td class="n">+50.0 pt</td><td class="n">50%</td><td class="n">75%</td><td class="n">+25.0 pt</td>')
  expect(text).toContain('earlier over &lt;b&gt;base&lt;/b&gt;, on IFEval, 2026-11-21 (loose); verdicts as recorded</th>')
  expect(text).toContain('tuned less &lt;b&gt;base&lt;/b&gt;')
  expect(text).toMatch(/No &lt;marks&gt;<\/th><td class="n">4<\/td><td class="n">25%<\/td><td class="n">100%<\/td><td class="n">\+75\.0 pt<\/td>/)
  expect(text).toContain('−100.0 pt</text>')
  expect(text).not.toMatch(/NaN|undefined|Ada/)
})
