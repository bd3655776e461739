import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { ReviewScreen } from '#components/review/review-screen.tsx'
import { actorOf } from '#lib/auth/actor.ts'
import { readSought } from '#lib/datasets/sought-text.ts'
import { reviewScopes } from '#lib/review/contract.ts'

export const metadata: Metadata = { title: 'Review' }

const search = z.object({
  pair: z.uuid().nullable().catch(null),
  /** A saved view: only the pairs that it finds. */
  view: z.uuid().nullable().catch(null),
  scope: z.enum(reviewScopes).exclude(['disputed']).catch('undecided'),
  /** What is unfolded at once: a mention leads to the comments. */
  show: z.enum(['comments']).nullable().catch(null),
})

interface ReviewPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ReviewPage({ params, searchParams }: ReviewPageProps) {
  const id = z.uuid().safeParse((await params).id)
  if (!id.success) notFound()
  const actor = await actorOf(await headers())
  if (!actor) redirect('/sign-in')
  const query = await searchParams
  const { pair, view, scope, show } = search.parse(query)
  return <ReviewScreen key={`${id.data} ${view}`} datasetId={id.data} reviewerId={actor.id} initialScope={scope} initialPair={pair} view={view} showComments={show === 'comments'} search={readSought(query)} />
}
