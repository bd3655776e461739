import { remembered } from './remembered.ts'

/** Whether a text is mostly in scripts that write no spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese). */
export const isUnspaced: (text: string) => boolean = remembered((text) => {
  let unspaced = 0
  let letters = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x41) continue
    if ((code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0x0e00 && code <= 0x0eff) || (code >= 0x1000 && code <= 0x109f) || (code >= 0x1780 && code <= 0x17ff)) unspaced++
    letters++
  }
  return unspaced > 0.2 * letters
})

/** Whether a text has nothing beyond the 128 characters of ASCII. */
export const isAscii: (text: string) => boolean = remembered((text) => !/\P{ASCII}/u.test(text), 2)
