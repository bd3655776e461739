'use client'

import { parseAsString, useQueryState } from 'nuqs'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import type { BrowserSetting } from '#components/review/browser-setting.ts'

/**
 * How the screen is laid out, as text: what the address says of it under this name, so that whoever is sent a link sees the same, and where it says nothing what this browser kept, which then stands in the
 * address too. Empty is what nobody has changed, of which the address says nothing.
 */
export function useShownSetting(name: string, setting: BrowserSetting): [text: string, change: (text: string) => void] {
  const [said, say] = useQueryState(name, parseAsString)
  const kept = useSyncExternalStore(setting.subscribe, setting.read, () => '')
  useEffect(() => {
    if (said === null && kept !== '') void say(kept)
  }, [said, kept, say])
  const change = useCallback(
    (text: string) => {
      setting.keep(text)
      void say(text === '' ? null : text)
    },
    [setting, say],
  )
  return [said ?? kept, change]
}
