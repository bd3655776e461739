import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { Palette } from '#components/palette/palette.tsx'
import { Announcer } from '#components/shell/announcer.tsx'
import { Sidebar } from '#components/shell/sidebar.tsx'
import { actorOf } from '#lib/auth/actor.ts'
import './print.css'

/** Everything behind the sign-in: the way around on the left, the page on the right. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const actor = await actorOf(await headers())
  if (!actor) redirect('/sign-in')
  return (
    <div className="flex h-dvh flex-col md:flex-row">
      <a href="#main" className="sr-only z-50 rounded bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:left-2 focus:top-2">
        Skip to the content
      </a>
      <Sidebar actor={actor} />
      {/* Relative, so that what only screen readers see scrolls with the page and does not lengthen the window. */}
      <main id="main" tabIndex={-1} className="relative min-h-0 min-w-0 flex-1 overflow-y-auto outline-none">
        {children}
      </main>
      <Announcer />
      <Palette actor={actor} />
    </div>
  )
}
