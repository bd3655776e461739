'use client'

import { Download } from 'lucide-react'
import { toCsv, type Cell } from '#components/stats/figures/csv.ts'
import { downloadText } from '#components/stats/figures/download.ts'
import { IconButton } from '#components/ui/button.tsx'

/** Hands the values of a figure or a table over as a CSV file named like it. */
export function CsvButton({ title, heads, rows }: { title: string; heads: readonly string[]; rows: readonly (readonly Cell[])[] }) {
  return (
    <IconButton label={`${title}: download as CSV`} className="print:hidden" onClick={() => downloadText(`${fileName(title)}.csv`, 'text/csv', toCsv(heads, rows))}>
      <Download size={14} aria-hidden="true" />
    </IconButton>
  )
}

/** A title as the name of a file, and as a figure's name in the address. */
export function fileName(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}
