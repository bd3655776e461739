import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { ReviewScreen } from '#components/review/review-screen.tsx'
import { actorOf } from '#lib/auth/actor.ts'

export const metadata: Metadata = { title: 'Adjudicate' }

const search = z.object({ pair: z.uuid().nullable().catch(null) })

interface AdjudicatePageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** The constraints that people differ on, with what each of them said; decided by the keys of review. */
export default async function AdjudicatePage({ params, searchParams }: AdjudicatePageProps) {
  const id = z.uuid().safeParse((await params).id)
  if (!id.success) notFound()
  const actor = await actorOf(await headers())
  if (!actor) redirect('/sign-in')
  const { pair } = search.parse(await searchParams)
  return <ReviewScreen key={id.data} datasetId={id.data} reviewerId={actor.id} initialScope="disputed" initialPair={pair} />
}
