import type { ReactNode } from 'react'

/** The one box on the pages before the sign-in. */
export function AuthCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh items-center justify-center p-6">
      <div className="w-full max-w-sm rounded-lg border border-line bg-panel p-6">
        <div className="mb-4 flex items-center gap-2">
          <img src="/icon.svg" alt="" width={24} height={24} />
          <h1 className="text-lg font-semibold">{title}</h1>
        </div>
        {children}
      </div>
    </main>
  )
}
