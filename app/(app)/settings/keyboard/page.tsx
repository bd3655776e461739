import type { Metadata } from 'next'
import { KeyboardSettings } from '#components/settings/keyboard.tsx'

export const metadata: Metadata = { title: 'Keyboard' }

export default function KeyboardPage() {
  return <KeyboardSettings />
}
