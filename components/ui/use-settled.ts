'use client'

import { useEffect, useState } from 'react'

/** How long nobody types before it counts as a pause, in milliseconds. */
const pauseMs = 350

/** A value once it has not changed for a moment: what is typed is asked about when the typing pauses, and not with every key. Compared as JSON. */
export function useSettled<T>(value: T): T {
  const text = JSON.stringify(value)
  const [settled, setSettled] = useState({ text, value })
  useEffect(() => {
    if (text === settled.text) return
    const timer = setTimeout(() => setSettled({ text, value }), pauseMs)
    return () => clearTimeout(timer)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the text stands for the value
  }, [text, settled.text])
  return settled.value
}
