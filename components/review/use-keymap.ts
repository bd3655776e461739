'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { browserSetting } from '#components/review/browser-setting.ts'
import { readChosen, remapped, type ChosenKeys } from '#components/review/key-remap.ts'
import type { KeyBinding } from '#components/review/keymap.ts'

const setting = browserSetting('pincer-review-keymap', '{}')

/** The keys as they are in this browser: the table with what was chosen in the settings. */
export function useKeymap(): readonly KeyBinding[] {
  const chosen = useChosenKeys()
  return useMemo(() => remapped(chosen), [chosen])
}

/** What was chosen in place of the table's keys. */
export function useChosenKeys(): ChosenKeys {
  const kept = useSyncExternalStore(setting.subscribe, setting.read, () => '{}')
  return useMemo(() => readChosen(kept), [kept])
}

/** Keeps what was chosen, for this browser. */
export function chooseKeys(chosen: ChosenKeys): void {
  setting.keep(JSON.stringify(chosen))
}
