'use client'

import { useEffect, useMemo } from 'react'
import { toast } from 'sonner'
import { api } from '#components/api/client.ts'
import { beatMs, createLeaseKeeper, type LeaseKeeper } from '#components/review/lease-keeper.ts'
import { announce } from '#components/shell/announcer.tsx'
import type { Held } from '#lib/review/contract.ts'

/** `final` is an adjudicator's page. Says to the server which pairs this page is at, for as long as somebody is at the page; says on the screen who else is. */
export function useLeases(datasetId: string, final: boolean): LeaseKeeper {
  const keeper = useMemo(() => createLeaseKeeper({ now: Date.now, onHeld: tellHeld, send: (body, { leaving }) => sendLeases(datasetId, { ...body, final }, leaving) }), [datasetId, final])
  useEffect(() => {
    const timer = window.setInterval(() => void keeper.beat(), beatMs)
    window.addEventListener('keydown', keeper.sign)
    window.addEventListener('pointermove', keeper.sign, { passive: true })
    window.addEventListener('pagehide', keeper.leave)
    return () => {
      window.clearInterval(timer)
      window.removeEventListener('keydown', keeper.sign)
      window.removeEventListener('pointermove', keeper.sign)
      window.removeEventListener('pagehide', keeper.leave)
    }
  }, [keeper])
  return keeper
}

async function sendLeases(datasetId: string, body: object, leaving: boolean): Promise<Held[]> {
  const path = `/api/v1/datasets/${datasetId}/leases`
  if (!leaving) return (await api<{ held: Held[] }>(path, { body })).held
  const headers = { 'content-type': 'application/json' }
  await fetch(path, { method: 'POST', headers, body: JSON.stringify(body), keepalive: true, credentials: 'same-origin' })
  return []
}

function tellHeld({ reviewer }: Held): void {
  const message = `${reviewer} is at this pair too. You can decide all the same: the first decision on a constraint stands, and the other is shown beside it.`
  announce(message)
  toast.info(message)
}
