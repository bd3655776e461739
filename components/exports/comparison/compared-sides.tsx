'use client'

import { ArrowLeftRight } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { Button } from '#components/ui/button.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { formatDate, formatNumber } from '#components/ui/format.ts'
import type { ExportView } from '#lib/exports/contract.ts'
import { formatLabel } from '#lib/exports/format-names.ts'

interface ComparedSidesProps {
  after: ExportView
  beforeId: string
  /** All of the dataset, newest first. */
  exports: ExportView[]
  onChooseBefore: (id: string) => void
}

/** The address of a comparison. */
export function comparisonHref(afterId: string, beforeId: string): string {
  return `/exports/${afterId}/comparison?with=${beforeId}`
}

/** Chooses both sides; each choice is an address of its own. */
export function ComparedSides({ after, beforeId, exports, onChooseBefore }: ComparedSidesProps) {
  const router = useRouter()
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Side label="Before" value={beforeId} exports={exports.filter(({ id }) => id !== after.id)} onChoose={onChooseBefore} />
      <Button aria-label="Swap the two" title="Swap the two" onClick={() => router.push(comparisonHref(beforeId, after.id))}>
        <ArrowLeftRight size={16} aria-hidden="true" />
      </Button>
      <Side label="After" value={after.id} exports={exports.filter(({ id }) => id !== beforeId)} onChoose={(id) => router.push(comparisonHref(id, beforeId))} />
      <p className="flex h-8 items-center gap-3 text-[13px]">
        <Link href={`/exports/${beforeId}`} className="text-accent hover:underline">
          Open the one before
        </Link>
        <Link href={`/exports/${after.id}`} className="text-accent hover:underline">
          Open the one after
        </Link>
      </p>
    </div>
  )
}

function Side({ label, value, exports, onChoose }: { label: string; value: string; exports: ExportView[]; onChoose: (id: string) => void }) {
  return (
    <Field label={label}>
      {(ids) => (
        <Select {...ids} className="max-w-[27rem]" value={value} onChange={({ target }) => onChoose(target.value)}>
          {exports.some(({ id }) => id === value) ? null : <option value={value}>An older export</option>}
          {exports.map(({ id, createdAt, format, rows, manifest }) => (
            <option key={id} value={id}>{`${formatDate(createdAt)} · ${formatLabel(format)} · seed ${manifest.seed} · ${formatNumber(rows)} ${rows === 1 ? 'row' : 'rows'}`}</option>
          ))}
        </Select>
      )}
    </Field>
  )
}
