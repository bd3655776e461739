import { placesOf } from '#lib/text/find-text.ts'

/** A text of a document, and whatever tells its paragraph from others. */
export interface TextPiece {
  text: string
  block: unknown
}

/** A place in a piece: its index, and how far in. */
interface PieceOffset {
  piece: number
  offset: number
}

/** The most places that are marked: the browser follows each as the document changes. */
const mostPlaces = 2000

/** Where any of the words stands in a document that is cut into pieces: across pieces of one paragraph, as where a part is bold, but not across paragraphs; the first of them where there are very many. */
export function foundIn(pieces: readonly TextPiece[], words: readonly string[]): { from: PieceOffset; to: PieceOffset }[] {
  const starts: number[] = []
  let all = ''
  for (const [index, { text, block }] of pieces.entries()) {
    if (index > 0 && pieces[index - 1]?.block !== block) all += '\n'
    starts.push(all.length)
    all += text
  }
  let piece = 0
  return placesOf(all, words).slice(0, mostPlaces).map(({ start, end }) => {
    while ((starts[piece + 1] ?? Infinity) <= start) piece += 1
    let last = piece
    while ((starts[last + 1] ?? Infinity) < end) last += 1
    return { from: { piece, offset: start - (starts[piece] ?? 0) }, to: { piece: last, offset: end - (starts[last] ?? 0) } }
  })
}
