/** An emoji of one code point, as Python's package `emoji` knows them: no keycap bases, no single halves of a flag. */
const emoji = /^(?![#*0-9\u{1f1e6}-\u{1f1ff}])\p{Emoji}$/u

/** `emoji.is_emoji` of one character: it may be an emoji with text presentation (such as ©) or a skin tone. */
export function isEmojiCharacter(character: string): boolean {
  return emoji.test(character)
}
