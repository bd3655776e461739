import { countsInWords } from '#components/review/counts-in-words.ts'
import { formatNumber } from '#components/ui/format.ts'
import type { Counted } from '#lib/constraints/counted.ts'

/** A unit longer than this is quoted by its beginning. */
const longestQuote = 60

/** What was counted on this very response: the first and the last unit, and what other rules of counting make of it. */
export function CountedHere({ counted, response }: { counted: Counted; response: string }) {
  const { one, many, units, total, perPart } = counted
  const [first, last] = [units[0], total === units.length ? units.at(-1) : undefined]
  const quote = ({ start, end }: { start: number; end: number }): string => {
    const text = response.slice(start, end).replace(/\s+/g, ' ')
    return text.length > longestQuote ? `${text.slice(0, longestQuote).trimEnd()}…` : text
  }
  return (
    <div className="mt-1 rounded bg-sunken px-2 py-1 text-xs text-muted" data-testid="counted">
      {first ? (
        <p>
          {perPart ? `${formatNumber(total)} measured in ${many}; each has its number in the response.` : `${formatNumber(total)} ${total === 1 ? one : many} here, numbered in the response.`}
          {total > units.length ? ` The first ${formatNumber(units.length)} are marked.` : null} First: <q dir="auto">{quote(first)}</q>
          {last && last !== first ? (
            <>
              , last: <q dir="auto">{quote(last)}</q>
            </>
          ) : null}
        </p>
      ) : null}
      {countsInWords(counted).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  )
}
