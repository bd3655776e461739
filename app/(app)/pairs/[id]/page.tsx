import type { Metadata } from 'next'
import { PairPage } from '#components/pairs/pair-page.tsx'
import { readSought } from '#lib/datasets/sought-text.ts'

export const metadata: Metadata = { title: 'Pair' }

interface PairPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ params, searchParams }: PairPageProps) {
  return <PairPage id={(await params).id} search={readSought(await searchParams)} />
}
