import type { Metadata } from 'next'
import { PairPage } from '#components/pairs/pair-page.tsx'

export const metadata: Metadata = { title: 'Pair' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <PairPage id={(await params).id} />
}
