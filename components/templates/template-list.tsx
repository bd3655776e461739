import { clsx } from 'clsx'
import { Check, DoorClosed, DoorOpen, Hourglass, X } from 'lucide-react'
import { outcomeFill } from '#components/stats/palette.ts'
import { StackedBar } from '#components/stats/stacked-bar.tsx'
import { WordingText } from '#components/templates/wording-text.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { formatNumber, formatPercent, formatShare } from '#components/ui/format.ts'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { TemplateView } from '#lib/review/templates/contract.ts'

interface ListProps {
  templates: readonly TemplateView[]
  chosen: TemplateView | undefined
  onChoose: (template: TemplateView) => void
}

/** The wordings, one a row: how often, what programs say, what people have decided, how rare. */
export function TemplateList({ templates, chosen, onChoose }: ListProps) {
  return (
    <Table aria-label="Wordings" className="[&_td]:px-2 [&_th]:px-2 [&_tr>:first-child]:pl-4">
      <thead>
        <tr>
          <Th>Wording</Th>
          <Th numeric>All</Th>
          <Th numeric>Undecided</Th>
          <Th className="w-20 max-sm:hidden">Verdicts</Th>
          <Th numeric>Accepted</Th>
          <Th numeric className="max-sm:hidden">Met by</Th>
        </tr>
      </thead>
      <tbody>
        {templates.map((row) => {
          const isChosen = row === chosen
          return (
            <tr key={`${row.type} ${row.template}`} className={clsx('relative', isChosen ? 'bg-accent-soft' : 'hover:bg-sunken')}>
              <Td className="w-full">
                <button type="button" className="text-start after:absolute after:inset-0 after:content-['']" aria-pressed={isChosen} onClick={() => onChoose(row)}>
                  <WordingText text={row.text} />
                </button>
                <p className="mt-0.5 flex flex-wrap items-center gap-1.5 text-xs text-muted">
                  {row.label}
                  <WordingBadge template={row} />
                  <LaneBadge lane={row.lane} />
                </p>
              </Td>
              <Td numeric>{formatNumber(row.count)}</Td>
              <Td numeric>{formatNumber(row.undecided)}</Td>
              <Td className="!pt-3 max-sm:hidden">
                <StackedBar title={`Verdicts on ${row.text}`} segments={verdictsOf(row)} />
              </Td>
              <Td numeric>{row.acceptance === null ? '–' : formatPercent(row.acceptance)}</Td>
              <Td numeric className="max-sm:hidden" title="Of a thousand other responses, this share would meet a typical one of them">{row.metBy === null ? '–' : formatShare(row.metBy)}</Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

/** What was said of the wording. */
export function WordingBadge({ template: { wording } }: { template: TemplateView }) {
  if (wording === null) return null
  return wording === 'approved' ? (
    <Badge tone="good">
      <Check size={12} strokeWidth={2.5} aria-hidden="true" />
      Wording approved
    </Badge>
  ) : (
    <Badge tone="bad">
      <X size={12} strokeWidth={2.5} aria-hidden="true" />
      Wording rejected
    </Badge>
  )
}

/** Whether constraints of the wording may skip people. */
export function LaneBadge({ lane }: { lane: TemplateView['lane'] }) {
  if (lane === 'off') return null
  const { tone, word, Icon } = lanes[lane]
  return (
    <Badge tone={tone}>
      <Icon size={12} strokeWidth={2.5} aria-hidden="true" />
      {word}
    </Badge>
  )
}

const lanes = {
  proving: { tone: 'info', word: 'Lane: proving itself', Icon: Hourglass },
  open: { tone: 'good', word: 'Lane open', Icon: DoorOpen },
  closed: { tone: 'warn', word: 'Lane closed', Icon: DoorClosed },
} as const

/** What programs and judges say of a wording's constraints, as parts of a bar. */
function verdictsOf({ proven, refuted, judged, open }: TemplateView) {
  return [
    { label: 'Proven', value: proven, fill: outcomeFill.pass ?? '' },
    { label: 'Refuted', value: refuted, fill: outcomeFill.fail ?? '' },
    { label: 'Judged', value: judged, fill: outcomeFill['judged-pass'] ?? '' },
    { label: 'Cannot tell', value: open, fill: outcomeFill.none ?? '' },
  ]
}
