'use client'

import { useCallback, useState, useSyncExternalStore } from 'react'
import { browserSetting } from '#components/review/browser-setting.ts'
import type { TextMode } from '#components/review/response-view.tsx'

/** How the screen shows things; it stays from pair to pair. */
export interface Look {
  mode: TextMode
  evidence: boolean
  diff: boolean
  /** Whether each constraint says how it is counted. */
  rules: boolean
  /** Whether precedents of the focused constraint are unfolded. */
  precedents: boolean
  /** Whether what people say about the pair is unfolded. */
  comments: boolean
  /** Whether the pair's tags are unfolded. */
  tags: boolean
  /** Whether the instruction is shown as it would be exported. */
  prompt: boolean
  /** Whether the guidelines are unfolded. */
  guidelines: boolean
  dialog: 'help' | null
  /** Whether single keys decide and move; kept in the browser. */
  keys: boolean
}

const keysWanted = browserSetting('pincer-review-keys', 'on')

export function useLook(initial: Partial<Omit<Look, 'keys'>> = {}): [Look, (change: Partial<Look>) => void] {
  const [look, setLook] = useState<Omit<Look, 'keys'>>({ mode: 'rendered', evidence: true, diff: true, rules: false, prompt: false, precedents: false, comments: false, tags: false, guidelines: false, dialog: null, ...initial })
  const keys = useSyncExternalStore(keysWanted.subscribe, keysWanted.read, () => 'on') !== 'off'
  const change = useCallback(({ keys: wanted, ...rest }: Partial<Look>) => {
    if (wanted !== undefined) keysWanted.keep(wanted ? 'on' : 'off')
    setLook((now) => ({ ...now, ...rest }))
  }, [])
  return [{ ...look, keys }, change]
}
