import { diffWordsWithSpace } from 'diff'

export interface DiffPart {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** Beyond this many changed words two texts have little in common: they are shown one after the other instead. */
const maxEditLength = 2000

/** What has to be removed from and added to `before` to get `after`, word by word. */
export function wordDiff(before: string, after: string): DiffPart[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }]
  const changes = diffWordsWithSpace(before, after, { maxEditLength })
  if (!changes) return wholly(before, after)
  return inPhrases(changes.map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value })))
}

/** Changed words that only spaces part are one change, read as a phrase: what was there, then what is there now. */
function inPhrases(parts: readonly DiffPart[]): DiffPart[] {
  const phrases: DiffPart[] = []
  let [removed, added] = ['', '']
  const close = (): void => {
    phrases.push(...wholly(removed, added))
    removed = added = ''
  }
  for (const [at, { kind, text }] of parts.entries()) {
    const next = parts[at + 1]
    const isAlike = kind === 'same' && !(/^[^\S\n]+$/.test(text) && removed + added !== '' && next !== undefined)
    if (isAlike) {
      close()
      phrases.push({ kind, text })
      continue
    }
    if (kind !== 'added') removed += text
    if (kind !== 'removed') added += text
  }
  close()
  return phrases
}

function wholly(before: string, after: string): DiffPart[] {
  const parts: DiffPart[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]
  return parts.filter((part) => part.text !== '')
}
