import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { Providers } from '#components/api/providers.tsx'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Pincer', template: '%s · Pincer' },
  description: 'Curate complex-instruction training data whose constraints are proven.',
  icons: { icon: '/icon.svg' },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* oxlint-disable-next-line next/no-sync-scripts -- the theme must be there before the first paint */}
        <script src="/theme.js" />
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
