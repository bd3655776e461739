import type { Metadata } from 'next'
import { PreferencesScreen } from '#components/preferences/preferences-screen.tsx'

export const metadata: Metadata = { title: 'Preferences' }

export default async function PreferencesPage({ params }: { params: Promise<{ id: string }> }) {
  return <PreferencesScreen datasetId={(await params).id} />
}
