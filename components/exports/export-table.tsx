'use client'

import Link from 'next/link'
import { useState } from 'react'
import { comparisonHref } from '#components/exports/comparison/compared-sides.tsx'
import { recipeSummary } from '#components/exports/export-words.ts'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { formatBytes, formatDate, formatNumber } from '#components/ui/format.ts'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { ExportView } from '#lib/exports/contract.ts'
import { formatLabel } from '#lib/exports/format-names.ts'

/** The exports of a dataset, of which two can be chosen to be compared. */
export function ExportTable({ exports }: { exports: ExportView[] }) {
  const [chosen, setChosen] = useState<string[]>([])
  // Of more than two the last two count.
  const toggle = (id: string): void => setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id].slice(-2))
  const isComparable = exports.length > 1
  return (
    <>
      {isComparable ? <CompareBar chosen={chosen} /> : null}
      <Table aria-label="Exports" className="[&_tbody_tr:last-child_td]:border-b-0">
        <thead>
          <tr>
            {isComparable ? <Th>Compare</Th> : null}
            <Th>Made</Th>
            <Th>Format and recipe</Th>
            <Th numeric>Rows</Th>
            <Th numeric>Left out</Th>
            <Th numeric>Constraints</Th>
            <Th numeric>Size</Th>
            <Th numeric>Seed</Th>
            <Th>Snapshot</Th>
          </tr>
        </thead>
        <tbody>
          {exports.map(({ id, createdAt, format, rows, bytes, manifest }) => (
            <tr key={id} className="hover:bg-sunken/60">
              {isComparable ? (
                <Td>
                  <input
                    type="checkbox"
                    checked={chosen.includes(id)}
                    onChange={() => toggle(id)}
                    aria-label={`Compare ${formatLabel(format)} of ${formatDate(createdAt)}, seed ${manifest.seed}`}
                    className="size-4 accent-[var(--accent)]"
                  />
                </Td>
              ) : null}
              <Td className="whitespace-nowrap">
                <Link href={`/exports/${id}`} className="font-medium text-accent hover:underline">
                  {formatDate(createdAt)}
                </Link>
              </Td>
              <Td>
                <span className="whitespace-nowrap">{formatLabel(format)}</span>
                <span className="block max-w-md text-[13px] break-words text-muted">{recipeSummary(manifest.recipe)}</span>
              </Td>
              <Td numeric>{formatNumber(rows)}</Td>
              <Td numeric className="text-muted">
                {formatNumber(manifest.counts.in - manifest.counts.out)}
              </Td>
              <Td numeric>{formatNumber(manifest.constraints.total)}</Td>
              <Td numeric className="whitespace-nowrap text-muted">
                {formatBytes(bytes)}
              </Td>
              <Td numeric className="text-muted">
                {manifest.seed}
              </Td>
              <Td className="font-mono text-[13px] text-muted">{manifest.snapshot.slice(0, 12)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}

/** Ids rise with time: the older export is the one before. */
function CompareBar({ chosen }: { chosen: readonly string[] }) {
  const [before, after] = chosen.toSorted()
  return (
    <div className="flex items-center gap-3 border-b border-line px-3 py-2 text-[13px] text-muted">
      {before !== undefined && after !== undefined ? (
        <LinkButton size="sm" href={comparisonHref(after, before)}>
          Compare the two
        </LinkButton>
      ) : (
        <Button size="sm" disabled>
          Compare the two
        </Button>
      )}
      <span>{chosen.length === 2 ? 'The older one is the one before.' : chosen.length === 1 ? 'Choose one more.' : 'Choose two to see what changed between them.'}</span>
    </div>
  )
}
