'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Toaster } from 'sonner'
import { AddressAdapter } from '#components/api/address-adapter.ts'
import { ApiError } from '#components/api/client.ts'

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
            // Asking again helps when the network failed, not when the server said no.
            retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
          },
        },
      }),
  )
  return (
    <QueryClientProvider client={client}>
      <AddressAdapter>{children}</AddressAdapter>
      <Toaster position="bottom-left" offset={aboveTheBars} visibleToasts={3} toastOptions={{ className: '!bg-panel !text-ink !border-line' }} />
    </QueryClientProvider>
  )
}
