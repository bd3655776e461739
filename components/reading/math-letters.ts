/** Where Unicode has the letters and digits of a variant: the first capital, small letter and digit. */
const places: Readonly<Record<string, { capital: number; small: number; digit?: number }>> = {
  bold: { capital: 0x1d400, small: 0x1d41a, digit: 0x1d7ce },
  'bold-italic': { capital: 0x1d468, small: 0x1d482 },
  script: { capital: 0x1d49c, small: 0x1d4b6 },
  'bold-script': { capital: 0x1d4d0, small: 0x1d4ea },
  fraktur: { capital: 0x1d504, small: 0x1d51e },
  'double-struck': { capital: 0x1d538, small: 0x1d552, digit: 0x1d7d8 },
  'bold-fraktur': { capital: 0x1d56c, small: 0x1d586 },
  'sans-serif': { capital: 0x1d5a0, small: 0x1d5ba, digit: 0x1d7e2 },
  'bold-sans-serif': { capital: 0x1d5d4, small: 0x1d5ee, digit: 0x1d7ec },
  'sans-serif-italic': { capital: 0x1d608, small: 0x1d622 },
  'sans-serif-bold-italic': { capital: 0x1d63c, small: 0x1d656 },
  monospace: { capital: 0x1d670, small: 0x1d68a, digit: 0x1d7f6 },
}

/** Letters that Unicode had before it had the others of their variant. */
const older: Readonly<Record<string, string>> = {
  'script B': 'ℬ', 'script E': 'ℰ', 'script F': 'ℱ', 'script H': 'ℋ', 'script I': 'ℐ', 'script L': 'ℒ', 'script M': 'ℳ', 'script R': 'ℛ',
  'script e': 'ℯ', 'script g': 'ℊ', 'script o': 'ℴ',
  'fraktur C': 'ℭ', 'fraktur H': 'ℌ', 'fraktur I': 'ℑ', 'fraktur R': 'ℜ', 'fraktur Z': 'ℨ',
  'double-struck C': 'ℂ', 'double-struck H': 'ℍ', 'double-struck N': 'ℕ', 'double-struck P': 'ℙ', 'double-struck Q': 'ℚ', 'double-struck R': 'ℝ', 'double-struck Z': 'ℤ',
}

/** The letters and digits of a text in a variant of MathML, such as 'double-struck'; others stay. */
export function mathLetters(text: string, variant: string): string {
  const place = places[variant]
  if (!place) return text
  return text.replaceAll(/[A-Za-z0-9]/g, (letter) => {
    const code = letter.charCodeAt(0)
    if (code < 0x3a) return place.digit === undefined ? letter : String.fromCodePoint(place.digit + code - 0x30)
    return older[`${variant} ${letter}`] ?? String.fromCodePoint(code < 0x5b ? place.capital + code - 0x41 : place.small + code - 0x61)
  })
}
