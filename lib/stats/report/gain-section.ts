import type { EvaluationView, Gains } from '#lib/evaluation/contract.ts'
import type { Gain } from '#lib/evaluation/paired-interval.ts'
import { formatPoints, reachOf } from '#lib/evaluation/points.ts'
import { intervals } from '#lib/stats/report/charts.ts'
import { html, type Html } from '#lib/stats/report/html.ts'
import { count, percent, section, table, type Row } from '#lib/stats/report/tables.ts'

const title = 'Gain after training'
const taken = { checked: '', recorded: '; verdicts as recorded', mixed: '; some verdicts as recorded' } as const

/** How much better models follow constraints after training on the dataset's exports: all evaluations, and by type the latest. `evaluations`: the latest first. */
export function gainSection(evaluations: readonly EvaluationView[]): Html {
  const all = evaluations.flatMap((evaluation) => {
    const gains = evaluation.strict ?? evaluation.loose
    return gains ? [{ ...evaluation, gains }] : []
  })
  const [latest] = all
  if (!latest) return section(title, html`<p class="muted">No model’s answers before and after training on an export of this dataset were compared yet.</p>`)
  const rows = all.map(({ trainedModel, baseModel, benchmark, createdAt, verdicts, strict, gains: { prompts, instructions } }) => ({
    name: `${trainedModel} over ${baseModel}, on ${benchmark}, ${createdAt.slice(0, 10)}${strict ? '' : ' (loose)'}${taken[verdicts]}`,
    cells: [count(prompts.n), ...shares(prompts), ...shares(instructions)],
  }))
  const overall = table(['Model after training over model before', 'Prompts', 'Met before', 'After', 'Gain', 'Instructions met before', 'After', 'Gain'], rows, '')
  const note = 'The share of prompts all of whose instructions are followed, and of instructions, after training on an export of this dataset less before, in points, strictly verified. Whatever is counted above, it is of all exports.'
  return html`${section(title, overall, note)}${byType(latest.gains, `${latest.trainedModel} less ${latest.baseModel}, the latest of them, in points. The line is Newcombe’s 95 % interval of paired differences; one that does not reach 0 says that the two differ.`)}`
}

function shares({ before, after, gain }: Gain): string[] {
  return [percent(before), percent(after), formatPoints(gain)]
}

function byType({ instructions, types }: Gains, note: string): Html {
  const drawn = [{ label: 'All instructions', gain: instructions }, ...types]
  const reach = reachOf(drawn.map(({ gain }) => gain.interval))
  const chart = intervals('Gain after training by type', drawn.map(({ label, gain: { gain, interval } }) => ({ label, value: gain, interval, text: formatPoints(gain) })), [-reach, reach], formatPoints)
  const rows = drawn.map(({ label, gain }): Row => ({ name: label, cells: [count(gain.n), ...shares(gain), ...gain.interval.map(formatPoints)] }))
  return section('Gain by type', html`${chart}${table(['Type', 'Instructions', 'Before', 'After', 'Gain', 'At least', 'At most'], rows, '')}`, note)
}
