import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { Endpoints } from '#components/settings/endpoints.tsx'
import { actorOf } from '#lib/auth/actor.ts'
import { mayManage } from '#lib/auth/managing.ts'

export const metadata: Metadata = { title: 'Endpoints' }

export default async function EndpointsPage() {
  const actor = await actorOf(await headers())
  if (!actor) redirect('/sign-in')
  return <Endpoints manages={mayManage(actor)} />
}
