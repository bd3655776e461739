import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { Providers } from '#components/api/providers.tsx'
import { themeScript } from '#components/shell/theme.ts'
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
        {/* Before the first paint, so that a dark screen does not flash white. */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
