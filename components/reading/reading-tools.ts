'use client'

import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { CodeColours } from '#components/reading/colour-code.ts'
import type { FormulaMaker } from '#components/reading/typeset.ts'

/** What sets code and formulas; null while it is not there or not needed. */
export interface ReadingTools {
  colours: CodeColours | null
  formula: FormulaMaker | null
}

export const noTools: ReadingTools = { colours: null, formula: null }

let loaded: ReadingTools = noTools
const asked = { colours: false, formula: false }
const listeners = new Set<() => void>()

/** Loads what `text` needs to be read, which is much, when the first text needs it; until then code is plain and formulas are as they are written. */
export function useReadingTools(text: string): ReadingTools {
  const all = useSyncExternalStore(subscribe, () => loaded, () => noTools)
  const needsColours = useMemo(() => /(?:```|~~~)[ \t]*[^\s`~]/.test(text), [text])
  const needsFormula = useMemo(() => /\$|\\[([]|(?:```|~~~)[ \t]*math/.test(text), [text])
  useEffect(() => {
    if (needsColours) load('colours', async () => (await import('rehype-highlight')).default({ detect: false }))
    if (needsFormula) load('formula', async () => (await import('#components/reading/formula-tree.ts')).formulaTree)
  }, [needsColours, needsFormula])
  const colours = needsColours ? all.colours : null
  const formula = needsFormula ? all.formula : null
  return useMemo(() => ({ colours, formula }), [colours, formula])
}

function load<Name extends keyof ReadingTools>(name: Name, get: () => Promise<ReadingTools[Name]>): void {
  if (asked[name]) return
  asked[name] = true
  get().then(
    (tool) => {
      loaded = { ...loaded, [name]: tool }
      for (const listener of listeners) listener()
    },
    // Without a connection: the next text asks again.
    () => {
      asked[name] = false
    },
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
