import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emojiSpans } from '#lib/text/emoji-spans.ts'

const found = (text: string): string[] => emojiSpans(text).map(({ start, end }) => text.slice(start, end))

test.each([
  ['flags, families, skin tones and keycaps are one each', '🇫🇷👩‍👩‍👧👍🏽1️⃣❤️🏴󠁧󠁢󠁳󠁣󠁴󠁿', ['🇫🇷', '👩‍👩‍👧', '👍🏽', '1️⃣', '❤️', '🏴󠁧󠁢󠁳󠁣󠁴󠁿']],
  ['digits, signs and letters are none', '3 # * © ™ → ✓ a é 日本', []],
])('%s', (_what, text, emoji) => {
  expect(found(text)).toEqual(emoji)
})

test('agrees with Unicode on what is recommended for interchange, whatever stands around it', () => {
  const emoji = fc.constantFrom('😀', '👨‍👩‍👧‍👦', '🏳️‍🌈', '🧑🏿‍🚀', '🇯🇵', '☎️', '#️⃣', '⌚', '🤷‍♂️')
  const other = fc.stringMatching(/^[a-zA-Z .,\n日©]{1,5}$/)
  fc.assert(
    fc.property(fc.array(fc.oneof(emoji, other)), (parts) => {
      const text = parts.join('')
      expect(found(text)).toEqual(text.match(/\p{RGI_Emoji}/gv) ?? [])
    }),
  )
})
