import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { TeamPacePage } from '#components/pace/team-pace.tsx'
import { actorOf } from '#lib/auth/actor.ts'
import { mayManage } from '#lib/auth/managing.ts'

export const metadata: Metadata = { title: 'Reviewers' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const id = z.uuid().safeParse((await params).id)
  const actor = await actorOf(await headers())
  // Who may not see it is told no more than that there is no such page.
  if (!id.success || !actor || !mayManage(actor)) notFound()
  return <TeamPacePage datasetId={id.data} />
}
