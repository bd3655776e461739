import type { Metadata } from 'next'
import { Hub } from '#components/settings/hub.tsx'

export const metadata: Metadata = { title: 'Hugging Face Hub' }

export default function HubPage() {
  return <Hub />
}
