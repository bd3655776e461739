'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { peopleQuery } from '#components/comments/queries.ts'
import { announce } from '#components/shell/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { Input } from '#components/ui/field.tsx'
import { ErrorNotice, Panel, Skeleton } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { PersonProfile } from '#lib/comments/contract.ts'

/** What everybody knows; a dataset may ask for it of who is handed a pair. */
export function Profiles() {
  const { data, error, refetch } = useQuery(peopleQuery)
  return (
    <Panel title="What people know">
      <p className="mb-3 text-muted">A dataset may hand pairs only to people who know their language, or who have a skill. Separate several by commas.</p>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <Table aria-label="What people know">
          <thead>
            <tr>
              <Th>Name</Th>
              <Th>Languages, such as de, en</Th>
              <Th>Skills, such as medicine</Th>
              <Th>
                <span className="sr-only">Save</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {data.map((person) => (
              <Row key={`${person.id} ${person.languages.join()} ${person.skills.join()}`} person={person} />
            ))}
          </tbody>
        </Table>
      ) : error ? null : (
        <Skeleton className="h-20" />
      )}
    </Panel>
  )
}

function Row({ person: { id, name, languages, skills } }: { person: PersonProfile }) {
  const queries = useQueryClient()
  const before = { languages: languages.join(', '), skills: skills.join(', ') }
  const [form, setForm] = useState(before)
  const save = useMutation({
    mutationFn: () => api(`/api/v1/people/${encodeURIComponent(id)}`, { method: 'PATCH', body: { languages: words(form.languages), skills: words(form.skills) } }),
    onSuccess: async () => {
      announce(`Saved what ${name} knows.`)
      await queries.invalidateQueries({ queryKey: peopleQuery.queryKey })
    },
  })
  const changed = form.languages !== before.languages || form.skills !== before.skills
  return (
    <tr>
      <Td className="font-medium">{name}</Td>
      <Td>
        <Input aria-label={`Languages of ${name}`} className="w-full" value={form.languages} onChange={(event) => setForm({ ...form, languages: event.target.value })} />
        {save.error ? (
          <p role="alert" className="mt-1 text-[13px] text-bad">
            {save.error.message}
          </p>
        ) : null}
      </Td>
      <Td>
        <Input aria-label={`Skills of ${name}`} className="w-full" value={form.skills} onChange={(event) => setForm({ ...form, skills: event.target.value })} />
      </Td>
      <Td className="text-end">
        <Button size="sm" disabled={!changed} loading={save.isPending} aria-label={`Save what ${name} knows`} onClick={() => save.mutate()}>
          Save
        </Button>
      </Td>
    </tr>
  )
}

function words(text: string): string[] {
  return text.split(',').flatMap((word) => word.trim() || [])
}
