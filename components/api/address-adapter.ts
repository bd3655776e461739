'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { renderQueryString, unstable_createAdapterProvider, type unstable_AdapterInterface } from 'nuqs/adapters/custom'
import { useLayoutEffect, useMemo, useSyncExternalStore } from 'react'

/**
 * Keeps what nuqs reads in step with the browser's own address. The router hears of a step back or of a filter that was set, but passes it on
 * when it finds the time, and what other things the page does meanwhile may undo: what is shown and what stands in the address would differ.
 */
export const AddressAdapter = unstable_createAdapterProvider(useAddress)

const listeners = new Set<() => void>()

function useAddress(): unstable_AdapterInterface {
  const pathname = usePathname()
  const ofRouter = useSearchParams().toString()
  // On the way to another page, or back to it, the browser is there first: until the router is, what it has belongs to the page on the screen.
  const ofBrowser = useSyncExternalStore(subscribe, () => (window.location.pathname === pathname ? window.location.search : null), () => null)
  const search = ofBrowser ?? ofRouter
  const searchParams = useMemo(() => new URLSearchParams(search), [search])
  // A link was followed: the router has just written the address.
  useLayoutEffect(changed, [pathname, ofRouter])
  return { searchParams, pathname, updateUrl }
}

const updateUrl: unstable_AdapterInterface['updateUrl'] = (search, { history: how, scroll }) => {
  const { origin, pathname, hash } = window.location
  const url = origin + pathname + renderQueryString(search) + hash
  if (how === 'push') window.history.pushState(null, '', url)
  else window.history.replaceState(null, '', url)
  if (scroll) window.scrollTo(0, 0)
  changed()
}

function changed(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}
