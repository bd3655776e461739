'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { useScope } from '#components/stats/scope.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field, Textarea } from '#components/ui/field.tsx'
import { ErrorNotice } from '#components/ui/panel.tsx'

/** Sets the dataset's own target: a type and a weight on each line. */
export function OwnMix({ own, types }: { own: Record<string, number>; types: readonly { type: string; constraints: number }[] }) {
  const { datasetId } = useScope()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const start = Object.keys(own).length > 0 ? Object.entries(own) : types.filter(({ constraints }) => constraints > 0).map(({ type }): [string, number] => [type, 1])
  const [text, setText] = useState(start.map(([type, weight]) => `${type} ${weight}`).join('\n'))
  const read = readMix(text)
  const save = useMutation({
    mutationFn: () => api(`/api/v1/datasets/${datasetId}`, { method: 'PATCH', body: { targetMix: read.mix } }),
    onSuccess: async () => {
      setOpen(false)
      await client.invalidateQueries({ queryKey: ['datasets', datasetId, 'statistics'] })
    },
  })
  return (
    <>
      <Button size="sm" className="print:hidden" onClick={() => setOpen(true)}>
        {Object.keys(own).length > 0 ? 'Change our own target' : 'Set our own target'}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Our own target" description="How often each type is wanted, for everybody who works on this dataset.">
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            if (read.problem === null) save.mutate()
          }}
        >
          <Field label="A type and its weight on each line" error={read.problem ?? undefined} hint="Weights are shares of their sum. Empty: no target of our own.">
            {(ids) => <Textarea {...ids} rows={12} spellCheck={false} className="font-mono text-[13px]" value={text} onChange={(event) => setText(event.target.value)} />}
          </Field>
          {save.error ? <ErrorNotice error={save.error} /> : null}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" variant="primary" loading={save.isPending}>Save</Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

/** Reads lines such as `length.words 3`; the first that is none of them is the problem. */
export function readMix(text: string): { mix: Record<string, number>; problem: string | null } {
  const mix: Record<string, number> = {}
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const [, type, weight] = /^\s*([a-z][a-z0-9.-]*)[\s,:]+(\d+(?:\.\d+)?)\s*$/.exec(line) ?? []
    if (type === undefined || weight === undefined) return { mix, problem: `Line ${index + 1} is no type and weight, as in length.words 3.` }
    if (type in mix) return { mix, problem: `Line ${index + 1} names ${type} a second time.` }
    mix[type] = Number(weight)
  }
  return { mix, problem: null }
}
