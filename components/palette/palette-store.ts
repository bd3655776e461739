'use client'

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import type { PaletteItem } from '#components/palette/palette-items.ts'
import { giveFocusBack } from '#components/ui/give-focus-back.ts'

/** What a screen adds to the palette. */
export interface Offer {
  /** Asked each time the palette opens. */
  items: () => readonly PaletteItem[]
  /** Finds what is not on the screen, such as pairs by their text. */
  search?: (typed: string, signal: AbortSignal) => Promise<readonly PaletteItem[]>
}

/** The open palette. `search` asks the screen for what is typed, and shows nothing else. */
export interface OpenPalette {
  mode: 'everything' | 'search'
  /** What the screens offered when it opened. */
  offered: readonly PaletteItem[]
  once: Once | undefined
}

/** What the key that opened the palette means besides, where it is pressed once more before anything is typed. */
export interface Once {
  /** What it types. */
  sign: string
  /** Says so. */
  hint: string
  run: () => void
}

let open: OpenPalette | null = null
let before: Element | null = null
const offers = new Set<Offer>()
const listeners = new Set<() => void>()

/** Opens the palette, which gives the focus back to where it was. */
export function openPalette(mode: OpenPalette['mode'], once?: Once): void {
  before = document.activeElement
  change({ mode, offered: [...offers].flatMap((offer) => offer.items()), once })
}

/** Closes it. */
export function closePalette(): void {
  change(null)
}

/** Gives the focus back, once it is closed. */
export function leavePalette(): void {
  giveFocusBack(before)
}

/** What the screens on show find. Throws what they throw. */
export async function searchOffered(typed: string, signal: AbortSignal): Promise<PaletteItem[]> {
  return (await Promise.all([...offers].map((offer) => offer.search?.(typed, signal) ?? []))).flat()
}

/** The palette as it is open, or null. */
export function useOpenPalette(): OpenPalette | null {
  return useSyncExternalStore(subscribe, () => open, () => null)
}

/** Adds to the palette for as long as the component is there. */
export function useOffer(offer: Offer): void {
  const items = useEffectEvent(offer.items)
  const search = useEffectEvent((typed: string, signal: AbortSignal) => offer.search?.(typed, signal) ?? Promise.resolve([]))
  useEffect(() => {
    const lasting: Offer = { items: () => items(), search: (typed, signal) => search(typed, signal) }
    offers.add(lasting)
    return () => void offers.delete(lasting)
  }, [])
}

function change(wanted: OpenPalette | null): void {
  open = wanted
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
