import { formatNumber } from '#components/ui/format.ts'
import type { RunCounts as Counts } from '#lib/runs/contract.ts'

/** in = out + left out by reason, written as the sum it is, so that nothing is lost in silence. */
export function RunCounts({ counts, noun }: { counts: Counts; noun: string }) {
  const dropped = Object.entries(counts.dropped)
  const sum = counts.out + dropped.reduce((total, [, n]) => total + n, 0)
  return (
    <>
      <table className="w-full">
        <caption className="sr-only">What went in and what came of it</caption>
        <tbody>
          <Line label={`${noun} through`} n={counts.out} />
          {dropped.map(([reason, n]) => (
            <Line key={reason} label={`left out: ${reason}`} n={n} sign="+" />
          ))}
          <Line label={`${noun} in`} n={counts.in} sign="=" strong />
          {Object.entries(counts.made ?? {}).map(([name, n]) => (
            <Line key={name} label={`${name} made`} n={n} apart />
          ))}
        </tbody>
      </table>
      {sum === counts.in ? null : <p className="mt-2 text-bad">These do not add up: please report it.</p>}
    </>
  )
}

function Line({ label, n, sign = '', strong = false, apart = false }: { label: string; n: number; sign?: string; strong?: boolean; apart?: boolean }) {
  return (
    <tr className={strong ? 'border-t border-line font-semibold' : apart ? 'text-muted' : ''}>
      <th scope="row" className="py-0.5 text-start font-normal">
        {label}
      </th>
      <td className="w-6 text-end text-faint">{sign}</td>
      <td className="w-24 text-end tabular-nums">{formatNumber(n)}</td>
    </tr>
  )
}
