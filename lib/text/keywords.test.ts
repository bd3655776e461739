import { describe, expect, it } from 'vitest'
import { keyPhrases } from '#lib/text/keywords.ts'

describe('keyPhrases', () => {
  it.each(["'", '’'])('cuts no word at an apostrophe: %s', (mark) => {
    const text = `John didn't wait, and John didn't ask. The harbour master shouldn't know that John didn't stay at Ferrara's inn. The harbour was quiet.`.replaceAll("'", mark)
    const phrases = keyPhrases(text)
    expect(phrases).toContain('harbour')
    for (const phrase of phrases) expect(`${phrase} `).not.toMatch(/\b(didn|shouldn|Ferrara)\b/)
  })

  it('takes a word whose possessive stands elsewhere where it stands by itself, and words in quotation marks', () => {
    expect(keyPhrases("Ferrara lies on a plain. Ferrara's walls are old. They call it 'Estense' there, and 'Estense' it is.")).toEqual(expect.arrayContaining(['Ferrara', 'Estense']))
  })
})
