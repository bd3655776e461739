import { droppedWords, madeWords, outcomeWords } from '#components/runs/run-words.ts'
import { NamedCount } from '#components/ui/named-count.tsx'
import type { RunView } from '#lib/runs/contract.ts'

const inWords: Record<RunView['unit'], string> = { bytes: 'Records in the file', pairs: 'Pairs gone through', preferences: 'Preferences there are', constraints: 'Constraints gone through', answers: 'Answers of models there are' }

/** Addresses of what the counts count. */
interface CountedRows {
  out?: string
  dropped: (reason: string) => string | undefined
}

/** in = out + left out by reason, written as the sum it is, so that nothing is lost in silence. */
export function RunCounts({ run: { kind, unit, counts }, rows }: { run: Pick<RunView, 'kind' | 'unit' | 'counts'>; rows?: CountedRows }) {
  const dropped = Object.entries(counts.dropped).sort(([, a], [, b]) => b - a)
  const sum = counts.out + dropped.reduce((total, [, n]) => total + n, 0)
  const made = madeWords(kind, counts.made ?? {})
  return (
    <>
      <table className="w-full">
        <caption className="sr-only">What went in, what came of it, and what was left out</caption>
        <tbody>
          <Line label={outcomeWords(kind, unit)} n={counts.out} href={rows?.out} />
          {dropped.map(([reason, n]) => (
            <Line key={reason} label={kind === 'push' ? reason.charAt(0).toUpperCase() + reason.slice(1) : `Left out: ${droppedWords(reason)}`} n={n} sign="+" href={rows?.dropped(reason)} />
          ))}
          <Line label={kind === 'push' ? 'Files of the export' : inWords[unit]} n={counts.in} sign="=" strong />
        </tbody>
      </table>
      {sum === counts.in ? null : <p className="mt-2 text-bad">These do not add up: please report it.</p>}
      {made.length > 0 ? (
        <table className="mt-3 w-full border-t border-line text-muted">
          <caption className="sr-only">What was made or found on the way</caption>
          <tbody>
            {made.map(({ label, n }) => (
              <Line key={label} label={label} n={n} />
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  )
}

function Line({ label, n, sign = '', strong = false, href }: { label: string; n: number; sign?: string; strong?: boolean; href?: string | undefined }) {
  return (
    <tr className={strong ? 'border-t border-line font-semibold' : 'font-normal'}>
      <th scope="row" className={strong ? 'py-1 text-start font-semibold' : 'py-1 text-start font-normal'}>
        {label}
      </th>
      <td className="w-6 text-end text-faint">{sign}</td>
      <td className="w-24 text-end tabular-nums">
        <NamedCount n={n} name={label} href={href} />
      </td>
    </tr>
  )
}
