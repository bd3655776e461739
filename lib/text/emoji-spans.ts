import { isAscii } from './script.ts'
import type { Span } from './words.ts'

/** What UTS #51 lets an emoji be: a flag, a keycap, or a picture with its modifiers, joined to others or not. */
const candidates =
  /\p{RI}\p{RI}|[0-9#*]\ufe0f\u20e3|\p{ExtPict}(?:\p{EMod}|\ufe0f|[\u{e0020}-\u{e007e}]{1,6}\u{e007f})?(?:\u200d\p{ExtPict}(?:\p{EMod}|\ufe0f)?)*/gu

/** The emoji of a text, each that shows as one picture once. Signs such as © that show as text are none. Linear. */
export function emojiSpans(text: string): Span[] {
  if (isAscii(text)) return []
  return Array.from(text.matchAll(candidates))
    .filter(([match]) => /[\p{Emoji_Presentation}\p{RI}\ufe0f]/u.test(match))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
}
