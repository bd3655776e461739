'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Toaster } from 'sonner'
import { AddressAdapter } from '#components/api/address-adapter.ts'
import { askAgainAfter, asksAgain } from '#components/api/asking-again.ts'
import { NotYetNotice } from '#components/api/not-yet-notice.tsx'

/** Beside the menu, and above the bar that the review screen and the import end with: a notice must not cover what it is about. */
const aboveTheBars = { left: '15rem', bottom: '6.5rem' }

/** What every page needs: server state, URL state, notices. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            staleTime: 5_000,
            retry: asksAgain,
            retryDelay: askAgainAfter,
          },
        },
      }),
  )
  return (
    <QueryClientProvider client={client}>
      <AddressAdapter>{children}</AddressAdapter>
      <NotYetNotice />
      {/* Whoever tabs on from a notice would be sent back to where they came from, again and again. */}
      <div onBlurCapture={(event) => event.stopPropagation()}>
        <Toaster position="bottom-left" offset={aboveTheBars} visibleToasts={3} toastOptions={{ className: '!bg-panel !text-ink !border-line' }} />
      </div>
    </QueryClientProvider>
  )
}
