'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useId, useState } from 'react'
import { toast } from 'sonner'
import { api } from '#components/api/client.ts'
import { Profiles } from '#components/settings/profiles.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { formatDate, formatRelative } from '#components/ui/format.ts'
import { EmptyState, ErrorNotice, PageHeader, Panel, Skeleton } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { InvitationView } from '#lib/auth/contract.ts'

const path = '/api/v1/invitations'

/** Who may come in: invitations made, used and taken back. */
export function People() {
  const queries = useQueryClient()
  const [inviting, setInviting] = useState(false)
  const { data, error, refetch, dataUpdatedAt } = useQuery({ queryKey: ['invitations'], queryFn: () => api<{ invitations: InvitationView[] }>(path) })
  const revoke = useMutation({
    mutationFn: (id: string) => api(`${path}/${id}`, { method: 'DELETE' }),
    onSuccess: () => toast.success('The invitation no longer works.'),
    onError: (thrown) => toast.error(thrown.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['invitations'] }),
  })
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader
        title="People"
        description="Reviewers join by an invitation link, which works once."
        actions={
          <Button variant="primary" onClick={() => setInviting(true)}>
            Invite somebody
          </Button>
        }
      />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      <Panel title="Invitations">
        {!data ? (
          <Skeleton className="h-20" />
        ) : data.invitations.length === 0 ? (
          <EmptyState title="Nobody is invited yet">You work alone so far. An invitation makes an account for one person.</EmptyState>
        ) : (
          <Table aria-label="Invitations">
            <thead>
              <tr>
                <Th>For</Th>
                <Th>State</Th>
                <Th>Made</Th>
                <Th>Good until</Th>
                <Th>
                  <span className="sr-only">Acts</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {data.invitations.map((invitation) => (
                <tr key={invitation.id}>
                  <Td>{invitation.note ?? 'anybody with the link'}</Td>
                  <Td>
                    <InvitationState invitation={invitation} now={dataUpdatedAt} />
                  </Td>
                  <Td>
                    {formatRelative(invitation.createdAt)}
                    {invitation.createdBy ? ` by ${invitation.createdBy}` : ''}
                  </Td>
                  <Td>{formatDate(invitation.expiresAt)}</Td>
                  <Td className="text-end">
                    {invitation.usedAt ? null : (
                      <Button
                        size="sm"
                        variant="danger"
                        aria-label={`Take back the invitation for ${invitation.note ?? 'anybody'}`}
                        loading={revoke.isPending && revoke.variables === invitation.id}
                        onClick={() => revoke.mutate(invitation.id)}
                      >
                        Take back
                      </Button>
                    )}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Panel>
      <Profiles />
      <InviteDialog open={inviting} onOpenChange={setInviting} />
    </div>
  )
}

function InvitationState({ invitation, now }: { invitation: InvitationView; now: number }) {
  if (invitation.usedAt) return <Badge tone="good">Joined{invitation.usedBy ? ` as ${invitation.usedBy}` : ''}</Badge>
  return Date.parse(invitation.expiresAt) < now ? <Badge>Expired</Badge> : <Badge tone="info">Open</Badge>
}

function InviteDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const queries = useQueryClient()
  const form = useId()
  const [note, setNote] = useState('')
  const invite = useMutation({
    mutationFn: () => api<{ url: string }>(path, { body: { note } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['invitations'] }),
  })
  const close = (next: boolean): void => {
    onOpenChange(next)
    if (next) return
    invite.reset()
    setNote('')
  }
  const url = invite.data?.url
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title="Invite somebody"
      footer={
        url ? (
          <Button onClick={() => close(false)}>Done</Button>
        ) : (
          <Button type="submit" form={form} variant="primary" loading={invite.isPending}>
            Make the link
          </Button>
        )
      }
    >
      {invite.error ? <ErrorNotice error={invite.error} /> : null}
      {url ? (
        <div className="flex flex-col gap-2">
          <p>Send this link. It is shown only now, works once and is good for seven days.</p>
          <div className="flex gap-2">
            <Input ref={focusOn} aria-label="Invitation link" readOnly value={url} className="flex-1 font-mono text-xs" onFocus={(event) => event.target.select()} />
            <Button onClick={() => void copy(url)}>
              <Copy size={14} aria-hidden="true" /> Copy
            </Button>
          </div>
        </div>
      ) : (
        <form
          id={form}
          onSubmit={(event) => {
            event.preventDefault()
            invite.mutate()
          }}
        >
          <Field label="For whom" hint="A note for yourself; they choose their own name.">
            {(ids) => <Input {...ids} value={note} onChange={(event) => setNote(event.target.value)} placeholder="Ada, second annotator" />}
          </Field>
        </form>
      )}
    </Dialog>
  )
}

/** For what comes in the place of what had the focus. */
function focusOn(element: HTMLElement | null): void {
  element?.focus()
}

/** The clipboard is only there on https and on this machine. */
async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast.success('Copied.')
  } catch {
    toast.error('The browser does not let Pincer copy here. Select the link and copy it yourself.')
  }
}
