import type { Metadata } from 'next'
import { Suspense } from 'react'
import { BrowseScreen } from '#components/browse/browse-screen.tsx'

export const metadata: Metadata = { title: 'Browse' }

export default async function BrowsePage({ params }: { params: Promise<{ id: string }> }) {
  return (
    <Suspense>
      <BrowseScreen datasetId={(await params).id} />
    </Suspense>
  )
}
