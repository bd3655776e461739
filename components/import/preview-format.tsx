import { useId } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Select } from '#components/ui/field.tsx'
import { formatBytes, formatPercent } from '#components/ui/format.ts'
import type { FormatGuess, Preview } from '#lib/pairs/detect.ts'

const containers: Record<Preview['container'], string> = {
  json: 'JSON array',
  jsonl: 'JSON lines',
  csv: 'CSV',
  tsv: 'TSV',
  parquet: 'Parquet',
  unknown: 'unknown kind of file',
}
/** From here on a guess is not worth a person's second look. */
const sure = 0.85

interface PreviewFormatProps {
  preview: Preview
  fileName: string
  busy: boolean
  onFormat: (format: string) => void
}

/** What the file was recognised as, and another choice where that is wrong. */
export function PreviewFormat({ preview, fileName, busy, onFormat }: PreviewFormatProps) {
  const id = useId()
  const chosen = preview.formats.find((format) => format.id === preview.format)
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
      <div className="min-w-0">
        <p className="truncate text-base font-semibold">{fileName}</p>
        <p className="text-muted">
          {containers[preview.container]}
          {preview.gzip ? ', gzip' : ''} · {formatBytes(preview.bytes)}
        </p>
      </div>
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        {chosen ? <Confidence format={chosen} likeliest={preview.formats[0]} /> : null}
        <label htmlFor={id} className="text-[13px] font-medium text-muted">
          Format
        </label>
        <Select id={id} className="max-w-full" value={preview.format} disabled={busy} onChange={(event) => onFormat(event.target.value)}>
          {preview.formats.map((format) => (
            <option key={format.id} value={format.id}>
              {format.label}
            </option>
          ))}
        </Select>
      </div>
    </div>
  )
}

function Confidence({ format, likeliest }: { format: FormatGuess; likeliest: FormatGuess | undefined }) {
  if (format.confidence >= sure) return <Badge tone="good">Recognised, {formatPercent(format.confidence)} sure</Badge>
  if (format.id !== likeliest?.id) return <Badge tone="warn">Your choice; {likeliest?.label} looks likelier</Badge>
  if (format.confidence > 0.1) return <Badge tone="warn">Likely, {formatPercent(format.confidence)} sure: look at the pairs below</Badge>
  return <Badge tone="warn">Not recognised: choose the format, or the columns below</Badge>
}
