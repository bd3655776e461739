/** Something that the palette leads to or does. */
export interface PaletteItem {
  id: string
  group: string
  label: string
  /** Its keys as they are shown. */
  keys?: readonly string[]
  run: () => void
}

/** What somebody typed, and a label, in small letters without accents. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/**
 * The items that have every word that was typed, those first whose label begins with it, then those that have it at the beginning
 * of a word, in the order they came; with nothing typed, all of them. The groups stay together, the best one first.
 */
export function matching(items: readonly PaletteItem[], typed: string): PaletteItem[] {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  const ranked = items.flatMap((item) => {
    const rank = rankOf(plain(item.label), plain(item.group), words)
    return rank === null ? [] : [{ item, rank }]
  })
  const best = new Map<string, number>()
  for (const { item, rank } of ranked) best.set(item.group, Math.min(best.get(item.group) ?? Infinity, rank))
  const groups = [...best.keys()].toSorted((a, b) => (best.get(a) ?? 0) - (best.get(b) ?? 0))
  return groups.flatMap((group) => ranked.filter(({ item }) => item.group === group).toSorted((a, b) => a.rank - b.rank).map(({ item }) => item))
}

/** 0 where the label begins with the first word, 1 where each begins a word of it, 2 where it has them all, 3 with the group's name. */
function rankOf(label: string, group: string, words: readonly string[]): number | null {
  if (!words.every((word) => `${group} ${label}`.includes(word))) return null
  const within = words.every((word) => label.includes(word))
  if (!within) return 3
  if (words.every((word) => ` ${label.replace(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(` ${word}`))) return label.startsWith(words[0] ?? '') ? 0 : 1
  return 2
}
