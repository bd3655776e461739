import type { RunEventView } from '#lib/runs/contract.ts'

const tones: Record<RunEventView['level'], string> = { info: '', warn: 'text-warn', error: 'text-bad' }
const words: Record<RunEventView['level'], string> = { info: '', warn: 'Warning: ', error: 'Error: ' }
const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })

/** What a run said of itself, oldest first. */
export function RunLog({ lines }: { lines: RunEventView[] }) {
  if (lines.length === 0) return <p className="text-faint">Nothing yet.</p>
  return (
    <ol className="flex flex-col gap-1" aria-live="polite">
      {lines.map((line) => (
        <li key={line.id} className="flex gap-4">
          <time dateTime={line.at} className="shrink-0 text-[13px] leading-[21px] text-faint tabular-nums">
            {time.format(new Date(line.at))}
          </time>
          <span className={`min-w-0 break-words ${tones[line.level]}`}>
            {words[line.level]}
            {line.message}
          </span>
        </li>
      ))}
    </ol>
  )
}
