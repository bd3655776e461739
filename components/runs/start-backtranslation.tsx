'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from 'sonner'
import { api } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, Input, Select } from '#components/ui/field.tsx'
import type { RunView, StartRunInput } from '#lib/runs/contract.ts'

/** Starts back-translation by rule of a dataset and goes to its run. */
export function StartBacktranslation({ datasetId }: { datasetId: string }) {
  const router = useRouter()
  const [types, setTypes] = useState<'all' | 'crab'>('all')
  const [seed, setSeed] = useState('0')
  const start = useMutation({
    mutationFn: () => {
      const input: StartRunInput = { kind: 'backtranslate', datasetId, seed: Number(seed), params: { types } }
      return api<RunView>('/api/v1/runs', { body: input })
    },
    onSuccess: (run) => router.push(`/runs/${run.id}`),
    onError: (error) => toast.error(error.message),
  })
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        start.mutate()
      }}
    >
      <Field label="Constraint types">
        {(ids) => (
          <Select {...ids} value={types} onChange={(event) => setTypes(event.target.value === 'crab' ? 'crab' : 'all')}>
            <option value="all">All that can be proven</option>
            <option value="crab">Crab&rsquo;s six families</option>
          </Select>
        )}
      </Field>
      <Field label="Seed">
        {(ids) => <Input {...ids} type="number" min={0} max={2147483647} step={1} required className="w-24" value={seed} onChange={(event) => setSeed(event.target.value)} />}
      </Field>
      <Button type="submit" variant="primary" loading={start.isPending || start.isSuccess}>
        Back-translate by rule
      </Button>
    </form>
  )
}
