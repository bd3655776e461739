'use client'

import { useState, type ReactNode } from 'react'
import { CountLink } from '#components/stats/count-link.tsx'
import type { Datum } from '#components/stats/series.ts'
import { Panel } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import { Tabs } from '#components/ui/tabs.tsx'

interface ChartPanelProps {
  title: string
  /** The heads of the table that holds the same values. */
  heads: [label: string, value: string]
  /** What is said instead when there are no values. */
  empty: string
  data: Datum[]
  children: ReactNode
  className?: string
}

const views = [{ value: 'chart', label: 'Chart' }, { value: 'table', label: 'Table' }] as const

/** A chart and, one click away, the same values as a table. */
export function ChartPanel({ title, heads, empty, data, children, className }: ChartPanelProps) {
  const [view, setView] = useState<'chart' | 'table'>('chart')
  if (data.length === 0) {
    return (
      <Panel title={title} className={className ?? ''}>
        <p className="text-muted">{empty}</p>
      </Panel>
    )
  }
  return (
    <Panel title={title} className={className ?? ''} actions={<Tabs className="print:hidden" label={`Show ${title.toLowerCase()} as`} value={view} onValueChange={setView} items={views} />}>
      {view === 'chart' ? (
        children
      ) : (
        <div tabIndex={0} role="region" aria-label={`Values: ${title.toLowerCase()}`} className="max-h-80 overflow-y-auto focus-visible:-outline-offset-2 print:max-h-none">
          <Table aria-label={title}>
            <thead>
              <tr>
                <Th>{heads[0]}</Th>
                <Th numeric>{heads[1]}</Th>
              </tr>
            </thead>
            <tbody>
              {data.map((datum) => (
                <tr key={datum.label}>
                  <Td className="!py-1">{datum.label}</Td>
                  <Td numeric className="!py-1">
                    <CountLink value={datum.value} href={datum.href} of={`${heads[1].toLowerCase()}: ${datum.label}`} />
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </Panel>
  )
}
