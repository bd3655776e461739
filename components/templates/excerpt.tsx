import Link from 'next/link'
import { EvidenceMark } from '#components/review/evidence-mark.tsx'
import { cleanSpans, segmentsWithin } from '#components/review/evidence.ts'
import { outcomeLabels } from '#components/browse/filter.ts'
import type { TemplateExample } from '#lib/review/templates/contract.ts'
import '#components/review/review.css'

/** One constraint of a wording, with the piece of its response that tells. */
export function Excerpt({ datasetId, example: { pairId, text, outcome, detail, excerpt, marks } }: { datasetId: string; example: TemplateExample }) {
  return (
    <li className="flex flex-col gap-0.5 py-2">
      <p dir="auto" className="font-medium break-words">
        {text}
      </p>
      <p className="text-[13px] text-muted">
        {outcome === 'pass' || outcome === 'fail' || outcome === 'unsure' || outcome === 'error' ? outcomeLabels[outcome] : outcomeLabels.none}
        {detail ? `: ${detail}` : ''} ·{' '}
        <Link href={`/datasets/${datasetId}/review?scope=all&pair=${pairId}`} className="underline">
          the pair
        </Link>
      </p>
      <p dir="auto" className="line-clamp-4 text-[13px] break-words text-muted">
        <Marked text={excerpt} marks={marks} />
      </p>
    </li>
  )
}

function Marked({ text, marks }: { text: string; marks: TemplateExample['marks'] }) {
  return segmentsWithin(cleanSpans(marks, text.length), 0, text.length).map(({ start, end, role }) =>
    role ? (
      <EvidenceMark key={start} role={role}>
        {text.slice(start, end)}
      </EvidenceMark>
    ) : (
      <span key={start}>{text.slice(start, end)}</span>
    ),
  )
}
