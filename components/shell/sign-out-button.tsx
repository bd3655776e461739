'use client'

import { LogOut } from 'lucide-react'
import { toast } from 'sonner'
import { IconButton } from '#components/ui/button.tsx'

/** The way out, from every page. */
export function SignOutButton() {
  return (
    <IconButton label="Sign out" onClick={() => void signOut()}>
      <LogOut size={16} strokeWidth={1.75} aria-hidden="true" />
    </IconButton>
  )
}

async function signOut(): Promise<void> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
  const response = await fetch('/api/auth/sign-out', init).catch(() => null)
  if (response?.ok) window.location.assign('/sign-in')
  else toast.error('You are still signed in: the server did not answer. Try again.')
}
