import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { RowScreen } from '#components/in-a-row/row-screen.tsx'
import { actorOf } from '#lib/auth/actor.ts'
import { templateRef } from '#lib/review/templates/contract.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

export const metadata: Metadata = { title: 'Review in a row' }

const search = z.object({ type: z.string().min(1).max(64), template: templateRef.shape.template.optional().catch(undefined) })

interface RowPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function RowPage({ params, searchParams }: RowPageProps) {
  const id = z.uuid().safeParse((await params).id)
  const asked = search.safeParse(await searchParams)
  if (!id.success || !asked.success) notFound()
  const actor = await actorOf(await headers())
  if (!actor) redirect('/sign-in')
  const { type, template } = asked.data
  return <RowScreen key={`${id.data} ${type} ${template}`} datasetId={id.data} reviewerId={actor.id} type={type} label={typeLabel(type)} template={template ?? null} />
}
